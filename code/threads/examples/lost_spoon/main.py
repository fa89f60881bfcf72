"""Two workers each put a spoon back and count it on one note: a spoon gets lost."""

import threading
from dataclasses import dataclass

from kitchen import begin, blocked, end, knob, receive, say, spawn, work


@dataclass
class Note:
    spoons: int


# ANCHOR: main
def main() -> None:
    note = Note(spoons=10)
    begin("note", f"{note.spoons} spoons")
    spawn("alice", "helper")
    helper = threading.Thread(target=tidy_up, args=(note,))
    helper.start()

    put_spoon_back("alice", note, 6)
    work("alice", "page 1", 6)
    say("alice", "Page 1 is read.")

    with blocked("alice", "helper"):
        helper.join()
    work("alice", "count the spoons", 2)
    say("alice", f"I count 12 spoons. The note says {note.spoons}.")
    end("note", f"{note.spoons} spoons")
    # ANCHOR_END: main


# ANCHOR: tidy_up
def tidy_up(note: Note) -> None:
    work("helper", "wipe the table", knob("minutes_at_table", 2))
    put_spoon_back("helper", note, 8)
    # ANCHOR_END: tidy_up


# ANCHOR: put_spoon_back
def put_spoon_back(who: str, note: Note, minutes: int) -> None:
    spoons = note.spoons
    receive(who, "note", f"{spoons} spoons")
    work(who, "dry a spoon", minutes)
    write_down(who, note, spoons + 1)
    say(who, f"I have written {spoons + 1}.")


def write_down(who: str, note: Note, spoons: int) -> None:
    end("note", f"{note.spoons} spoons")
    note.spoons = spoons
    receive("note", who, f"{spoons} spoons")
    begin("note", f"{spoons} spoons")
    # ANCHOR_END: put_spoon_back


if __name__ == "__main__":
    main()
