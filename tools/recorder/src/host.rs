//! The hosts under Node, asked for runs that are not recorded: what a reader has written, and checks of it.

use std::fs;
use std::path::PathBuf;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::languages::Start;
use crate::run::{End, Limits, MEMORY_LIMIT, OUTPUT_LIMIT, Pace, run_within};
use crate::virtual_host::EVENT_LIMIT;

/// Node.js, and the hosts for it.
#[derive(Debug, Clone)]
pub struct Host {
    /// The Node.js command.
    pub node: PathBuf,
    /// The hosts, as Node runs them.
    pub script: PathBuf,
}

/// What the host says of a run.
#[derive(Debug, Clone, Deserialize)]
pub struct Report {
    pub trace: Vec<String>,
    pub printed: String,
    pub errors: String,
    pub end: HostEnd,
}

#[derive(Debug, Clone, Deserialize)]
pub struct HostEnd {
    pub how: How,
    pub message: Option<String>,
    pub line: Option<usize>,
}

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum How {
    Success,
    Error,
    /// Nothing is left that could wake it.
    Waiting,
    Limit,
}

impl Host {
    /// Runs what `web/runner/types.d.ts` calls requests, each for so many seconds at most, one after the other.
    pub fn ask(&self, mut requests: Vec<Value>, seconds: u32) -> Result<Vec<Report>> {
        for request in &mut requests {
            request["seconds"] = json!(seconds);
            request["limits"] =
                json!({ "events": EVENT_LIMIT, "bytes": OUTPUT_LIMIT, "memory": MEMORY_LIMIT });
        }
        let folder = tempfile::tempdir().context("cannot make a folder for a run")?;
        let (request, report) = (folder.path().join("request.json"), folder.path().join("report.json"));
        fs::write(&request, Value::from(requests.clone()).to_string())?;
        let start = Start {
            program: self.node.clone(),
            arguments: vec![self.script.clone().into(), request.into(), report.clone().into()],
            environment: Vec::new(),
        };
        // What is asked for may loop; each has its own time, and this is for a host that hangs itself.
        let all = u32::try_from(requests.len()).unwrap_or(u32::MAX).saturating_add(1);
        let time = Duration::from_secs(u64::from(seconds.saturating_add(5)) * u64::from(all));
        let limits = Limits { time, processes: None, is_given_up: &|| false };
        let ran = run_within(&start, Pace::ORDINARY, std::num::NonZeroU32::MIN, &limits)?;
        if ran.end != End::Success {
            bail!("the host ended by itself ({:?}): {}", ran.end, ran.stderr.trim());
        }
        let report = fs::read(&report).with_context(|| format!("the host failed: {}", ran.stderr.trim()))?;
        serde_json::from_slice(&report).context("the host's report cannot be read")
    }
}
