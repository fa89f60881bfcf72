"""A second worker waits for the oven, so that Alice does not have to."""

import threading
import time

from kitchen import begin, blocked, end, minutes, say, spawn, work


# ANCHOR: main
def main() -> None:
    spawn("alice", "helper")
    helper = threading.Thread(target=bake_cake)
    helper.start()

    read_book()

    with blocked("alice", "helper"):
        helper.join()
    say("alice", "Cake and book are done.")
    # ANCHOR_END: main


# ANCHOR: bake_cake
def bake_cake() -> None:
    work("helper", "mix batter", 12)
    with blocked("helper", "oven"):
        begin("oven", "bake")
        time.sleep(minutes(30))
        end("oven", "bake")
    work("helper", "take cake out", 2)
    say("helper", "The cake is on the table.")
    # ANCHOR_END: bake_cake


# ANCHOR: read_book
def read_book() -> None:
    for page in range(1, 7):
        work("alice", f"page {page}", 8)
    say("alice", "The book is finished.")
    # ANCHOR_END: read_book


# ANCHOR: main
if __name__ == "__main__":
    main()
# ANCHOR_END: main
