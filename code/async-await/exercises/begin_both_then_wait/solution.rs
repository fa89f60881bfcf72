//! The water boils while the cake bakes.

use kitchen::{begin, end, knob, minutes, say, work};
use tokio::time::sleep;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    tokio::join!(bake_and_frost(), boil_water());
    say("alice", "Tea and cake are ready.");
}

async fn bake_and_frost() {
    bake_cake().await;
    frost_cake();
}

async fn bake_cake() {
    work("alice", "mix batter", 10);
    begin("oven", "bake");
    sleep(minutes(knob("minutes_in_oven", 30))).await;
    end("oven", "bake");
    say("alice", "The cake is baked.");
}

fn frost_cake() {
    work("alice", "frost cake", 6);
    say("alice", "The cake is frosted.");
}

async fn boil_water() {
    work("alice", "fill kettle", 2);
    begin("kettle", "boil");
    sleep(minutes(knob("minutes_to_boil", 8))).await;
    end("kettle", "boil");
    say("alice", "The water boils.");
}
