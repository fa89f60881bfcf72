import {
  begin,
  blocked,
  end,
  knob,
  minutes,
  now,
  say,
  spawn,
  work,
} from "#kitchen";

work("alice", "mix", 20);
spawn("alice", "oven");
begin("oven", "bake");
blocked("alice", "oven", () => sleep(minutes(knob("pages", 6) * 5)));
end("oven", "bake");
say("alice", `It is ${now()}: "done" \\ für Zoë.`);

function sleep(ms) {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}
