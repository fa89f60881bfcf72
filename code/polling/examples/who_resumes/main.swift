// One function settles a slip that another one awaits: who goes on, and when?

import Kitchen
import Synchronization

// ANCHOR: slip
final class Slip: Sendable {
  private let waiting = Mutex<CheckedContinuation<String, Never>?>(nil)

  var cake: String {
    get async {
      await withCheckedContinuation { continuation in
        waiting.withLock { $0 = continuation }
      }
    }
  }

  func settle(_ cake: String) {
    waiting.withLock { $0.take() }?.resume(returning: cake)
  }
}
// ANCHOR_END: slip

// ANCHOR: main
try await withTaskExecutorPreference(OneThread(), operation: evening)

func evening() async throws {
  let slip = Slip()
  async let icing: Void = iceCake(slip)
  async let baking: Void = takeCakeOut(slip)
  _ = try await (icing, baking)
}
// ANCHOR_END: main

// ANCHOR: ice_cake
func iceCake(_ slip: Slip) async {
  begin("icing", "waits")
  let cake = await slip.cake
  end("icing", "waits")
  say("icing", "I go on, with \(cake).")
  work("alice", "ice cake", minutes: 6)
  say("icing", "The cake is iced.")
}
// ANCHOR_END: ice_cake

// ANCHOR: take_cake_out
func takeCakeOut(_ slip: Slip) async throws {
  begin("oven", "bake")
  try await Task.sleep(for: minutes(knob("minutes_in_oven", default: 30)))
  end("oven", "bake")
  work("alice", "take cake out", minutes: 2)
  slip.settle("a cake")
  say("baking", "The slip is settled.")
  work("alice", "wash tin", minutes: 4)
  say("baking", "The tin is washed.")
}
// ANCHOR_END: take_cake_out
