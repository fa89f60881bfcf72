// A fuse blows while the cake is awaited, and an ordinary do and catch deals with it.

import Kitchen

// ANCHOR: main
await withTaskExecutorPreference(OneThread(), operation: dessert)

func dessert() async {
  do {
    try await observe("cake", bakeCake)
    say("alice", "The cake is on the table.")
  } catch {
    say("alice", "No cake: \(error).")
  }
  say("alice", "Now for the book.")
}
// ANCHOR_END: main

// ANCHOR: bake_cake
func bakeCake() async throws {
  work("alice", "mix batter", minutes: 10)
  say("alice", "The cake is in the oven.")
  try await heat()
  work("alice", "take cake out", minutes: 2)
}
// ANCHOR_END: bake_cake

// ANCHOR: heat
func heat() async throws {
  let (wanted, holds) = (knob("minutes_in_oven", default: 30), knob("fuse_holds", default: 20))
  begin("oven", "bake")
  try await Task.sleep(for: minutes(min(wanted, holds)))
  end("oven", "bake")
  if holds < wanted { throw FuseBlown() }
}
// ANCHOR_END: heat

struct FuseBlown: Error, CustomStringConvertible {
  let description = "the fuse has blown"
}
