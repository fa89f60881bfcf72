// A task that always has something to do, on one thread.

import Kitchen

// ANCHOR: main
try await withTaskExecutorPreference(OneThread(), operation: evening)

func evening() async throws {
  async let phone: Void = observe("phone", answerPhone)
  async let letters: Void = observe("letters", answerLetters)
  _ = try await (phone, letters)
}
// ANCHOR_END: main

// ANCHOR: answer_phone
func answerPhone() async throws {
  try await Task.sleep(for: minutes(10))
  say("alice", "Hello?")
}
// ANCHOR_END: answer_phone

// ANCHOR: answer_letters
func answerLetters() async {
  // Letters of many weeks: the next one is there already.
  let (pile, mail) = AsyncStream.makeStream(of: Int.self)
  for letter in stride(from: 1, through: knob("letters", default: 5), by: 1) {
    mail.yield(letter)
  }
  mail.finish()
  for await letter in pile {
    work("alice", "letter \(letter)", minutes: 6)
  }
  say("alice", "The letters are answered.")
}
// ANCHOR_END: answer_letters
