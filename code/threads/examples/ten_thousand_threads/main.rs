//! Many threads stand still at once: what each of them keeps, and takes to come.

use std::sync::Barrier;
use std::time::Duration;
use std::{fs, thread};

use cpu_time::ProcessTime;
use kitchen::{begin, blocked, end, knob, receive, say, work};

// ANCHOR: main
fn main() {
    let waiters = knob("waiters", 400);
    let (roll_call, bell) = (Barrier::new(waiters as usize + 1), Barrier::new(waiters as usize + 1));
    let (memory, processor) = (memory_in_use(), ProcessTime::now());
    thread::scope(|scope| {
        for n in 1..=waiters {
            let (roll_call, bell) = (&roll_call, &bell);
            scope.spawn(move || wait_for_bell(n, roll_call, bell));
        }
        roll_call.wait();
        report(waiters, memory_in_use() - memory, processor.elapsed());

        begin("memory", "a stack for each");
        work("alice", "read", 30);
        receive("bell", "alice", "ring");
        bell.wait();
        end("memory", "a stack for each");
    });
}
// ANCHOR_END: main

// ANCHOR: wait_for_bell
/// The timeline has room for four of them; the others wait in the same way.
fn wait_for_bell(n: u32, roll_call: &Barrier, bell: &Barrier) {
    roll_call.wait();
    if n <= 4 {
        blocked(&format!("waiter {n}"), "bell", || bell.wait());
    } else {
        bell.wait();
    }
}
// ANCHOR_END: wait_for_bell

// ANCHOR: report
/// Says on which side of a limit it was; the exact numbers differ by run.
fn report(waiters: u32, bytes: u64, used: Duration) {
    let memory = if bytes / u64::from(waiters) > 1024 { "more" } else { "less" };
    let time = if used / waiters > Duration::from_millis(5) { "more" } else { "less" };
    say("alice", &format!("{waiters} threads wait for the bell."));
    say("alice", &format!("Each has {memory} than 1 KiB in use, and cost the processor {time} than 5 ms."));
}

fn memory_in_use() -> u64 {
    let pages = fs::read_to_string("/proc/self/statm").expect("Linux tells it in a file");
    4096 * pages.split(' ').nth(1).map_or(0, |resident| resident.parse::<u64>().unwrap())
}
// ANCHOR_END: report
