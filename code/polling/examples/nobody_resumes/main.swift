// Alice waits for a cake, and nobody has what would tell her that it is there.

import Kitchen

// ANCHOR: main
let watchdog = knob("watchdog", default: 60)
let alice = Task { await waitForCake() }
if watchdog == 0 {
  await alice.value
} else {
  try await Task.sleep(for: minutes(watchdog))
  say("watchdog", "Alice is still waiting.")
}
// ANCHOR_END: main

// ANCHOR: wait_for_cake
func waitForCake() async {
  begin("alice", "waits")
  say("alice", "Tell me when there is a cake.")
  await withCheckedContinuation { (_: CheckedContinuation<Void, Never>) in
    // Nobody keeps it.
  }
  end("alice", "waits")
  say("alice", "There is a cake.")
}
// ANCHOR_END: wait_for_cake
