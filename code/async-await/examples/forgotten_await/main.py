"""The cake is called for, and its await is forgotten."""

import asyncio

from kitchen import begin, end, minutes, say, work


# ANCHOR: main
async def main() -> None:
    bake_cake()
    say("alice", "The cake is done.")

    await asyncio.sleep(minutes(50))
    say("alice", "My friend is at the door.")
    # ANCHOR_END: main


# ANCHOR: bake_cake
async def bake_cake() -> None:
    work("alice", "mix batter", 10)
    begin("oven", "bake")
    say("alice", "The cake is in the oven.")
    await asyncio.sleep(minutes(30))
    end("oven", "bake")
    say("alice", "The cake is on the table.")
    # ANCHOR_END: bake_cake


# ANCHOR: main
if __name__ == "__main__":
    asyncio.run(main())
# ANCHOR_END: main
