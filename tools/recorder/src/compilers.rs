//! How a compiler is run: by itself, or for somebody who reads along and may go away.

use std::io::{BufRead, BufReader, Read};
use std::process::{Command, Output, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::group;

/// Who waits for a compiler, or for a program.
#[derive(Clone, Copy)]
pub struct Watch<'a> {
    /// Hears each line of the compiler as it comes.
    pub hear: &'a (dyn Fn(&str) + Sync),
    /// Whether nobody waits any more.
    pub is_given_up: &'a (dyn Fn() -> bool + Sync),
}

/// How compilers are run.
#[derive(Clone, Copy, Default)]
pub struct Compilers<'a> {
    watch: Option<Watch<'a>>,
}

/// Longest that somebody waits for a compiler, which may have all dependencies before it.
const LONGEST: Duration = Duration::from_secs(300);

/// Most memory of a compiler and its helpers together, in bytes: a program can be written to need any.
const MEMORY_LIMIT: u64 = 4 << 30;

const BETWEEN_COUNTS: Duration = Duration::from_millis(200);

/// Most that is kept of what a compiler says, in bytes.
const OUTPUT_LIMIT: u64 = 4 << 20;

impl<'a> Compilers<'a> {
    /// Compilers whose lines are heard, and that are ended when nobody waits any more.
    pub fn watched(watch: Watch<'a>) -> Self {
        Self { watch: Some(watch) }
    }

    /// Runs a compiler, and returns what it said. `line` makes of a line of its output what is heard of it,
    /// if that is not empty.
    pub fn output(&self, command: &mut Command, line: fn(&str) -> String) -> Result<Output> {
        match &self.watch {
            None => command.output().with_context(|| cannot_run(command)),
            Some(watch) => watched(command, watch, line),
        }
    }
}

fn cannot_run(command: &Command) -> String {
    format!("cannot run {}", command.get_program().display())
}

fn watched(command: &mut Command, watch: &Watch<'_>, line: fn(&str) -> String) -> Result<Output> {
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = group::of_its_own(command).spawn().with_context(|| cannot_run(command))?;
    let (stdout, stderr) = (child.stdout.take(), child.stderr.take());
    let read = |pipe: Option<&mut dyn Read>| {
        let mut said = Vec::new();
        let Some(pipe) = pipe else { return said };
        let mut lines = BufReader::new(pipe.take(OUTPUT_LIMIT));
        loop {
            let start = said.len();
            // What cannot be read has not been said.
            if lines.read_until(b'\n', &mut said).unwrap_or_default() == 0 {
                return said;
            }
            let heard = line(String::from_utf8_lossy(&said[start..]).trim_end());
            if !heard.is_empty() {
                (watch.hear)(&heard);
            }
        }
    };
    thread::scope(|scope| {
        let (mut stdout, mut stderr) = (stdout, stderr);
        let stdout = scope.spawn(move || read(stdout.as_mut().map(|pipe| pipe as &mut dyn Read)));
        let stderr = scope.spawn(move || read(stderr.as_mut().map(|pipe| pipe as &mut dyn Read)));
        let started = Instant::now();
        let mut counted = started;
        let status = loop {
            if let Some(status) = child.try_wait()? {
                break Ok(status);
            }
            if (watch.is_given_up)() {
                break Err("nobody waits for the compiler any more".to_owned());
            } else if started.elapsed() > LONGEST {
                break Err(format!("the compiler was not finished after {} s", LONGEST.as_secs()));
            } else if counted.elapsed() > BETWEEN_COUNTS {
                counted = Instant::now();
                if group::census(child.id(), None, usize::MAX).resident_bytes <= MEMORY_LIMIT {
                    continue;
                }
                break Err(format!("the compiler took more than {} GiB of memory", MEMORY_LIMIT >> 30));
            }
            thread::sleep(Duration::from_millis(10));
        };
        // With its helpers, if it has left any: they hold the pipes that are read here.
        group::end(&mut child);
        child.wait()?;
        let (stdout, stderr) = (stdout.join().unwrap_or_default(), stderr.join().unwrap_or_default());
        match status {
            Ok(status) => Ok(Output { status, stdout, stderr }),
            Err(why) => bail!(why),
        }
    })
}
