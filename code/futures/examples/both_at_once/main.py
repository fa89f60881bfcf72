"""A cake from the oven and candles from the shop, both waited for at once."""

import asyncio

from kitchen import begin, end, knob, minutes, say


# ANCHOR: main
async def main() -> None:
    # ANCHOR: wait_for_all
    cake, candles = await asyncio.gather(bake_cake(), fetch_candles())
    # ANCHOR_END: wait_for_all
    say("alice", f"On the table: {cake} and {candles}.")
    # ANCHOR_END: main


# ANCHOR: bake_cake
async def bake_cake() -> str:
    begin("oven", "bake")
    await asyncio.sleep(minutes(knob("minutes_in_oven", 30)))
    end("oven", "bake")
    say("oven", "The cake is baked.")
    return "a cake"
    # ANCHOR_END: bake_cake


# ANCHOR: fetch_candles
async def fetch_candles() -> str:
    begin("bob", "walk to the shop")
    await asyncio.sleep(minutes(knob("minutes_to_shop", 20)))
    end("bob", "walk to the shop")
    say("bob", "I have candles.")
    return "candles"
    # ANCHOR_END: fetch_candles


# ANCHOR: main
if __name__ == "__main__":
    asyncio.run(main())
# ANCHOR_END: main
