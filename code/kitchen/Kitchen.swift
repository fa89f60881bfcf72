// The kitchen: how a program of the book speaks, and how it tells time.
//
// A program uses its language's own primitives (`Thread.sleep`, `Task.sleep`); the kitchen hides
// none of them. It turns minutes of the story into durations, prints the transcript, and writes
// down what happened, so that the book can draw it.
//
// There are two ways to spend story time, and the book is about the difference:
// - *waiting*: the language's own sleep, for `minutes`; whoever waits leaves its thread free, or
//   blocks it, as that sleep does;
// - *working*: `work`, during which the current thread does this and nothing else.
//
//     work("alice", "mix batter", minutes: 10)
//     begin("oven", "bake")
//     Thread.sleep(forTimeInterval: minutes(30) / .seconds(1))
//     end("oven", "bake")
//     say("alice", "The cake is done.")
//
// Precondition of each function: what the recorder has set for it is usable. `KITCHEN_MINUTE_US` and
// `KITCHEN_GRID` are whole numbers from 1, `KITCHEN_TRACE` is a file that can be written.

/// How long `n` minutes of the story last from now, as a duration to wait for.
///
/// On a real clock this is not always the same number: time that the machine lost on the way is
/// taken off, so that a story does not drift.
///
/// - Precondition: `n` is at least 0, and on the grid of a program that is being recorded.
public func minutes(_ n: Int, file: StaticString = #file, line: UInt = #line) -> Duration {
  StoryClock.shared.timeLeft(until: StoryClock.shared.minute(after: n, file, line))
}

/// `actor` is busy with `activity` for `n` story minutes, and so is the current thread.
///
/// - Precondition: `n` is at least 0, and on the grid of a program that is being recorded.
public func work(
  _ actor: String, _ activity: String, minutes n: Int, file: StaticString = #file,
  line: UInt = #line
) {
  write(Event(actor, line, "begin", activity: activity, work: true))
  StoryClock.shared.pass(n, file, line)
  write(Event(actor, line, "end", activity: activity))
}

/// `actor` says a line of the transcript.
public func say(_ actor: String, _ text: String, line: UInt = #line) {
  write(Event(actor, line, "say", text: text))
}

/// `activity` begins on `actor`'s lane, and goes on by itself until ``end(_:_:line:)``.
public func begin(_ actor: String, _ activity: String, line: UInt = #line) {
  write(Event(actor, line, "begin", activity: activity))
}

/// `activity`, which ``begin(_:_:line:)`` started, is over.
public func end(_ actor: String, _ activity: String, line: UInt = #line) {
  write(Event(actor, line, "end", activity: activity))
}

/// `actor`'s thread stands still for `on` while `wait` runs; the answer is `wait`'s.
///
/// - Throws: What `wait` throws; the end of it is not written down then.
public func blocked<Answer>(
  _ actor: String, on: String, line: UInt = #line, _ wait: () throws -> Answer
) rethrows -> Answer {
  write(Event(actor, line, "block", on: on))
  let answer = try wait()
  write(Event(actor, line, "unblock", by: on))
  return answer
}

/// `actor` starts `task`, a lane that runs beside it.
public func spawn(_ actor: String, _ task: String, line: UInt = #line) {
  write(Event(actor, line, "spawn", task: task))
}

/// `what` leaves `actor`, for the lane `to`.
public func send(_ actor: String, to: String, _ what: String, line: UInt = #line) {
  write(Event(actor, line, "send", to: to, what: what))
}

/// `what` has come to `actor` from the lane `from`.
public func receive(_ actor: String, from: String, _ what: String, line: UInt = #line) {
  write(Event(actor, line, "receive", from: from, what: what))
}

/// `actor` asks `task`, another lane, to stop.
public func cancel(_ actor: String, _ task: String, line: UInt = #line) {
  write(Event(task, line, "cancel", by: actor))
}

/// What the lane `task` stood for is gone, finished or not.
public func dropped(_ task: String, line: UInt = #line) {
  write(Event(task, line, "drop"))
}

/// The minute of the story that it is.
public func now() -> Int {
  StoryClock.shared.now.minute
}

/// The number that the reader has set `name` to, or `default`.
///
/// Set on the command line: `./cake_then_book pages=3`.
///
/// - Precondition: What the reader has set is digits alone, and below 2³¹.
public func knob(
  _ name: String, default: Int, file: StaticString = #file, line: UInt = #line
) -> Int {
  write(Knob(knob: name, default: `default`))
  for argument in CommandLine.arguments.dropFirst() {
    let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, parts[0].drop(while: { $0 == "-" }) == name else { continue }
    return wholeNumber(String(parts[1]), from: 0, setFor: name, file: file, line: line)
  }
  return `default`
}
