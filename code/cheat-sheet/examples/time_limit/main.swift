// Alice waits for candles, and not for longer than 20 minutes.

import Kitchen

// ANCHOR: main
// ANCHOR: timeout
let candles = try await withThrowingTaskGroup(of: String?.self) { group in
  group.addTask { try await fetchCandles() }
  group.addTask {
    try await Task.sleep(for: minutes(20))
    return nil
  }
  defer { group.cancelAll() }
  return try await group.next()!  // Not nil: there are two.
}
// ANCHOR_END: timeout
if let candles {
  say("alice", "Here are \(candles).")
} else {
  say("alice", "It is too late for candles.")
}
// ANCHOR_END: main

// ANCHOR: fetch_candles
func fetchCandles() async throws -> String {
  spawn("alice", "bob")
  begin("bob", "walk to the shop")
  defer { end("bob", "walk to the shop") }
  try await Task.sleep(for: minutes(knob("minutes_to_shop", default: 40)))
  return "candles"
}
// ANCHOR_END: fetch_candles
