"""Three trays, a task for each, and a line that is said too early."""

import asyncio

from kitchen import begin, end, minutes, observe, say

TRAYS = {"muffins": 10, "scones": 14, "rolls": 18}


# ANCHOR: main
async def main() -> None:
    # The loop itself keeps no task alive: this list does.
    tasks = []
    for what, time in TRAYS.items():
        tasks.append(asyncio.create_task(observe(what, bake(what, time))))
    say("alice", "Everything is baked.")

    await asyncio.sleep(minutes(20))
    say("alice", "My friend is at the door.")
    # ANCHOR_END: main


# ANCHOR: bake
async def bake(what: str, time: int) -> None:
    begin(what, "bake")
    await asyncio.sleep(minutes(time))
    end(what, "bake")
    say("alice", f"The {what} are done.")
    # ANCHOR_END: bake


# ANCHOR: main
if __name__ == "__main__":
    asyncio.run(main())
# ANCHOR_END: main
