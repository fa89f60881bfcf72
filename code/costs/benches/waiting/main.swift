// As many tasks as it is told wait for an hour.

import Foundation
import Synchronization

let many = Int(CommandLine.arguments[1])!
let arrived = Atomic(0)
for _ in 0..<many {
  Task.detached {
    arrived.add(1, ordering: .relaxed)
    try await Task.sleep(for: .seconds(60 * 60))
  }
}
while arrived.load(ordering: .relaxed) < many {
  try await Task.sleep(for: .milliseconds(1))
}
print("waiting")
fflush(nil)  // a pipe gets a line only when many have come
while readLine() != nil {}
