//! Cake, if it is there in time.

use std::future::poll_fn;
use std::pin::pin;
use std::task::Poll;
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
    let (mut limit, mut future) = (pin!(sleep(limit)), pin!(future));
    poll_fn(|context| match future.as_mut().poll(context) {
        Poll::Ready(output) => Poll::Ready(Some(output)),
        Poll::Pending => limit.as_mut().poll(context).map(|()| None),
    })
    .await
}
