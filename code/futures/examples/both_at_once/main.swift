// A cake from the oven and candles from the shop, both waited for at once.

import Kitchen

// ANCHOR: main
try await withTaskExecutorPreference(OneThread(), operation: setTable)

func setTable() async throws {
  // ANCHOR: wait_for_all
  async let baked = bakeCake()
  async let fetched = fetchCandles()
  let (cake, candles) = try await (baked, fetched)
  // ANCHOR_END: wait_for_all
  say("alice", "On the table: \(cake) and \(candles).")
}
// ANCHOR_END: main

// ANCHOR: bake_cake
func bakeCake() async throws -> String {
  begin("oven", "bake")
  try await Task.sleep(for: minutes(knob("minutes_in_oven", default: 30)))
  end("oven", "bake")
  say("oven", "The cake is baked.")
  return "a cake"
}
// ANCHOR_END: bake_cake

// ANCHOR: fetch_candles
func fetchCandles() async throws -> String {
  begin("bob", "walk to the shop")
  try await Task.sleep(for: minutes(knob("minutes_to_shop", default: 20)))
  end("bob", "walk to the shop")
  say("bob", "I have candles.")
  return "candles"
}
// ANCHOR_END: fetch_candles
