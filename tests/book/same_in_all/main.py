import time

from kitchen import (
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
)

work("alice", "mix", 20)
spawn("alice", "oven")
begin("oven", "bake")
with blocked("alice", "oven"):
    time.sleep(minutes(knob("pages", 6) * 5))
end("oven", "bake")
send("alice", "oven", 'a "note"')
receive("oven", "alice", "a note")
cancel("alice", "oven")
dropped("oven")
say("alice", f'It is {now()}: "done" \\ für Zoë.')
