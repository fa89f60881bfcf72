use std::thread;

use kitchen::{
    begin, blocked, cancel, dropped, end, knob, minutes, now, receive, say, send, spawn, work,
};

fn main() {
    work("alice", "mix", 20);
    spawn("alice", "oven");
    begin("oven", "bake");
    blocked("alice", "oven", || thread::sleep(minutes(knob("pages", 6) * 5)));
    end("oven", "bake");
    send("alice", "oven", "a \"note\"");
    receive("oven", "alice", "a note");
    cancel("alice", "oven");
    dropped("oven");
    say("alice", &format!("It is {}: \"done\" \\ für Zoë.", now()));
}
