//! A helper waits for a bell, and nobody has the bell any more.

use std::sync::mpsc::{self, Receiver};
use std::thread;

use kitchen::{begin, blocked, end, say, spawn, work};

// ANCHOR: main
fn main() {
    spawn("alice", "helper");
    let (bell, ring) = mpsc::channel();
    let helper = thread::spawn(move || wait_for_bell(&ring));

    work("alice", "page 1", 10);
    begin("bell", "nobody has it");
    drop(bell);
    work("alice", "page 2", 10);

    if helper.is_finished() {
        say("alice", "The helper is gone.");
    } else {
        say("alice", "The helper is still waiting.");
    }
    end("bell", "nobody has it");
}
// ANCHOR_END: main

// ANCHOR: wait_for_bell
fn wait_for_bell(ring: &Receiver<()>) {
    match blocked("helper", "bell", || ring.recv()) {
        Ok(()) => say("helper", "The bell has rung."),
        Err(_) => say("helper", "Nobody has the bell any more."),
    }
}
// ANCHOR_END: wait_for_bell
