"""One function settles a slip that another one awaits: who goes on, and when?"""

import asyncio

from kitchen import begin, end, knob, minutes, say, work


# ANCHOR: main
async def main() -> None:
    # ANCHOR: slip
    slip = asyncio.get_running_loop().create_future()
    # ANCHOR_END: slip
    await asyncio.gather(ice_cake(slip), take_cake_out(slip))
    # ANCHOR_END: main


# ANCHOR: ice_cake
async def ice_cake(slip: asyncio.Future[str]) -> None:
    begin("icing", "waits")
    cake = await slip
    end("icing", "waits")
    say("icing", f"I go on, with {cake}.")
    work("alice", "ice cake", 6)
    say("icing", "The cake is iced.")
    # ANCHOR_END: ice_cake


# ANCHOR: take_cake_out
async def take_cake_out(slip: asyncio.Future[str]) -> None:
    begin("oven", "bake")
    await asyncio.sleep(minutes(knob("minutes_in_oven", 30)))
    end("oven", "bake")
    work("alice", "take cake out", 2)
    slip.set_result("a cake")
    say("baking", "The slip is settled.")
    work("alice", "wash tin", 4)
    say("baking", "The tin is washed.")
    # ANCHOR_END: take_cake_out


if __name__ == "__main__":
    asyncio.run(main())
