//! One run of one program, as a child process with limits.

use std::fs::{self, File};
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
}

/// Most that a program may write to each of its channels, in bytes.
pub const OUTPUT_LIMIT: u64 = 4 << 20;

/// Most memory that the process of a program may have in use, in bytes.
pub const MEMORY_LIMIT: u64 = 512 << 20;

/// Runs a program at that pace, on a grid of so many story minutes, for `limit` at most.
pub fn run(
    start: &Start,
    pace: Pace,
    grid: NonZeroU32,
    limit: Duration,
    interruption: &Interruption,
) -> Result<Finished> {
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
    let end = wait(&mut Running(child), limit, &[&stdout, &stderr, &trace], interruption)?;
    let read = |path: &Path| -> Result<String> { Ok(String::from_utf8_lossy(&fs::read(path)?).into_owned()) };
    Ok(Finished { stdout: read(&stdout)?, stderr: read(&stderr)?, trace: read(&trace)?, end })
}

/// A program that is ended, with all that it started, when nobody waits for it any more.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        group::end(&mut self.0);
        // It has been ended, and leaves nothing but its number.
        let _ = self.0.wait();
    }
}

fn wait(
    running: &mut Running,
    limit: Duration,
    channels: &[&Path],
    interruption: &Interruption,
) -> Result<End> {
    let started = Instant::now();
    loop {
        let status = running.0.try_wait()?;
        let written = channels.iter().filter_map(|path| path.metadata().ok()).map(|file| file.len()).max();
        if written.unwrap_or_default() > OUTPUT_LIMIT {
            return Ok(End::TooMuchOutput);
        }
        if let Some(status) = status {
            return Ok(end_of(status));
        }
        if started.elapsed() > limit || interruption.is_asked() {
            return Ok(End::TimeUp);
        }
        if group::resident_bytes(&running.0) > MEMORY_LIMIT {
            return Ok(End::TooMuchMemory);
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
