//! Alice is ready to deal with what goes wrong, but only as long as her call lasts.

use std::thread;
use std::time::Instant;

use kitchen::{begin, end, minutes, say, work};

type Callback = fn() -> Result<(), &'static str>;

// ANCHOR: main
fn main() {
    let mut oven = Oven(None);
    work("alice", "mix batter", 10);
    match bake_cake(&mut oven, take_cake_out) {
        Ok(()) => say("alice", "Nothing has gone wrong."),
        Err(problem) => say("alice", &format!("I have caught it: {problem}.")),
    }
    oven.wait();
}
// ANCHOR_END: main

// ANCHOR: take_cake_out
fn take_cake_out() -> Result<(), &'static str> {
    work("alice", "take cake out", 2);
    Err("the cake is burnt")
}
// ANCHOR_END: take_cake_out

// ANCHOR: bake_cake
/// Rust's standard library has no event loop; this one has room for the callback of one oven.
struct Oven(Option<(Instant, Callback)>);

fn bake_cake(oven: &mut Oven, callback: Callback) -> Result<(), &'static str> {
    if oven.0.is_some() {
        return Err("the oven is in use");
    }
    begin("oven", "bake");
    oven.0 = Some((Instant::now() + minutes(30), callback));
    Ok(())
}

impl Oven {
    fn wait(&mut self) {
        let Some((due, callback)) = self.0.take() else { return };
        thread::sleep(due.saturating_duration_since(Instant::now()));
        end("oven", "bake");
        if let Err(problem) = callback() {
            say("oven", &format!("My callback has failed: {problem}."));
        }
    }
}
// ANCHOR_END: bake_cake
