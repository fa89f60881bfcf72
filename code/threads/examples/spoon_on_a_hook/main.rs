//! Two workers put a spoon back; the note is for whoever has the wooden spoon.

use std::sync::Mutex;
use std::thread;

use kitchen::{begin, blocked, end, receive, say, spawn, work};

struct Note {
    spoons: u32,
}

// ANCHOR: main
fn main() {
    let hook = Mutex::new(Note { spoons: 10 });
    begin("note", "10 spoons");
    thread::scope(|scope| {
        spawn("alice", "helper");
        let helper = scope.spawn(|| {
            work("helper", "wipe the table", 2);
            put_spoon_back("helper", &hook, 8);
        });

        put_spoon_back("alice", &hook, 6);
        work("alice", "page 1", 6);
        say("alice", "Page 1 is read.");

        blocked("alice", "helper", || helper.join().unwrap());
    });
    let note = hook.into_inner().unwrap();
    work("alice", "count the spoons", 2);
    say("alice", &format!("I count 12 spoons. The note says {}.", note.spoons));
    end("note", &format!("{} spoons", note.spoons));
}
// ANCHOR_END: main

// ANCHOR: put_spoon_back
fn put_spoon_back(who: &str, hook: &Mutex<Note>, minutes: u32) {
    let mut note = blocked(who, "hook", || hook.lock().unwrap());
    begin("hook", &format!("taken by {who}"));
    let spoons = note.spoons;
    work(who, "dry a spoon", minutes);
    write_down(who, &mut note, spoons + 1);
    say(who, &format!("I have written {}.", spoons + 1));
    end("hook", &format!("taken by {who}"));
}
// ANCHOR_END: put_spoon_back

fn write_down(who: &str, note: &mut Note, spoons: u32) {
    end("note", &format!("{} spoons", note.spoons));
    note.spoons = spoons;
    receive("note", who, &format!("{spoons} spoons"));
    begin("note", &format!("{spoons} spoons"));
}
