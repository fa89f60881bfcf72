//! A driver that takes an error for a result.

use std::thread::sleep;

use kitchen::{begin, end, knob, minutes, say};

/// A result: what has been baked, or what has gone wrong.
type Baked = Result<&'static str, &'static str>;

/// Where a function has stopped: it waits for the oven, or it is finished.
enum Stopped {
    WaitsFor { what: &'static str, minutes: u32 },
    Finished(Baked),
}

fn main() {
    let _ = drive(&BakeCake);
    if let Err(error) = drive(&BakePie) {
        say("alice", &format!("No pie: {error}."));
    }
}

fn drive(function: &impl Function) -> Baked {
    let mut stopped = function.begin();
    loop {
        match stopped {
            Stopped::WaitsFor { what, minutes } => {
                let (Ok(answer) | Err(answer)) = bake(what, minutes);
                stopped = function.go_on(Ok(answer));
            }
            Stopped::Finished(Ok(answer) | Err(answer)) => return Ok(answer),
        }
    }
}

/// A function with one place where it waits.
trait Function {
    fn begin(&self) -> Stopped;
    fn go_on(&self, baked: Baked) -> Stopped;
}

struct BakeCake;

impl Function for BakeCake {
    fn begin(&self) -> Stopped {
        Stopped::WaitsFor { what: "a cake", minutes: knob("minutes_for_cake", 30) }
    }
    fn go_on(&self, baked: Baked) -> Stopped {
        match baked {
            Ok(cake) => say("alice", &format!("I have {cake}.")),
            Err(error) => say("alice", &format!("No cake: {error}.")),
        }
        Stopped::Finished(Ok("done"))
    }
}

struct BakePie;

impl Function for BakePie {
    fn begin(&self) -> Stopped {
        Stopped::WaitsFor { what: "a pie", minutes: knob("minutes_for_pie", 70) }
    }
    fn go_on(&self, baked: Baked) -> Stopped {
        Stopped::Finished(baked.inspect(|pie| say("alice", &format!("I have {pie}."))))
    }
}

fn bake(what: &'static str, time: u32) -> Baked {
    begin("oven", what);
    sleep(minutes(time));
    end("oven", what);
    if time > 60 { Err("it is burnt") } else { Ok(what) }
}
