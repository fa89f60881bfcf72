// Bob is sent for candles, and called back.

import Kitchen

// ANCHOR: main
spawn("alice", "bob")
// ANCHOR: cancel
let candles = Task { try await fetchCandles() }
// ANCHOR_END: cancel
try await lookForCandles()
cancel("alice", "bob")
// ANCHOR: cancel
candles.cancel()
// ANCHOR_END: cancel
do {
  _ = try await candles.value
} catch is CancellationError {
  say("alice", "Bob is back.")
}
// ANCHOR_END: main

// ANCHOR: fetch_candles
func fetchCandles() async throws -> String {
  begin("bob", "walk to the shop")
  defer { end("bob", "walk to the shop") }
  try await Task.sleep(for: minutes(40))
  return "candles"
}
// ANCHOR_END: fetch_candles

func lookForCandles() async throws {
  begin("alice", "look through the drawers")
  try await Task.sleep(for: minutes(10))
  end("alice", "look through the drawers")
  say("alice", "There are candles in the drawer.")
}
