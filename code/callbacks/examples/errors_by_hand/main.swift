// Each of the three steps can fail, and each callback has to ask whether it has.

import Foundation
import Kitchen

struct Problem: Error { let line: String }
typealias Callback = @MainActor (Result<String, Problem>) -> Void

// ANCHOR: main
var isOver = false
askFriend { wish in
  switch wish {
  case .failure(let problem): finish(problem.line)
  case .success(let wish):
    bakeCake(wish) { cake in
      switch cake {
      case .failure(let problem): finish(problem.line)
      case .success(let cake):
        deliver(cake) { thanks in
          switch thanks {
          case .failure(let problem): finish(problem.line)
          case .success(let thanks): finish("My friend says: \(thanks)")
          }
        }
      }
    }
  }
}
say("alice", "Everything is arranged.")
while !isOver && RunLoop.main.run(mode: .default, before: .distantFuture) {}
// ANCHOR_END: main

// ANCHOR: steps
func askFriend(_ callback: @escaping Callback) {
  later(1, "friend", "think", 8, "lemon", "The letter is lost.", callback)
}

func bakeCake(_ wish: String, _ callback: @escaping Callback) {
  later(2, "oven", "bake", 30, "\(wish) cake", "The oven is cold.", callback)
}

func deliver(_ cake: String, _ callback: @escaping Callback) {
  later(3, "bob", "carry it", 12, "Thank you!", "The \(cake) is lost.", callback)
}
// ANCHOR_END: steps

// ANCHOR: later
func later(
  _ step: Int, _ lane: String, _ activity: String, _ n: Int,
  _ answer: String, _ problem: String, _ callback: @escaping Callback
) {
  begin(lane, activity)
  DispatchQueue.main.asyncAfter(deadline: .now() + minutes(n) / .seconds(1)) {
    end(lane, activity)
    let fails = step == knob("failing_step", default: 2)
    callback(fails ? .failure(Problem(line: problem)) : .success(answer))
  }
}
// ANCHOR_END: later

@MainActor func finish(_ line: String) {
  say("alice", line)
  isOver = true
}
