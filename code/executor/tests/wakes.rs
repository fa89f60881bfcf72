//! Wakes: from any thread, too often, too late, and in the middle of a poll.

use std::cell::Cell;
use std::future::poll_fn;
use std::rc::Rc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::mpsc::channel;
use std::sync::{Arc, Mutex};
use std::task::{Poll, Wake, Waker};
use std::thread;
use std::time::{Duration, Instant};

use executor::{block_on, block_on_with, spawn, yield_now};

/// Ready at its `n`th poll; `pending` is called at each one before.
fn ready_at(n: u32, mut pending: impl FnMut(&Waker)) -> impl Future<Output = u32> {
    let mut polls = 0;
    poll_fn(move |context| {
        polls += 1;
        if polls < n {
            pending(context.waker());
            return Poll::Pending;
        }
        Poll::Ready(polls)
    })
}

#[test]
fn a_wake_during_its_own_poll_is_kept() {
    assert_eq!(block_on(ready_at(3, Waker::wake_by_ref)), 3);
    assert_eq!(block_on(async { spawn(ready_at(3, Waker::wake_by_ref)).await }), 3);
}

#[test]
fn woken_twice_it_is_polled_once() {
    let polls = Rc::new(Cell::new(0));
    block_on(async {
        let (counted, mut woken) = (Rc::clone(&polls), false);
        drop(spawn(poll_fn(move |context| {
            counted.set(counted.get() + 1);
            if !woken {
                woken = true;
                context.waker().wake_by_ref();
                let clone = context.waker().clone();
                clone.wake();
                context.waker().wake_by_ref();
            }
            Poll::<()>::Pending
        })));
        for _ in 0..5 {
            yield_now().await;
        }
    });
    assert_eq!(polls.get(), 2);
}

#[test]
fn wakes_after_the_end_do_nothing() {
    let waker = block_on(async {
        let waker = spawn(poll_fn(|context| Poll::Ready(context.waker().clone()))).await;
        waker.wake_by_ref();
        yield_now().await;
        waker.wake_by_ref();
        waker
    });
    waker.wake_by_ref();
    thread::spawn(move || waker.wake()).join().expect("a wake does not panic");
}

#[test]
fn a_wake_from_another_thread_ends_the_wait() {
    let mut late = None;
    let polls = block_on(ready_at(2, |waker| {
        let waker = waker.clone();
        late = Some(thread::spawn(move || {
            thread::sleep(Duration::from_millis(20));
            waker.wake();
        }));
    }));
    assert_eq!(polls, 2);
    late.expect("it was pending once").join().expect("a wake does not panic");
}

#[test]
fn two_threads_have_an_executor_each() {
    let threads = ["cake", "book"].map(|name| {
        thread::spawn(move || {
            block_on(async move {
                spawn(async move {
                    yield_now().await;
                    name
                })
                .await
            })
        })
    });
    assert_eq!(threads.map(|thread| thread.join().expect("no panic")), ["cake", "book"]);
}

#[test]
fn two_executors_wake_one_another() {
    // A ball goes to and fro; who has it wakes the other's thread.
    struct Court {
        ball: u32,
        waiting: [Option<Waker>; 2],
    }
    const HITS: u32 = if cfg!(miri) { 20 } else { 2_000 };
    let court = Arc::new(Mutex::new(Court { ball: 0, waiting: [None, None] }));
    let players = [0, 1].map(|me| {
        let court = Arc::clone(&court);
        thread::spawn(move || {
            block_on(spawn_in(poll_fn(move |context| {
                let mut court = court.lock().expect("nobody panics");
                if court.ball % 2 == me {
                    court.ball += 1;
                    if let Some(other) = court.waiting[1 - me as usize].take() {
                        other.wake();
                    }
                }
                court.waiting[me as usize] = Some(context.waker().clone());
                if court.ball >= HITS { Poll::Ready(()) } else { Poll::Pending }
            })));
        })
    });
    for player in players {
        player.join().expect("no panic");
    }
    assert!(court.lock().expect("nobody panics").ball >= HITS);
}

/// As a task of its own, so that its wakes go through the queue.
async fn spawn_in<F: Future<Output: 'static> + 'static>(task: F) -> F::Output {
    spawn(task).await
}

#[test]
fn many_threads_wake_many_tasks() {
    const TASKS: usize = if cfg!(miri) { 4 } else { 64 };
    const WAKES: u32 = if cfg!(miri) { 5 } else { 500 };
    let (hand, take) = channel::<(Waker, Arc<AtomicU32>)>();
    let bell = thread::spawn(move || {
        for (waker, rung) in take {
            rung.fetch_add(1, Ordering::Relaxed);
            waker.wake();
        }
    });
    block_on(async {
        let tasks: Vec<_> = (0..TASKS)
            .map(|_| {
                let hand = hand.clone();
                spawn(async move {
                    for _ in 0..WAKES {
                        let rung = Arc::new(AtomicU32::new(0));
                        poll_fn(|context| {
                            if rung.load(Ordering::Relaxed) > 0 {
                                return Poll::Ready(());
                            }
                            let sent = (context.waker().clone(), Arc::clone(&rung));
                            hand.send(sent).expect("the other thread listens");
                            Poll::Pending
                        })
                        .await;
                    }
                })
            })
            .collect();
        for task in tasks {
            task.await;
        }
    });
    drop(hand);
    bell.join().expect("no panic");
}

#[test]
fn a_wait_of_ones_own_is_told_how_long_and_interrupted() {
    struct Counted(AtomicU32);
    impl Wake for Counted {
        fn wake(self: Arc<Self>) {
            self.0.fetch_add(1, Ordering::Relaxed);
        }
    }
    let interrupts = Arc::new(Counted(AtomicU32::new(0)));
    let mut waits = Vec::new();
    let mut task = None;
    let main = async {
        yield_now().await;
        executor::sleep(Duration::from_millis(20)).await;
        let mut woken = false;
        poll_fn(|context| {
            if std::mem::replace(&mut woken, true) {
                return Poll::Ready(());
            }
            TASK.set(Some(context.waker().clone()));
            Poll::Pending
        })
        .await;
    };
    thread_local! { static TASK: Cell<Option<Waker>> = const { Cell::new(None) } }
    let begin = Instant::now();
    block_on_with(main, Arc::clone(&interrupts).into(), |at_most| {
        waits.push(at_most);
        if let Some(time) = at_most {
            thread::sleep(time);
        } else {
            // Nothing but a wake from outside can help: this is the outside.
            task = TASK.take();
            task.as_ref().expect("main waits").wake_by_ref();
        }
    });
    assert!(begin.elapsed() >= Duration::from_millis(20));
    let zero = Some(Duration::ZERO);
    assert_eq!((waits[0], waits[1]), (zero, zero), "main begins, and gives others a turn");
    assert!(waits[2].is_some_and(|time| time > Duration::from_millis(10)), "{waits:?}");
    assert_eq!(waits.iter().filter(|wait| wait.is_none()).count(), 1, "{waits:?}");
    assert_eq!(waits.last(), Some(&zero));
    assert_eq!(interrupts.0.load(Ordering::Relaxed), 4, "main begins, yields, has slept and is woken");
}
