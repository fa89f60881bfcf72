"""The obvious code: first the cake, then the book."""

import time

from kitchen import begin, blocked, end, knob, minutes, say, work


# ANCHOR: main
def main() -> None:
    bake_cake()
    read_book()
    # ANCHOR_END: main


# ANCHOR: bake_cake
def bake_cake() -> None:
    work("alice", "mix batter", 10)
    say("alice", "The cake is in the oven.")
    with blocked("alice", "oven"):
        begin("oven", "bake")
        time.sleep(minutes(knob("minutes_in_oven", 30)))
        end("oven", "bake")
    work("alice", "take cake out", 2)
    say("alice", "The cake is on the table.")
    # ANCHOR_END: bake_cake


# ANCHOR: read_book
def read_book() -> None:
    for page in range(1, knob("pages", 6) + 1):
        work("alice", f"page {page}", 8)
    say("alice", "The book is finished.")
    # ANCHOR_END: read_book


# ANCHOR: main
if __name__ == "__main__":
    main()
# ANCHOR_END: main
