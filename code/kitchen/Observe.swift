import Synchronization

/// Runs `operation` so that its polls, their answers and its wakes appear on the lane `name`.
///
/// The same pieces of `operation` run in the same place, which is Swift's pool or the
/// ``OneThread``, but one at a time, those of its child tasks too. What runs on an actor is not
/// seen, nor, without a ``OneThread``, a Task.yield from which the task goes on at once.
///
/// - Throws: What `operation` throws.
public func observe<Answer: Sendable>(
  _ name: String, _ operation: @Sendable () async throws -> Answer, line: UInt = #line
) async rethrows -> Answer {
  let lane = Lane(name, line)
  return try await withTaskExecutorPreference(lane) {
    defer { lane.finish() }
    return try await Lane.$running.withValue(name, operation: operation)
  }
}

/// An executor that writes down what it passes on.
private final class Lane: TaskExecutor {
  /// The lane whose task is running, child tasks included, which is who causes a wake.
  @TaskLocal static var running: String?

  private let name: String
  private let line: UInt
  private let isStarted = Atomic(false)
  private let isFinished = Atomic(false)
  private let turn = Mutex(())

  init(_ name: String, _ line: UInt) {
    (self.name, self.line) = (name, line)
  }

  func enqueue(_ job: consuming ExecutorJob) {
    // The first time the task is started, not woken.
    if isStarted.exchange(true, ordering: .relaxed) {
      write(Event(name, line, "wake", by: Lane.running ?? "runtime"))
    }
    let job = UnownedJob(job)
    performInPool { self.run(job) }
  }

  func finish() {
    isFinished.store(true, ordering: .relaxed)
    write(Event(name, line, "ready"))
  }

  private func run(_ job: UnownedJob) {
    // In the pool the rest can begin before this thread has noted that the task stopped.
    turn.withLock { _ in
      write(Event(name, line, "poll"))
      job.runSynchronously(on: asUnownedTaskExecutor())
      if !isFinished.load(ordering: .relaxed) { write(Event(name, line, "pending")) }
    }
  }
}
