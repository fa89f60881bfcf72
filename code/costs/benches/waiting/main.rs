//! As many as it is told wait for an hour, each in a thread or a task of its own: `waiting smol-local 1000`.
//!
//! It says so when all of them wait, and goes on until its input ends, so that somebody can look at it
//! from outside. `cargo xtask bench costs` does, for this program and its equals in other languages.

use std::io::{self, Read};
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::Duration;

const HOUR: Duration = Duration::from_secs(60 * 60);

/// How many have come so far as to wait.
static ARRIVED: AtomicU64 = AtomicU64::new(0);

fn main() {
    // Cargo adds a word of its own when it runs all benchmarks.
    let mut arguments = std::env::args().skip(1).filter(|argument| !argument.starts_with("--"));
    let (Some(who), Some(many)) = (arguments.next(), arguments.next()) else {
        return println!("usage: waiting WHO MANY");
    };
    let many = many.parse().expect("a number of those who wait");
    match who.as_str() {
        "thread" => threads(many),
        "tokio-current-thread" => tokio(tokio::runtime::Builder::new_current_thread(), many),
        "tokio-multi-thread" => tokio(tokio::runtime::Builder::new_multi_thread(), many),
        "async-std" => async_std::task::block_on(async {
            for _ in 0..many {
                async_std::task::spawn(wait(|| async_std::task::sleep(HOUR)));
            }
            while !all_wait(many) {
                async_std::task::sleep(A_MOMENT).await;
            }
        }),
        "smol-local" => {
            let smol = smol::LocalExecutor::new();
            smol::block_on(smol.run(async {
                for _ in 0..many {
                    smol.spawn(wait(|| smol::Timer::after(HOUR))).detach();
                }
                while !all_wait(many) {
                    smol::Timer::after(A_MOMENT).await;
                }
            }));
        }
        "smol-global" => smol::block_on(async {
            for _ in 0..many {
                smol::spawn(wait(|| smol::Timer::after(HOUR))).detach();
            }
            while !all_wait(many) {
                smol::Timer::after(A_MOMENT).await;
            }
        }),
        "executor" => executor::block_on(async {
            for _ in 0..many {
                executor::spawn(wait(|| executor::sleep(HOUR)));
            }
            while !all_wait(many) {
                executor::sleep(A_MOMENT).await;
            }
        }),
        unknown => panic!("nobody is called {unknown}"),
    }
}

/// Between two looks at who is there.
const A_MOMENT: Duration = Duration::from_millis(1);

/// What each of them does.
async fn wait<S: Future>(sleep: impl FnOnce() -> S) {
    let asleep = sleep();
    ARRIVED.fetch_add(1, Ordering::Relaxed);
    asleep.await;
}

/// Whether all wait; then it says so, and does not come back before its input ends.
fn all_wait(many: u64) -> bool {
    let all = ARRIVED.load(Ordering::Relaxed) == many;
    if all {
        println!("waiting");
        let _ = io::stdin().read_to_end(&mut Vec::new());
        // Those who wait are not waited for.
        std::process::exit(0);
    }
    all
}

fn threads(many: u64) {
    for _ in 0..many {
        thread::spawn(|| {
            ARRIVED.fetch_add(1, Ordering::Relaxed);
            thread::sleep(HOUR);
        });
    }
    while !all_wait(many) {
        thread::sleep(A_MOMENT);
    }
}

fn tokio(mut runtime: tokio::runtime::Builder, many: u64) {
    let runtime = runtime.enable_all().build().expect("tokio starts");
    runtime.block_on(async {
        for _ in 0..many {
            tokio::spawn(wait(|| tokio::time::sleep(HOUR)));
        }
        while !all_wait(many) {
            tokio::time::sleep(A_MOMENT).await;
        }
    });
}
