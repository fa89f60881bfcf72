"""Each of the three steps can fail, and each callback has to ask whether it has."""

import asyncio
from collections.abc import Callable

from kitchen import begin, end, knob, minutes, say

Callback = Callable[[Exception | None, str | None], None]
loop = asyncio.new_event_loop()


# ANCHOR: main
def main() -> None:
    def with_wish(error: Exception | None, wish: str | None) -> None:
        if error:
            return finish(f"No cake: {error}.")
        bake_cake(wish, with_cake)

    def with_cake(error: Exception | None, cake: str | None) -> None:
        if error:
            return finish(f"No cake: {error}.")
        deliver(cake, with_thanks)

    def with_thanks(error: Exception | None, thanks: str | None) -> None:
        finish(f"No cake: {error}." if error else f"My friend says: {thanks}")

    ask_friend(with_wish)
    say("alice", "Everything is arranged.")
    loop.run_forever()


def finish(line: str) -> None:
    say("alice", line)
    loop.stop()
    # ANCHOR_END: main


# ANCHOR: steps
def ask_friend(callback: Callback) -> None:
    later(1, "friend", "think", 8, "lemon", "the letter is lost", callback)


def bake_cake(wish: str, callback: Callback) -> None:
    later(2, "oven", "bake", 30, f"{wish} cake", "the oven is cold", callback)


def deliver(cake: str, callback: Callback) -> None:
    later(3, "bob", "carry it", 12, "Thank you!", f"the {cake} is lost", callback)
    # ANCHOR_END: steps


# ANCHOR: later
def later(step, lane, activity, n, answer, problem, callback: Callback) -> None:
    def done() -> None:
        end(lane, activity)
        fails = step == knob("failing_step", 2)
        callback(Exception(problem) if fails else None, None if fails else answer)

    begin(lane, activity)
    loop.call_later(minutes(n), done)
    # ANCHOR_END: later


# ANCHOR: main
if __name__ == "__main__":
    main()
# ANCHOR_END: main
