//! An event loop by hand: a queue of callbacks, and a loop that calls them.

use std::collections::VecDeque;
use std::thread;
use std::time::Instant;

use kitchen::{begin, blocked, end, knob, minutes, receive, say, work};

// ANCHOR: call_later
type Callback = Box<dyn FnOnce(&mut Queue)>;

struct Queue(VecDeque<(Instant, String, Callback)>);

impl Queue {
    fn call_later(&mut self, n: u32, name: &str, callback: impl FnOnce(&mut Self) + 'static) {
        let due = Instant::now() + minutes(n);
        let place = self.0.partition_point(|(other, ..)| *other <= due);
        self.0.insert(place, (due, name.to_owned(), Box::new(callback)));
        begin("queue", name);
    }
}
// ANCHOR_END: call_later

// ANCHOR: main
fn main() {
    let mut queue = Queue(VecDeque::new());
    work("alice", "mix batter", 10);
    say("alice", "The cake is in the oven.");
    queue.call_later(knob("minutes_in_oven", 30), "take cake out", take_cake_out);
    queue.call_later(0, "page 1", |queue| read_page(queue, 1));

    while let Some((due, name, callback)) = queue.0.pop_front() {
        let wait = due.saturating_duration_since(Instant::now());
        if !wait.is_zero() {
            blocked("loop", "clock", || thread::sleep(wait));
        }
        end("queue", &name);
        receive("alice", "loop", "control");
        callback(&mut queue);
        receive("loop", "alice", "control");
    }
}
// ANCHOR_END: main

// ANCHOR: callbacks
fn take_cake_out(queue: &mut Queue) {
    work("alice", "take cake out", 2);
    say("alice", "The cake is on the table.");
    queue.call_later(30, "add sugar", |_| work("alice", "add sugar", 4));
}

fn read_page(queue: &mut Queue, page: u32) {
    work("alice", &format!("page {page}"), 8);
    if page >= knob("pages", 6) {
        say("alice", "The book is finished.");
    } else {
        queue.call_later(0, &format!("page {}", page + 1), move |queue| read_page(queue, page + 1));
    }
}
// ANCHOR_END: callbacks
