// Alice is ready to catch what goes wrong, but only as long as her call lasts.

import Foundation
import Kitchen

struct Problem: Error, CustomStringConvertible { let description: String }

// ANCHOR: main
var isOvenInUse = false
var isOver = false

do {
  work("alice", "mix batter", minutes: 10)
  try bakeCake(takeCakeOut)
  say("alice", "Nothing has gone wrong.")
} catch {
  say("alice", "I have caught it: \(error).")
}
while !isOver && RunLoop.main.run(mode: .default, before: .distantFuture) {}
// ANCHOR_END: main

// ANCHOR: take_cake_out
@MainActor func takeCakeOut() throws {
  work("alice", "take cake out", minutes: 2)
  throw Problem(description: "the cake is burnt")
}
// ANCHOR_END: take_cake_out

// ANCHOR: bake_cake
@MainActor func bakeCake(_ callback: @escaping @MainActor () throws -> Void) throws {
  if isOvenInUse { throw Problem(description: "the oven is in use") }
  isOvenInUse = true
  begin("oven", "bake")
  DispatchQueue.main.asyncAfter(deadline: .now() + minutes(30) / .seconds(1)) {
    end("oven", "bake")
    do {
      try callback()
    } catch {
      say("oven", "My callback has failed: \(error).")
    }
    isOver = true
  }
}
// ANCHOR_END: bake_cake
