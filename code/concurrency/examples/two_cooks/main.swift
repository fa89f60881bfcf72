// Two cooks, two cakes: parallelism, and two people who wait.

import Foundation
import Kitchen

// ANCHOR: main
spawn("alice", "bob")
let bobIsDone = DispatchSemaphore(value: 0)
Thread.detachNewThread {
  bakeCake(cook: "bob", mixing: 14)
  bobIsDone.signal()
}

bakeCake(cook: "alice", mixing: 10)

blocked("alice", on: "bob") { bobIsDone.wait() }
say("alice", "Two cakes are on the table.")
// ANCHOR_END: main

// ANCHOR: bake_cake
func bakeCake(cook: String, mixing: Int) {
  work(cook, "mix batter", minutes: mixing)
  blocked(cook, on: "oven") { Thread.sleep(forTimeInterval: minutes(30) / .seconds(1)) }
  work(cook, "take cake out", minutes: 2)
  say(cook, "My cake is done.")
}
// ANCHOR_END: bake_cake
