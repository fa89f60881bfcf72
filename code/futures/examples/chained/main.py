"""Three steps that need one another, as a chain, on two evenings."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

from kitchen import begin, end, knob, minutes, say

A, B = TypeVar("A"), TypeVar("B")


# ANCHOR: main
async def main() -> None:
    await evening(20)
    await asyncio.sleep(minutes(10))
    await evening(knob("minutes_in_oven", 36))
    # ANCHOR_END: main


# ANCHOR: evening
async def evening(minutes_in_oven: int) -> None:
    baked = then(mix(), lambda batter: bake(batter, minutes_in_oven))
    cooled = then(baked, cool)
    try:
        say("alice", f"On the table: {await cooled}.")
    except RuntimeError as error:
        say("alice", f"No cake: {error}.")


async def then(first: Awaitable[A], step: Callable[[A], Awaitable[B]]) -> B:
    return await step(await first)
    # ANCHOR_END: evening


# ANCHOR: steps
async def mix() -> str:
    await step("mixer", "mix", 6)
    return "batter"


async def bake(batter: str, minutes_in_oven: int) -> str:
    await step("oven", f"bake {batter}", minutes_in_oven)
    if minutes_in_oven > 30:
        raise RuntimeError("it is burnt")
    return "a cake"


async def cool(cake: str) -> str:
    await step("fridge", f"cool {cake}", 10)
    return f"{cake}, cool"
    # ANCHOR_END: steps


async def step(machine: str, activity: str, n: int) -> None:
    begin(machine, activity)
    await asyncio.sleep(minutes(n))
    end(machine, activity)


# ANCHOR: main
if __name__ == "__main__":
    asyncio.run(main())
# ANCHOR_END: main
