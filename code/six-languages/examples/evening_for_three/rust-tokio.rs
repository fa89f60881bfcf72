//! An evening for three: two cakes, a phone, and a book that is cut short; on tokio.

use kitchen::{begin, cancel, dropped, end, knob, minutes, observe, say, work};
use tokio::time::sleep;

// ANCHOR: main
#[tokio::main(flavor = "current_thread")]
async fn main() {
    let phone = tokio::spawn(observe("phone", answer_phone()));
    let first = tokio::spawn(observe("first", bake_cake("first")));
    let book = tokio::spawn(observe("book", read_book()));
    say("alice", "Everything is begun.");

    phone.await.unwrap();
    cancel("alice", "book");
    book.abort();
    let _ = book.await; // An error: it was canceled.

    let second = tokio::spawn(observe("second", bake_cake("second")));
    tokio::try_join!(first, second).unwrap();
    say("alice", "Two cakes for three.");
}
// ANCHOR_END: main

// ANCHOR: answer_phone
async fn answer_phone() {
    sleep(minutes(knob("phone_rings", 31))).await;
    work("alice", "talk", 2);
    say("alice", "A third person is coming.");
}
// ANCHOR_END: answer_phone

// ANCHOR: bake_cake
async fn bake_cake(cake: &str) {
    work("alice", "mix batter", 10);
    begin("oven", &format!("{cake} cake"));
    sleep(minutes(knob("minutes_in_oven", 30))).await;
    end("oven", &format!("{cake} cake"));
    say("alice", &format!("The {cake} cake is on the table."));
}
// ANCHOR_END: bake_cake

// ANCHOR: read_book
async fn read_book() {
    let mut bookmark = Bookmark(0);
    while bookmark.0 < 6 {
        bookmark.0 += 1;
        work("alice", &format!("page {}", bookmark.0), 8);
        sleep(minutes(4)).await;
    }
}

struct Bookmark(u32);

impl Drop for Bookmark {
    fn drop(&mut self) {
        dropped("book");
        say("alice", &format!("The bookmark is after page {}.", self.0));
    }
}
// ANCHOR_END: read_book
