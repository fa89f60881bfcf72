// Three steps, each of which needs what the one before has brought.

import Foundation
import Kitchen

// ANCHOR: main
var isOver = false
askFriend { wish in
  bakeCake(wish) { cake in
    deliver(cake) { thanks in
      say("alice", "My friend says: \(thanks)")
      isOver = true
    }
  }
}
say("alice", "Everything is arranged.")
while !isOver && RunLoop.main.run(mode: .default, before: .distantFuture) {}
// ANCHOR_END: main

// ANCHOR: steps
@MainActor func askFriend(_ callback: @escaping @MainActor (String) -> Void) {
  work("alice", "write a letter", minutes: 2)
  later("friend", "think", minutes: 6) { callback("lemon") }
}

@MainActor func bakeCake(_ wish: String, _ callback: @escaping @MainActor (String) -> Void) {
  say("alice", "It is to be a \(wish) cake.")
  work("alice", "mix batter", minutes: 10)
  later("oven", "bake", minutes: 30) { callback("\(wish) cake") }
}

@MainActor func deliver(_ cake: String, _ callback: @escaping @MainActor (String) -> Void) {
  say("alice", "The \(cake) is baked.")
  work("alice", "wrap it", minutes: 4)
  later("bob", "carry it", minutes: 12) { callback("Thank you!") }
}
// ANCHOR_END: steps

// ANCHOR: later
func later(
  _ lane: String, _ activity: String, minutes n: Int, _ callback: @escaping @MainActor () -> Void
) {
  begin(lane, activity)
  DispatchQueue.main.asyncAfter(deadline: .now() + minutes(n) / .seconds(1)) {
    end(lane, activity)
    callback()
  }
}
// ANCHOR_END: later
