//! Three steps, each of which needs what the one before has brought.

use std::thread;
use std::time::Instant;

use kitchen::{begin, end, minutes, say, work};

// ANCHOR: main
fn main() {
    let mut queue = Queue::default();
    ask_friend(&mut queue, |wish, queue| {
        bake_cake(wish, queue, |cake, queue| {
            deliver(cake, queue, |thanks, _| {
                say("alice", &format!("My friend says: {thanks}"));
            });
        });
    });
    say("alice", "Everything is arranged.");
    while let Some((due, callback)) = queue.0.take() {
        thread::sleep(due.saturating_duration_since(Instant::now()));
        callback(&mut queue);
    }
}
// ANCHOR_END: main

// ANCHOR: steps
fn ask_friend(queue: &mut Queue, callback: impl FnOnce(&str, &mut Queue) + 'static) {
    work("alice", "write a letter", 2);
    queue.later("friend", "think", 6, Box::new(|queue| callback("lemon", queue)));
}

fn bake_cake(wish: &str, queue: &mut Queue, callback: impl FnOnce(&str, &mut Queue) + 'static) {
    say("alice", &format!("It is to be a {wish} cake."));
    work("alice", "mix batter", 10);
    let cake = format!("{wish} cake");
    queue.later("oven", "bake", 30, Box::new(move |queue| callback(&cake, queue)));
}

fn deliver(cake: &str, queue: &mut Queue, callback: impl FnOnce(&str, &mut Queue) + 'static) {
    say("alice", &format!("The {cake} is baked."));
    work("alice", "wrap it", 4);
    queue.later("bob", "carry it", 12, Box::new(|queue| callback("Thank you!", queue)));
}
// ANCHOR_END: steps

// ANCHOR: later
type Callback = Box<dyn FnOnce(&mut Queue)>;

/// Rust's standard library has no event loop. In this one, one callback can wait.
#[derive(Default)]
struct Queue(Option<(Instant, Callback)>);

impl Queue {
    fn later(&mut self, lane: &'static str, activity: &'static str, n: u32, callback: Callback) {
        begin(lane, activity);
        let done = move |queue: &mut Self| {
            end(lane, activity);
            callback(queue);
        };
        self.0 = Some((Instant::now() + minutes(n), Box::new(done)));
    }
}
// ANCHOR_END: later
