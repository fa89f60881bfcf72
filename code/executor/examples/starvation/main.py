"""A task that always has something to do, on asyncio."""

import asyncio

from kitchen import knob, minutes, observe, say, work


# ANCHOR: main
async def main() -> None:
    async with asyncio.TaskGroup() as evening:
        evening.create_task(observe("phone", answer_phone()))
        evening.create_task(observe("letters", answer_letters()))
    # ANCHOR_END: main


# ANCHOR: answer_phone
async def answer_phone() -> None:
    await asyncio.sleep(minutes(10))
    say("alice", "Hello?")
    # ANCHOR_END: answer_phone


# ANCHOR: answer_letters
async def answer_letters() -> None:
    # Letters of many weeks: the next one is there already.
    pile: asyncio.Queue[int] = asyncio.Queue()
    for letter in range(1, knob("letters", 5) + 1):
        pile.put_nowait(letter)
    while not pile.empty():
        letter = await pile.get()
        work("alice", f"letter {letter}", 6)
    say("alice", "The letters are answered.")
    # ANCHOR_END: answer_letters


# ANCHOR: main
if __name__ == "__main__":
    asyncio.run(main())
# ANCHOR_END: main
