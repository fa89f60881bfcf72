// Two workers put a spoon back; the note is for whoever has the wooden spoon.

import Foundation
import Kitchen

/// Unchecked, because the compiler cannot see that the hook guards the spoons.
final class Note: @unchecked Sendable {
  var spoons = 10
  let hook = NSLock()
}

// ANCHOR: main
let note = Note()
begin("note", "\(note.spoons) spoons")
spawn("alice", "helper")
let helperIsDone = DispatchSemaphore(value: 0)
Thread.detachNewThread {
  work("helper", "wipe the table", minutes: 2)
  putSpoonBack("helper", note, minutes: 8)
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

// ANCHOR: put_spoon_back
func putSpoonBack(_ who: String, _ note: Note, minutes: Int) {
  blocked(who, on: "hook") { note.hook.lock() }
  defer { note.hook.unlock() }
  begin("hook", "taken by \(who)")
  let spoons = note.spoons
  work(who, "dry a spoon", minutes: minutes)
  writeDown(who, note, spoons + 1)
  say(who, "I have written \(spoons + 1).")
  end("hook", "taken by \(who)")
}
// ANCHOR_END: put_spoon_back

func writeDown(_ who: String, _ note: Note, _ spoons: Int) {
  end("note", "\(note.spoons) spoons")
  note.spoons = spoons
  receive("note", from: who, "\(spoons) spoons")
  begin("note", "\(spoons) spoons")
}
