//! A cake that remembers where its almond lies, as an address, and is moved.

use std::mem;

use kitchen::{begin, end, say, work};

// ANCHOR: cake
/// There is an almond in the cake, and a note that says where it lies.
struct Cake {
    name: &'static str,
    almond: u8,
    note: usize,
}

/// The place in memory, as a number: it keeps nothing in that place.
fn address_of(almond: &u8) -> usize {
    std::ptr::from_ref(almond).addr()
}
// ANCHOR_END: cake

// ANCHOR: main
fn main() {
    let mut table = Cake { name: "the chocolate cake", almond: 1, note: 0 };
    begin("table", table.name);
    work("alice", "hide the almond", 4);
    table.note = address_of(&table.almond);
    begin("note", "leads to the table");
    say("alice", &format!("The note leads to {}.", follow(table.note, &[&table])));

    work("alice", "make another cake", 16);
    end("table", table.name);
    // The first cake is put on the windowsill, the second where the first one was.
    let next = Cake { name: "the apple cake", almond: 1, note: 0 };
    let window = mem::replace(&mut table, next);
    begin("window", window.name);
    begin("table", table.name);

    work("alice", "look for the almond", 4);
    say("alice", &format!("The note leads to {}.", follow(window.note, &[&table, &window])));
    end("note", "leads to the table");
    end("window", window.name);
    end("table", table.name);
}
// ANCHOR_END: main

// ANCHOR: follow
/// Whose almond lies at that address?
fn follow(note: usize, cakes: &[&Cake]) -> &'static str {
    let found = cakes.iter().find(|cake| address_of(&cake.almond) == note);
    found.map_or("no cake at all", |cake| cake.name)
}
// ANCHOR_END: follow
