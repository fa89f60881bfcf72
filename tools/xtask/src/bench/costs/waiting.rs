//! As many as there is room for wait in a program, and somebody looks at it from outside.

use std::io::{BufRead, BufReader};
use std::process::{ChildStdout, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Result, bail};
use recorder::Start;

use crate::bench::waiters::{Ended, memory};

/// What the language itself takes is in few and in many, and is taken off.
const FEW: u64 = 1_000;
pub const MILLION: u64 = 1_000_000;

/// A program that needs more memory than this is ended, and tried with half as many.
const MOST_KIB: f64 = 6.0 * 1024.0 * 1024.0;

const LONGEST: Duration = Duration::from_secs(180);

/// A program in which as many wait as it is told by its last argument.
pub struct Waiter {
    pub label: &'static str,
    /// What it is that waits.
    pub kind: &'static str,
    /// Of languages other than Rust.
    pub toolchain: Option<String>,
    pub start: Start,
    pub many: u64,
}

/// What one of them costs.
#[derive(Debug, Clone, Copy)]
pub struct Seen {
    pub waiters: u64,
    pub bytes: f64,
    pub nanoseconds: f64,
}

/// A program in which all wait.
struct Sight {
    kib: f64,
    took: Duration,
}

impl Waiter {
    /// Looks at few and at many; at no more than there was room for `before`.
    #[expect(clippy::cast_precision_loss, reason = "no more than a million")]
    pub fn look(&self, before: Option<u64>) -> Result<Seen> {
        let Some(few) = self.sight(FEW)? else { bail!("{} has no room for {FEW}", self.label) };
        let mut waiters = before.unwrap_or(self.many);
        loop {
            if let Some(many) = self.sight(waiters)? {
                let more = (waiters - FEW) as f64;
                return Ok(Seen {
                    waiters,
                    bytes: (many.kib - few.kib) * 1024.0 / more,
                    nanoseconds: (many.took.as_secs_f64() - few.took.as_secs_f64()) * 1e9 / more,
                });
            }
            waiters /= 2;
            if waiters <= FEW {
                bail!("{} has no room for more than {FEW}", self.label);
            }
        }
    }

    /// Nothing if there is not enough room.
    fn sight(&self, waiters: u64) -> Result<Option<Sight>> {
        let begun = Instant::now();
        let mut command = self.start.command();
        command.arg(waiters.to_string()).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn()?;
        let said = child.stdout.take().map(first_line);
        let child = Ended(child);
        let kib = || memory(child.0.id(), "VmRSS:");
        let Some(said) = said else { bail!("{} cannot speak", self.label) };
        loop {
            match said.recv_timeout(Duration::from_millis(10)) {
                Ok(line) if line.trim() == "waiting" => break,
                Err(RecvTimeoutError::Timeout) if begun.elapsed() < LONGEST => {
                    if kib()? > MOST_KIB {
                        return Ok(None);
                    }
                }
                _ => bail!("{}: {waiters} did not come to wait", self.label),
            }
        }
        let took = begun.elapsed();
        // The last ones to come are asleep then, too.
        thread::sleep(Duration::from_millis(300));
        Ok(Some(Sight { kib: kib()?, took }))
    }
}

/// What a program says first; an empty line when it ends without a word.
fn first_line(stdout: ChildStdout) -> Receiver<String> {
    let (give, take) = channel();
    thread::spawn(move || {
        let mut line = String::new();
        let _ = BufReader::new(stdout).read_line(&mut line);
        // Nobody may listen any more.
        let _ = give.send(line);
    });
    take
}
