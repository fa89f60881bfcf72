"""Story time.

The clock is a part of its own: where a program runs on a clock that is only a number, a
`Clock` that overrides `elapsed` and `rest` takes the place of `clock.story`.
"""

import os
import threading
import time


def _setting(name: str, default: int) -> int:
    """The number that the environment sets `name` to, or `default`."""
    text = os.environ.get(name)
    if text is None:
        return default
    if not (text.isascii() and text.isdigit() and 0 < int(text) < 2**31):
        raise ValueError(f'{name} is a whole number from 1, not "{text}"')
    return int(text)


class Clock:
    """The machine's clock, a story minute being a few milliseconds of it.

    It starts when it is first asked.
    """

    def __init__(self) -> None:
        # The recorder sets both numbers; without it a story minute lasts 50 ms, so that
        # a reader who runs the program sees it pass.
        self.minute = _setting("KITCHEN_MINUTE_US", 50_000) * 1000
        self.grid = _setting("KITCHEN_GRID", 1)
        self._start: int | None = None
        self._lock = threading.Lock()

    def elapsed(self) -> int:
        """Nanoseconds since the story began."""
        with self._lock:
            if self._start is None:
                self._start = time.monotonic_ns()
            return time.monotonic_ns() - self._start

    def rest(self, nanoseconds: int) -> None:
        """Lets that much time pass without giving up the thread."""
        time.sleep(nanoseconds / 1e9)

    def now(self) -> tuple[int, int]:
        """The minute that it is on the program's grid, and how late, in nanoseconds."""
        elapsed = self.elapsed()
        step = self.minute * self.grid
        # Timers ring late, hardly ever early; a tenth of a step is allowed for the
        # early ones.
        steps = (elapsed + step // 10) // step
        return steps * self.grid, max(0, elapsed - steps * step)

    def after(self, n: int) -> int:
        """The minute on the grid that it is in `n` minutes."""
        if n < 0 or n % self.grid:
            raise ValueError(
                f"{n} minutes are not on this program's grid of {self.grid} minutes "
                "(see `grid` in its program.toml)"
            )
        return self.now()[0] + n

    def until(self, minute: int) -> int:
        """Nanoseconds until that minute; 0 when it has passed."""
        return max(0, self.minute * minute - self.elapsed())

    def spend(self, n: int) -> None:
        """Spends `n` minutes without giving up the thread."""
        target = self.after(n)
        while rest := self.until(target):
            self.rest(rest)


story = Clock()
