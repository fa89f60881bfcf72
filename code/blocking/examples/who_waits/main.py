"""Two ways to wait for the oven, and what each costs the processor."""

import time

from kitchen import begin, blocked, end, minutes, say


def main() -> None:
    # ANCHOR: sleep
    processor = time.process_time()
    wait = minutes(30)
    with blocked("alice", "oven"):
        time.sleep(wait)
    report("I slept 30 minutes", time.process_time() - processor, wait)
    # ANCHOR_END: sleep

    # ANCHOR: stare
    processor = time.process_time()
    wait = minutes(30)
    done = time.monotonic() + wait
    begin("processor", "look at the clock")
    with blocked("alice", "oven"):
        while time.monotonic() < done:
            pass
    end("processor", "look at the clock")
    report("I stared 30 minutes", time.process_time() - processor, wait)
    # ANCHOR_END: stare


# ANCHOR: report
def report(how: str, used: float, waited: float) -> None:
    """Say on which side of a tenth the share was; the exact one differs by run."""
    processor = "free" if used < waited / 10 else "busy"
    say("alice", f"{how}; the processor was {processor}.")
    # ANCHOR_END: report


if __name__ == "__main__":
    main()
