//! Three trays, and a line that is said when all of them are done.

use kitchen::{begin, end, knob, minutes, say};
use tokio::time::sleep;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let (muffins, rolls) = (knob("minutes_for_muffins", 10), knob("minutes_for_rolls", 18));
    let mut trays = Vec::new();
    for (what, time) in [("muffins", muffins), ("scones", 14), ("rolls", rolls)] {
        trays.push(tokio::spawn(bake(what, time)));
    }
    for tray in trays {
        tray.await.unwrap();
    }
    say("alice", "Everything is baked.");
}

async fn bake(what: &str, time: u32) {
    begin(what, "bake");
    sleep(minutes(time)).await;
    end(what, "bake");
    say("alice", &format!("The {what} are done."));
}
