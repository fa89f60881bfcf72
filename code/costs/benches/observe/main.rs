//! What it costs to look under the hood: a poll of a future as it is, and of the same one observed.
//!
//! Whether anything is written down is decided by `KITCHEN_TRACE`, once for a whole program: so this one is
//! run twice, with it and without. `cargo xtask bench costs` does both.

use std::env;
use std::fs::File;
use std::future::poll_fn;
use std::hint::black_box;
use std::pin::pin;
use std::task::{Context, Poll, Waker};
use std::time::{Duration, Instant};

use code_costs_benches::in_stretches;
use criterion::{Criterion, criterion_group, criterion_main};
use kitchen::observe;

/// Polls in a row.
const STRETCH: u64 = 1000;

/// A future that is not ready so many times.
fn waits(times: u64) -> impl Future<Output = ()> {
    let mut left = times;
    poll_fn(move |_| {
        left = black_box(left) - 1;
        if left == 0 { Poll::Ready(()) } else { Poll::Pending }
    })
}

/// How long that many polls take.
fn polled(future: impl Future<Output = ()>) -> Duration {
    let mut future = pin!(future);
    let mut context = Context::from_waker(Waker::noop());
    let begun = Instant::now();
    while black_box(future.as_mut()).poll(&mut context).is_pending() {}
    begun.elapsed()
}

fn polls(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("observe");
    let trace = env::var_os("KITCHEN_TRACE");
    let Some(trace) = trace else {
        group.bench_function("bare", |bencher| {
            bencher.iter_custom(|times| in_stretches(times, STRETCH, |times| polled(waits(times))));
        });
        group.bench_function("off", |bencher| {
            bencher.iter_custom(|times| {
                in_stretches(times, STRETCH, |times| polled(observe("cake", waits(times))))
            });
        });
        return group.finish();
    };
    // Each poll is two events: that it is polled, and what it answers.
    group.bench_function("two-events", |bencher| {
        bencher.iter_custom(|times| {
            let took = in_stretches(times, STRETCH, |times| polled(observe("cake", waits(times))));
            File::create(&trace).expect("the trace can be written anew");
            took
        });
    });
    group.finish();
}

criterion_group!(benches, polls);
criterion_main!(benches);
