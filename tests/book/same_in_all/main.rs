use std::thread;

use kitchen::{begin, blocked, end, knob, minutes, now, say, spawn, work};

fn main() {
    work("alice", "mix", 20);
    spawn("alice", "oven");
    begin("oven", "bake");
    blocked("alice", "oven", || thread::sleep(minutes(knob("pages", 6) * 5)));
    end("oven", "bake");
    say("alice", &format!("It is {}: \"done\" \\ für Zoë.", now()));
}
