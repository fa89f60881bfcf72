// Each of the three steps can fail, and each callback has to ask whether it has.

import Foundation
import Kitchen

struct Problem: Error { let text: String }
typealias Callback = @MainActor (Result<String, Problem>) -> Void

// ANCHOR: main
var isOver = false
askFriend { wish in
  switch wish {
  case .failure(let problem): finish("No cake: \(problem.text).")
  case .success(let wish):
    bakeCake(wish) { cake in
      switch cake {
      case .failure(let problem): finish("No cake: \(problem.text).")
      case .success(let cake):
        deliver(cake) { thanks in
          switch thanks {
          case .failure(let problem): finish("No cake: \(problem.text).")
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
  later(step: 1, "friend", "think", minutes: 8, "lemon", "the letter is lost", callback)
}

func bakeCake(_ wish: String, _ callback: @escaping Callback) {
  later(step: 2, "oven", "bake", minutes: 30, "\(wish) cake", "the oven is cold", callback)
}

func deliver(_ cake: String, _ callback: @escaping Callback) {
  later(step: 3, "bob", "carry it", minutes: 12, "Thank you!", "the \(cake) is lost", callback)
}
// ANCHOR_END: steps

// ANCHOR: later
func later(
  step: Int, _ lane: String, _ activity: String, minutes n: Int,
  _ answer: String, _ problem: String, _ callback: @escaping Callback
) {
  begin(lane, activity)
  DispatchQueue.main.asyncAfter(deadline: .now() + minutes(n) / .seconds(1)) {
    end(lane, activity)
    let fails = step == knob("failing_step", default: 2)
    callback(fails ? .failure(Problem(text: problem)) : .success(answer))
  }
}
// ANCHOR_END: later

@MainActor func finish(_ line: String) {
  say("alice", line)
  isOver = true
}
