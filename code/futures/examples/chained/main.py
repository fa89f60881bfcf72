"""Each of the three steps can fail, and one handler at the end is enough."""

import asyncio
from collections.abc import Awaitable, Callable

from kitchen import begin, end, knob, minutes, say


# ANCHOR: main
async def main() -> None:
    baked = then(ask_friend(), bake_cake)
    delivered = then(baked, deliver)
    evening = asyncio.create_task(tell(delivered))
    say("alice", "Everything is arranged.")
    await evening


async def then(first: Awaitable[str], step: Callable[[str], Awaitable[str]]) -> str:
    return await step(await first)


async def tell(delivered: Awaitable[str]) -> None:
    try:
        say("alice", f"My friend says: {await delivered}")
    except RuntimeError as error:
        say("alice", f"No cake: {error}.")
        # ANCHOR_END: main


# ANCHOR: steps
def ask_friend() -> Awaitable[str]:
    return later(1, "friend", "think", 8, "lemon", "the letter is lost")


def bake_cake(wish: str) -> Awaitable[str]:
    return later(2, "oven", "bake", 30, f"{wish} cake", "the oven is cold")


def deliver(cake: str) -> Awaitable[str]:
    problem = f"the {cake} is lost"
    return later(3, "bob", "carry it", 12, "Thank you!", problem)
    # ANCHOR_END: steps


# ANCHOR: later
async def later(
    step: int, lane: str, activity: str, n: int, answer: str, problem: str
) -> str:
    begin(lane, activity)
    await asyncio.sleep(minutes(n))
    end(lane, activity)
    if step == knob("failing_step", 2):
        raise RuntimeError(problem)
    return answer
    # ANCHOR_END: later


# ANCHOR: main
if __name__ == "__main__":
    asyncio.run(main())
# ANCHOR_END: main
