// Bob bakes the cake, and calls when it is done. Each call costs Alice ten coins.

import Foundation
import Kitchen

// ANCHOR: main
var coins = 20
var isOver = false

orderCake {
  receive("alice", from: "bob", "the call")
  work("alice", "pay", minutes: 2)
  coins -= 10
  say("alice", "I have paid 10 coins. \(coins) are left.")
}
say("alice", "I have ordered a cake, and have \(coins) coins.")
while !isOver && RunLoop.main.run(mode: .default, before: .distantFuture) {}
// ANCHOR_END: main

// ANCHOR: order_cake
func orderCake(_ callback: @escaping @MainActor () -> Void) {
  begin("bob", "bake")
  later(minutes: 30) {
    end("bob", "bake")
    say("bob", "The cake is done.")
    callback()
    // Perhaps nobody has heard.
    later(minutes: 10) {
      say("bob", "The cake is done!")
      callback()
      isOver = true
    }
  }
}

func later(minutes n: Int, _ callback: @escaping @MainActor () -> Void) {
  DispatchQueue.main.asyncAfter(deadline: .now() + minutes(n) / .seconds(1)) { callback() }
}
// ANCHOR_END: order_cake
