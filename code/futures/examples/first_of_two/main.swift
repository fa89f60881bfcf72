// Two go for candles, and whoever is back first will do.

import Kitchen

// ANCHOR: main
try await withTaskExecutorPreference(OneThread(), operation: party)

func party() async throws {
  // ANCHOR: first_of_several
  let candles = try await withThrowingTaskGroup(of: String.self) { errands in
    errands.addTask { try await fetchCandles("bob", "shop", way: 10) }
    errands.addTask { try await fetchCandles("friend", "market", way: 26) }
    let first = try await errands.next()!  // Not nil: two are under way.
    cancel("alice", "friend")
    errands.cancelAll()
    return first
  }
  // ANCHOR_END: first_of_several
  say("alice", "Here are the \(candles).")
  try await iceCake()
  try await Task.sleep(for: minutes(10))
  say("alice", "The party begins.")
}
// ANCHOR_END: main

// ANCHOR: fetch_candles
func fetchCandles(_ who: String, _ place: String, way: Int) async throws -> String {
  spawn("alice", who)
  begin(who, "walk")
  defer {
    end(who, "walk")
    say(who, "My walk to the \(place) is over.")
  }
  try await Task.sleep(for: minutes(way))
  say(who, "I have paid at the \(place).")
  try await Task.sleep(for: minutes(10))
  return "candles from the \(place)"
}
// ANCHOR_END: fetch_candles

// ANCHOR: ice_cake
func iceCake() async throws {
  begin("cake", "icing sets")
  try await Task.sleep(for: minutes(10))
  end("cake", "icing sets")
  say("alice", "The cake is iced.")
}
// ANCHOR_END: ice_cake
