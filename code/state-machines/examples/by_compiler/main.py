"""Baking a cake: an async function, which is a coroutine when it is called."""

import asyncio

from kitchen import begin, end, knob, minutes, observe, say, work


# ANCHOR: main
async def main() -> None:
    work("alice", "read page 1", 8)
    cake = asyncio.create_task(observe("cake", bake_cake("chocolate")))
    await asyncio.sleep(0)
    work("alice", "read pages 2 to 5", 32)
    await cake
    work("alice", "read page 6", 8)
    # ANCHOR_END: main


# ANCHOR: bake_cake
async def bake_cake(icing: str) -> None:
    work("alice", "mix batter", 10)
    say("alice", "The cake is in the oven.")
    begin("state", "Baking")
    await asyncio.sleep(minutes(knob("minutes_in_oven", 30)))
    end("state", "Baking")
    work("alice", f"spread {icing}", 6)
    say("alice", "The cake is on the table.")
    # ANCHOR_END: bake_cake


if __name__ == "__main__":
    asyncio.run(main())
