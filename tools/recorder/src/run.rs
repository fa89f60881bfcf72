//! One run of one program, as a child process with limits.

use std::fs::File;
use std::io::Read as _;
use std::num::NonZeroU32;
use std::path::Path;
use std::process::{Child, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};

use crate::group;
use crate::interruption::Interruption;
use crate::languages::Start;

/// How fast story time passes on a real clock.
#[derive(Debug, Clone, Copy)]
pub struct Pace {
    /// Real time between two moments of the program's grid. An event may come late by nearly that
    /// much and still be told the right time.
    pub step: Duration,
}

impl Pace {
    /// Enough for an idle machine, and for most busy ones.
    pub const ORDINARY: Self = Self { step: Duration::from_millis(80) };

    /// How late an event may come for its time to be believed.
    pub fn tolerance(self) -> Duration {
        self.step * 2 / 3
    }

    /// The same with more room, for a machine that was too busy.
    #[must_use]
    pub fn slower(self) -> Self {
        Self { step: self.step * 2 }
    }
}

/// What a run left behind.
pub struct Finished {
    pub stdout: String,
    pub stderr: String,
    /// The trace channel.
    pub trace: String,
    pub end: End,
}

/// How a run ended.
#[derive(Debug, PartialEq, Eq)]
pub enum End {
    Success,
    /// With another exit code than 0.
    Code(i32),
    /// By a signal of that number.
    Signal(i32),
    /// Ended by the recorder: its time was up.
    TimeUp,
    /// Ended by the recorder: it wrote more than [`OUTPUT_LIMIT`].
    TooMuchOutput,
    /// Ended by the recorder: it took more than [`MEMORY_LIMIT`].
    TooMuchMemory,
    /// Ended by the recorder: it became more than [`Limits::processes`], or had far more threads.
    TooManyProcesses,
    /// It ended well, and something that it had started did not: this.
    LeftBehind(String),
}

/// Most that a program may write to each of its channels, in bytes.
pub const OUTPUT_LIMIT: u64 = 4 << 20;

/// Most memory that the process of a program may have in use, in bytes.
pub const MEMORY_LIMIT: u64 = 512 << 20;

/// So many threads a program may have for each process that it may be; runtimes start some for each core.
const THREADS_EACH: usize = 16;

/// Counting processes takes a moment, which a program that is told with its times may not lose.
const BETWEEN_COUNTS: Duration = Duration::from_millis(40);

/// So long something may outlive the program that has started it: to end takes a moment, too.
const MOMENT: Duration = Duration::from_millis(500);

/// What a program may not go beyond.
pub struct Limits<'a> {
    pub time: Duration,
    /// Most processes, and what they may use together; without it only the program's own memory counts.
    pub processes: Option<usize>,
    /// Whether nobody waits for it any more.
    pub is_given_up: &'a dyn Fn() -> bool,
}

/// Runs a program at that pace, on a grid of so many story minutes, for `limit` at most.
pub fn run(
    start: &Start,
    pace: Pace,
    grid: NonZeroU32,
    limit: Duration,
    interruption: &Interruption,
) -> Result<Finished> {
    let is_given_up = || interruption.is_asked();
    run_within(start, pace, grid, &Limits { time: limit, processes: None, is_given_up: &is_given_up })
}

/// Runs a program at that pace, on a grid of so many story minutes, within those limits.
pub fn run_within(start: &Start, pace: Pace, grid: NonZeroU32, limits: &Limits<'_>) -> Result<Finished> {
    let folder = tempfile::tempdir().context("cannot make a folder for a run")?;
    let (stdout, stderr, trace) =
        (folder.path().join("stdout"), folder.path().join("stderr"), folder.path().join("trace"));
    File::create(&trace)?;
    let minute_us = pace.step.as_micros() / u128::from(grid.get());
    let mut command = start.command();
    command
        .env("KITCHEN_TRACE", &trace)
        .env("KITCHEN_MINUTE_US", minute_us.to_string())
        .env("KITCHEN_GRID", grid.to_string())
        .stdin(Stdio::null())
        .stdout(File::create(&stdout)?)
        .stderr(File::create(&stderr)?);
    let child = group::of_its_own(&mut command)
        .spawn()
        .with_context(|| format!("cannot run {}", start.program.display()))?;
    // No other run has this folder.
    let mark = format!("KITCHEN_TRACE={}", trace.display()).into_bytes();
    let mut running = Running { child, mark };
    let mut end = wait(&mut running, limits, &[&stdout, &stderr, &trace])?;
    // Who may become several is ended with all of them, and told nothing.
    if end == End::Success
        && limits.processes.is_none()
        && let Some(name) = running.left_behind()
    {
        end = End::LeftBehind(name);
    }
    // Before its files are read: nobody writes to them any more.
    drop(running);
    // What a program has written in the moment before it was ended is more than anybody reads.
    let read = |path: &Path| -> Result<String> {
        let mut bytes = Vec::new();
        File::open(path)?.take(OUTPUT_LIMIT).read_to_end(&mut bytes)?;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    };
    Ok(Finished { stdout: read(&stdout)?, stderr: read(&stderr)?, trace: read(&trace)?, end })
}

/// A program that is ended, with all that it started, when nobody waits for it any more.
struct Running {
    child: Child,
    /// What those have in their environment that it started, wherever they went.
    mark: Vec<u8>,
}

impl Running {
    /// What is still there, a moment after the program has ended; where the system has no `/proc`, nobody knows.
    fn left_behind(&self) -> Option<String> {
        let ended = Instant::now();
        loop {
            let name = group::left(self.child.id(), &self.mark).into_iter().next()?;
            if ended.elapsed() > MOMENT {
                return Some(name);
            }
            thread::sleep(Duration::from_millis(20));
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        group::end(&mut self.child);
        // It has been ended, and leaves nothing but its number.
        let _ = self.child.wait();
        group::end_marked(&self.mark);
    }
}

fn wait(running: &mut Running, limits: &Limits<'_>, channels: &[&Path]) -> Result<End> {
    let started = Instant::now();
    let mut counted = started;
    if let Some(processes) = limits.processes {
        group::limit(&running.child, (processes * THREADS_EACH) as u64);
    }
    loop {
        let status = running.child.try_wait()?;
        let written = channels.iter().filter_map(|path| path.metadata().ok()).map(|file| file.len()).max();
        if written.unwrap_or_default() > OUTPUT_LIMIT {
            return Ok(End::TooMuchOutput);
        }
        if let Some(status) = status {
            return Ok(end_of(status));
        }
        if started.elapsed() > limits.time || (limits.is_given_up)() {
            return Ok(End::TimeUp);
        }
        if group::resident_bytes(&running.child) > MEMORY_LIMIT {
            return Ok(End::TooMuchMemory);
        }
        if let Some(processes) = limits.processes
            && counted.elapsed() > BETWEEN_COUNTS
        {
            let census = group::census(running.child.id(), Some(&running.mark), processes);
            counted = Instant::now();
            if census.processes > processes || census.threads > (processes * THREADS_EACH) as u64 {
                return Ok(End::TooManyProcesses);
            }
            if census.resident_bytes > MEMORY_LIMIT {
                return Ok(End::TooMuchMemory);
            }
        }
        thread::sleep(Duration::from_millis(5));
    }
}

fn end_of(status: ExitStatus) -> End {
    match status.code() {
        Some(0) => End::Success,
        Some(code) => End::Code(code),
        None => End::Signal(group::signal(status)),
    }
}
