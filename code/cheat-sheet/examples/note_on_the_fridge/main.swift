// Alice leaves notes, and Bob reads each when it is there.

import Kitchen

// ANCHOR: main
// ANCHOR: pass_a_message
let (notes, fridge) = AsyncStream.makeStream(of: String.self)
// ANCHOR_END: pass_a_message
spawn("alice", "bob")
let bob = Task { await readNotes(notes) }
for note in ["candles", "milk"] {
  try await Task.sleep(for: minutes(10))
  send("alice", to: "bob", note)
  // ANCHOR: pass_a_message
  fridge.yield(note)
  // ANCHOR_END: pass_a_message
}
try await Task.sleep(for: minutes(10))
// ANCHOR: pass_a_message
fridge.finish()
// ANCHOR_END: pass_a_message
await bob.value
say("alice", "Bob has read them all.")
// ANCHOR_END: main

// ANCHOR: read_notes
func readNotes(_ notes: AsyncStream<String>) async {
  // ANCHOR: pass_a_message
  for await note in notes {
    receive("bob", from: "alice", note)
    say("bob", "The note says: \(note).")
  }
  // ANCHOR_END: pass_a_message
}
// ANCHOR_END: read_notes
