//! How large a future is: what its function has to remember across an await.

use std::future::pending;

use kitchen::{say, work};

// ANCHOR: functions
async fn keeps_it() {
    let cake = [1; 1024];
    pending::<()>().await;
    eat(&cake);
}

async fn eats_it_first() {
    {
        let cake = [1; 1024];
        eat(&cake);
    }
    pending::<()>().await;
}

async fn keeps_the_plate() {
    let cake = [1; 1024];
    eat(&cake);
    pending::<()>().await;
}

async fn two_in_turn() {
    keeps_it().await;
    keeps_it().await;
}

async fn two_at_once() {
    let (one, other) = (keeps_it(), keeps_it());
    one.await;
    other.await;
}

async fn in_a_box() {
    Box::pin(keeps_it()).await;
}
// ANCHOR_END: functions

// ANCHOR: main
fn main() {
    let mut futures = [
        ("keeps_it", size_of_val(&keeps_it()) / 1024),
        ("eats_it_first", size_of_val(&eats_it_first()) / 1024),
        ("keeps_the_plate", size_of_val(&keeps_the_plate()) / 1024),
        ("two_in_turn", size_of_val(&two_in_turn()) / 1024),
        ("two_at_once", size_of_val(&two_at_once()) / 1024),
        ("in_a_box", size_of_val(&in_a_box()) / 1024),
    ];
    futures.sort_by_key(|(_, kib)| *kib);
    for (name, kib) in futures {
        say("alice", &format!("Now {name}."));
        work(name, &format!("{kib} KiB"), 4 + 4 * u32::try_from(kib).unwrap());
        say("alice", &format!("It has {kib} KiB."));
    }
}
// ANCHOR_END: main

fn eat(_cake: &[u8; 1024]) {}
