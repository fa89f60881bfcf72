//! Alice reads a poem, and looks up after each line.

use kitchen::{knob, minutes, say, work};
use tokio::task::yield_now;
use tokio::time::sleep;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let poem = tokio::spawn(read_poem());
    sleep(minutes(knob("call", 32))).await;
    say("alice", "Hello?");
    poem.await.unwrap();
}

async fn read_poem() {
    for _ in 0..knob("lines", 24) {
        work("alice", "read a line", 2);
        look_up().await;
    }
    say("alice", "The poem is read.");
}

/// To put in the bookmark takes two minutes. Then whoever wants a turn has one.
async fn look_up() {
    work("alice", "put in the bookmark", 2);
    yield_now().await;
}
