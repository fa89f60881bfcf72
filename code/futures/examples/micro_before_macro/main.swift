// A timer that is due, a task that is queued, and a task that the task queues: who is next?

import Kitchen

// ANCHOR: main
try await withTaskExecutorPreference(OneThread(), operation: evening)

func evening() async throws {
  begin("timer", "set to 2 minutes")
  let due = ContinuousClock.now + minutes(2)
  async let oven: Void = turnOvenDown(at: due)
  begin("first", "queued")
  async let first: Void = answerFirst()

  work("alice", "page 1", minutes: 8)
  say("alice", "Page 1 is read.")
  _ = try await (first, oven)
}
// ANCHOR_END: main

// ANCHOR: turns
func answerFirst() async {
  end("first", "queued")
  work("alice", "first message", minutes: 2)
  say("alice", "The first message is answered.")

  begin("second", "queued")
  async let second: Void = answerSecond()
  await second
}

func answerSecond() async {
  end("second", "queued")
  work("alice", "second message", minutes: 2)
  say("alice", "The second message is answered.")
}

func turnOvenDown(at due: ContinuousClock.Instant) async throws {
  try await Task.sleep(until: due)
  end("timer", "set to 2 minutes")
  work("alice", "turn oven down", minutes: 4)
  say("alice", "The oven is turned down.")
}
// ANCHOR_END: turns
