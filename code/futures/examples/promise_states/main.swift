// Two slips: for a cake that is not there yet, and for a pie that never will be.

import Kitchen

struct Burnt: Error, CustomStringConvertible { let description = "it is burnt" }

// ANCHOR: main
var cakePromise: CheckedContinuation<String, any Error>?
let cake = Task { try await withCheckedThrowingContinuation { cakePromise = $0 } }
var piePromise: CheckedContinuation<String, any Error>?
let pie = Task { try await withCheckedThrowingContinuation { piePromise = $0 } }
watch("cake", cake)
watch("pie", pie)

try await Task.sleep(for: minutes(20))
send("alice", to: "pie", "it is burnt")
piePromise.take()?.resume(throwing: Burnt())
try await Task.sleep(for: minutes(10))
send("alice", to: "cake", "a chocolate cake")
cakePromise.take()?.resume(returning: "a chocolate cake")
try await Task.sleep(for: minutes(10))
send("alice", to: "cake", "an apple cake")
// Taken already. To resume it a second time would end the program.
cakePromise.take()?.resume(returning: "an apple cake")
try await Task.sleep(for: minutes(10))
try await redeem("cake", cake)
try await Task.sleep(for: minutes(10))
try await redeem("cake", cake)
// ANCHOR_END: main

// ANCHOR: watch
@MainActor
func watch(_ name: String, _ slip: Task<String, any Error>) {
  begin(name, "pending")
  Task {
    switch await slip.result {
    case .success(let what):
      receive(name, from: "alice", what)
      end(name, "pending")
      say(name, "Fulfilled: \(what).")
    case .failure(let error):
      receive(name, from: "alice", "\(error)")
      end(name, "pending")
      say(name, "Rejected: \(error).")
    }
  }
}
// ANCHOR_END: watch

// ANCHOR: redeem
func redeem(_ name: String, _ slip: Task<String, any Error>) async throws {
  let what = try await slip.value
  receive("friend", from: name, what)
  say("friend", "I get \(what).")
}
// ANCHOR_END: redeem
