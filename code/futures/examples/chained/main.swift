// Each of the three steps can fail, and one handler at the end is enough.

import Kitchen

struct Problem: Error, CustomStringConvertible {
  let description: String
}

// ANCHOR: main
let evening = Task { try await askFriend() }
  .then { wish in try await bakeCake(wish) }
  .then { cake in try await deliver(cake) }
say("alice", "Everything is arranged.")
switch await evening.result {
case .success(let thanks): say("alice", "My friend says: \(thanks)")
case .failure(let problem): say("alice", "No cake: \(problem).")
}

extension Task where Failure == any Error {
  func then<Next>(
    _ step: @escaping @Sendable (Success) async throws -> Next
  ) -> Task<Next, any Error> {
    Task<Next, any Error> { try await step(value) }
  }
}
// ANCHOR_END: main

// ANCHOR: steps
func askFriend() async throws -> String {
  try await later(1, "friend", "think", 8, "lemon", "the letter is lost")
}

func bakeCake(_ wish: String) async throws -> String {
  try await later(2, "oven", "bake", 30, "\(wish) cake", "the oven is cold")
}

func deliver(_ cake: String) async throws -> String {
  try await later(3, "bob", "carry it", 12, "Thank you!", "the \(cake) is lost")
}
// ANCHOR_END: steps

// ANCHOR: later
func later(
  _ step: Int, _ lane: String, _ activity: String, _ n: Int, _ answer: String, _ problem: String
) async throws -> String {
  begin(lane, activity)
  try await Task.sleep(for: minutes(n))
  end(lane, activity)
  if step == knob("failing_step", default: 2) { throw Problem(description: problem) }
  return answer
}
// ANCHOR_END: later
