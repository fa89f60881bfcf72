//! A cake that remembers where its almond lies, as an address, and is moved.

use std::mem;

use kitchen::{begin, end, say, work};

// ANCHOR: cake
/// Its note says where its almond lies.
struct Cake {
    name: &'static str,
    almond: u8,
    note: usize,
}

/// The place in memory, as a plain number.
fn address_of(almond: &u8) -> usize {
    std::ptr::from_ref(almond).addr()
}
// ANCHOR_END: cake

// ANCHOR: main
fn main() {
    let mut table = Cake { name: "the chocolate cake", almond: 1, note: 0 };
    begin("table", "chocolate cake");
    work("alice", "hide the almond", 4);
    table.note = address_of(&table.almond);
    begin("note", "leads to the table");
    say("alice", &format!("There is an almond in {}.", table.name));

    work("alice", "make another cake", 10);
    let next = Cake { name: "the apple cake", almond: 1, note: 0 };
    // To the windowsill with the first; the next one takes its place.
    let window = mem::replace(&mut table, next);
    end("table", "chocolate cake");
    begin("window", "chocolate cake");
    begin("table", "apple cake");

    // First the cake to which the note leads: false sorts before true.
    let mut cakes = [&window, &table];
    cakes.sort_by_key(|cake| address_of(&cake.almond) != window.note);
    for cake in cakes {
        work("alice", "look for the almond", 6);
        say("alice", &format!("I have cut {}.", cake.name));
    }
    end("note", "leads to the table");
    end("window", "chocolate cake");
    end("table", "apple cake");
}
// ANCHOR_END: main
