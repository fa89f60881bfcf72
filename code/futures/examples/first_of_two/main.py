"""Two go for candles, and whoever is back first will do."""

import asyncio

from kitchen import begin, end, minutes, say, spawn


# ANCHOR: main
async def main() -> None:
    # ANCHOR: first_of_several
    bob = asyncio.create_task(fetch_candles("bob", "shop", 10))
    friend = asyncio.create_task(fetch_candles("friend", "market", 26))
    done, _ = await asyncio.wait({bob, friend}, return_when=asyncio.FIRST_COMPLETED)
    candles = done.pop().result()
    # ANCHOR_END: first_of_several
    say("alice", f"Here are the {candles}.")
    await ice_cake()
    await asyncio.sleep(minutes(10))
    say("alice", "The party begins.")
    # ANCHOR_END: main


# ANCHOR: fetch_candles
async def fetch_candles(who: str, place: str, way: int) -> str:
    spawn("alice", who)
    begin(who, "walk")
    try:
        await asyncio.sleep(minutes(way))
        say(who, f"I have paid at the {place}.")
        await asyncio.sleep(minutes(10))
        return f"candles from the {place}"
    finally:
        end(who, "walk")
        say(who, f"My walk to the {place} is over.")
        # ANCHOR_END: fetch_candles


# ANCHOR: ice_cake
async def ice_cake() -> None:
    begin("cake", "icing sets")
    await asyncio.sleep(minutes(10))
    end("cake", "icing sets")
    say("alice", "The cake is iced.")
    # ANCHOR_END: ice_cake


# ANCHOR: main
if __name__ == "__main__":
    asyncio.run(main())
# ANCHOR_END: main
