"""A plain function wants the answer of an async one."""

import asyncio

from kitchen import begin, end, minutes, observe, say


# ANCHOR: main
async def main() -> None:
    cake = asyncio.create_task(observe("cake", bake_cake()))
    await asyncio.sleep(minutes(2))
    lay_table()
    await cake
    # ANCHOR_END: main


# ANCHOR: lay_table
def lay_table() -> None:
    question = ask_friend()
    try:
        guests = asyncio.run(observe("friend", question))
        say("alice", f"The table is laid for {guests}.")
    except RuntimeError as error:
        say("alice", f"{error}.")
        question.close()  # or Python warns that it was never awaited
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
