//! Alice has four trays in her queue and no time; Bob has time; on tokio, with two workers.

use std::sync::OnceLock;
use std::thread::{self, ThreadId};

use kitchen::{begin, end, minutes, say, spawn, work};
use tokio::runtime::Builder;

// ANCHOR: main
fn main() {
    let runtime = Builder::new_multi_thread().worker_threads(2).build().unwrap();
    let party = runtime.spawn(prepare_party());
    thread::sleep(minutes(2));
    let floor = runtime.spawn(async { work(worker(), "sweep", 6) }); // Alice is busy, so it is Bob's.
    runtime.block_on(async { tokio::try_join!(party, floor) }).unwrap();
}
// ANCHOR_END: main

// ANCHOR: prepare_party
async fn prepare_party() {
    work(worker(), "write the list", 4);
    let trays = ["first", "second", "third", "fourth"].map(|tray| {
        spawn(worker(), tray);
        begin(tray, "in Alice's queue");
        tokio::spawn(async move { fill(tray) })
    });
    work(worker(), "talk to the friend", 20);
    for tray in trays {
        tray.await.unwrap();
    }
    say(worker(), "Four trays are filled.");
}
// ANCHOR_END: prepare_party

// ANCHOR: fill
fn fill(tray: &str) {
    end(tray, "in Alice's queue");
    work(worker(), &format!("{tray} tray"), 4);
    say(worker(), &format!("The {tray} tray is filled."));
}

/// The worker that runs this: Alice is the one who got the first task.
fn worker() -> &'static str {
    static ALICE: OnceLock<ThreadId> = OnceLock::new();
    let me = thread::current().id();
    if *ALICE.get_or_init(|| me) == me { "alice" } else { "bob" }
}
// ANCHOR_END: fill
