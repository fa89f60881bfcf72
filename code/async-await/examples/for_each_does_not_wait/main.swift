// Three trays, a task for each, and a line that is said too early.

import Kitchen

// ANCHOR: main
try await withTaskExecutorPreference(OneThread(), operation: threeTrays)

func threeTrays() async throws {
  for (what, time) in [("muffins", 10), ("scones", 14), ("rolls", 18)] {
    Task { try await observe(what) { try await bake(what, time) } }
  }
  say("alice", "Everything is baked.")

  try await Task.sleep(for: minutes(20))
  say("alice", "My friend is at the door.")
}
// ANCHOR_END: main

// ANCHOR: bake
func bake(_ what: String, _ time: Int) async throws {
  begin(what, "bake")
  try await Task.sleep(for: minutes(time))
  end(what, "bake")
  say("alice", "The \(what) are done.")
}
// ANCHOR_END: bake
