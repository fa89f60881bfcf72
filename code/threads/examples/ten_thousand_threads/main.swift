// Many threads stand still at once: what each of them keeps, and takes to come.

import Foundation
import Kitchen

// ANCHOR: main
let waiters = knob("waiters", default: 400)
let (rollCall, bell, gone) = (DispatchGroup(), DispatchGroup(), DispatchGroup())
bell.enter()
let (memory, processor) = (memoryInUse(), processorTime())
for _ in 1...waiters { rollCall.enter() }
for n in 1...waiters {
  gone.enter()
  Thread.detachNewThread {
    waitForBell(n, rollCall, bell)
    gone.leave()
  }
}
rollCall.wait()
report(memoryInUse() - memory, processorTime() - processor)

begin("memory", "a stack for each")
work("alice", "read", minutes: 30)
receive("bell", from: "alice", "ring")
bell.leave()
end("memory", "a stack for each")
gone.wait()
// ANCHOR_END: main

// ANCHOR: wait_for_bell
/// The timeline has room for four of them; the others wait in the same way.
func waitForBell(_ n: Int, _ rollCall: DispatchGroup, _ bell: DispatchGroup) {
  rollCall.leave()
  rollCall.wait()
  if n <= 4 {
    blocked("waiter \(n)", on: "bell") { bell.wait() }
  } else {
    bell.wait()
  }
}
// ANCHOR_END: wait_for_bell

// ANCHOR: report
/// Says on which side of a limit it was; the exact numbers differ by run.
func report(_ bytes: Int, _ used: Duration) {
  let memory = bytes / waiters > 1024 ? "more" : "less"
  let time = used / waiters > .milliseconds(5) ? "more" : "less"
  say("alice", "\(waiters) threads wait for the bell.")
  say("alice", "Each has \(memory) than 1 KiB in use, and cost the processor \(time) than 5 ms.")
}

func memoryInUse() -> Int {
  // Linux tells it in a file, in pages.
  let pages = try! String(contentsOfFile: "/proc/self/statm", encoding: .utf8)
  return Int(pages.split(separator: " ")[1])! * 4096
}

func processorTime() -> Duration {
  .seconds(Double(clock()) / Double(CLOCKS_PER_SEC))
}
// ANCHOR_END: report
