"""Where functions keep their place while they wait: in a frame for each, off any stack."""

import asyncio
from collections.abc import Coroutine, Iterator

from kitchen import begin, end, knob, minutes, say, spawn


# ANCHOR: main
async def main() -> None:
    cake = bake()
    spawn("alice", "cake")
    task = asyncio.create_task(cake)
    await asyncio.sleep(minutes(10))
    say("alice", "Standing still: " + standing(cake))
    await task
    say("alice", "Standing still: " + standing(cake))
    # ANCHOR_END: main


# ANCHOR: bake
async def bake() -> None:
    await wait()
    say("cake", "The cake is done.")


async def wait() -> None:
    begin("cake", "wait")
    await asyncio.sleep(minutes(knob("minutes_in_oven", 30)))
    end("cake", "wait")
    # ANCHOR_END: bake


# ANCHOR: standing
def standing(cake: Coroutine) -> str:
    return ", ".join(names(cake)) or "nothing"


def names(coroutine: Coroutine) -> Iterator[str]:
    # A coroutine has a frame until it is finished, and knows for whom it waits.
    while (frame := getattr(coroutine, "cr_frame", None)) is not None:
        if frame.f_code.co_filename == main.__code__.co_filename:
            yield frame.f_code.co_name
        coroutine = coroutine.cr_await
        # ANCHOR_END: standing


if __name__ == "__main__":
    asyncio.run(main())
