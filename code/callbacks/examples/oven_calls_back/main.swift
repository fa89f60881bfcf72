// Alice gives the oven a function to call, and reads.

import Foundation
import Kitchen

// ANCHOR: main
var isOver = false
bakeCake()
readBook()
while !isOver && RunLoop.main.run(mode: .default, before: .distantFuture) {}
// ANCHOR_END: main

// ANCHOR: bake_cake
@MainActor func bakeCake() {
  work("alice", "mix batter", minutes: 10)
  begin("oven", "bake")
  send("alice", to: "oven", "a function")
  let wait = minutes(knob("minutes_in_oven", default: 30)) / .seconds(1)
  DispatchQueue.main.asyncAfter(deadline: .now() + wait, execute: takeCakeOut)
  say("alice", "The cake is in the oven.")
}
// ANCHOR_END: bake_cake

// ANCHOR: take_cake_out
@MainActor func takeCakeOut() {
  receive("alice", from: "oven", "the call")
  end("oven", "bake")
  work("alice", "take cake out", minutes: 2)
  say("alice", "The cake is on the table.")
  isOver = true
}
// ANCHOR_END: take_cake_out

// ANCHOR: read_book
func readBook() {
  // A range 1...0 would end the program.
  for page in stride(from: 1, through: knob("pages", default: 6), by: 1) {
    work("alice", "page \(page)", minutes: 8)
  }
  say("alice", "The book is finished.")
}
// ANCHOR_END: read_book
