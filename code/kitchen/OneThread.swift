import Foundation
import Synchronization

/// A thread on which tasks take turns, in the order in which they can go on.
///
/// Swift's own executor is a pool of threads, which run tasks in parallel. As soon as there is a
/// `OneThread`, it also does what is meant for the pool.
public final class OneThread: TaskExecutor {
  private let turns = Mutex<[@Sendable () -> Void]>([])
  private let waiting = DispatchSemaphore(value: 0)

  /// Starts the thread.
  ///
  /// - Precondition: This Swift's pool can be replaced, as that of 6.0 can.
  public init() {
    Thread.detachNewThread { self.takeTurns() }
    takeOverPool(self)
  }

  public func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    perform { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
  }

  /// Hands over something to do when it is its turn.
  func perform(_ turn: @escaping @Sendable () -> Void) {
    turns.withLock { $0.append(turn) }
    waiting.signal()
  }

  private func takeTurns() -> Never {
    while true {
      waiting.wait()
      let turn = turns.withLock { $0.removeFirst() }
      turn()
    }
  }
}

/// Hands something to do to Swift's pool, or to the thread that does its work.
func performInPool(_ turn: @escaping @Sendable () -> Void) {
  if let thread = threadInPlaceOfPool.withLock({ $0 }) {
    thread.perform(turn)
  } else {
    DispatchQueue.global().async(execute: turn)
  }
}

private let threadInPlaceOfPool = Mutex<OneThread?>(nil)

private typealias Enqueue = @convention(thin) (UnownedJob) -> Void
private typealias EnqueueHook = @convention(thin) (UnownedJob, Enqueue) -> Void

/// Lets `thread` do what is meant for Swift's pool.
///
/// In Swift 6.0 a `Task.yield` goes through the pool whatever the task prefers, and the pool may be
/// so quick that the task goes on before it has stopped, and nobody else gets a turn
/// (https://github.com/swiftlang/swift/issues/74395). On the one thread it has stopped by then.
/// There is no public way to replace the pool; libraries for testing use this hook too.
private func takeOverPool(_ thread: OneThread) {
  threadInPlaceOfPool.withLock { $0 = thread }
  guard let hook = dlsym(dlopen(nil, RTLD_NOW), "swift_task_enqueueGlobal_hook") else {
    fatalError("this Swift has no hook in its pool; OneThread was made for 6.0")
  }
  hook.assumingMemoryBound(to: EnqueueHook?.self).pointee = { job, _ in
    performInPool { job.runSynchronously(on: globalConcurrentExecutor.asUnownedTaskExecutor()) }
  }
}
