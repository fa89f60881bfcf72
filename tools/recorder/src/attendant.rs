//! Hosts that stay: to start one, and to load what it runs programs with, takes longer than most runs.

use std::fs::{self, File};
use std::io::Write as _;
use std::process::{Child, Command, Stdio};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::group;
use crate::host::{Host, Report};
use crate::interruption::Interruption;

/// Two hosts, each of which runs one program after the other: Python's, which is long in starting, and one for
/// all others. They start with their first run.
#[derive(Default)]
pub struct Attendants {
    python: Mutex<Option<Attendant>>,
    others: Mutex<Option<Attendant>>,
}

impl Attendants {
    /// Runs what `web/runner/types.d.ts` calls a request, for `limit` at most, when those before it are done.
    pub fn run(
        &self,
        host: &Host,
        mut request: Value,
        limit: Duration,
        interruption: &Interruption,
    ) -> Result<Report> {
        request["seconds"] = json!(limit.as_secs());
        let attendant = if request["flavor"] == "python" { &self.python } else { &self.others };
        // One whose run has gone wrong is not left behind.
        let mut attendant = attendant.lock().unwrap_or_else(PoisonError::into_inner);
        let mut running = attendant.take().map_or_else(|| Attendant::start(host), Ok)?;
        let report = running.run(&request, limit, interruption)?;
        *attendant = Some(running);
        Ok(report)
    }
}

/// A host under Node, which is told of requests on its standard input.
struct Attendant {
    child: Child,
    folder: TempDir,
}

/// What a host may take beyond the time of a program, which it looks after itself: to start, on a machine that has much
/// else to do.
const BESIDES: Duration = Duration::from_secs(120);

impl Attendant {
    fn start(host: &Host) -> Result<Self> {
        let folder = tempfile::tempdir().context("cannot make a folder for a host")?;
        let mut command = Command::new(&host.node);
        command.arg(&host.script).stdin(Stdio::piped()).stdout(Stdio::null());
        command.stderr(File::create(folder.path().join("stderr"))?);
        let child = group::of_its_own(&mut command)
            .spawn()
            .with_context(|| format!("cannot run {}", host.node.display()))?;
        Ok(Self { child, folder })
    }

    fn run(&mut self, request: &Value, limit: Duration, interruption: &Interruption) -> Result<Report> {
        let folder = self.folder.path();
        let (asked, answer) = (folder.join("request.json"), folder.join("report.json"));
        fs::write(&asked, request.to_string())?;
        let mut line = json!([asked, answer]).to_string();
        line.push('\n');
        let stdin = self.child.stdin.as_mut().context("its standard input is a pipe")?;
        stdin.write_all(line.as_bytes()).context("the host has ended")?;
        let started = Instant::now();
        // It is put there whole.
        while !answer.exists() {
            if self.child.try_wait()?.is_some() {
                let said = fs::read_to_string(folder.join("stderr")).unwrap_or_default();
                bail!("the host ended by itself: {}", said.trim());
            }
            if interruption.is_asked() || started.elapsed() > limit + BESIDES {
                bail!("the host did not answer within {} s", started.elapsed().as_secs());
            }
            thread::sleep(Duration::from_millis(5));
        }
        let report = fs::read(&answer)?;
        fs::remove_file(&answer)?;
        serde_json::from_slice(&report).context("the host's report cannot be read")
    }
}

impl Drop for Attendant {
    fn drop(&mut self) {
        group::end(&mut self.child);
        let _ = self.child.wait();
    }
}
