// Cake and book: every page is awaited, and the cake is not seen to.

import Kitchen

// ANCHOR: main
try await withTaskExecutorPreference(OneThread(), operation: cakeAndBook)

func cakeAndBook() async throws {
  async let cake: Void = observe("cake", bakeCake)
  async let book: Void = observe("book", readBook)
  _ = try await (cake, book)
  say("alice", "Cake and book are done.")
}
// ANCHOR_END: main

// ANCHOR: bake_cake
func bakeCake() async throws {
  work("alice", "mix batter", minutes: 10)
  begin("oven", "bake")
  say("alice", "The cake is in the oven.")
  try await Task.sleep(for: minutes(knob("minutes_in_oven", default: 30)))
  end("oven", "bake")
  work("alice", "take cake out", minutes: 2)
  say("alice", "The cake is on the table.")
}
// ANCHOR_END: bake_cake

// ANCHOR: read_book
func readBook() async {
  // A range 1...0 would end the program.
  for page in stride(from: 1, through: knob("pages", default: 6), by: 1) {
    await readPage(page)
  }
  say("alice", "The book is finished.")
}

func readPage(_ page: Int) async {
  work("alice", "page \(page)", minutes: 8)
}
// ANCHOR_END: read_book
