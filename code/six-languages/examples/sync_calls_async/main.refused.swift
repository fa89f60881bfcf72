// A plain function wants the answer of an async one.

import Kitchen

// ANCHOR: main
try await withTaskExecutorPreference(OneThread(), operation: evening)

func evening() async throws {
  async let cake: Void = observe("cake", bakeCake)
  try await Task.sleep(for: minutes(2))
  try layTable()
  try await cake
}
// ANCHOR_END: main

// ANCHOR: lay_table
func layTable() throws {
  let guests = try await observe("friend", askFriend)
  say("alice", "The table is laid for \(guests).")
}
// ANCHOR_END: lay_table

// ANCHOR: ask_friend
func askFriend() async throws -> Int {
  try await Task.sleep(for: minutes(10))
  say("friend", "We are three.")
  return 3
}
// ANCHOR_END: ask_friend

// ANCHOR: bake_cake
func bakeCake() async throws {
  begin("oven", "bake")
  try await Task.sleep(for: minutes(6))
  end("oven", "bake")
  say("cake", "The cake is done.")
}
// ANCHOR_END: bake_cake
