"""The cake fails while the cream is awaited, and before the cake is."""

import asyncio

from kitchen import begin, end, minutes, observe, say, work


# ANCHOR: main
async def main() -> None:
    cake = asyncio.create_task(observe("cake", bake_cake()))
    cream = asyncio.create_task(observe("cream", chill_cream()))
    await cream
    try:
        await cake
        say("alice", "The cake is on the table.")
    except FuseBlown as problem:
        say("alice", f"No cake: {problem}.")
    # ANCHOR_END: main


# ANCHOR: bake_cake
async def bake_cake() -> None:
    work("alice", "mix batter", 10)
    begin("oven", "bake")
    say("alice", "The cake is in the oven.")
    await asyncio.sleep(minutes(20))
    end("oven", "bake")
    raise FuseBlown("the fuse has blown")
    # ANCHOR_END: bake_cake


async def chill_cream() -> None:
    work("alice", "whip cream", 4)
    begin("fridge", "chill")
    await asyncio.sleep(minutes(20))
    end("fridge", "chill")
    say("alice", "The cream is cold.")


class FuseBlown(Exception):
    """What ends a bake before its time."""


# ANCHOR: main
if __name__ == "__main__":
    asyncio.run(main())
# ANCHOR_END: main
