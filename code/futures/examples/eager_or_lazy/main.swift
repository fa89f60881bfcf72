// A call that is awaited later: when does its body run?

import Kitchen

// ANCHOR: main
try await withTaskExecutorPreference(OneThread(), operation: evening)

func evening() async throws {
  // A plain call must be awaited on the spot; this is Swift's way to await it later.
  async let cake: Void = bakeCake()
  say("alice", "The call has returned.")

  await readBook()
  say("alice", "Now I want the cake.")
  try await cake
}
// ANCHOR_END: main

// ANCHOR: bake_cake
func bakeCake() async throws {
  work("alice", "mix batter", minutes: 10)
  begin("oven", "bake")
  say("alice", "The cake is in the oven.")
  try await Task.sleep(for: minutes(knob("minutes_in_oven", default: 30)))
  end("oven", "bake")
  work("alice", "take cake out", minutes: 2)
  say("alice", "The cake is on the table.")
}
// ANCHOR_END: bake_cake

// ANCHOR: read_book
func readBook() async {
  work("alice", "page 1", minutes: 8)
  for page in 2...4 {
    // Between two pages, others get a turn.
    await Task.yield()
    work("alice", "page \(page)", minutes: 8)
  }
}
// ANCHOR_END: read_book
