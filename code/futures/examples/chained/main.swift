// Three steps that need one another, as a chain, on two evenings.

import Kitchen

// ANCHOR: main
await evening(20)
try await Task.sleep(for: minutes(10))
await evening(knob("minutes_in_oven", default: 36))
// ANCHOR_END: main

// ANCHOR: evening
func evening(_ minutesInOven: Int) async {
  let cake = Task { try await mix() }
    .then { batter in try await bake(batter, minutesInOven) }
    .then { cake in try await cool(cake) }
  switch await cake.result {
  case .success(let cake): say("alice", "On the table: \(cake).")
  case .failure: say("alice", "No cake: it is burnt.")
  }
}

extension Task where Failure == any Error {
  func then<Next>(
    _ step: @escaping @Sendable (Success) async throws -> Next
  ) -> Task<Next, any Error> {
    Task<Next, any Error> { try await step(value) }
  }
}
// ANCHOR_END: evening

// ANCHOR: steps
struct Burnt: Error {}

func mix() async throws -> String {
  try await step("mixer", "mix", 6)
  return "batter"
}

func bake(_ batter: String, _ minutesInOven: Int) async throws -> String {
  try await step("oven", "bake \(batter)", minutesInOven)
  if minutesInOven > 30 { throw Burnt() }
  return "a cake"
}

func cool(_ cake: String) async throws -> String {
  try await step("fridge", "cool \(cake)", 10)
  return "\(cake), cool"
}
// ANCHOR_END: steps

func step(_ machine: String, _ activity: String, _ n: Int) async throws {
  begin(machine, activity)
  try await Task.sleep(for: minutes(n))
  end(machine, activity)
}
