// What keeps a thread busy for long is moved to another one.

import Foundation
import Kitchen

// ANCHOR: main
spawn("alice", "dishwasher")
// ANCHOR: run_blocking
async let clean = withCheckedContinuation { continuation in
  DispatchQueue.global().async { continuation.resume(returning: washDishes()) }
}
// ANCHOR_END: run_blocking
try await bakeCake()
// ANCHOR: run_blocking
let dishes = await clean
// ANCHOR_END: run_blocking
say("alice", "There are \(dishes).")
// ANCHOR_END: main

// ANCHOR: wash_dishes
func washDishes() -> String {
  work("dishwasher", "wash", minutes: 30)
  return "clean dishes"
}
// ANCHOR_END: wash_dishes

// On the main thread, where Alice is.
@MainActor func bakeCake() async throws {
  begin("oven", "bake")
  try await Task.sleep(for: minutes(20))
  end("oven", "bake")
  say("alice", "The cake is done.")
}
