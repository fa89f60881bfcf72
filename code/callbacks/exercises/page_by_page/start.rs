//! Alice gives the oven a function to call, and reads the whole book.

use std::thread;
use std::time::Instant;

use kitchen::{begin, end, knob, minutes, say, work};

fn main() {
    let mut queue = Queue::default();
    bake_cake(&mut queue);
    read_book();
    queue.run();
}

fn bake_cake(queue: &mut Queue) {
    work("alice", "mix batter", 10);
    begin("oven", "bake");
    queue.later(knob("minutes_in_oven", 30), |_| take_cake_out());
}

fn take_cake_out() {
    end("oven", "bake");
    work("alice", "take cake out", 2);
    say("alice", "The cake is on the table.");
}

fn read_book() {
    for page in 1..=knob("pages", 6) {
        work("alice", &format!("page {page}"), 8);
    }
    say("alice", "The book is finished.");
}

/// The event loop of this program.
#[derive(Default)]
struct Queue(Vec<(Instant, Callback)>);

type Callback = Box<dyn FnOnce(&mut Queue)>;

impl Queue {
    fn later(&mut self, n: u32, callback: impl FnOnce(&mut Self) + 'static) {
        let due = Instant::now() + minutes(n);
        let place = self.0.partition_point(|(other, _)| *other <= due);
        self.0.insert(place, (due, Box::new(callback)));
    }

    fn run(&mut self) {
        while !self.0.is_empty() {
            let (due, callback) = self.0.remove(0);
            thread::sleep(due.saturating_duration_since(Instant::now()));
            callback(self);
        }
    }
}
