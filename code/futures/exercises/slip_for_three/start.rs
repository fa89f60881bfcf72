//! A slip for a cake that remembers one person.

use std::cell::RefCell;

use kitchen::{begin, end, knob, minutes, say};
use tokio::time::sleep;

type Callback = Box<dyn FnOnce(&'static str)>;

#[derive(Default)]
struct Slip {
    waiting: RefCell<Option<Callback>>,
}

impl Slip {
    /// Whoever asks is to be told the value: later, or at once if it is there.
    fn then(&self, callback: Callback) {
        self.waiting.replace(Some(callback));
    }

    fn resolve(&self, value: &'static str) {
        if let Some(callback) = self.waiting.take() {
            callback(value);
        }
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let cake = Slip::default();
    begin("oven", "bake");
    tokio::join!(ring(&cake), ask(&cake, "bob", 10), ask(&cake, "alice", 20), ask(&cake, "friend", 40));
}

async fn ask(cake: &Slip, who: &'static str, minute: u32) {
    sleep(minutes(minute)).await;
    begin(who, "wait");
    cake.then(Box::new(move |value| {
        end(who, "wait");
        say(who, &format!("I am told: {value}."));
    }));
}

async fn ring(cake: &Slip) {
    sleep(minutes(knob("minutes_in_oven", 30))).await;
    end("oven", "bake");
    cake.resolve("the cake is done");
}
