//! The Rust kitchen, through what it tells the recorder.

use std::process::Command;

use trace::{Event, EventKind};

use crate::scratch::Scratch;

/// What the program did, as `minute lane kind`.
fn events_of(body: &str) -> Vec<String> {
    let run = Scratch::new(&[("program", body)]).run();
    assert_eq!(run.problems, []);
    let recorded = run.outcomes[0].result.as_ref().expect("the program behaves");
    recorded.events.iter().map(told).collect()
}

fn told(event: &Event) -> String {
    let kind = match &event.kind {
        EventKind::Poll => "polled".to_owned(),
        EventKind::Pending => "pending".to_owned(),
        EventKind::Ready => "ready".to_owned(),
        EventKind::Wake { by } => format!("woken by {by}"),
        EventKind::Begin { activity, work } => {
            format!("begins {activity}{}", if *work { ", busy" } else { "" })
        }
        EventKind::End { activity } => format!("ends {activity}"),
        EventKind::Block { on } => format!("blocked on {on}"),
        EventKind::Unblock { by } => format!("unblocked by {by}"),
        other => format!("{other:?}"),
    };
    format!("{} {} {kind}, line {}", event.at, event.lane, event.line)
}

#[test]
fn working_and_waiting_both_take_story_time() {
    let program = "kitchen::work(\"alice\", \"mix\", 20);
                   kitchen::blocked(\"alice\", \"oven\", || std::thread::sleep(kitchen::minutes(30)));
                   kitchen::begin(\"alice\", \"rest\"); assert_eq!(kitchen::now(), 50);
                   kitchen::end(\"alice\", \"rest\");";
    let expected = [
        "0 alice begins mix, busy, line 2",
        "20 alice ends mix, line 2",
        "20 alice blocked on oven, line 3",
        "50 alice unblocked by oven, line 3",
        "50 alice begins rest, line 4",
        "50 alice ends rest, line 5",
    ];
    assert_eq!(events_of(program), expected);
}

#[test]
fn an_observed_future_tells_its_polls_their_answers_and_who_woke_it() {
    let program = "use std::{future::poll_fn, pin::pin, task::{Context, Poll, Waker}};
                   let mut asked = 0;
                   let mut future = pin!(kitchen::observe(\"alice\", poll_fn(|context| {
                       asked += 1;
                       if asked == 1 { context.waker().wake_by_ref(); return Poll::Pending; }
                       Poll::Ready(42)
                   })));
                   let mut context = Context::from_waker(Waker::noop());
                   assert!(future.as_mut().poll(&mut context).is_pending());
                   assert_eq!(future.as_mut().poll(&mut context), Poll::Ready(42));";
    let program = program.replacen("use std::{", "use std::{future::Future, ", 1);
    let expected = [
        "0 alice polled, line 4",
        "0 alice woken by alice, line 4",
        "0 alice pending, line 4",
        "0 alice polled, line 4",
        "0 alice ready, line 4",
    ];
    assert_eq!(events_of(&program), expected);
}

#[test]
fn a_wake_from_outside_every_poll_is_the_runtime_s() {
    let program =
        "use std::{future::{Future, poll_fn}, pin::pin, sync::mpsc::channel, task::{Context, Poll, Waker}};
                   let (give, take) = channel();
                   let mut future = pin!(kitchen::observe(\"alice\", poll_fn(|context| {
                       give.send(context.waker().clone()).unwrap();
                       Poll::<()>::Pending
                   })));
                   let _ = future.as_mut().poll(&mut Context::from_waker(Waker::noop()));
                   take.recv().unwrap().wake();";
    let events = events_of(program);
    assert_eq!(events.last().map(String::as_str), Some("0 alice woken by runtime, line 4"));
}

#[test]
fn whether_or_not_somebody_looks_the_same_is_printed() {
    let program =
        "use std::{future::{Future, poll_fn}, pin::pin, task::{Context, Poll, Waker}, thread::sleep};
                   let mut left = 3;
                   let mut baked = pin!(kitchen::observe(\"cake\", poll_fn(|context| {
                       kitchen::say(\"cake\", &format!(\"{left} to go.\"));
                       left -= 1;
                       context.waker().wake_by_ref();
                       if left == 0 { Poll::Ready(\"done\") } else { Poll::Pending }
                   })));
                   kitchen::poll(\"alice\");
                   sleep(kitchen::minutes(10));
                   loop {
                       sleep(kitchen::minutes(10));
                       let context = &mut Context::from_waker(Waker::noop());
                       if let Poll::Ready(how) = baked.as_mut().poll(context) {
                           return kitchen::say(\"alice\", how);
                       }
                   }";
    let book = Scratch::new(&[("program", program)]);
    let trace = book.path("trace");
    let run = |look: bool| {
        let mut cargo = Command::new(env!("CARGO"));
        cargo.current_dir(book.root()).args(["run", "--quiet", "--example", "program"]);
        cargo.envs([("KITCHEN_MINUTE_US", "10000"), ("KITCHEN_GRID", "10")]).env_remove("KITCHEN_TRACE");
        if look {
            cargo.env("KITCHEN_TRACE", &trace);
        }
        let output = cargo.output().expect("cargo is here");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8_lossy(&output.stdout).into_owned()
    };
    let expected = " 20  cake: 3 to go.\n 30  cake: 2 to go.\n 40  cake: 1 to go.\n 40  alice: done\n";
    assert_eq!(run(false), expected);
    assert!(!trace.exists(), "nobody asked for it");
    assert_eq!(run(true), expected);
    let events = std::fs::read_to_string(trace).expect("somebody did");
    let kinds = ["poll", "wake", "pending", "ready"];
    let counts = kinds.map(|kind| events.matches(&format!("\"kind\":\"{kind}\"")).count());
    assert_eq!(counts, [4, 3, 2, 1], "{events}");
}
