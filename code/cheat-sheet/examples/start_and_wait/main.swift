// A task is started, goes on by itself, and is waited for.

import Kitchen

// ANCHOR: main
spawn("alice", "cake")
// ANCHOR: start
let cake = Task { try await bakeCake() }
// ANCHOR_END: start
try await setTable()
// ANCHOR: wait
let dessert = try await cake.value
// ANCHOR_END: wait
say("alice", "Here is \(dessert).")
// ANCHOR_END: main

// ANCHOR: bake_cake
func bakeCake() async throws -> String {
  begin("cake", "bake")
  // ANCHOR: sleep
  try await Task.sleep(for: minutes(knob("minutes_in_oven", default: 30)))
  // ANCHOR_END: sleep
  end("cake", "bake")
  return "the cake"
}
// ANCHOR_END: bake_cake

func setTable() async throws {
  begin("alice", "set the table")
  try await Task.sleep(for: minutes(10))
  end("alice", "set the table")
  say("alice", "The table is set.")
}
