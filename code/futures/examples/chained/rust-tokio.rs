//! Three steps that need one another, as a chain, on two evenings.

use futures::{FutureExt, TryFutureExt};
use kitchen::{begin, end, knob, minutes, say};
use tokio::time::sleep;

// ANCHOR: main
#[tokio::main(flavor = "current_thread")]
async fn main() {
    evening(20).then(|()| sleep(minutes(10))).then(|()| evening(knob("minutes_in_oven", 36))).await;
}
// ANCHOR_END: main

// ANCHOR: evening
fn evening(minutes_in_oven: u32) -> impl Future<Output = ()> {
    mix()
        .and_then(move |batter| bake(batter, minutes_in_oven))
        .and_then(cool)
        .map_ok(|cake| say("alice", &format!("On the table: {cake}.")))
        .unwrap_or_else(|error| say("alice", &format!("No cake: {error}.")))
}
// ANCHOR_END: evening

// ANCHOR: steps
type Outcome = Result<String, &'static str>;

async fn mix() -> Outcome {
    step("mixer", "mix", 6).await;
    Ok("batter".into())
}

async fn bake(batter: String, minutes_in_oven: u32) -> Outcome {
    step("oven", &format!("bake {batter}"), minutes_in_oven).await;
    if minutes_in_oven > 30 { Err("it is burnt") } else { Ok("a cake".into()) }
}

async fn cool(cake: String) -> Outcome {
    step("fridge", &format!("cool {cake}"), 10).await;
    Ok(format!("{cake}, cool"))
}
// ANCHOR_END: steps

async fn step(machine: &str, activity: &str, n: u32) {
    begin(machine, activity);
    sleep(minutes(n)).await;
    end(machine, activity);
}
