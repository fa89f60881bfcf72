// Two ways to wait for the oven, and what each costs the processor.

import Foundation
import Kitchen

// ANCHOR: sleep
let usedBeforeSleep = processorTime()
let sleepTime = minutes(30)
blocked("alice", on: "oven") { Thread.sleep(forTimeInterval: sleepTime / .seconds(1)) }
report("I slept 30 minutes", used: processorTime() - usedBeforeSleep, waited: sleepTime)
// ANCHOR_END: sleep

// ANCHOR: stare
let usedBeforeStare = processorTime()
let stareTime = minutes(30)
let done = ContinuousClock.now + stareTime
begin("processor", "look at the clock")
blocked("alice", on: "oven") {
  while ContinuousClock.now < done {}
}
end("processor", "look at the clock")
report("I stared 30 minutes", used: processorTime() - usedBeforeStare, waited: stareTime)
// ANCHOR_END: stare

// ANCHOR: report
/// Says on which side of a tenth the share was. That is the same in every run; the exact share
/// is not.
func report(_ how: String, used: Duration, waited: Duration) {
  let processor = used < waited / 10 ? "free" : "busy"
  say("alice", "\(how); the processor was \(processor).")
}

func processorTime() -> Duration {
  .seconds(Double(clock()) / Double(CLOCKS_PER_SEC))
}
// ANCHOR_END: report
