"""Looking under the hood: a coroutine that writes down each poll, its answer, and each
wake."""

import asyncio
from collections.abc import Callable, Coroutine, Generator
from typing import Any, TypeVar
from weakref import WeakKeyDictionary, WeakSet

from caller import caller
from ledger import write

T = TypeVar("T")


def observe(name: str, coroutine: Coroutine[Any, Any, T]) -> "Observed[T]":
    """Wraps `coroutine`: its polls, their answers and its wakes appear on lane `name`.

    It changes nothing else: the same steps reach the coroutine, the same wakes reach its
    task.
    """
    return Observed(name, coroutine)


class Observed(Generator[Any, Any, T], Coroutine[Any, Any, T]):
    """A coroutine whose polls and wakes are written down; see `observe`."""

    def __init__(self, name: str, coroutine: Coroutine[Any, Any, T]) -> None:
        self.name = name
        self._coroutine = coroutine
        here = caller()
        inside = getattr(coroutine, "cr_frame", here)
        # The lines of a coroutine that is not the program's are not the program's lines.
        own = inside.f_code.co_filename == here.f_code.co_filename
        self._frame = inside if own else None
        self._line = here.f_lineno
        self._begun = False
        self._outside: Observed[Any] | None = None

    def send(self, value: Any) -> Any:
        return self._poll(self._coroutine.send, value)

    def throw(self, *error: Any) -> Any:
        return self._poll(self._coroutine.throw, *error)

    def close(self) -> None:
        self._coroutine.close()

    def __await__(self) -> Generator[Any, Any, T]:
        return self

    def write(self, kind: str, **fields: str) -> None:
        """Writes an event on this lane, at the line where the coroutine stands."""
        line = self._frame.f_lineno if self._frame else self._line
        write(self.name, line, kind, **fields)

    def _poll(self, go_on: Callable[..., Any], *argument: Any) -> Any:
        _watch(asyncio.get_running_loop())
        task = asyncio.current_task()
        if not self._begun:
            self._begun, self._outside = True, _observed.get(task)
        _observed[task] = self
        self.write("poll")
        try:
            waits_for = go_on(*argument)
        except BaseException:
            # A coroutine says by an exception that it is finished, even if all went well.
            self.write("ready")
            _observed[task] = self._outside
            raise
        self.write("pending")
        return waits_for


# The observed coroutine that a task is inside of.
_observed: WeakKeyDictionary[Any, Observed[Any] | None] = WeakKeyDictionary()
_watched: WeakSet[asyncio.AbstractEventLoop] = WeakSet()


def _watch(loop: asyncio.AbstractEventLoop) -> None:
    """Writes down each wake, when a task's next step is put into the loop's queue.

    A callback on what the task waits for would come too late: it stands in that queue
    itself.
    """
    if loop in _watched:
        return
    _watched.add(loop)
    call_soon = loop.call_soon

    def tell(callback: Any, *args: Any, context: Any = None) -> asyncio.Handle:
        task = getattr(callback, "__self__", None)
        # Not every method of a task goes on with it; in asyncio's C code, the one that
        # does so after a bare yield has no name.
        is_step = getattr(callback, "__name__", "step").endswith(("step", "wakeup"))
        woken = _observed.get(task) if isinstance(task, asyncio.Task) else None
        if woken and is_step:
            running = asyncio.current_task(loop)
            by = _observed.get(running) if running else None
            woken.write("wake", by=by.name if by else "runtime")
        return call_soon(callback, *args, context=context)

    loop.call_soon = tell  # type: ignore[assignment, method-assign]
