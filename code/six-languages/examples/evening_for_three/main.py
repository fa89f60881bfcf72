"""An evening for three: two cakes, a phone, and a book that is cut short."""

import asyncio

from kitchen import begin, cancel, end, knob, minutes, observe, say, work


# ANCHOR: main
async def main() -> None:
    async with asyncio.TaskGroup() as evening:
        phone = evening.create_task(observe("phone", answer_phone()))
        evening.create_task(observe("first", bake_cake("first")))
        book = evening.create_task(observe("book", read_book()))
        say("alice", "Everything is begun.")

        await phone
        cancel("alice", "book")
        book.cancel()
        await asyncio.wait([book])

        evening.create_task(observe("second", bake_cake("second")))
    say("alice", "Two cakes for three.")
    # ANCHOR_END: main


# ANCHOR: answer_phone
async def answer_phone() -> None:
    await asyncio.sleep(minutes(knob("phone_rings", 31)))
    work("alice", "talk", 2)
    say("alice", "A third person is coming.")
    # ANCHOR_END: answer_phone


# ANCHOR: bake_cake
async def bake_cake(cake: str) -> None:
    work("alice", "mix batter", 10)
    begin("oven", f"{cake} cake")
    await asyncio.sleep(minutes(knob("minutes_in_oven", 30)))
    end("oven", f"{cake} cake")
    say("alice", f"The {cake} cake is on the table.")
    # ANCHOR_END: bake_cake


# ANCHOR: read_book
async def read_book() -> None:
    page = 0
    try:
        while page < 6:
            page += 1
            work("alice", f"page {page}", 8)
            await asyncio.sleep(minutes(4))
    finally:
        say("alice", f"The bookmark is after page {page}.")
    # ANCHOR_END: read_book


# ANCHOR: main
if __name__ == "__main__":
    asyncio.run(main())
# ANCHOR_END: main
