"""Async and await, rebuilt: a generator says what it waits for, and a driver resumes it."""

import asyncio
from collections.abc import Generator

from kitchen import begin, end, knob, minutes, pending, poll, ready, say, wake, work


# ANCHOR: main
async def main() -> None:
    work("alice", "read page 1", 8)
    cake = drive(bake_cake("chocolate"))
    work("alice", "read pages 2 to 5", 32)
    await cake
    work("alice", "read page 6", 8)
    # ANCHOR_END: main


# ANCHOR: drive
def drive(generator: Generator) -> asyncio.Future:
    finished = asyncio.get_running_loop().create_future()

    def go_on(answer: object = None) -> None:
        poll("cake")
        try:
            waits_for = generator.send(answer)
        except StopIteration as end_of_function:
            ready("cake")
            finished.set_result(end_of_function.value)
        else:
            pending("cake")
            waits_for.add_done_callback(when_done)

    def when_done(future: asyncio.Future) -> None:
        wake("cake", "runtime")
        go_on(future.result())

    go_on()
    return finished
    # ANCHOR_END: drive


# ANCHOR: bake_cake
def bake_cake(icing: str) -> Generator:
    work("alice", "mix batter", 10)
    say("alice", "The cake is in the oven.")
    begin("state", "Baking")
    yield sleep(minutes(knob("minutes_in_oven", 30)))
    end("state", "Baking")
    work("alice", f"spread {icing}", 6)
    say("alice", "The cake is on the table.")
    # ANCHOR_END: bake_cake


def sleep(seconds: float) -> asyncio.Future:
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    loop.call_later(seconds, future.set_result, None)
    return future


if __name__ == "__main__":
    asyncio.run(main())
