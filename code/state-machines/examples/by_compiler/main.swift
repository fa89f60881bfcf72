// Baking a cake: an async function, which the compiler splits where it can stop.

import Kitchen

// ANCHOR: main
try await withTaskExecutorPreference(OneThread(), operation: evening)

func evening() async throws {
  work("alice", "read page 1", minutes: 8)
  async let cake: Void = observe("cake") { try await bakeCake(icing: "chocolate") }
  await Task.yield()
  work("alice", "read pages 2 to 5", minutes: 32)
  try await cake
  work("alice", "read page 6", minutes: 8)
}
// ANCHOR_END: main

// ANCHOR: bake_cake
func bakeCake(icing: String) async throws {
  work("alice", "mix batter", minutes: 10)
  say("alice", "The cake is in the oven.")
  begin("state", "Baking")
  try await Task.sleep(for: minutes(knob("minutes_in_oven", default: 30)))
  end("state", "Baking")
  work("alice", "spread \(icing)", minutes: 6)
  say("alice", "The cake is on the table.")
}
// ANCHOR_END: bake_cake
