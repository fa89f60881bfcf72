// As many async functions as it is told wait for an hour.

const many = Number(process.argv[2]);
const hour = 60 * 60 * 1000;

async function wait() {
  await new Promise((resolve) => setTimeout(resolve, hour));
}

for (let n = 0; n < many; n++) {
  void wait();
}
// What is no longer used is not what waiting costs; node --expose-gc lets a program say so.
globalThis.gc?.();
console.log("waiting");
process.stdin.resume().on("end", () => process.exit());
