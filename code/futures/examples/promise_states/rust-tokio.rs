//! Two slips: for a cake that is not there yet, and for a pie that never will be.

use std::sync::Arc;

use kitchen::{begin, end, minutes, receive, say, send};
use tokio::sync::SetOnce;
use tokio::time::sleep;

type Slip = SetOnce<Result<&'static str, &'static str>>;

// ANCHOR: main
#[tokio::main(flavor = "current_thread")]
async fn main() {
    let cake = Arc::new(Slip::new());
    let pie = Arc::new(Slip::new());
    tokio::spawn(watch("cake", Arc::clone(&cake)));
    tokio::spawn(watch("pie", Arc::clone(&pie)));

    sleep(minutes(20)).await;
    send("alice", "pie", "it is burnt");
    pie.set(Err("it is burnt")).expect("it is pending");
    sleep(minutes(10)).await;
    send("alice", "cake", "a chocolate cake");
    cake.set(Ok("a chocolate cake")).expect("it is pending");
    sleep(minutes(10)).await;
    send("alice", "cake", "an apple cake");
    cake.set(Ok("an apple cake")).expect_err("it is settled");
    sleep(minutes(10)).await;
    redeem("cake", &cake).await;
    sleep(minutes(10)).await;
    redeem("cake", &cake).await;
}
// ANCHOR_END: main

// ANCHOR: watch
async fn watch(name: &str, slip: Arc<Slip>) {
    begin(name, "pending");
    let settled = *slip.wait().await;
    let (Ok(what) | Err(what)) = settled;
    receive(name, "alice", what);
    end(name, "pending");
    match settled {
        Ok(what) => say(name, &format!("Fulfilled: {what}.")),
        Err(error) => say(name, &format!("Rejected: {error}.")),
    }
}
// ANCHOR_END: watch

// ANCHOR: redeem
async fn redeem(name: &str, slip: &Slip) {
    if let Ok(what) = slip.wait().await {
        receive("friend", name, what);
        say("friend", &format!("I get {what}."));
    }
}
// ANCHOR_END: redeem
