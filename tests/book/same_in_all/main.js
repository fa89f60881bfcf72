import {
  begin,
  blocked,
  cancel,
  dropped,
  end,
  knob,
  minutes,
  now,
  receive,
  say,
  send,
  spawn,
  work,
} from "#kitchen";

work("alice", "mix", 20);
spawn("alice", "oven");
begin("oven", "bake");
blocked("alice", "oven", () => sleep(minutes(knob("pages", 6) * 5)));
end("oven", "bake");
send("alice", "oven", 'a "note"');
receive("oven", "alice", "a note");
cancel("alice", "oven");
dropped("oven");
say("alice", `It is ${now()}: "done" \\ für Zoë.`);

function sleep(ms) {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}
