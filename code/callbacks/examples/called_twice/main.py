"""Bob bakes the cake, and calls when it is done. Each call costs Alice ten coins."""

import asyncio
from collections.abc import Callable

from kitchen import begin, end, minutes, receive, say, work

loop = asyncio.new_event_loop()


# ANCHOR: main
def main() -> None:
    coins = 20

    def pay() -> None:
        nonlocal coins
        receive("alice", "bob", "the call")
        work("alice", "pay", 2)
        coins -= 10
        say("alice", f"I have paid 10 coins. {coins} are left.")

    order_cake(pay)
    say("alice", f"I have ordered a cake, and have {coins} coins.")
    loop.run_forever()
    loop.close()
    # ANCHOR_END: main


# ANCHOR: order_cake
def order_cake(callback: Callable[[], None]) -> None:
    def done() -> None:
        end("bob", "bake")
        say("bob", "The cake is done.")
        callback()
        # Perhaps nobody has heard.
        loop.call_later(minutes(10), again)

    def again() -> None:
        say("bob", "The cake is done!")
        callback()
        loop.stop()

    begin("bob", "bake")
    loop.call_later(minutes(30), done)
    # ANCHOR_END: order_cake


# ANCHOR: main
if __name__ == "__main__":
    main()
# ANCHOR_END: main
