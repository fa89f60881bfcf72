"""A slip for a cake: a future written by hand, and awaited like any other."""

import asyncio

from kitchen import begin, end, knob, minutes, receive, say, send, work


# ANCHOR: future
class Slip:
    _asyncio_future_blocking = False  # by this name, asyncio knows a future

    def __init__(self) -> None:
        self._value, self._waiting = None, []
        begin("cake", "pending")

    def __await__(self):
        if self._value is None:
            say("cake", "Pending: I note who is waiting.")
            self._asyncio_future_blocking = True
            yield self  # to the task, which adds its callback
        return self._value

    def get_loop(self) -> asyncio.AbstractEventLoop:
        return asyncio.get_running_loop()

    def result(self) -> str:
        return self._value

    def add_done_callback(self, callback, *, context) -> None:
        self._waiting.append((callback, context))

    def resolve(self, value: str) -> None:
        receive("cake", "oven", value)
        end("cake", "pending")
        self._value = value
        say("cake", "Ready: I wake who is waiting.")
        for callback, context in self._waiting:
            self.get_loop().call_soon(callback, self, context=context)
            # ANCHOR_END: future


# ANCHOR: main
async def main() -> None:
    cake = Slip()
    begin("oven", "bake")
    oven = minutes(knob("minutes_in_oven", 30))
    asyncio.get_running_loop().call_later(oven, ring, cake)
    work("alice", "page 1", 8)
    say("alice", f"Now I have {await cake}.")
    work("alice", "page 2", 8)
    say("alice", f"And I still have {await cake}.")


def ring(cake: Slip) -> None:
    end("oven", "bake")
    send("oven", "cake", "a cake")
    cake.resolve("a cake")
    # ANCHOR_END: main


if __name__ == "__main__":
    asyncio.run(main())
