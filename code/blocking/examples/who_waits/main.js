// Two ways to wait for the oven, and what each costs the processor.

import { begin, blocked, end, minutes, say } from "#kitchen";

// ANCHOR: sleep
let processor = process.cpuUsage();
let wait = minutes(30);
blocked("alice", "oven", () => sleepSync(wait));
report("I slept 30 minutes", process.cpuUsage(processor), wait);

// JavaScript has no blocking sleep; this waits for a change that never comes.
function sleepSync(ms) {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}
// ANCHOR_END: sleep

// ANCHOR: stare
processor = process.cpuUsage();
wait = minutes(30);
const done = performance.now() + wait;
begin("processor", "look at the clock");
blocked("alice", "oven", () => {
  while (performance.now() < done);
});
end("processor", "look at the clock");
report("I stared 30 minutes", process.cpuUsage(processor), wait);
// ANCHOR_END: stare

// ANCHOR: report
// Says on which side of a tenth the share was. That is the same in every run;
// the exact share is not.
function report(how, used, waited) {
  const usedMs = (used.user + used.system) / 1000;
  const processor = usedMs < waited / 10 ? "free" : "busy";
  say("alice", `${how}; the processor was ${processor}.`);
}
// ANCHOR_END: report
