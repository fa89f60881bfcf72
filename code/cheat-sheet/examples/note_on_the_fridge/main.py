"""Alice leaves notes, and Bob reads each when it is there."""

import asyncio

from kitchen import minutes, receive, say, send, spawn


# ANCHOR: main
async def main() -> None:
    # ANCHOR: pass_a_message
    fridge: asyncio.Queue[str | None] = asyncio.Queue()
    # ANCHOR_END: pass_a_message
    spawn("alice", "bob")
    bob = asyncio.create_task(read_notes(fridge))
    for note in ["candles", "milk"]:
        await asyncio.sleep(minutes(10))
        send("alice", "bob", note)
        # ANCHOR: pass_a_message
        await fridge.put(note)
        # ANCHOR_END: pass_a_message
    await asyncio.sleep(minutes(10))
    # ANCHOR: pass_a_message
    await fridge.put(None)
    # ANCHOR_END: pass_a_message
    await bob
    say("alice", "Bob has read them all.")
    # ANCHOR_END: main


# ANCHOR: read_notes
async def read_notes(fridge: asyncio.Queue[str | None]) -> None:
    # ANCHOR: pass_a_message
    while (note := await fridge.get()) is not None:
        receive("bob", "alice", note)
        say("bob", f"The note says: {note}.")
    # ANCHOR_END: pass_a_message
    # ANCHOR_END: read_notes


# ANCHOR: main
if __name__ == "__main__":
    asyncio.run(main())
# ANCHOR_END: main
