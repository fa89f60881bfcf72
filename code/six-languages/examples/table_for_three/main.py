"""A plain function starts an async one, and is told later."""

import asyncio

from kitchen import begin, end, minutes, observe, say


# ANCHOR: main
async def main() -> None:
    cake = asyncio.create_task(observe("cake", bake_cake()))
    await asyncio.sleep(minutes(2))
    answer = lay_table()
    await asyncio.gather(cake, answer)
    say("alice", "Cake and table are ready.")
    # ANCHOR_END: main


# ANCHOR: lay_table
def lay_table() -> asyncio.Task[int]:
    answer = asyncio.create_task(observe("friend", ask_friend()))
    answer.add_done_callback(
        lambda done: say("alice", f"The table is laid for {done.result()}.")
    )
    say("alice", "The friend is asked.")
    return answer
    # ANCHOR_END: lay_table


# ANCHOR: ask_friend
async def ask_friend() -> int:
    await asyncio.sleep(minutes(10))
    say("friend", "We are three.")
    return 3
    # ANCHOR_END: ask_friend


# ANCHOR: bake_cake
async def bake_cake() -> None:
    begin("oven", "bake")
    await asyncio.sleep(minutes(6))
    end("oven", "bake")
    say("cake", "The cake is done.")
    # ANCHOR_END: bake_cake


# ANCHOR: main
if __name__ == "__main__":
    asyncio.run(main())
# ANCHOR_END: main
