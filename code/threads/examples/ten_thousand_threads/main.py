"""Many threads stand still at once: what each of them keeps, and takes to come."""

import resource
import time
from pathlib import Path
from threading import Barrier, Thread

from kitchen import begin, blocked, end, knob, receive, say, work


# ANCHOR: main
def main() -> None:
    waiters = knob("waiters", 400)
    roll_call, bell = Barrier(waiters + 1), Barrier(waiters + 1)
    memory, processor = memory_in_use(), time.process_time()
    for n in range(1, waiters + 1):
        Thread(target=wait_for_bell, args=(n, roll_call, bell)).start()
    roll_call.wait()
    report(waiters, memory_in_use() - memory, time.process_time() - processor)

    begin("memory", "a stack for each")
    work("alice", "read", 30)
    receive("bell", "alice", "ring")
    bell.wait()
    end("memory", "a stack for each")
    # ANCHOR_END: main


# ANCHOR: wait_for_bell
def wait_for_bell(n: int, roll_call: Barrier, bell: Barrier) -> None:
    """The timeline has room for four of them; the others wait in the same way."""
    roll_call.wait()
    if n <= 4:
        with blocked(f"waiter {n}", "bell"):
            bell.wait()
    else:
        bell.wait()
    # ANCHOR_END: wait_for_bell


# ANCHOR: report
def report(waiters: int, bytes_used: int, seconds_used: float) -> None:
    """Say on which side of a limit it was; the exact numbers differ by run."""
    memory = "more" if bytes_used / waiters > 1024 else "less"
    seconds = "more" if seconds_used / waiters > 0.005 else "less"
    say("alice", f"{waiters} threads wait for the bell.")
    say(
        "alice",
        f"Each has {memory} than 1 KiB in use, and cost the processor {seconds} than 5 ms.",
    )


def memory_in_use() -> int:
    # Linux tells it in a file.
    resident = Path("/proc/self/statm").read_text().split()[1]
    return int(resident) * resource.getpagesize()
    # ANCHOR_END: report


if __name__ == "__main__":
    main()
