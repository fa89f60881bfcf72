//! Three telephones, and tasks that are woken when theirs rings.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::future::poll_fn;
use std::rc::Rc;
use std::task::{Poll, Waker};
use std::time::Duration;
use std::{process, thread};

use executor::{block_on_with, spawn};
use kitchen::{knob, minutes, now, observe, say, work};

#[derive(Default)]
struct Reactor {
    rung: BTreeSet<&'static str>,
    waiting: BTreeMap<&'static str, Waker>,
}

impl Reactor {
    /// Stands still until the next telephone rings, and wakes who waits for it.
    fn wait(&mut self, calls: &mut Vec<(u32, &'static str)>) {
        let Some((minute, name)) = calls.pop() else {
            say("exchange", "Nobody calls any more.");
            process::exit(0);
        };
        thread::sleep(minutes(minute - now()));
        say("exchange", &format!("The {name} telephone rings."));
        self.rung.insert(name);
        self.waiting.remove(name).into_iter().for_each(Waker::wake);
    }
}

fn main() {
    let reactor = Rc::new(RefCell::new(Reactor::default()));
    let mut calls = vec![(10, "first"), (knob("second_call", 20), "second"), (40, "third")];
    calls.sort_unstable_by(|one, other| other.cmp(one));
    let asked = Rc::clone(&reactor);
    block_on_with(kitchen(reactor), Waker::noop().clone(), |at_most| {
        if at_most != Some(Duration::ZERO) {
            asked.borrow_mut().wait(&mut calls);
        }
    });
}

async fn kitchen(reactor: Rc<RefCell<Reactor>>) {
    let names = ["first", "second", "third"];
    let tasks = names.map(|name| spawn(observe(name, answer(name, Rc::clone(&reactor)))));
    for task in tasks {
        task.await;
    }
}

async fn answer(name: &'static str, reactor: Rc<RefCell<Reactor>>) {
    ring(name, &reactor).await;
    say(name, &format!("Hello, {name} telephone."));
    work(name, "talk", 2);
}

/// Waits for a telephone to ring.
async fn ring(name: &'static str, reactor: &RefCell<Reactor>) {
    poll_fn(|context| {
        let mut reactor = reactor.borrow_mut();
        if reactor.rung.contains(name) {
            return Poll::Ready(());
        }
        reactor.waiting.insert(name, context.waker().clone());
        Poll::Pending
    })
    .await;
}
