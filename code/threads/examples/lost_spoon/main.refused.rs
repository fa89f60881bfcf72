//! Two workers each put a spoon back and count it on one note: the compiler refuses.

use std::thread;

use kitchen::{begin, blocked, end, knob, receive, say, spawn, work};

struct Note {
    spoons: u32,
}

// ANCHOR: main
fn main() {
    let mut note = Note { spoons: 10 };
    begin("note", &format!("{} spoons", note.spoons));
    thread::scope(|scope| {
        spawn("alice", "helper");
        let helper = scope.spawn(|| tidy_up(&mut note));

        put_spoon_back("alice", &mut note, 6);
        work("alice", "page 1", 6);
        say("alice", "Page 1 is read.");

        blocked("alice", "helper", || helper.join().unwrap());
    });
    work("alice", "count the spoons", 2);
    say("alice", &format!("I count 12 spoons. The note says {}.", note.spoons));
    end("note", &format!("{} spoons", note.spoons));
}
// ANCHOR_END: main

// ANCHOR: tidy_up
fn tidy_up(note: &mut Note) {
    work("helper", "wipe the table", knob("minutes_at_table", 2));
    put_spoon_back("helper", note, 8);
}
// ANCHOR_END: tidy_up

// ANCHOR: put_spoon_back
fn put_spoon_back(who: &str, note: &mut Note, minutes: u32) {
    let spoons = note.spoons;
    receive(who, "note", &format!("{spoons} spoons"));
    work(who, "dry a spoon", minutes);
    write_down(who, note, spoons + 1);
    say(who, &format!("I have written {}.", spoons + 1));
}

fn write_down(who: &str, note: &mut Note, spoons: u32) {
    end("note", &format!("{} spoons", note.spoons));
    note.spoons = spoons;
    receive("note", who, &format!("{spoons} spoons"));
    begin("note", &format!("{spoons} spoons"));
}
// ANCHOR_END: put_spoon_back
