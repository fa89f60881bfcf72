// An evening for three: two cakes, a phone, and a book that is cut short.

import Kitchen

// ANCHOR: main
try await withTaskExecutorPreference(OneThread(), operation: eveningForThree)

func eveningForThree() async throws {
  async let phone: Void = observe("phone", answerPhone)
  async let first: Void = observe("first") { try await bakeCake("first") }
  let book = Task { try await observe("book", readBook) }
  say("alice", "Everything is begun.")

  try await phone
  cancel("alice", "book")
  book.cancel()
  _ = await book.result

  async let second: Void = observe("second") { try await bakeCake("second") }
  _ = try await (first, second)
  say("alice", "Two cakes for three.")
}
// ANCHOR_END: main

// ANCHOR: answer_phone
func answerPhone() async throws {
  try await Task.sleep(for: minutes(knob("phone_rings", default: 31)))
  work("alice", "talk", minutes: 2)
  say("alice", "A third person is coming.")
}
// ANCHOR_END: answer_phone

// ANCHOR: bake_cake
func bakeCake(_ cake: String) async throws {
  work("alice", "mix batter", minutes: 10)
  begin("oven", "\(cake) cake")
  try await Task.sleep(for: minutes(knob("minutes_in_oven", default: 30)))
  end("oven", "\(cake) cake")
  say("alice", "The \(cake) cake is on the table.")
}
// ANCHOR_END: bake_cake

// ANCHOR: read_book
func readBook() async throws {
  var page = 0
  defer { say("alice", "The bookmark is after page \(page).") }
  while page < 6 {
    try Task.checkCancellation()
    page += 1
    work("alice", "page \(page)", minutes: 8)
    try await Task.sleep(for: minutes(4))
  }
}
// ANCHOR_END: read_book
