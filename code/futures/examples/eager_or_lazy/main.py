"""A call that is awaited later: when does its body run?"""

import asyncio

from kitchen import begin, end, knob, minutes, say, work


# ANCHOR: main
async def main() -> None:
    cake = bake_cake()
    say("alice", "The call has returned.")

    await read_book()
    say("alice", "Now I want the cake.")
    await cake
    # ANCHOR_END: main


# ANCHOR: bake_cake
async def bake_cake() -> None:
    work("alice", "mix batter", 10)
    begin("oven", "bake")
    say("alice", "The cake is in the oven.")
    await asyncio.sleep(minutes(knob("minutes_in_oven", 30)))
    end("oven", "bake")
    work("alice", "take cake out", 2)
    say("alice", "The cake is on the table.")
    # ANCHOR_END: bake_cake


# ANCHOR: read_book
async def read_book() -> None:
    work("alice", "page 1", 8)
    for page in range(2, 5):
        # Between two pages, others get a turn.
        await asyncio.sleep(0)
        work("alice", f"page {page}", 8)
    # ANCHOR_END: read_book


# ANCHOR: main
if __name__ == "__main__":
    asyncio.run(main())
# ANCHOR_END: main
