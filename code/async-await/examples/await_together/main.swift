// Cake and cream: both are begun, and then both are awaited.

import Kitchen

// ANCHOR: main
try await withTaskExecutorPreference(OneThread(), operation: cakeAndCream)

func cakeAndCream() async throws {
  async let cake: Void = observe("cake", bakeCake)
  async let cream: Void = observe("cream", chillCream)
  _ = try await (cake, cream)
  say("alice", "Cake and cream are ready.")
}
// ANCHOR_END: main

// ANCHOR: bake_cake
func bakeCake() async throws {
  work("alice", "mix batter", minutes: 10)
  begin("oven", "bake")
  say("alice", "The cake is in the oven.")
  try await Task.sleep(for: minutes(knob("minutes_in_oven", default: 30)))
  end("oven", "bake")
  say("alice", "The cake is baked.")
}
// ANCHOR_END: bake_cake

// ANCHOR: chill_cream
func chillCream() async throws {
  work("alice", "whip cream", minutes: 4)
  begin("fridge", "chill")
  say("alice", "The cream is in the fridge.")
  try await Task.sleep(for: minutes(knob("minutes_in_fridge", default: 20)))
  end("fridge", "chill")
  say("alice", "The cream is cold.")
}
// ANCHOR_END: chill_cream
