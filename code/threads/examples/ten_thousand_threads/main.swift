// Many threads stand still at once: what each of them keeps, and takes to come.

import Foundation
import Kitchen

// ANCHOR: main
let waiters = knob("waiters", default: 400)
let (rollCall, bell, gone) = (DispatchGroup(), DispatchGroup(), DispatchGroup())
bell.enter()
let (memory, start) = (memoryInUse(), ContinuousClock.now)
for _ in 1...waiters { rollCall.enter() }
for n in 1...waiters {
  gone.enter()
  Thread.detachNewThread {
    waitForBell(n, last: waiters, rollCall, bell)
    gone.leave()
  }
}
rollCall.wait()
report(memoryInUse() - memory, ContinuousClock.now - start)

begin("memory", "a stack for each")
work("alice", "read", minutes: 30)
receive("bell", from: "alice", "ring")
bell.leave()
end("memory", "a stack for each")
gone.wait()
// ANCHOR_END: main

// ANCHOR: wait_for_bell
/// The timeline has room for four of them; the others wait in the same way.
func waitForBell(_ n: Int, last: Int, _ rollCall: DispatchGroup, _ bell: DispatchGroup) {
  rollCall.leave()
  rollCall.wait()
  switch n {
  case 1...3: blocked("waiter \(n)", on: "bell") { bell.wait() }
  case last: blocked("last", on: "bell") { bell.wait() }
  default: bell.wait()
  }
}
// ANCHOR_END: wait_for_bell

// ANCHOR: report
/// Says between which limits it was; the exact numbers differ by run.
func report(_ bytes: Int, _ took: Duration) {
  let memory =
    switch bytes / waiters {
    case ..<1024: "less than 1 KiB"
    case ..<1_048_576: "1 KiB to 1 MiB"
    default: "more than 1 MiB"
    }
  let less = took / waiters < .milliseconds(2) ? "less" : "more"
  say("alice", "\(waiters) threads wait for the bell.")
  say("alice", "Each has \(memory) in use, and was there in \(less) than 2 ms.")
}

func memoryInUse() -> Int {
  // Linux tells it in a file, in pages.
  let pages = try! String(contentsOfFile: "/proc/self/statm", encoding: .utf8)
  return Int(pages.split(separator: " ")[1])! * 4096
}
// ANCHOR_END: report
