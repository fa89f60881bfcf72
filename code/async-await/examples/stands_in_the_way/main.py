"""Cake and book at once, but for one call that holds the thread."""

import asyncio
import time

from kitchen import begin, blocked, end, knob, minutes, observe, say, work


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
    say("alice", "The cake is in the oven.")
    with blocked("alice", "oven"):
        begin("oven", "bake")
        # Ruff objects, and rightly: nobody else gets a turn meanwhile.
        time.sleep(minutes(knob("minutes_in_oven", 30)))  # noqa: ASYNC251
        end("oven", "bake")
    work("alice", "take cake out", 2)
    say("alice", "The cake is on the table.")
    # ANCHOR_END: bake_cake


# ANCHOR: read_book
async def read_book() -> None:
    for page in range(1, knob("pages", 6) + 1):
        work("alice", f"page {page}", 8)
        await asyncio.sleep(0)
    say("alice", "The book is finished.")
    # ANCHOR_END: read_book


# ANCHOR: main
if __name__ == "__main__":
    asyncio.run(main())
# ANCHOR_END: main
