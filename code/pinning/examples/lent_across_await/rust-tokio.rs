//! A function is lent a number of another one, waits, and changes it.

use kitchen::{begin, end, minutes, say, work};
use tokio::time::sleep;

// ANCHOR: main
#[tokio::main(flavor = "current_thread")]
async fn main() {
    let mut pages_left = 6;
    begin("number", "lent");
    read_page(&mut pages_left).await;
    end("number", "lent");
    say("alice", &format!("There are {pages_left} pages left."));
}
// ANCHOR_END: main

// ANCHOR: read_page
async fn read_page(pages_left: &mut u32) {
    work("alice", "read a page", 8);
    // She rests her eyes.
    sleep(minutes(4)).await;
    *pages_left -= 1;
}
// ANCHOR_END: read_page
