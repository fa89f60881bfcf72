// An event loop by hand: a queue of callbacks, and a loop that calls them.

import Foundation
import Kitchen

// ANCHOR: call_later
var queue: [(due: ContinuousClock.Instant, name: String, callback: () -> Void)] = []

@MainActor func callLater(minutes n: Int, _ name: String, _ callback: @escaping () -> Void) {
  let due = ContinuousClock.now + minutes(n)
  let place = queue.firstIndex { $0.due > due } ?? queue.endIndex
  queue.insert((due, name, callback), at: place)
  begin("queue", name)
}
// ANCHOR_END: call_later

// ANCHOR: main
work("alice", "mix batter", minutes: 10)
say("alice", "The cake is in the oven.")
callLater(minutes: knob("minutes_in_oven", default: 30), "take cake out", takeCakeOut)
callLater(minutes: 0, "page 1") { readPage(1) }

while !queue.isEmpty {
  let (due, name, callback) = queue.removeFirst()
  let wait = due - ContinuousClock.now
  if wait > .zero {
    blocked("loop", on: "clock") { Thread.sleep(forTimeInterval: wait / .seconds(1)) }
  }
  end("queue", name)
  receive("alice", from: "loop", "control")
  callback()
  receive("loop", from: "alice", "control")
}
// ANCHOR_END: main

// ANCHOR: callbacks
@MainActor func takeCakeOut() {
  work("alice", "take cake out", minutes: 2)
  say("alice", "The cake is on the table.")
  callLater(minutes: 30, "add sugar") { work("alice", "add sugar", minutes: 4) }
}

@MainActor func readPage(_ page: Int) {
  work("alice", "page \(page)", minutes: 8)
  if page >= knob("pages", default: 6) {
    say("alice", "The book is finished.")
  } else {
    callLater(minutes: 0, "page \(page + 1)") { readPage(page + 1) }
  }
}
// ANCHOR_END: callbacks
