"""A timer that is due, a task that is queued, and a task that the task queues: who is next?"""

import asyncio

from kitchen import begin, end, minutes, say, work


# ANCHOR: main
async def main() -> None:
    begin("timer", "set to 2 minutes")
    asyncio.get_running_loop().call_later(minutes(2), turn_oven_down)
    begin("first", "queued")
    first = asyncio.create_task(answer_first())

    work("alice", "page 1", 8)
    say("alice", "Page 1 is read.")
    await first
    # ANCHOR_END: main


# ANCHOR: turns
async def answer_first() -> None:
    end("first", "queued")
    work("alice", "first message", 2)
    say("alice", "The first message is answered.")

    begin("second", "queued")
    await asyncio.create_task(answer_second())


async def answer_second() -> None:
    end("second", "queued")
    work("alice", "second message", 2)
    say("alice", "The second message is answered.")


def turn_oven_down() -> None:
    end("timer", "set to 2 minutes")
    work("alice", "turn oven down", 4)
    say("alice", "The oven is turned down.")
    # ANCHOR_END: turns


if __name__ == "__main__":
    asyncio.run(main())
