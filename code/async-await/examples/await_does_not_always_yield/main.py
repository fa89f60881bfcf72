"""Cake and book: every page is awaited, and the cake is not seen to."""

import asyncio

from kitchen import begin, end, knob, minutes, observe, say, work


# ANCHOR: main
async def main() -> None:
    async with asyncio.TaskGroup() as evening:
        evening.create_task(observe("cake", bake_cake()))
        evening.create_task(observe("book", read_book()))
    say("alice", "Cake and book are done.")
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
    for page in range(1, knob("pages", 6) + 1):
        await read_page(page)
    say("alice", "The book is finished.")


async def read_page(page: int) -> None:
    work("alice", f"page {page}", 8)
    # ANCHOR_END: read_book


# ANCHOR: main
if __name__ == "__main__":
    asyncio.run(main())
# ANCHOR_END: main
