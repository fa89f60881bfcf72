//! One handle is awaited, one is dropped; on tokio.

use kitchen::{dropped, minutes, observe, receive, say, send, spawn};
use tokio::time::sleep;

// ANCHOR: main
#[tokio::main(flavor = "current_thread")]
async fn main() {
    spawn("alice", "cake");
    let cake = tokio::spawn(observe("cake", bake("cake", 40)));
    sleep(minutes(5)).await;
    spawn("alice", "pie");
    let pie = tokio::spawn(observe("pie", bake("pie", 20)));
    sleep(minutes(5)).await;
    say("alice", "I drop the handle of the pie.");
    drop(pie);
    sleep(minutes(5)).await;
    say("alice", "I wait for the cake.");
    let cake = cake.await.unwrap();
    receive("alice", "cake", &cake);
    say("alice", &format!("Here is {cake}."));
}
// ANCHOR_END: main

// ANCHOR: bake
async fn bake(what: &'static str, time: u32) -> String {
    let _oven = Oven(what);
    sleep(minutes(time)).await;
    say(what, &format!("The {what} is done."));
    let baked = format!("a {what}");
    send(what, "alice", &baked);
    baked
}

struct Oven(&'static str);

impl Drop for Oven {
    fn drop(&mut self) {
        dropped(self.0);
        say(self.0, &format!("The oven of the {} is off.", self.0));
    }
}
// ANCHOR_END: bake
