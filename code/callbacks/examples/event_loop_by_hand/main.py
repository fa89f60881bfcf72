"""An event loop by hand: a queue of callbacks, and a loop that calls them."""

import bisect
import time
from collections.abc import Callable

from kitchen import begin, blocked, end, knob, minutes, receive, say, work

# ANCHOR: call_later
queue: list[tuple[float, str, Callable[[], None]]] = []


def call_later(n: int, name: str, callback: Callable[[], None]) -> None:
    due = time.monotonic() + minutes(n)
    bisect.insort(queue, (due, name, callback), key=lambda waiting: waiting[0])
    begin("queue", name)
    # ANCHOR_END: call_later


# ANCHOR: main
def main() -> None:
    work("alice", "mix batter", 10)
    say("alice", "The cake is in the oven.")
    call_later(knob("minutes_in_oven", 30), "take cake out", take_cake_out)
    call_later(0, "page 1", lambda: read_page(1))

    while queue:
        due, name, callback = queue.pop(0)
        if (wait := due - time.monotonic()) > 0:
            with blocked("loop", "clock"):
                time.sleep(wait)
        end("queue", name)
        receive("alice", "loop", "control")
        callback()
        receive("loop", "alice", "control")
        # ANCHOR_END: main


# ANCHOR: callbacks
def take_cake_out() -> None:
    work("alice", "take cake out", 2)
    say("alice", "The cake is on the table.")
    call_later(30, "add sugar", lambda: work("alice", "add sugar", 4))


def read_page(page: int) -> None:
    work("alice", f"page {page}", 8)
    if page >= knob("pages", 6):
        say("alice", "The book is finished.")
    else:
        call_later(0, f"page {page + 1}", lambda: read_page(page + 1))
        # ANCHOR_END: callbacks


# ANCHOR: main
if __name__ == "__main__":
    main()
# ANCHOR_END: main
