// The cake is called for, and its await is forgotten.

import Kitchen

// ANCHOR: main
try await withTaskExecutorPreference(OneThread(), operation: evening)

func evening() async throws {
  try bakeCake()
  say("alice", "The cake is done.")

  try await Task.sleep(for: minutes(50))
  say("alice", "My friend is at the door.")
}
// ANCHOR_END: main

// ANCHOR: bake_cake
func bakeCake() async throws {
  work("alice", "mix batter", minutes: 10)
  begin("oven", "bake")
  say("alice", "The cake is in the oven.")
  try await Task.sleep(for: minutes(30))
  end("oven", "bake")
  say("alice", "The cake is on the table.")
}
// ANCHOR_END: bake_cake
