//! Bob bakes the cake, and calls when it is done. Each call costs Alice ten coins.

use std::thread;

use kitchen::{begin, end, minutes, receive, say, work};

// ANCHOR: main
fn main() {
    let mut coins = 20;

    order_cake(|| {
        receive("alice", "bob", "the call");
        work("alice", "pay", 2);
        coins -= 10;
        say("alice", &format!("I have paid 10 coins. {coins} are left."));
    });
}
// ANCHOR_END: main

// ANCHOR: order_cake
fn order_cake(callback: impl FnOnce()) {
    begin("bob", "bake");
    thread::sleep(minutes(30));
    end("bob", "bake");
    say("bob", "The cake is done.");
    callback();
    // Perhaps nobody has heard.
    thread::sleep(minutes(10));
    say("bob", "The cake is done!");
    callback();
}
// ANCHOR_END: order_cake
