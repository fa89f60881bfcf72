//! The kitchen: how a program of the book speaks, and how it tells time.
//!
//! A program uses its language's own primitives (`thread::sleep`, `tokio::time::sleep`,
//! `smol::Timer`); the kitchen hides none of them. It turns minutes of the story into durations,
//! prints the transcript, and writes down what happened, so that the book can draw it.
//!
//! There are two ways to spend story time, and the book is about the difference:
//! - *waiting*: the language's own sleep, for [`minutes`]; whoever waits leaves its thread free, or
//!   blocks it, as that sleep does;
//! - *working*: [`work`], during which the current thread does this and nothing else.
//!
//! ```
//! use kitchen::{begin, end, minutes, say, work};
//!
//! work("alice", "mix batter", 10);
//! begin("oven", "bake");
//! std::thread::sleep(minutes(30));
//! end("oven", "bake");
//! say("alice", "The cake is done.");
//! ```
//!
//! # Panics
//!
//! Each function, when what the recorder has set for it is unusable: `KITCHEN_MINUTE_US` and
//! `KITCHEN_GRID` are whole numbers from 1 and below 2³¹, `KITCHEN_TRACE` is a file that can be written.

mod clock;
mod knob;
mod ledger;
mod observe;

use std::panic::Location;
use std::time::Duration;

pub use knob::knob;
pub use observe::{acting, observe};

use ledger::{Kind, write};

/// How long `n` minutes of the story last from now, as a duration to wait for.
///
/// On a real clock this is not always the same number: time that the machine lost on the way is
/// taken off, so that a story does not drift.
///
/// # Panics
///
/// When the program is being recorded and `n` is not on its grid.
#[track_caller]
pub fn minutes(n: u32) -> Duration {
    clock::duration_of(n)
}

/// `actor` is busy with `activity` for `n` minutes, and so is the current thread.
///
/// # Panics
///
/// When the program is being recorded and `n` is not on its grid.
#[track_caller]
pub fn work(actor: &str, activity: &str, n: u32) {
    let here = Location::caller();
    write(actor, here, Kind::Begin { activity, work: true });
    clock::pass(n);
    write(actor, here, Kind::End { activity });
}

/// `actor` says a line of the transcript.
#[track_caller]
pub fn say(actor: &str, text: &str) {
    write(actor, Location::caller(), Kind::Say { text });
}

/// `activity` begins on `actor`'s lane, and goes on by itself until [`end`].
#[track_caller]
pub fn begin(actor: &str, activity: &str) {
    write(actor, Location::caller(), Kind::Begin { activity, work: false });
}

/// `activity`, which [`begin`] started, is over.
#[track_caller]
pub fn end(actor: &str, activity: &str) {
    write(actor, Location::caller(), Kind::End { activity });
}

/// `actor`'s thread stands still for `on` while `wait` runs; the answer is `wait`'s.
#[track_caller]
pub fn blocked<T>(actor: &str, on: &str, wait: impl FnOnce() -> T) -> T {
    let here = Location::caller();
    write(actor, here, Kind::Block { on });
    let answer = wait();
    write(actor, here, Kind::Unblock { by: on });
    answer
}

/// `actor` starts `task`, a lane that runs beside it.
#[track_caller]
pub fn spawn(actor: &str, task: &str) {
    write(actor, Location::caller(), Kind::Spawn { task });
}

/// `what` leaves `actor`, for the lane `to`.
#[track_caller]
pub fn send(actor: &str, to: &str, what: &str) {
    write(actor, Location::caller(), Kind::Send { to, what });
}

/// `what` has come to `actor` from the lane `from`.
#[track_caller]
pub fn receive(actor: &str, from: &str, what: &str) {
    write(actor, Location::caller(), Kind::Receive { from, what });
}

/// `actor` asks `task`, another lane, to stop.
#[track_caller]
pub fn cancel(actor: &str, task: &str) {
    write(task, Location::caller(), Kind::Cancel { by: actor });
}

/// Somebody asks `task` to go on; what [`observe`] writes by itself.
#[track_caller]
pub fn poll(task: &str) {
    write(task, Location::caller(), Kind::Poll);
}

/// `task` answers a poll: not yet.
#[track_caller]
pub fn pending(task: &str) {
    write(task, Location::caller(), Kind::Pending);
}

/// `task` answers a poll: done.
#[track_caller]
pub fn ready(task: &str) {
    write(task, Location::caller(), Kind::Ready);
}

/// `task` is told that it can go on, and `by` is who tells it.
#[track_caller]
pub fn wake(task: &str, by: &str) {
    write(task, Location::caller(), Kind::Wake { by });
}

/// What the lane `task` stood for is gone, finished or not.
#[track_caller]
pub fn dropped(task: &str) {
    write(task, Location::caller(), Kind::Drop);
}

/// The minute of the story that it is.
pub fn now() -> u32 {
    clock::now()
}
