// A helper waits for a bell, and nobody has the bell any more.

import Foundation
import Kitchen

// ANCHOR: main
spawn("alice", "helper")
let helperIsGone = DispatchSemaphore(value: 0)
do {
  let bell = DispatchSemaphore(value: 0)
  Thread.detachNewThread {
    waitForBell(bell)
    helperIsGone.signal()
  }
  work("alice", "page 1", minutes: 10)
}
// From here on nobody has the bell but the thread that waits.
begin("bell", "nobody has it")
work("alice", "page 2", minutes: 10)

switch helperIsGone.wait(timeout: .now()) {
case .timedOut: say("alice", "The helper is still waiting.")
case .success: say("alice", "The helper is gone.")
}
end("bell", "nobody has it")
// ANCHOR_END: main

// ANCHOR: wait_for_bell
func waitForBell(_ bell: DispatchSemaphore) {
  blocked("helper", on: "bell") { bell.wait() }
  say("helper", "The bell has rung.")
}
// ANCHOR_END: wait_for_bell
