import Foundation

/// Story time, scaled: a story minute is a few milliseconds of the machine's clock.
struct StoryClock {
  /// It starts with the first use of the kitchen.
  static let shared = StoryClock()

  private let minute: Duration
  /// Story minutes between two moments that can be told apart.
  private let grid: Int
  private let start: ContinuousClock.Instant

  /// The recorder sets both numbers; without it a story minute lasts 50 ms, so that a reader who
  /// runs the program sees it pass.
  private init() {
    minute = .microseconds(setting("KITCHEN_MINUTE_US") ?? 50_000)
    grid = setting("KITCHEN_GRID") ?? 1
    start = .now
  }

  /// The minute of the story that it is, on the program's grid, and the real time since then.
  var now: (minute: Int, late: Duration) {
    let elapsed = ContinuousClock.now - start
    let step = minute * grid
    // Timers ring late, hardly ever early; a tenth of a step is allowed for the early ones.
    let steps = Int((elapsed + step / 10) / step)
    return (steps * grid, max(elapsed - step * steps, .zero))
  }

  /// Spends `n` minutes without giving up the thread.
  func pass(_ n: Int, _ file: StaticString, _ line: UInt) {
    let target = minute(after: n, file, line)
    // A sleep may end early by the clock's own granularity.
    while timeLeft(until: target) > .zero {
      Thread.sleep(forTimeInterval: timeLeft(until: target) / .seconds(1))
    }
  }

  /// The minute that it is `n` minutes from now.
  func minute(after n: Int, _ file: StaticString, _ line: UInt) -> Int {
    guard n >= 0 && n.isMultiple(of: grid) else {
      fatalError(
        "\(n) minutes are not on this program's grid of \(grid) minutes "
          + "(see `grid` in its program.toml)",
        file: file, line: line)
    }
    return now.minute + n
  }

  /// Real time until that minute; zero when it has passed.
  func timeLeft(until target: Int) -> Duration {
    max(start + minute * target - .now, .zero)
  }
}

/// A number that the environment sets for the kitchen.
private func setting(_ name: String) -> Int? {
  ProcessInfo.processInfo.environment[name].map { wholeNumber($0, from: 1, setFor: name) }
}
