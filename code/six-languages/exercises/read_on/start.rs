//! The phone rings, and the book is put away for good.

use kitchen::{begin, end, knob, minutes, say, work};
use tokio::time::sleep;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let phone = tokio::spawn(answer_phone());
    let first = tokio::spawn(bake_cake("first"));
    let book = tokio::spawn(read_book());

    phone.await.unwrap();
    book.abort();
    let _ = book.await;

    let second = tokio::spawn(bake_cake("second"));
    tokio::try_join!(first, second).unwrap();
    say("alice", "Good night.");
}

async fn answer_phone() {
    sleep(minutes(knob("phone_rings", 31))).await;
    work("alice", "talk", 2);
    say("alice", "A third person is coming.");
}

async fn bake_cake(cake: &str) {
    work("alice", "mix batter", 10);
    begin("oven", &format!("{cake} cake"));
    sleep(minutes(30)).await;
    end("oven", &format!("{cake} cake"));
    say("alice", &format!("The {cake} cake is on the table."));
}

async fn read_book() {
    for page in 1..=knob("pages", 6) {
        work("alice", &format!("page {page}"), 8);
        sleep(minutes(4)).await;
    }
}
