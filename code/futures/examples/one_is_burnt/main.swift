// Both at once, and one of them fails.

import Kitchen

struct Burnt: Error {}

// ANCHOR: main
try await withTaskExecutorPreference(OneThread(), operation: party)

func party() async throws {
  do {
    async let cake: Void = bakeCake()
    async let candles: Void = fetchCandles()
    // One after the other: if the candles failed first, Alice would hear of it with the cake.
    _ = try await (cake, candles)
    say("alice", "Cake and candles are here.")
  } catch is Burnt {
    say("alice", "No party: the cake is burnt.")
  }
  try await Task.sleep(for: minutes(40 - now()))
  say("alice", "We have bread and cheese.")
}
// ANCHOR_END: main

// ANCHOR: bake_cake
func bakeCake() async throws {
  begin("oven", "bake")
  try await Task.sleep(for: minutes(20))
  end("oven", "bake")
  throw Burnt()
}
// ANCHOR_END: bake_cake

// ANCHOR: fetch_candles
func fetchCandles() async throws {
  begin("bob", "walk")
  defer {
    if Task.isCancelled { cancel("alice", "bob") }
    end("bob", "walk")
    say("bob", "My walk is over.")
  }
  try await Task.sleep(for: minutes(26))
  say("bob", "I have paid.")
  try await Task.sleep(for: minutes(10))
}
// ANCHOR_END: fetch_candles
