"""A fuse blows while the cake is awaited, and an ordinary try catches it."""

import asyncio

from kitchen import begin, end, knob, minutes, observe, say, work


# ANCHOR: main
async def main() -> None:
    try:
        await observe("cake", bake_cake())
        say("alice", "The cake is on the table.")
    except FuseBlown as problem:
        say("alice", f"No cake: {problem}.")
    say("alice", "Now for the book.")
    # ANCHOR_END: main


# ANCHOR: bake_cake
async def bake_cake() -> None:
    work("alice", "mix batter", 10)
    say("alice", "The cake is in the oven.")
    await heat()
    work("alice", "take cake out", 2)
    # ANCHOR_END: bake_cake


# ANCHOR: heat
async def heat() -> None:
    wanted, holds = knob("minutes_in_oven", 30), knob("fuse_holds", 20)
    begin("oven", "bake")
    await asyncio.sleep(minutes(min(wanted, holds)))
    end("oven", "bake")
    if holds < wanted:
        raise FuseBlown("the fuse has blown")
    # ANCHOR_END: heat


class FuseBlown(Exception):
    """What ends a bake before its time."""


# ANCHOR: main
if __name__ == "__main__":
    asyncio.run(main())
# ANCHOR_END: main
