//! A machine has other things to do as well.

use std::time::Duration;

/// How long so many take, if each stretch of them takes as long as the middle one of all: whoever else is there
/// interrupts some stretches, and not most, if they are short.
#[expect(clippy::cast_precision_loss, reason = "how often something is done in a second")]
pub fn in_stretches(times: u64, stretch: u64, measure: impl Fn(u64) -> Duration) -> Duration {
    if times < stretch {
        return measure(times);
    }
    let mut stretches: Vec<Duration> = (0..times / stretch).map(|_| measure(stretch)).collect();
    stretches.sort_unstable();
    stretches[stretches.len() / 2].mul_f64(times as f64 / stretch as f64)
}
