"""Two cooks, two cakes: parallelism, and two people who wait."""

import threading
import time

from kitchen import blocked, minutes, say, spawn, work


# ANCHOR: main
def main() -> None:
    spawn("alice", "bob")
    bob = threading.Thread(target=bake_cake, args=("bob", 14))
    bob.start()

    bake_cake("alice", 10)

    with blocked("alice", "bob"):
        bob.join()
    say("alice", "Two cakes are on the table.")
    # ANCHOR_END: main


# ANCHOR: bake_cake
def bake_cake(cook: str, mixing: int) -> None:
    work(cook, "mix batter", mixing)
    with blocked(cook, "oven"):
        time.sleep(minutes(30))
    work(cook, "take cake out", 2)
    say(cook, "My cake is done.")
    # ANCHOR_END: bake_cake


# ANCHOR: main
if __name__ == "__main__":
    main()
# ANCHOR_END: main
