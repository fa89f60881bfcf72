//! A thread of the operating system.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Barrier};
use std::thread::{self, Thread};
use std::time::{Duration, Instant};

use crate::contenders::{Contender, TOGETHER};

pub const CONTENDER: Contender = Contender { name: "thread", spawn, switch, wake, stretch: 100 };

fn spawn(times: u64) -> Duration {
    let begun = Instant::now();
    let mut threads = Vec::new();
    for n in 1..=times {
        threads.push(thread::spawn(|| ()));
        if n % TOGETHER == 0 || n == times {
            for thread in threads.drain(..) {
                thread.join().expect("the thread does not panic");
            }
        }
    }
    begun.elapsed()
}

fn switch(times: u64) -> Duration {
    let start = Arc::new(Barrier::new(3));
    let threads = [times.div_ceil(2), times / 2].map(|turns| {
        let start = Arc::clone(&start);
        thread::spawn(move || {
            stay_on_one_core();
            start.wait();
            for _ in 0..turns {
                thread::yield_now();
            }
        })
    });
    start.wait();
    let begun = Instant::now();
    for thread in threads {
        thread.join().expect("the thread does not panic");
    }
    begun.elapsed()
}

fn wake(times: u64) -> Duration {
    let (asked, answered) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicBool::new(false)));
    let (question, answer) = (Arc::clone(&asked), Arc::clone(&answered));
    let asks = thread::spawn(move || {
        stay_on_one_core();
        let asks = thread::current();
        let answers = thread::spawn(move || {
            for _ in 0..times {
                wait_for(&question);
                ring(&answer, &asks);
            }
        });
        let begun = Instant::now();
        for _ in 0..times {
            ring(&asked, answers.thread());
            wait_for(&answered);
        }
        let took = begun.elapsed();
        answers.join().expect("the thread does not panic");
        took
    });
    asks.join().expect("the thread does not panic")
}

/// From here on, this thread and those that it starts share a core. On two of them, nobody has to give up a turn,
/// and how long it takes to wake somebody depends on how deeply the other core is asleep.
#[cfg(target_os = "linux")]
fn stay_on_one_core() {
    use rustix::thread::{CpuSet, sched_setaffinity};
    let mut one = CpuSet::new();
    one.set(0);
    sched_setaffinity(None, &one).expect("a thread may say where it runs");
}

#[cfg(not(target_os = "linux"))]
fn stay_on_one_core() {}

fn ring(bell: &AtomicBool, who: &Thread) {
    bell.store(true, Ordering::Release);
    who.unpark();
}

fn wait_for(bell: &AtomicBool) {
    while !bell.swap(false, Ordering::Acquire) {
        thread::park();
    }
}
