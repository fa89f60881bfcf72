"""Alice goes to bed with a cake in the oven."""

import asyncio

from kitchen import minutes, observe, say, work


# ANCHOR: main
async def main() -> None:
    _cake = asyncio.create_task(observe("cake", bake_cake()))
    await asyncio.sleep(minutes(5))
    work("alice", "brush teeth", 5)
    say("alice", "Good night.")
    # ANCHOR_END: main


# ANCHOR: bake_cake
async def bake_cake() -> None:
    try:
        say("cake", "The cake is in the oven.")
        await asyncio.sleep(minutes(30))
        say("cake", "The cake is done.")
    finally:
        say("cake", "The oven is off.")
    # ANCHOR_END: bake_cake


# ANCHOR: main
if __name__ == "__main__":
    asyncio.run(main())
# ANCHOR_END: main
