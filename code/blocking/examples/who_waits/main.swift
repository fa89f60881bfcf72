// Two ways to wait for the oven, and what each costs the processor.

import Foundation
import Kitchen

// ANCHOR: sleep
let usedBeforeSleep = processorTime()
let sleepTime = minutes(30)
blocked("alice", "oven") { Thread.sleep(forTimeInterval: sleepTime / .seconds(1)) }
report("Alice slept 30 minutes", processorTime() - usedBeforeSleep, sleepTime)
// ANCHOR_END: sleep

// ANCHOR: stare
let usedBeforeStare = processorTime()
let stareTime = minutes(30)
let done = ContinuousClock.now + stareTime
begin("processor", "look at the clock")
blocked("alice", "oven") {
  while ContinuousClock.now < done {}
}
end("processor", "look at the clock")
report("Alice stared 30 minutes", processorTime() - usedBeforeStare, stareTime)
// ANCHOR_END: stare

// ANCHOR: report
/// The exact share differs from run to run; on which side of a tenth it is does not.
func report(_ how: String, _ used: Duration, _ waited: Duration) {
  let processor = used < waited / 10 ? "free" : "busy"
  say("alice", "\(how); the processor was \(processor).")
}

func processorTime() -> Duration {
  .seconds(Double(clock()) / Double(CLOCKS_PER_SEC))
}
// ANCHOR_END: report
