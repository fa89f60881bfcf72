//! Who is measured: a thread of the operating system, and a task of each runtime, at the same three things.

use std::future::poll_fn;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::Poll;
use std::time::Duration;

use futures::task::AtomicWaker;

use crate::thread;

/// How long it takes to do something so many times.
pub type Measure = fn(u64) -> Duration;

/// One that is measured.
pub struct Contender {
    pub name: &'static str,
    /// Starts one, which does nothing, and waits for its end.
    pub spawn: Measure,
    /// Gives up its turn, with another one there that does the same, and gets it back.
    pub switch: Measure,
    /// Wakes another one, and waits until it is woken by it.
    pub wake: Measure,
    /// So many of these take less time than a scheduler gives to whoever else is there.
    pub stretch: u64,
}

/// So many are started before any of them is waited for.
pub const TOGETHER: u64 = 100;

/// All of them, threads first.
pub const ALL: [Contender; 7] = [
    thread::CONTENDER,
    tokio_current_thread::CONTENDER,
    tokio_multi_thread::CONTENDER,
    async_std::CONTENDER,
    smol_local::CONTENDER,
    smol_global::CONTENDER,
    executor::CONTENDER,
];

/// What the tasks of a runtime do, told once for all runtimes; they differ in what a future has to be there
/// to be spawned, which no trait can say.
macro_rules! tasks {
    ($module:ident, $name:literal, $block_on:path, $spawn:path, $yield_now:path) => {
        mod $module {
            use std::sync::Arc;
            use std::time::{Duration, Instant};

            use super::{Bell, Contender, TOGETHER};
            use crate::runtimes::Ended;

            pub const CONTENDER: Contender = Contender { name: $name, spawn, switch, wake, stretch: 1000 };

            fn spawn(times: u64) -> Duration {
                $block_on(async move {
                    let begun = Instant::now();
                    let mut tasks = Vec::new();
                    for n in 1..=times {
                        tasks.push($spawn(async {}));
                        if n % TOGETHER == 0 || n == times {
                            for task in tasks.drain(..) {
                                task.await.ended();
                            }
                        }
                    }
                    begun.elapsed()
                })
            }

            fn switch(times: u64) -> Duration {
                let turns = |times| async move {
                    for _ in 0..times {
                        $yield_now().await;
                    }
                };
                $block_on(async move {
                    let begun = Instant::now();
                    let (one, other) = ($spawn(turns(times.div_ceil(2))), $spawn(turns(times / 2)));
                    one.await.ended();
                    other.await.ended();
                    begun.elapsed()
                })
            }

            fn wake(times: u64) -> Duration {
                let (here, there) = (Arc::new(Bell::default()), Arc::new(Bell::default()));
                let (mine, yours) = (Arc::clone(&here), Arc::clone(&there));
                let answers = async move {
                    for _ in 0..times {
                        yours.rung().await;
                        mine.ring();
                    }
                };
                let asks = async move {
                    for _ in 0..times {
                        there.ring();
                        here.rung().await;
                    }
                };
                $block_on(async move {
                    let begun = Instant::now();
                    let (one, other) = ($spawn(answers), $spawn(asks));
                    one.await.ended();
                    other.await.ended();
                    begun.elapsed()
                })
            }
        }
    };
}

tasks!(
    tokio_current_thread,
    "tokio-current-thread",
    crate::runtimes::on_tokio_current_thread,
    tokio::spawn,
    tokio::task::yield_now
);
tasks!(
    tokio_multi_thread,
    "tokio-multi-thread",
    crate::runtimes::on_tokio_multi_thread,
    tokio::spawn,
    tokio::task::yield_now
);
tasks!(
    async_std,
    "async-std",
    crate::runtimes::on_async_std,
    ::async_std::task::spawn,
    ::async_std::task::yield_now
);
tasks!(
    smol_local,
    "smol-local",
    crate::runtimes::on_smol_local,
    crate::runtimes::spawn_on_smol_local,
    smol::future::yield_now
);
tasks!(smol_global, "smol-global", crate::runtimes::on_smol_global, smol::spawn, smol::future::yield_now);
tasks!(executor, "executor", ::executor::block_on, ::executor::spawn, ::executor::yield_now);

/// What one task rings and another one waits for; the same for every runtime.
#[derive(Default)]
struct Bell {
    is_rung: AtomicBool,
    waker: AtomicWaker,
}

impl Bell {
    fn ring(&self) {
        self.is_rung.store(true, Ordering::Release);
        self.waker.wake();
    }

    async fn rung(&self) {
        poll_fn(|context| {
            if self.is_rung.swap(false, Ordering::Acquire) {
                return Poll::Ready(());
            }
            self.waker.register(context.waker());
            // It may have been rung in between.
            if self.is_rung.swap(false, Ordering::Acquire) { Poll::Ready(()) } else { Poll::Pending }
        })
        .await;
    }
}
