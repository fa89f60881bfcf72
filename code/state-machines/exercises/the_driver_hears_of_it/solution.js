// A driver that hands errors on.

import { begin, end, knob, minutes, say } from "#kitchen";

await drive(bakeCake());
try {
  await drive(bakePie());
} catch (error) {
  say("alice", `No pie: ${error.message}.`);
}

function drive(generator) {
  return new Promise((resolve, reject) => {
    goOn(() => generator.next());

    // Resumes the generator once, with a result or with an error.
    function goOn(resume) {
      try {
        const { value, done } = resume();
        if (done) resolve(value);
        else
          value.then(
            (result) => goOn(() => generator.next(result)),
            (error) => goOn(() => generator.throw(error)),
          );
      } catch (error) {
        reject(error);
      }
    }
  });
}

function* bakeCake() {
  try {
    const cake = yield bake("a cake", knob("minutes_for_cake", 30));
    say("alice", `I have ${cake}.`);
  } catch (error) {
    say("alice", `No cake: ${error.message}.`);
  }
}

function* bakePie() {
  const pie = yield bake("a pie", knob("minutes_for_pie", 70));
  say("alice", `I have ${pie}.`);
}

async function bake(what, time) {
  begin("oven", what);
  await new Promise((resolve) => setTimeout(resolve, minutes(time)));
  end("oven", what);
  if (time > 60) throw new Error("it is burnt");
  return what;
}
