//! Each of the three steps can fail, and each callback has to ask whether it has.

use std::thread;
use std::time::Instant;

use kitchen::{begin, end, knob, minutes, say};

type Answer = Result<String, String>;
type Callback = Box<dyn FnOnce(Answer, &mut Queue)>;

// ANCHOR: main
fn main() {
    let mut queue = Queue(None);
    ask_friend(&mut queue, |wish, queue| match wish {
        Err(problem) => say("alice", &format!("No cake: {problem}.")),
        Ok(wish) => bake_cake(&wish, queue, |cake, queue| match cake {
            Err(problem) => say("alice", &format!("No cake: {problem}.")),
            Ok(cake) => deliver(&cake, queue, |thanks, _| match thanks {
                Err(problem) => say("alice", &format!("No cake: {problem}.")),
                Ok(thanks) => say("alice", &format!("My friend says: {thanks}")),
            }),
        }),
    });
    say("alice", "Everything is arranged.");
    while let Some((due, lane, activity, answer, callback)) = queue.0.take() {
        thread::sleep(due.saturating_duration_since(Instant::now()));
        end(lane, activity);
        callback(answer, &mut queue);
    }
}
// ANCHOR_END: main

// ANCHOR: steps
fn ask_friend(queue: &mut Queue, callback: impl FnOnce(Answer, &mut Queue) + 'static) {
    let wish = outcome(1, "lemon", "the letter is lost");
    queue.later("friend", "think", 8, wish, Box::new(callback));
}

fn bake_cake(wish: &str, queue: &mut Queue, callback: impl FnOnce(Answer, &mut Queue) + 'static) {
    let cake = outcome(2, &format!("{wish} cake"), "the oven is cold");
    queue.later("oven", "bake", 30, cake, Box::new(callback));
}

fn deliver(cake: &str, queue: &mut Queue, callback: impl FnOnce(Answer, &mut Queue) + 'static) {
    let thanks = outcome(3, "Thank you!", &format!("the {cake} is lost"));
    queue.later("bob", "carry it", 12, thanks, Box::new(callback));
}

fn outcome(step: u32, answer: &str, problem: &str) -> Answer {
    if step == knob("failing_step", 2) { Err(problem.into()) } else { Ok(answer.into()) }
}
// ANCHOR_END: steps

// ANCHOR: later
/// Rust's standard library has no event loop. In this one, one callback can wait.
struct Queue(Option<(Instant, &'static str, &'static str, Answer, Callback)>);

impl Queue {
    fn later(&mut self, lane: &'static str, activity: &'static str, n: u32, answer: Answer, done: Callback) {
        begin(lane, activity);
        self.0 = Some((Instant::now() + minutes(n), lane, activity, answer, done));
    }
}
// ANCHOR_END: later
