// A function is lent a number of another one, waits, and changes it.

import Kitchen

// ANCHOR: main
try await withTaskExecutorPreference(OneThread(), operation: evening)

func evening() async throws {
  var pagesLeft = 6
  begin("number", "lent")
  try await readPage(&pagesLeft)
  end("number", "lent")
  say("alice", "There are \(pagesLeft) pages left.")
}
// ANCHOR_END: main

// ANCHOR: read_page
func readPage(_ pagesLeft: inout Int) async throws {
  work("alice", "read a page", minutes: 8)
  // She rests her eyes.
  try await Task.sleep(for: minutes(4))
  pagesLeft -= 1
}
// ANCHOR_END: read_page
