// Cake and book at once, but for one call that holds the thread.

import Foundation
import Kitchen

// ANCHOR: main
await withTaskExecutorPreference(OneThread(), operation: cakeAndBook)

func cakeAndBook() async {
  async let cake: Void = observe("cake", bakeCake)
  async let book: Void = observe("book", readBook)
  _ = await (cake, book)
  say("alice", "Cake and book are done.")
}
// ANCHOR_END: main

// ANCHOR: bake_cake
func bakeCake() async {
  work("alice", "mix batter", minutes: 10)
  say("alice", "The cake is in the oven.")
  blocked("alice", on: "oven") {
    begin("oven", "bake")
    Thread.sleep(forTimeInterval: minutes(knob("minutes_in_oven", default: 30)) / .seconds(1))
    end("oven", "bake")
  }
  work("alice", "take cake out", minutes: 2)
  say("alice", "The cake is on the table.")
}
// ANCHOR_END: bake_cake

// ANCHOR: read_book
func readBook() async {
  // A range 1...0 would end the program.
  for page in stride(from: 1, through: knob("pages", default: 6), by: 1) {
    work("alice", "page \(page)", minutes: 8)
    await Task.yield()
  }
  say("alice", "The book is finished.")
}
// ANCHOR_END: read_book
