"""Alice is ready to catch what goes wrong, but only as long as her call lasts."""

import asyncio
from collections.abc import Callable

from kitchen import begin, end, minutes, say, work

loop = asyncio.new_event_loop()
oven_in_use = False


# ANCHOR: main
def main() -> None:
    try:
        work("alice", "mix batter", 10)
        bake_cake(take_cake_out)
        say("alice", "Nothing has gone wrong.")
    except RuntimeError as error:
        say("alice", f"I have caught it: {error}.")
    loop.run_forever()
    loop.close()
    # ANCHOR_END: main


# ANCHOR: take_cake_out
def take_cake_out() -> None:
    work("alice", "take cake out", 2)
    raise RuntimeError("the cake is burnt")
    # ANCHOR_END: take_cake_out


# ANCHOR: bake_cake
def bake_cake(callback: Callable[[], None]) -> None:
    global oven_in_use

    def done() -> None:
        end("oven", "bake")
        try:
            callback()
        except RuntimeError as error:
            say("oven", f"My callback has failed: {error}.")
        loop.stop()

    if oven_in_use:
        raise RuntimeError("the oven is in use")
    oven_in_use = True
    begin("oven", "bake")
    loop.call_later(minutes(30), done)
    # ANCHOR_END: bake_cake


# ANCHOR: main
if __name__ == "__main__":
    main()
# ANCHOR_END: main
