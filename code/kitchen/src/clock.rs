//! Story time.
//!
//! The clock is a part of its own: today story minutes are scaled to real milliseconds; a clock
//! that is only a number takes its place where the program runs on a host that offers one.

use std::sync::OnceLock;
use std::thread;
use std::time::{Duration, Instant};

use crate::knob::setting;

/// The minute of the story that it is, on the program's grid.
pub fn now() -> u32 {
    clock().now().minute
}

/// A moment of the story, and how far behind it the machine is.
#[derive(Clone, Copy)]
pub struct Moment {
    pub minute: u32,
    /// Milliseconds of real time between this place on the grid and the call.
    pub late_ms: u64,
}

/// The story begins now, if it has not begun.
pub fn start() {
    clock();
}

/// The moment of the story that it is.
pub fn moment() -> Moment {
    clock().now()
}

/// Spends `n` minutes without giving up the thread.
#[track_caller]
pub fn pass(n: u32) {
    let target = clock().after(n);
    // A sleep may end early by the clock's own granularity.
    while let Some(rest) = clock().until(target).filter(|rest| !rest.is_zero()) {
        thread::sleep(rest);
    }
}

/// How long it takes from now until `n` minutes have passed on the grid.
#[track_caller]
pub fn duration_of(n: u32) -> Duration {
    let target = clock().after(n);
    clock().until(target).unwrap_or_default()
}

fn clock() -> &'static ScaledClock {
    static CLOCK: OnceLock<ScaledClock> = OnceLock::new();
    CLOCK.get_or_init(ScaledClock::from_settings)
}

/// The machine's clock, a story minute being a few milliseconds of it.
struct ScaledClock {
    start: Instant,
    minute: Duration,
    /// Story minutes between two moments that can be told apart.
    grid: u32,
    /// The same in nanoseconds.
    step: u64,
}

impl ScaledClock {
    /// The recorder sets both numbers; without it a story minute lasts 50 ms, so that a reader who
    /// runs the program sees it pass.
    fn from_settings() -> Self {
        let minute = Duration::from_micros(setting("KITCHEN_MINUTE_US").unwrap_or(50_000).into());
        let grid = setting("KITCHEN_GRID").unwrap_or(1);
        Self { start: Instant::now(), minute, grid, step: nanoseconds(minute * grid) }
    }

    fn now(&self) -> Moment {
        // In 64 bits, for five hundred years: a division of more is a function of its own.
        let elapsed = nanoseconds(self.start.elapsed());
        // Timers ring late, hardly ever early; a tenth of a step is allowed for the early ones.
        let steps = elapsed.saturating_add(self.step / 10) / self.step;
        let late_ms = elapsed.saturating_sub(self.step * steps) / 1_000_000;
        let steps = u32::try_from(steps).expect("a story is shorter than 2³² minutes");
        Moment { minute: steps * self.grid, late_ms }
    }

    #[track_caller]
    fn after(&self, n: u32) -> u32 {
        assert!(
            n.is_multiple_of(self.grid),
            "{n} minutes are not on this program's grid of {} minutes (see `grid` in its program.toml)",
            self.grid
        );
        // What a reader sets may be more than any evening has.
        self.now().minute.saturating_add(n)
    }

    /// Real time until that minute; `None` when it has passed.
    fn until(&self, minute: u32) -> Option<Duration> {
        (self.minute * minute).checked_sub(self.start.elapsed())
    }
}

fn nanoseconds(duration: Duration) -> u64 {
    u64::try_from(duration.as_nanos()).unwrap_or(u64::MAX)
}
