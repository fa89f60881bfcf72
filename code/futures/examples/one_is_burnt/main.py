"""Both at once, and one of them fails."""

import asyncio

from kitchen import begin, end, minutes, now, say


# ANCHOR: main
async def main() -> None:
    try:
        await asyncio.gather(bake_cake(), fetch_candles())
        say("alice", "Cake and candles are here.")
    except RuntimeError as error:
        say("alice", f"No party: {error}.")
    await asyncio.sleep(minutes(40 - now()))
    say("alice", "We have bread and cheese.")
    # ANCHOR_END: main


# ANCHOR: bake_cake
async def bake_cake() -> None:
    begin("oven", "bake")
    await asyncio.sleep(minutes(20))
    end("oven", "bake")
    raise RuntimeError("the cake is burnt")
    # ANCHOR_END: bake_cake


# ANCHOR: fetch_candles
async def fetch_candles() -> None:
    begin("bob", "walk")
    try:
        await asyncio.sleep(minutes(26))
        say("bob", "I have paid.")
        await asyncio.sleep(minutes(10))
    finally:
        end("bob", "walk")
        say("bob", "My walk is over.")
        # ANCHOR_END: fetch_candles


# ANCHOR: main
if __name__ == "__main__":
    asyncio.run(main())
# ANCHOR_END: main
