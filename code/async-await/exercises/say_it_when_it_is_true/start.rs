//! Three trays, and a line that is said too early.

use kitchen::{begin, end, knob, minutes, say};
use tokio::time::sleep;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let (muffins, rolls) = (knob("minutes_for_muffins", 10), knob("minutes_for_rolls", 18));
    for (what, time) in [("muffins", muffins), ("scones", 14), ("rolls", rolls)] {
        tokio::spawn(bake(what, time));
    }
    say("alice", "Everything is baked.");

    // Without this the program would be over, and the trays with it.
    sleep(minutes(60)).await;
}

async fn bake(what: &str, time: u32) {
    begin(what, "bake");
    sleep(minutes(time)).await;
    end(what, "bake");
    say("alice", &format!("The {what} are done."));
}
