"""A task is started, goes on by itself, and is waited for."""

import asyncio

from kitchen import begin, end, knob, minutes, say, spawn


# ANCHOR: main
async def main() -> None:
    spawn("alice", "cake")
    # ANCHOR: start
    cake = asyncio.create_task(bake_cake())
    # ANCHOR_END: start
    await set_table()
    # ANCHOR: wait
    dessert = await cake
    # ANCHOR_END: wait
    say("alice", f"Here is {dessert}.")
    # ANCHOR_END: main


# ANCHOR: bake_cake
async def bake_cake() -> str:
    begin("cake", "bake")
    # ANCHOR: sleep
    await asyncio.sleep(minutes(knob("minutes_in_oven", 30)))
    # ANCHOR_END: sleep
    end("cake", "bake")
    return "the cake"
    # ANCHOR_END: bake_cake


async def set_table() -> None:
    begin("alice", "set the table")
    await asyncio.sleep(minutes(10))
    end("alice", "set the table")
    say("alice", "The table is set.")


# ANCHOR: main
if __name__ == "__main__":
    asyncio.run(main())
# ANCHOR_END: main
