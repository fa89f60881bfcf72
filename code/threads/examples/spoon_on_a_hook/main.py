"""Two workers put a spoon back; the note is for whoever has the wooden spoon."""

import threading

from kitchen import begin, blocked, end, receive, say, spawn, work


class Note:
    def __init__(self, spoons: int) -> None:
        self.spoons = spoons
        self.hook = threading.Lock()


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


def tidy_up(note: Note) -> None:
    work("helper", "wipe the table", 2)
    put_spoon_back("helper", note, 8)


# ANCHOR: put_spoon_back
def put_spoon_back(who: str, note: Note, minutes: int) -> None:
    with blocked(who, "hook"):
        note.hook.acquire()
    try:
        begin("hook", f"taken by {who}")
        spoons = note.spoons
        work(who, "dry a spoon", minutes)
        write_down(who, note, spoons + 1)
        say(who, f"I have written {spoons + 1}.")
        end("hook", f"taken by {who}")
    finally:
        note.hook.release()
        # ANCHOR_END: put_spoon_back


def write_down(who: str, note: Note, spoons: int) -> None:
    end("note", f"{note.spoons} spoons")
    note.spoons = spoons
    receive("note", who, f"{spoons} spoons")
    begin("note", f"{spoons} spoons")


if __name__ == "__main__":
    main()
