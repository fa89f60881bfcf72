//! One handle is awaited, one is dropped; on smol.

use kitchen::{dropped, minutes, observe, receive, say, send, spawn};
use smol::Timer;

// ANCHOR: main
fn main() {
    smol::block_on(async {
        spawn("alice", "cake");
        let cake = smol::spawn(observe("cake", bake("cake", 40)));
        Timer::after(minutes(5)).await;
        spawn("alice", "pie");
        let pie = smol::spawn(observe("pie", bake("pie", 20)));
        Timer::after(minutes(5)).await;
        say("alice", "I drop the handle of the pie.");
        drop(pie);
        Timer::after(minutes(5)).await;
        say("alice", "I wait for the cake.");
        let cake = cake.await;
        receive("alice", "cake", &cake);
        say("alice", &format!("Here is {cake}."));
    });
}
// ANCHOR_END: main

// ANCHOR: bake
async fn bake(what: &'static str, time: u32) -> String {
    let _oven = Oven(what);
    Timer::after(minutes(time)).await;
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
