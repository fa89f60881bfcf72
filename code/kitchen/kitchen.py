"""The kitchen: how a program of the book speaks, and how it tells time.

A program uses its language's own primitives (`time.sleep`, `asyncio.sleep`,
`threading.Thread`); the kitchen hides none of them. It turns minutes of the story into
seconds, prints the transcript, and writes down what happened, so that the book can draw
it.

There are two ways to spend story time, and the book is about the difference:
- waiting: the language's own sleep, for `minutes`; whoever waits leaves its thread free,
  or blocks it, as that sleep does;
- working: `work`, during which the current thread does this and nothing else.
"""

import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager

import clock
from caller import caller
from ledger import write, write_knob
from observed import observe

__all__ = [
    "begin",
    "blocked",
    "cancel",
    "dropped",
    "end",
    "knob",
    "minutes",
    "now",
    "observe",
    "pending",
    "poll",
    "ready",
    "receive",
    "say",
    "send",
    "spawn",
    "wake",
    "work",
]


def minutes(n: int) -> float:
    """How long `n` minutes of the story last from now, in seconds to wait for.

    On a real clock this is not always the same number: time that the machine lost on
    the way is taken off, so that a story does not drift.

    Raises:
        ValueError: `n` is below 0, or not on the grid of a program that is recorded.
    """
    return clock.story.until(clock.story.after(n)) / 1e9


def work(actor: str, activity: str, n: int) -> None:
    """`actor` is busy with `activity` for `n` minutes, and so is the current thread.

    Raises:
        ValueError: `n` is below 0, or not on the grid of a program that is recorded.
    """
    line = caller().f_lineno
    write(actor, line, "begin", activity=activity, work=True)
    clock.story.spend(n)
    write(actor, line, "end", activity=activity)


def say(actor: str, text: str) -> None:
    """`actor` says a line of the transcript."""
    write(actor, caller().f_lineno, "say", text=text)


def begin(actor: str, activity: str) -> None:
    """`activity` begins on `actor`'s lane, and goes on by itself until `end`."""
    write(actor, caller().f_lineno, "begin", activity=activity)


def end(actor: str, activity: str) -> None:
    """`activity`, which `begin` started, is over."""
    write(actor, caller().f_lineno, "end", activity=activity)


def blocked(actor: str, on: str) -> AbstractContextManager[None]:
    """`actor`'s thread stands still for `on` while the body of the `with` runs."""
    line = caller().f_lineno

    # Not a context manager itself: the caller would be contextlib.
    @contextmanager
    def block() -> Iterator[None]:
        write(actor, line, "block", on=on)
        yield
        write(actor, line, "unblock", by=on)

    return block()


def spawn(actor: str, task: str) -> None:
    """`actor` starts `task`, a lane that runs beside it."""
    write(actor, caller().f_lineno, "spawn", task=task)


def send(actor: str, to: str, what: str) -> None:
    """`what` leaves `actor`, for the lane `to`."""
    write(actor, caller().f_lineno, "send", to=to, what=what)


def receive(actor: str, sender: str, what: str) -> None:
    """`what` has come to `actor` from the lane `sender`."""
    write(actor, caller().f_lineno, "receive", **{"from": sender, "what": what})


def cancel(actor: str, task: str) -> None:
    """`actor` asks `task`, another lane, to stop."""
    write(task, caller().f_lineno, "cancel", by=actor)


def poll(task: str) -> None:
    """Somebody asks `task` to go on; what `observe` writes by itself."""
    write(task, caller().f_lineno, "poll")


def pending(task: str) -> None:
    """`task` answers a poll: not yet."""
    write(task, caller().f_lineno, "pending")


def ready(task: str) -> None:
    """`task` answers a poll: done."""
    write(task, caller().f_lineno, "ready")


def wake(task: str, by: str) -> None:
    """`task` is told that it can go on, and `by` is who tells it."""
    write(task, caller().f_lineno, "wake", by=by)


def dropped(task: str) -> None:
    """What the lane `task` stood for is gone, finished or not."""
    write(task, caller().f_lineno, "drop")


def now() -> int:
    """The minute of the story that it is."""
    return clock.story.now()[0]


def knob(name: str, default: int) -> int:
    """The number that the reader has set `name` to, or `default`.

    Set on the command line:
    `PYTHONPATH=code/kitchen python3 code/blocking/examples/cake_then_book/main.py pages=3`.

    Raises:
        ValueError: What the reader has set is not digits alone, or not below 2³¹.
    """
    write_knob(name, default)
    for argument in sys.argv[1:]:
        key, equals, text = argument.partition("=")
        if equals and key.lstrip("-") == name:
            if not (text.isascii() and text.isdigit() and int(text) < 2**31):
                raise ValueError(f'{name} is a whole number from 0, not "{text}"')
            return int(text)
    return default
