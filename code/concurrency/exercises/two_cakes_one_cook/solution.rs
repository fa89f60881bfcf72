//! Two cakes, one cook: the second batter is mixed while the first cake bakes.

use std::thread;

use kitchen::{begin, blocked, end, knob, minutes, say, work};

fn main() {
    let mixing = knob("second_batter", 14);

    work("alice", "mix first batter", 10);
    begin("first", "bake");
    work("alice", "mix second batter", mixing);
    begin("second", "bake");

    // What the second batter has left of the first cake's half hour.
    wait_for("first", 30 - mixing);
    end("first", "bake");
    work("alice", "take first cake out", 2);
    say("alice", "The first cake is on the table.");

    // The second went in so much later, of which two minutes have passed.
    wait_for("second", mixing - 2);
    end("second", "bake");
    work("alice", "take second cake out", 2);
    say("alice", "The second cake is on the table.");
}

/// Alice stands in front of the oven, and does nothing else.
fn wait_for(cake: &str, n: u32) {
    blocked("alice", cake, || thread::sleep(minutes(n)));
}
