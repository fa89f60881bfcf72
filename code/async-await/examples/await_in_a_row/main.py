"""Cake and cream: one is awaited, and then the other is begun."""

import asyncio

from kitchen import begin, end, knob, minutes, observe, say, work


# ANCHOR: main
async def main() -> None:
    await observe("cake", bake_cake())
    await observe("cream", chill_cream())
    say("alice", "Cake and cream are ready.")
    # ANCHOR_END: main


# ANCHOR: bake_cake
async def bake_cake() -> None:
    work("alice", "mix batter", 10)
    begin("oven", "bake")
    say("alice", "The cake is in the oven.")
    await asyncio.sleep(minutes(knob("minutes_in_oven", 30)))
    end("oven", "bake")
    say("alice", "The cake is baked.")
    # ANCHOR_END: bake_cake


# ANCHOR: chill_cream
async def chill_cream() -> None:
    work("alice", "whip cream", 4)
    begin("fridge", "chill")
    say("alice", "The cream is in the fridge.")
    await asyncio.sleep(minutes(knob("minutes_in_fridge", 20)))
    end("fridge", "chill")
    say("alice", "The cream is cold.")
    # ANCHOR_END: chill_cream


# ANCHOR: main
if __name__ == "__main__":
    asyncio.run(main())
# ANCHOR_END: main
