//! A time limit that nobody looks at yet.

use std::time::Duration;

use executor::{block_on, sleep};
use kitchen::{begin, end, knob, minutes, say};

fn main() {
    block_on(async {
        match within(minutes(knob("limit", 20)), bake_cake()).await {
            Some(cake) => say("alice", &format!("There is {cake}.")),
            None => say("alice", "There is pie."),
        }
    });
}

async fn bake_cake() -> &'static str {
    begin("oven", "bake");
    sleep(minutes(knob("minutes_in_oven", 30))).await;
    end("oven", "bake");
    "cake"
}

/// What `future` returns, if it does so before `limit` is over.
async fn within<T>(limit: Duration, future: impl Future<Output = T>) -> Option<T> {
    let _ = limit;
    Some(future.await)
}
