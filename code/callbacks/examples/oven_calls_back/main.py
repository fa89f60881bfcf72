"""Alice gives the oven a function to call, and reads."""

import asyncio

from kitchen import begin, end, knob, minutes, receive, say, send, work


# ANCHOR: main
def main() -> None:
    loop = asyncio.new_event_loop()
    bake_cake(loop)
    read_book()
    loop.run_forever()
    loop.close()
    # ANCHOR_END: main


# ANCHOR: bake_cake
def bake_cake(loop: asyncio.AbstractEventLoop) -> None:
    work("alice", "mix batter", 10)
    begin("oven", "bake")
    send("alice", "oven", "a function")
    loop.call_later(minutes(knob("minutes_in_oven", 30)), take_cake_out, loop)
    say("alice", "The cake is in the oven.")
    # ANCHOR_END: bake_cake


# ANCHOR: take_cake_out
def take_cake_out(loop: asyncio.AbstractEventLoop) -> None:
    receive("alice", "oven", "the call")
    end("oven", "bake")
    work("alice", "take cake out", 2)
    say("alice", "The cake is on the table.")
    loop.stop()
    # ANCHOR_END: take_cake_out


# ANCHOR: read_book
def read_book() -> None:
    for page in range(1, knob("pages", 6) + 1):
        work("alice", f"page {page}", 8)
    say("alice", "The book is finished.")
    # ANCHOR_END: read_book


# ANCHOR: main
if __name__ == "__main__":
    main()
# ANCHOR_END: main
