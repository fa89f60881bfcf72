"""Three steps, each of which needs what the one before has brought."""

import asyncio
from collections.abc import Callable

from kitchen import begin, end, minutes, say, work

loop = asyncio.new_event_loop()


# ANCHOR: main
def main() -> None:
    def with_wish(wish: str) -> None:
        def with_cake(cake: str) -> None:
            def with_thanks(thanks: str) -> None:
                say("alice", f"My friend says: {thanks}")
                loop.stop()

            deliver(cake, with_thanks)

        bake_cake(wish, with_cake)

    ask_friend(with_wish)
    say("alice", "Everything is arranged.")
    loop.run_forever()
    loop.close()
    # ANCHOR_END: main


# ANCHOR: steps
def ask_friend(callback: Callable[[str], None]) -> None:
    work("alice", "write a letter", 2)
    later("friend", "think", 6, lambda: callback("lemon"))


def bake_cake(wish: str, callback: Callable[[str], None]) -> None:
    say("alice", f"It is to be a {wish} cake.")
    work("alice", "mix batter", 10)
    later("oven", "bake", 30, lambda: callback(f"{wish} cake"))


def deliver(cake: str, callback: Callable[[str], None]) -> None:
    say("alice", f"The {cake} is baked.")
    work("alice", "wrap it", 4)
    later("bob", "carry it", 12, lambda: callback("Thank you!"))
    # ANCHOR_END: steps


# ANCHOR: later
def later(lane: str, activity: str, n: int, callback: Callable[[], None]) -> None:
    def done() -> None:
        end(lane, activity)
        callback()

    begin(lane, activity)
    loop.call_later(minutes(n), done)
    # ANCHOR_END: later


# ANCHOR: main
if __name__ == "__main__":
    main()
# ANCHOR_END: main
