"""A helper waits for a bell, and nobody has the bell any more."""

import gc
import threading

from kitchen import begin, blocked, end, say, spawn, work


# ANCHOR: main
def main() -> None:
    threads = threading.active_count()
    spawn("alice", "helper")
    # A daemon may be left behind when the program ends.
    bell = threading.Event()
    threading.Thread(target=wait_for_bell, args=(bell,), daemon=True).start()

    work("alice", "page 1", 10)
    # From here on nobody has the event but the thread that waits.
    del bell
    gc.collect()
    begin("bell", "nobody has it")
    work("alice", "page 2", 10)

    if threading.active_count() > threads:
        say("alice", "The helper is still waiting.")
    else:
        say("alice", "The helper is gone.")
    end("bell", "nobody has it")
    # ANCHOR_END: main


# ANCHOR: wait_for_bell
def wait_for_bell(bell: threading.Event) -> None:
    with blocked("helper", "bell"):
        bell.wait()
    say("helper", "The bell has rung.")
    # ANCHOR_END: wait_for_bell


if __name__ == "__main__":
    main()
