import time

from kitchen import begin, blocked, end, knob, minutes, now, say, spawn, work

work("alice", "mix", 20)
spawn("alice", "oven")
begin("oven", "bake")
with blocked("alice", "oven"):
    time.sleep(minutes(knob("pages", 6) * 5))
end("oven", "bake")
say("alice", f'It is {now()}: "done" \\ für Zoë.')
