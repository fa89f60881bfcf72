"""Runs programs one after the other in one interpreter, on a clock that is a number.

`machine` is the rest of the host, in JavaScript.
"""

import ast
import asyncio
import atexit
import builtins
import collections
import contextlib
import dataclasses
import enum
import functools
import importlib
import io
import itertools
import linecache
import os
import queue
import random
import shutil
import sys
import threading
import time
import traceback
import types
import typing
import warnings
import weakref
from asyncio import events, runners
from gc import collect
from json import dumps, loads
from typing import Any

import kitchen_machine as machine

# Programs find these imported already, which makes their start fast.
_WARM = (
    ast,
    collections,
    contextlib,
    dataclasses,
    enum,
    functools,
    itertools,
    queue,
    random,
    typing,
    weakref,
)

# Most frames of a traceback that are looked at, from the innermost.
_FRAMES = 2000

KITCHEN = "/kitchen"
ROOM = "/home/program"


class _Waiting(BaseException):
    """Nothing is left that could wake the program."""


def sleep(seconds: float) -> None:
    """Moves the clock, as nobody else can use the thread meanwhile."""
    if seconds < 0:
        raise ValueError("sleep length must be non-negative")
    machine.advance(float(seconds))


class Lock:
    """A lock for the one thread that there is: who waits for it waits for nobody."""

    def __init__(self) -> None:
        self._is_locked = False

    def acquire(self, blocking: bool = True, timeout: float = -1) -> bool:
        if not blocking and timeout != -1:
            raise ValueError("can't specify a timeout for a non-blocking call")
        if self._is_locked and blocking:
            if timeout < 0:
                machine.wait_for_ever()
                raise _Waiting
            sleep(timeout)
        took = not self._is_locked
        self._is_locked = True
        return took

    def release(self) -> None:
        if not self._is_locked:
            raise RuntimeError("release unlocked lock")
        self._is_locked = False

    def locked(self) -> bool:
        return self._is_locked

    def __enter__(self) -> bool:
        return self.acquire()

    def __exit__(self, *_: object) -> None:
        self.release()


class _Selector:
    """The part of an event loop that waits for the outside world; here there is only time."""

    def select(self, timeout: float | None) -> list[Any]:
        if timeout is None:
            machine.wait_for_ever()
            raise _Waiting
        if timeout > 0:
            machine.advance(timeout)
        return []

    def get_map(self) -> dict[Any, Any]:
        return {}

    def close(self) -> None:
        pass


class Loop(asyncio.BaseEventLoop):
    """asyncio's own event loop, on a selector that moves the clock instead of waiting."""

    def __init__(self) -> None:
        super().__init__()
        self._selector = _Selector()
        self._numbers = itertools.count(1)

    def _process_events(self, event_list: list[Any]) -> None:
        pass

    def _write_to_self(self) -> None:
        pass

    def create_task(self, coro: Any, *, name: str | None = None, **options: Any) -> Any:
        # The interpreter counts its tasks; a run has its own.
        return super().create_task(
            coro, name=name or f"Task-{next(self._numbers)}", **options
        )


class _Policy(events._BaseDefaultEventLoopPolicy):
    _loop_factory = Loop


def run(text: str) -> str:
    """Runs the program that a request, in JSON, describes; answers how it ended."""
    request = loads(text)
    _restore()
    streams = _install(request)
    try:
        end = _execute(request["source"], request["file"])
    finally:
        # What was never awaited says so now, not in the next run.
        collect()
        for stream in streams:
            stream.flush()
    return dumps(end)


def _execute(source: str, file: str) -> dict[str, Any]:
    module = types.ModuleType("__main__")
    module.__file__ = file
    module.__builtins__ = builtins
    sys.modules["__main__"] = module
    linecache.cache[file] = (len(source), None, source.splitlines(keepends=True), file)
    try:
        # To run what somebody has written is what this is for.
        exec(compile(source, file, "exec", dont_inherit=True), module.__dict__)  # noqa: S102
        return {"how": "success"}
    except SystemExit as error:
        if error.code in (None, 0):
            return {"how": "success"}
        return {
            **_failure(error, file),
            "message": f"ended by sys.exit({error.code!r})",
        }
    except BaseException as error:  # noqa: BLE001 - whatever it is, the reader is told
        return _failure(error, file)
    finally:
        atexit._run_exitfuncs()


def _failure(error: BaseException, file: str) -> dict[str, Any]:
    told = traceback.TracebackException.from_exception(error, limit=-_FRAMES)
    _keep_own(told, file)
    # Of a group, the one that a traceback tells last.
    innermost = error
    while isinstance(innermost, BaseExceptionGroup):
        innermost = innermost.exceptions[-1]
    how = "limit" if isinstance(innermost, MemoryError) else "error"
    detail = "".join(told.format()).rstrip()
    message = (
        "".join(traceback.format_exception_only(innermost)).strip().splitlines()[-1]
    )
    line = _line(innermost, file) or _line(error, file)
    return {
        "how": how,
        "message": message,
        "detail": detail,
        **({"line": line} if line else {}),
    }


def _line(error: BaseException, file: str) -> int | None:
    """The innermost line of the program that an exception has passed."""
    if isinstance(error, SyntaxError) and error.filename == file:
        return error.lineno
    lines = [
        line
        for frame, line in traceback.walk_tb(error.__traceback__)
        if frame.f_code.co_filename == file
    ]
    return lines[-1] if lines else None


def _keep_own(told: traceback.TracebackException | None, file: str) -> None:
    """Takes out of a traceback all frames that are not the program's."""
    if told is None:
        return
    told.stack[:] = [frame for frame in told.stack if frame.filename == file]
    _keep_own(told.__cause__, file)
    _keep_own(told.__context__, file)
    for part in told.exceptions or ():
        _keep_own(part, file)


def _install(request: dict[str, Any]) -> tuple[io.TextIOWrapper, io.TextIOWrapper]:
    """Puts up what the program finds; answers its streams."""
    sys.argv[:] = [request["file"], *request["args"]]
    os.environ.update(request["environment"])
    os.makedirs(KITCHEN, exist_ok=True)
    for name, text in request["kitchen"].items():
        with open(f"{KITCHEN}/{name}", "w", encoding="utf-8") as file:
            file.write(text)
    sys.path[0:1] = [KITCHEN]
    importlib.invalidate_caches()
    os.chdir("/")
    shutil.rmtree(ROOM, ignore_errors=True)
    os.makedirs(ROOM)
    os.chdir(ROOM)
    sys.stdin = io.StringIO()
    sys.stdout, sys.stderr = _stream(1), _stream(2)
    return sys.stdout, sys.stderr


def _stream(number: int) -> io.TextIOWrapper:
    return open(number, "w", encoding="utf-8", buffering=1, closefd=False)


# As the interpreter is before any program has run in it.
_modules: dict[str, types.ModuleType] = {}
_contents: dict[str, dict[str, Any]] = {}
_environment: dict[str, str] = {}
_filters: list[Any] = []
_path: list[str] = []


def _remember() -> None:
    _modules.update(sys.modules)
    _environment.update(os.environ)
    _filters[:] = warnings.filters
    _path[:] = sys.path
    for name, module in _modules.items():
        _contents[name] = dict(vars(module))


def _restore() -> None:
    for name in sys.modules.keys() - _modules.keys():
        del sys.modules[name]
    sys.modules.update(_modules)
    for name, module in _modules.items():
        now, then = vars(module), _contents[name]
        for added in now.keys() - then.keys():
            del now[added]
        now.update(then)
    os.environ.clear()
    os.environ.update(_environment)
    warnings.filters[:] = _filters
    sys.path[:] = _path
    sys.setrecursionlimit(_recursion)
    sys.settrace(None)
    linecache.clearcache()
    atexit._clear()
    events._set_running_loop(None)
    asyncio.events._set_event_loop_policy(_Policy())


def _close_doors() -> None:
    """Takes away the ways out of Python, into the JavaScript around it."""
    sys.meta_path[:] = [
        finder for finder in sys.meta_path if "Js" not in type(finder).__name__
    ]
    doors = (
        "js",
        "pyodide",
        "pyodide_js",
        "_pyodide",
        "_pyodide_core",
        "kitchen_machine",
    )
    for name in [name for name in sys.modules if name.split(".")[0] in doors]:
        del sys.modules[name]


for number, path in enumerate(("/dev/kitchen-out", "/dev/kitchen-errors"), start=1):
    os.dup2(os.open(path, os.O_WRONLY), number)
# The loop that the interpreter came with waits for the browser's.
asyncio.run = runners.run
time.sleep = sleep
# Python's own would look at a clock that does not move.
threading.Lock = threading._allocate_lock = Lock
_recursion = sys.getrecursionlimit()
_close_doors()
_remember()
