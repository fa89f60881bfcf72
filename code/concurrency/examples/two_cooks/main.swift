// Two cooks, two cakes: parallelism, and two people who wait.

import Foundation
import Kitchen

// ANCHOR: main
spawn("alice", "bob")
let bobIsDone = DispatchSemaphore(value: 0)
Thread.detachNewThread {
  bakeCake("bob", 14)
  bobIsDone.signal()
}

bakeCake("alice", 10)

blocked("alice", "bob") { bobIsDone.wait() }
say("alice", "Two cakes are on the table.")
// ANCHOR_END: main

// ANCHOR: bake_cake
func bakeCake(_ cook: String, _ mixing: Int) {
  work(cook, "mix batter", mixing)
  blocked(cook, "oven") { Thread.sleep(forTimeInterval: minutes(30) / .seconds(1)) }
  work(cook, "take cake out", 2)
  say(cook, "My cake is done.")
}
// ANCHOR_END: bake_cake
