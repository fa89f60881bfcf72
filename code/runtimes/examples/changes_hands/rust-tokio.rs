//! A cake that is begun on one thread and finished on another; on tokio, with two workers.

use std::sync::OnceLock;
use std::thread::{self, ThreadId};

use kitchen::{begin, end, knob, minutes, observe, say, work};
use tokio::runtime::Builder;
use tokio::time::sleep;

// ANCHOR: main
fn main() {
    let runtime = Builder::new_multi_thread().worker_threads(2).enable_time().build().unwrap();
    let cake = runtime.spawn(observe("cake", bake_cake()));
    thread::sleep(minutes(2));
    let floor = runtime.spawn(async { work(worker(), "sweep", 12) }); // Alice is busy, so it is Bob's.
    thread::sleep(minutes(2));
    let book = runtime.spawn(observe("book", async { read_book() })); // For whoever has time first.
    runtime.block_on(async { tokio::try_join!(cake, floor, book) }).unwrap();
}
// ANCHOR_END: main

// ANCHOR: bake_cake
async fn bake_cake() {
    work(worker(), "mix batter", 10);
    begin("oven", "bake");
    sleep(minutes(30)).await;
    end("oven", "bake");
    work(worker(), "take cake out", 2);
    say(worker(), "The cake is on the table.");
}
// ANCHOR_END: bake_cake

// ANCHOR: read_book
fn read_book() {
    for page in 1..=knob("pages", 6) {
        work(worker(), &format!("page {page}"), 8);
    }
    say(worker(), "The book is finished.");
}
// ANCHOR_END: read_book

/// The worker that runs this: Alice is the one who got the first task.
fn worker() -> &'static str {
    static ALICE: OnceLock<ThreadId> = OnceLock::new();
    let me = thread::current().id();
    if *ALICE.get_or_init(|| me) == me { "alice" } else { "bob" }
}
