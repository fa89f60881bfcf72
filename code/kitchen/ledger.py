"""Where everything that happens is written down.

The transcript goes to standard output, for people; the trace to the file that
`KITCHEN_TRACE` names, for the recorder.
"""

import itertools
import json
import os
import threading
from typing import Any

import clock

_lock = threading.Lock()
_trace: int | None = None
if _path := os.environ.get("KITCHEN_TRACE"):
    _trace = os.open(_path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)


def write(lane: str, line: int, kind: str, **fields: Any) -> None:
    """Writes one event down."""
    with _lock:
        # Looked up under the lock: the order of events is the order of their times.
        minute, late = clock.story.now()
        if kind == "say":
            print(f"{minute:>3}  {lane}: {fields['text']}", flush=True)
        event = {"at": minute, "lane": lane, "line": line, "kind": kind, **fields}
        _append({**event, "thread": _thread.number, "late_ms": late // 1_000_000})


def write_knob(name: str, default: int) -> None:
    """Tells the recorder that the program has a knob."""
    _append({"knob": name, "default": default})


def _append(entry: dict[str, Any]) -> None:
    if _trace is not None:
        # One write a line: a program that is ended leaves no half of one.
        os.write(_trace, json.dumps(entry, ensure_ascii=False).encode() + b"\n")


class _Thread(threading.local):
    """A number for the current thread; which one says nothing."""

    numbers = itertools.count()

    def __init__(self) -> None:
        self.number = next(self.numbers)


_thread = _Thread()
