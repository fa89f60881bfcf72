//! What a thread or a task costs: to start one, to give up a turn, to wake another one.
//!
//! `cargo bench --package code-costs-benches --bench costs` shows it; `cargo xtask bench costs` does so several
//! times and writes down the medians.

mod contenders;
mod runtimes;
mod thread;

use code_costs_benches::in_stretches;
use contenders::{ALL, Contender, Measure};
use criterion::{Criterion, criterion_group, criterion_main};

/// Contenders beside each other, so that a machine that is slow for a while is slow for all of them.
fn each(criterion: &mut Criterion, what: &str, measure: impl Fn(&Contender) -> Measure) {
    let mut group = criterion.benchmark_group(what);
    for contender in &ALL {
        let measure = measure(contender);
        group.bench_function(contender.name, |bencher| {
            bencher.iter_custom(|times| in_stretches(times, contender.stretch, measure));
        });
    }
    group.finish();
}

fn costs(criterion: &mut Criterion) {
    each(criterion, "spawn", |contender| contender.spawn);
    each(criterion, "switch", |contender| contender.switch);
    each(criterion, "wake", |contender| contender.wake);
}

criterion_group!(benches, costs);
criterion_main!(benches);
