// A slip for a cake: a future written by hand, and awaited like any other.

import Kitchen
import Synchronization

// ANCHOR: future
final class Slip: Sendable {
  private struct State {
    var value: String?
    var waiting: [CheckedContinuation<String, Never>] = []
  }
  private let state = Mutex(State())

  init() { begin("cake", "pending") }

  var value: String {
    get async {
      await withCheckedContinuation { continuation in
        state.withLock {
          if let value = $0.value { return continuation.resume(returning: value) }
          say("cake", "Pending: I note who is waiting.")
          $0.waiting.append(continuation)
        }
      }
    }
  }

  func resolve(_ value: String) {
    receive("cake", from: "oven", value)
    end("cake", "pending")
    state.withLock {
      $0.value = value
      say("cake", "Ready: I wake who is waiting.")
      for continuation in $0.waiting { continuation.resume(returning: value) }
    }
  }
}
// ANCHOR_END: future

// ANCHOR: main
try await withTaskExecutorPreference(OneThread(), operation: evening)

func evening() async throws {
  let cake = Slip()
  begin("oven", "bake")
  let due = ContinuousClock.now + minutes(knob("minutes_in_oven", default: 30))
  async let oven: Void = ring(cake, at: due)
  work("alice", "page 1", minutes: 8)
  say("alice", "Now I have \(await cake.value).")
  work("alice", "page 2", minutes: 8)
  say("alice", "And I still have \(await cake.value).")
  try await oven
}

func ring(_ cake: Slip, at due: ContinuousClock.Instant) async throws {
  try await Task.sleep(until: due)
  end("oven", "bake")
  send("oven", to: "cake", "a cake")
  cake.resolve("a cake")
}
// ANCHOR_END: main
