"""Alice waits for a cake, and nobody has what would tell her that it is there."""

import asyncio

from kitchen import begin, end, knob, minutes, say


# ANCHOR: main
async def main() -> None:
    watchdog = knob("watchdog", 60)
    alice = asyncio.create_task(wait_for_cake())
    if watchdog == 0:
        await alice
    else:
        await asyncio.sleep(minutes(watchdog))
        say("watchdog", "Alice is still waiting.")
    # ANCHOR_END: main


# ANCHOR: wait_for_cake
async def wait_for_cake() -> None:
    begin("alice", "waits")
    say("alice", "Tell me when there is a cake.")
    await asyncio.get_running_loop().create_future()  # which nobody else knows
    end("alice", "waits")
    say("alice", "There is a cake.")
    # ANCHOR_END: wait_for_cake


if __name__ == "__main__":
    asyncio.run(main())
