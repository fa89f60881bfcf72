// Alice goes to bed with a cake in the oven.

import Kitchen

// ANCHOR: main
try await withTaskExecutorPreference(OneThread(), operation: evening)

func evening() async throws {
  Task { try await observe("cake", bakeCake) }
  try await Task.sleep(for: minutes(5))
  work("alice", "brush teeth", minutes: 5)
  say("alice", "Good night.")
}
// ANCHOR_END: main

// ANCHOR: bake_cake
func bakeCake() async throws {
  defer { say("cake", "The oven is off.") }
  say("cake", "The cake is in the oven.")
  try await Task.sleep(for: minutes(30))
  say("cake", "The cake is done.")
}
// ANCHOR_END: bake_cake
