//! Bob calls as often as he likes, and Alice pays once for each cake.

use std::cell::Cell;
use std::rc::Rc;
use std::thread;
use std::time::Instant;

use kitchen::{begin, end, knob, minutes, say, work};

fn main() {
    let coins = Rc::new(Cell::new(200));
    let mut queue = Queue::default();
    order_cake(&mut queue, "lemon cake", 30, once(pay_for("lemon cake", Rc::clone(&coins))));
    order_cake(&mut queue, "nut cake", 34, once(pay_for("nut cake", coins)));
    queue.run();
}

fn once(callback: impl FnOnce() + 'static) -> impl FnMut() + 'static {
    let mut callback = Some(callback);
    move || {
        if let Some(callback) = callback.take() {
            callback();
        }
    }
}

fn pay_for(cake: &'static str, coins: Rc<Cell<u32>>) -> impl FnOnce() {
    move || {
        work("alice", &format!("pay for the {cake}"), 2);
        coins.set(coins.get() - 10);
        say("alice", &format!("The {cake} is paid for. {} coins are left.", coins.get()));
    }
}

// From here on it is Bob's business.
fn order_cake(queue: &mut Queue, cake: &'static str, n: u32, callback: impl FnMut() + 'static) {
    begin("bob", &format!("bake {cake}"));
    queue.later(n, move |queue| {
        end("bob", &format!("bake {cake}"));
        call(queue, cake, callback, knob("calls", 2));
    });
}

fn call(queue: &mut Queue, cake: &'static str, mut callback: impl FnMut() + 'static, times: u32) {
    if times == 0 {
        return;
    }
    say("bob", &format!("The {cake} is done."));
    callback();
    queue.later(10, move |queue| call(queue, cake, callback, times - 1));
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
