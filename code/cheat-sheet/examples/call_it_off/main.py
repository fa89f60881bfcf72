"""Bob is sent for candles, and called back."""

import asyncio

from kitchen import begin, cancel, end, minutes, say, spawn


# ANCHOR: main
async def main() -> None:
    # ANCHOR: cancel
    candles = asyncio.create_task(fetch_candles())
    # ANCHOR_END: cancel
    await look_for_candles()
    cancel("alice", "bob")
    # ANCHOR: cancel
    candles.cancel()
    # ANCHOR_END: cancel
    try:
        await candles
    except asyncio.CancelledError:
        say("alice", "Bob is back.")
    # ANCHOR_END: main


# ANCHOR: fetch_candles
async def fetch_candles() -> str:
    spawn("alice", "bob")
    begin("bob", "walk to the shop")
    try:
        await asyncio.sleep(minutes(40))
        return "candles"
    finally:
        end("bob", "walk to the shop")
        # ANCHOR_END: fetch_candles


async def look_for_candles() -> None:
    begin("alice", "look through the drawers")
    await asyncio.sleep(minutes(10))
    end("alice", "look through the drawers")
    say("alice", "There are candles in the drawer.")


# ANCHOR: main
if __name__ == "__main__":
    asyncio.run(main())
# ANCHOR_END: main
