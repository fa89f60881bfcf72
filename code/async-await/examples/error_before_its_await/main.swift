// The cake fails while the cream is awaited, and before the cake is.

import Kitchen

// ANCHOR: main
try await withTaskExecutorPreference(OneThread(), operation: dessert)

func dessert() async throws {
  async let cake: Void = observe("cake", bakeCake)
  async let cream: Void = observe("cream", chillCream)
  try await cream
  do {
    try await cake
    say("alice", "The cake is on the table.")
  } catch {
    say("alice", "No cake: \(error).")
  }
}
// ANCHOR_END: main

// ANCHOR: bake_cake
func bakeCake() async throws {
  work("alice", "mix batter", minutes: 10)
  begin("oven", "bake")
  say("alice", "The cake is in the oven.")
  try await Task.sleep(for: minutes(20))
  end("oven", "bake")
  throw FuseBlown()
}
// ANCHOR_END: bake_cake

func chillCream() async throws {
  work("alice", "whip cream", minutes: 4)
  begin("fridge", "chill")
  try await Task.sleep(for: minutes(20))
  end("fridge", "chill")
  say("alice", "The cream is cold.")
}

struct FuseBlown: Error, CustomStringConvertible {
  let description = "the fuse has blown"
}
