//! Timers, and giving others a turn.

use std::cell::RefCell;
use std::rc::Rc;
use std::task::{Poll, Waker};
use std::time::{Duration, Instant};
use std::{future::poll_fn, pin::pin};

use executor::{block_on, sleep, spawn, yield_now};

/// Milliseconds; longer ones in Miri, whose programs are slow.
const fn ms(n: u64) -> Duration {
    Duration::from_millis(if cfg!(miri) { 100 * n } else { n })
}

#[test]
fn sleeps_overlap_and_end_in_the_order_in_which_they_are_due() {
    let log = Rc::new(RefCell::new(Vec::new()));
    let begin = Instant::now();
    block_on(async {
        let sleepers = [30, 10, 20].map(|n| {
            let log = Rc::clone(&log);
            spawn(async move {
                sleep(ms(n)).await;
                log.borrow_mut().push(n);
            })
        });
        for sleeper in sleepers {
            sleeper.await;
        }
    });
    assert_eq!(*log.borrow(), [10, 20, 30]);
    assert!(begin.elapsed() >= ms(30));
}

#[test]
fn a_sleep_counts_from_its_call_not_from_its_await() {
    block_on(async {
        let mut first = pin!(sleep(ms(5)));
        sleep(ms(5)).await;
        let polled = poll_fn(|context| Poll::Ready(first.as_mut().poll(context))).await;
        assert!(polled.is_ready());
    });
}

#[test]
fn a_sleep_for_no_time_gives_others_a_turn() {
    let done = Rc::new(RefCell::new(false));
    block_on(async {
        let set = Rc::clone(&done);
        drop(spawn(async move { *set.borrow_mut() = true }));
        sleep(Duration::ZERO).await;
        sleep(Duration::ZERO).await;
        assert!(*done.borrow());
    });
}

#[test]
fn a_sleep_for_ever_is_possible_and_can_be_dropped() {
    block_on(async {
        let mut forever = pin!(sleep(Duration::MAX));
        let polled = poll_fn(|context| Poll::Ready(forever.as_mut().poll(context))).await;
        assert!(polled.is_pending());
    });
}

#[test]
fn a_sleep_that_is_dropped_wakes_nobody() {
    let mut polls = 0;
    block_on(async {
        let mut main = pin!(async {
            let begin = Instant::now();
            let mut short = Box::pin(sleep(ms(5)));
            let polled = poll_fn(|context| Poll::Ready(short.as_mut().poll(context))).await;
            assert!(polled.is_pending());
            drop(short);
            sleep(ms(20)).await;
            assert!(begin.elapsed() >= ms(20));
        });
        poll_fn(|context| {
            polls += 1;
            main.as_mut().poll(context)
        })
        .await;
    });
    assert_eq!(polls, 2, "once to begin, once when the long sleep was over");
}

#[test]
fn a_sleep_that_is_dropped_keeps_nobody() {
    let begin = Instant::now();
    block_on(async { drop(sleep(Duration::from_secs(3600))) });
    assert!(begin.elapsed() < Duration::from_secs(60));
}

#[test]
fn a_sleep_wakes_whoever_asked_last() {
    block_on(async {
        let mut moved = Box::pin(sleep(ms(10)));
        // Asked once for nobody, and then by a task of its own.
        let mut nobody = std::task::Context::from_waker(Waker::noop());
        assert!(moved.as_mut().poll(&mut nobody).is_pending());
        spawn(moved).await;
    });
}

#[test]
fn yielding_gives_a_timer_that_is_due_its_turn_first() {
    let log = Rc::new(RefCell::new(Vec::new()));
    block_on(async {
        let (cake, book) = (Rc::clone(&log), Rc::clone(&log));
        let tasks = [
            spawn(async move {
                std::thread::sleep(ms(15));
                yield_now().await;
                book.borrow_mut().push("book");
            }),
            spawn({
                let due = sleep(ms(10));
                async move {
                    due.await;
                    cake.borrow_mut().push("cake");
                }
            }),
        ];
        for task in tasks {
            task.await;
        }
    });
    assert_eq!(*log.borrow(), ["cake", "book"]);
}

#[test]
fn a_task_that_yields_for_ever_does_not_keep_a_timer_from_ringing() {
    block_on(async {
        drop(spawn(async {
            loop {
                yield_now().await;
            }
        }));
        sleep(ms(10)).await;
    });
}

#[test]
fn many_sleeps_at_the_same_moment_all_end() {
    block_on(async {
        let sleepers: Vec<_> =
            (0..if cfg!(miri) { 10 } else { 10_000 }).map(|_| spawn(sleep(ms(5)))).collect();
        for sleeper in sleepers {
            sleeper.await;
        }
    });
}
