//! Alice leaves notes, and Bob reads each when it is there.

use kitchen::{minutes, receive, say, send, spawn};
use tokio::sync::mpsc::{self, Receiver};
use tokio::time::sleep;

// ANCHOR: main
#[tokio::main(flavor = "current_thread")]
async fn main() {
    // ANCHOR: pass_a_message
    let (fridge, notes) = mpsc::channel(8);
    // ANCHOR_END: pass_a_message
    spawn("alice", "bob");
    let bob = tokio::spawn(read_notes(notes));
    for note in ["candles", "milk"] {
        sleep(minutes(10)).await;
        send("alice", "bob", note);
        // ANCHOR: pass_a_message
        fridge.send(note).await.expect("Bob is there");
        // ANCHOR_END: pass_a_message
    }
    sleep(minutes(10)).await;
    // ANCHOR: pass_a_message
    drop(fridge);
    // ANCHOR_END: pass_a_message
    bob.await.expect("reading does not panic");
    say("alice", "Bob has read them all.");
}
// ANCHOR_END: main

// ANCHOR: read_notes
async fn read_notes(mut notes: Receiver<&'static str>) {
    // ANCHOR: pass_a_message
    while let Some(note) = notes.recv().await {
        receive("bob", "alice", note);
        say("bob", &format!("The note says: {note}."));
    }
    // ANCHOR_END: pass_a_message
}
// ANCHOR_END: read_notes
