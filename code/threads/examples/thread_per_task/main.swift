// A second worker waits for the oven, so that Alice does not have to.

import Foundation
import Kitchen

// ANCHOR: main
spawn("alice", "helper")
let helperIsDone = DispatchSemaphore(value: 0)
Thread.detachNewThread {
  bakeCake()
  helperIsDone.signal()
}

readBook()

blocked("alice", on: "helper") { helperIsDone.wait() }
say("alice", "Cake and book are done.")
// ANCHOR_END: main

// ANCHOR: bake_cake
func bakeCake() {
  work("helper", "mix batter", minutes: 12)
  blocked("helper", on: "oven") {
    begin("oven", "bake")
    Thread.sleep(forTimeInterval: minutes(30) / .seconds(1))
    end("oven", "bake")
  }
  work("helper", "take cake out", minutes: 2)
  say("helper", "The cake is on the table.")
}
// ANCHOR_END: bake_cake

// ANCHOR: read_book
func readBook() {
  for page in 1...6 {
    work("alice", "page \(page)", minutes: 8)
  }
  say("alice", "The book is finished.")
}
// ANCHOR_END: read_book
