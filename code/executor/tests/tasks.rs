//! Tasks, their handles, and the end of them.

use std::cell::{Cell, RefCell};
use std::future::{pending, poll_fn};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use executor::{JoinHandle, block_on, sleep, spawn, yield_now};

type Log = Rc<RefCell<Vec<&'static str>>>;

/// Says so when it is dropped.
struct Dropped(Log, &'static str);

impl Drop for Dropped {
    fn drop(&mut self) {
        self.0.borrow_mut().push(self.1);
    }
}

/// What a panic says that comes out of `program`.
fn panic_of(program: impl FnOnce()) -> String {
    let panic = catch_unwind(AssertUnwindSafe(program)).expect_err("it panics");
    panic
        .downcast_ref::<String>()
        .cloned()
        .unwrap_or_else(|| (*panic.downcast_ref::<&str>().expect("a panic has a message")).to_owned())
}

#[test]
fn main_may_borrow_and_its_output_comes_back() {
    let cake = String::from("cake");
    assert_eq!(block_on(async { &cake }), "cake");
}

#[test]
fn a_task_begins_when_its_turn_comes() {
    let log = Log::default();
    block_on(async {
        let task = spawn({
            let log = Rc::clone(&log);
            async move { log.borrow_mut().push("task") }
        });
        log.borrow_mut().push("main");
        task.await;
    });
    assert_eq!(*log.borrow(), ["main", "task"]);
}

#[test]
fn tasks_take_turns_in_the_order_in_which_they_were_woken() {
    let log = Log::default();
    block_on(async {
        let handles = ["cake", "book", "phone"].map(|name| {
            let log = Rc::clone(&log);
            spawn(async move {
                for _ in 0..2 {
                    log.borrow_mut().push(name);
                    yield_now().await;
                }
            })
        });
        for handle in handles {
            handle.await;
        }
    });
    assert_eq!(*log.borrow(), ["cake", "book", "phone", "cake", "book", "phone"]);
}

#[test]
fn a_task_spawns_a_task_that_spawns_a_task() {
    let layers =
        block_on(async { spawn(async { 1 + spawn(async { 1 + spawn(async { 1 }).await }).await }).await });
    assert_eq!(layers, 3);
}

#[test]
fn a_handle_that_is_dropped_lets_its_task_go_on() {
    let done = Rc::new(Cell::new(false));
    block_on(async {
        drop(spawn({
            let done = Rc::clone(&done);
            async move {
                yield_now().await;
                done.set(true);
            }
        }));
        for _ in 0..3 {
            yield_now().await;
        }
    });
    assert!(done.get());
}

#[test]
fn a_handle_may_be_awaited_late_and_by_another_task() {
    let output = block_on(async {
        let cake = spawn(async { "cake" });
        sleep(Duration::from_millis(1)).await;
        spawn(cake).await
    });
    assert_eq!(output, "cake");
}

#[test]
fn a_task_is_dropped_as_soon_as_it_is_done_and_its_output_waits() {
    let log = Log::default();
    block_on(async {
        let inside = Dropped(Rc::clone(&log), "task");
        let output = Dropped(Rc::clone(&log), "output");
        let handle = spawn(async move {
            let _inside = inside;
            output
        });
        yield_now().await;
        yield_now().await;
        assert_eq!(*log.borrow(), ["task"]);
        drop(handle);
        assert_eq!(*log.borrow(), ["task", "output"]);
    });
}

#[test]
fn tasks_that_are_not_done_are_dropped_with_the_executor() {
    let log = Log::default();
    block_on(async {
        let waits = Dropped(Rc::clone(&log), "waits");
        drop(spawn(async move {
            let _waits = waits;
            sleep(Duration::from_secs(3600)).await;
        }));
        let never_began = Dropped(Rc::clone(&log), "never began");
        yield_now().await;
        drop(spawn(async move {
            let _never_began = never_began;
            pending::<()>().await;
        }));
    });
    assert_eq!(*log.borrow(), ["waits", "never began"]);
}

#[test]
fn a_late_wake_reaches_nobody_who_came_later() {
    let old = Rc::new(RefCell::new(None::<Waker>));
    let polls = Rc::new(Cell::new(0));
    block_on(async {
        spawn({
            let old = Rc::clone(&old);
            poll_fn(move |context| {
                *old.borrow_mut() = Some(context.waker().clone());
                Poll::Ready(())
            })
        })
        .await;
        let counted = Rc::clone(&polls);
        drop(spawn(poll_fn(move |_| {
            counted.set(counted.get() + 1);
            Poll::<()>::Pending
        })));
        yield_now().await;
        let old = old.borrow_mut().take().expect("the first task was polled");
        for _ in 0..3 {
            old.wake_by_ref();
            yield_now().await;
        }
    });
    assert_eq!(polls.get(), 1);
}

#[test]
fn a_panic_in_a_task_comes_out_and_leaves_nothing_behind() {
    let log = Log::default();
    let message = panic_of(|| {
        block_on(async {
            let other = Dropped(Rc::clone(&log), "other");
            drop(spawn(async move {
                let _other = other;
                pending::<()>().await;
            }));
            spawn(async { panic!("the cake is burnt") }).await
        });
    });
    assert_eq!(message, "the cake is burnt");
    assert_eq!(*log.borrow(), ["other"]);
    assert_eq!(block_on(async { spawn(async { 1 }).await }), 1, "the thread can be used again");
}

#[test]
fn what_is_called_outside_says_so() {
    let outside = "there is no executor here: call this inside of `block_on`";
    assert_eq!(panic_of(|| drop(spawn(async {}))), outside);
    assert_eq!(panic_of(|| drop(sleep(Duration::ZERO))), outside);
    let mut context = Context::from_waker(Waker::noop());
    assert_eq!(panic_of(|| assert!(pin!(yield_now()).poll(&mut context).is_pending())), outside);
}

#[test]
fn block_on_inside_of_block_on_says_so() {
    let message = panic_of(|| block_on(async { block_on(async {}) }));
    assert!(message.starts_with("`block_on` inside of `block_on`"), "{message}");
    block_on(async {});
}

#[test]
#[expect(clippy::async_yields_async, reason = "the handle is what comes out")]
fn a_handle_outlives_its_executor_and_says_so() {
    let unfinished = block_on(async { spawn(pending::<()>()) });
    let message = panic_of(|| block_on(unfinished));
    assert_eq!(message, "the task is gone, and nothing is left to wait for");

    let mut finished: JoinHandle<u32> = block_on(async {
        let task = spawn(async { 6 });
        yield_now().await;
        yield_now().await;
        task
    });
    assert_eq!(block_on(&mut finished), 6, "what it returned is kept");
    assert_eq!(
        panic_of(|| assert_eq!(block_on(finished), 6)),
        "the task is gone, and nothing is left to wait for"
    );
}
