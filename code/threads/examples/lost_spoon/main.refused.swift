// Two workers each put a spoon back and count it on one note: the compiler refuses.

import Foundation
import Kitchen

final class Note {
  var spoons = 10
}

// ANCHOR: main
let note = Note()
begin("note", "\(note.spoons) spoons")
spawn("alice", "helper")
let helperIsDone = DispatchSemaphore(value: 0)
Thread.detachNewThread { [note] in
  tidyUp(note)
  helperIsDone.signal()
}

putSpoonBack("alice", note, minutes: 6)
work("alice", "page 1", minutes: 6)
say("alice", "Page 1 is read.")

blocked("alice", on: "helper") { helperIsDone.wait() }
work("alice", "count the spoons", minutes: 2)
say("alice", "I count 12 spoons. The note says \(note.spoons).")
end("note", "\(note.spoons) spoons")
// ANCHOR_END: main

// ANCHOR: tidy_up
func tidyUp(_ note: Note) {
  work("helper", "wipe the table", minutes: knob("minutes_at_table", default: 2))
  putSpoonBack("helper", note, minutes: 8)
}
// ANCHOR_END: tidy_up

// ANCHOR: put_spoon_back
func putSpoonBack(_ who: String, _ note: Note, minutes: Int) {
  let spoons = note.spoons
  receive(who, from: "note", "\(spoons) spoons")
  work(who, "dry a spoon", minutes: minutes)
  writeDown(who, note, spoons + 1)
  say(who, "I have written \(spoons + 1).")
}

func writeDown(_ who: String, _ note: Note, _ spoons: Int) {
  end("note", "\(note.spoons) spoons")
  note.spoons = spoons
  receive("note", from: who, "\(spoons) spoons")
  begin("note", "\(spoons) spoons")
}
// ANCHOR_END: put_spoon_back
