import Foundation
import Synchronization

/// What happened, in the fields that it has on the trace channel.
struct Event: Encodable {
  let lane: String
  let line: UInt
  let kind: String
  var text, activity, task, on, by, to, from, what: String?
  var work: Bool?

  // Known when it is written down.
  var at = 0
  var thread = 0
  var lateMs = 0

  init(
    _ lane: String, _ line: UInt, _ kind: String, text: String? = nil, activity: String? = nil,
    task: String? = nil, on: String? = nil, by: String? = nil, to: String? = nil,
    from: String? = nil, what: String? = nil, work: Bool? = nil
  ) {
    (self.lane, self.line, self.kind) = (lane, line, kind)
    (self.text, self.activity, self.task) = (text, activity, task)
    (self.on, self.by, self.work) = (on, by, work)
    (self.to, self.from, self.what) = (to, from, what)
  }
}

/// What tells the recorder that the program has a knob.
struct Knob: Encodable {
  let knob: String
  let `default`: Int
}

/// Writes one event down: the transcript to standard output, for people; the trace to the file that
/// `KITCHEN_TRACE` names, for the recorder.
func write(_ event: Event) {
  ledger.withLock { ledger in
    var event = event
    // Looked up under the lock: the order of events is the order of their times.
    let (minute, late) = StoryClock.shared.now
    event.at = minute
    event.thread = ledger.number(of: pthread_self())
    event.lateMs = Int(late / .milliseconds(1))
    if let text = event.text {
      let column = String(repeating: " ", count: max(0, 3 - "\(minute)".count))
      FileHandle.standardOutput.write(Data("\(column)\(minute)  \(event.lane): \(text)\n".utf8))
    }
    ledger.append(event)
  }
}

/// Writes a knob down.
func write(_ knob: Knob) {
  ledger.withLock { $0.append(knob) }
}

private let ledger = Mutex(Ledger())

private struct Ledger {
  private let trace: FileHandle?
  private let encoder = JSONEncoder()
  private var threads: [pthread_t: Int] = [:]

  init() {
    trace = ProcessInfo.processInfo.environment["KITCHEN_TRACE"].map { path in
      let file = open(path, O_WRONLY | O_APPEND | O_CREAT, 0o644)
      guard file >= 0 else { fatalError("KITCHEN_TRACE names a file, not \(path)") }
      return FileHandle(fileDescriptor: file)
    }
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
  }

  /// One write a line: a program that is ended leaves no half of one.
  func append(_ line: some Encodable) {
    guard let trace else { return }
    let json = try! encoder.encode(line)
    trace.write(json + Data("\n".utf8))
  }

  /// A number for a thread; which one says nothing.
  mutating func number(of thread: pthread_t) -> Int {
    if let number = threads[thread] { return number }
    threads[thread] = threads.count
    return threads.count - 1
  }
}
