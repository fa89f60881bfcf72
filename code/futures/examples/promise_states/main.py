"""Two slips: for a cake that is not there yet, and for a pie that never will be."""

import asyncio
from contextlib import suppress

from kitchen import begin, end, minutes, receive, say, send


# ANCHOR: main
async def main() -> None:
    cake: asyncio.Future[str] = asyncio.Future()
    pie: asyncio.Future[str] = asyncio.Future()
    watch("cake", cake)
    watch("pie", pie)

    await asyncio.sleep(minutes(20))
    send("alice", "pie", "it is burnt")
    pie.set_exception(RuntimeError("it is burnt"))
    await asyncio.sleep(minutes(10))
    send("alice", "cake", "a chocolate cake")
    cake.set_result("a chocolate cake")
    await asyncio.sleep(minutes(10))
    send("alice", "cake", "an apple cake")
    with suppress(asyncio.InvalidStateError):  # This time it raises.
        cake.set_result("an apple cake")
    await asyncio.sleep(minutes(10))
    redeem("cake", cake)
    await asyncio.sleep(minutes(10))
    redeem("cake", cake)
    await asyncio.sleep(0)
    # ANCHOR_END: main


# ANCHOR: watch
def watch(name: str, slip: asyncio.Future[str]) -> None:
    def settled(slip: asyncio.Future[str]) -> None:
        error = slip.exception()
        receive(name, "alice", str(error) if error else slip.result())
        end(name, "pending")
        say(name, f"Rejected: {error}." if error else f"Fulfilled: {slip.result()}.")

    begin(name, "pending")
    slip.add_done_callback(settled)
    # ANCHOR_END: watch


# ANCHOR: redeem
def redeem(name: str, slip: asyncio.Future[str]) -> None:
    def receive_it(slip: asyncio.Future[str]) -> None:
        receive("friend", name, slip.result())
        say("friend", f"I get {slip.result()}.")

    slip.add_done_callback(receive_it)
    # ANCHOR_END: redeem


# ANCHOR: main
if __name__ == "__main__":
    asyncio.run(main())
# ANCHOR_END: main
