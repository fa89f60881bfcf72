"""What keeps a thread busy for long is moved to another one."""

import asyncio

from kitchen import begin, end, minutes, say, spawn, work


# ANCHOR: main
async def main() -> None:
    spawn("alice", "dishwasher")
    # ANCHOR: run_blocking
    clean = asyncio.create_task(asyncio.to_thread(wash_dishes))
    # ANCHOR_END: run_blocking
    await bake_cake()
    # ANCHOR: run_blocking
    dishes = await clean
    # ANCHOR_END: run_blocking
    say("alice", f"There are {dishes}.")
    # ANCHOR_END: main


# ANCHOR: wash_dishes
def wash_dishes() -> str:
    work("dishwasher", "wash", 30)
    return "clean dishes"
    # ANCHOR_END: wash_dishes


async def bake_cake() -> None:
    begin("oven", "bake")
    await asyncio.sleep(minutes(20))
    end("oven", "bake")
    say("alice", "The cake is done.")


# ANCHOR: main
if __name__ == "__main__":
    asyncio.run(main())
# ANCHOR_END: main
