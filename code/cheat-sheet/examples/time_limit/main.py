"""Alice waits for candles, and not for longer than 20 minutes."""

import asyncio

from kitchen import begin, end, knob, minutes, say, spawn


# ANCHOR: main
async def main() -> None:
    # ANCHOR: timeout
    try:
        async with asyncio.timeout(minutes(20)):
            candles = await fetch_candles()
        say("alice", f"Here are {candles}.")
    except TimeoutError:
        say("alice", "It is too late for candles.")
    # ANCHOR_END: timeout
    # ANCHOR_END: main


# ANCHOR: fetch_candles
async def fetch_candles() -> str:
    spawn("alice", "bob")
    begin("bob", "walk to the shop")
    try:
        await asyncio.sleep(minutes(knob("minutes_to_shop", 40)))
        return "candles"
    finally:
        end("bob", "walk to the shop")
        # ANCHOR_END: fetch_candles


# ANCHOR: main
if __name__ == "__main__":
    asyncio.run(main())
# ANCHOR_END: main
