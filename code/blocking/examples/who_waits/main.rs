//! Two ways to wait for the oven, and what each costs the processor.

use std::thread;
use std::time::{Duration, Instant};

use cpu_time::ProcessTime;
use kitchen::{begin, blocked, end, minutes, say};

fn main() {
    // ANCHOR: sleep
    let processor = ProcessTime::now();
    let wait = minutes(30);
    blocked("alice", "oven", || thread::sleep(wait));
    report("I slept 30 minutes", processor.elapsed(), wait);
    // ANCHOR_END: sleep

    // ANCHOR: stare
    let processor = ProcessTime::now();
    let wait = minutes(30);
    let done = Instant::now() + wait;
    begin("processor", "look at the clock");
    blocked("alice", "oven", || {
        while Instant::now() < done {
            std::hint::spin_loop();
        }
    });
    end("processor", "look at the clock");
    report("I stared 30 minutes", processor.elapsed(), wait);
    // ANCHOR_END: stare
}

// ANCHOR: report
/// Says on which side of a tenth the share was. That is the same in every run; the exact share is not.
fn report(how: &str, used: Duration, waited: Duration) {
    let processor = if used < waited / 10 { "free" } else { "busy" };
    say("alice", &format!("{how}; the processor was {processor}."));
}
// ANCHOR_END: report
