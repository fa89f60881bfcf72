//! Commands of package managers that fetch something, with a bar that shows how far they are.

use std::io::ErrorKind;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use indicatif::{ProgressBar, ProgressStyle};
use walkdir::WalkDir;

/// Runs a command that fills `folder` with about that many bytes. Package managers say little of how far
/// they are, so the folder's size is what the bar shows.
pub fn run(what: &str, command: &mut Command, folder: &Path, bytes: u64) -> Result<()> {
    let style = ProgressStyle::with_template("{prefix} {wide_bar} {bytes}/{total_bytes}")
        .unwrap_or_else(|_| ProgressStyle::default_bar());
    let bar = ProgressBar::new(bytes).with_style(style).with_prefix(what.to_owned());
    let before = size(folder);
    let done = AtomicBool::new(false);
    let output = thread::scope(|scope| {
        scope.spawn(|| {
            while !done.load(Ordering::Relaxed) {
                bar.set_position(size(folder).saturating_sub(before).min(bytes));
                thread::sleep(Duration::from_millis(200));
            }
        });
        let output = command.stdin(Stdio::null()).output();
        done.store(true, Ordering::Relaxed);
        output
    });
    bar.finish_and_clear();
    let name = command.get_program().to_string_lossy().into_owned();
    let output = match output {
        Err(error) if error.kind() == ErrorKind::NotFound => bail!("there is no {name} to fetch it with"),
        output => output.with_context(|| format!("cannot run {name}"))?,
    };
    if output.status.success() {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned();
    bail!("{name} failed: {}", gist(&said))
}

/// The lines in which a package manager says what went wrong, as one.
fn gist(said: &str) -> String {
    let lines: Vec<&str> = said.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let is_error = |line: &&&str| {
        ["ERROR", "E: ", "npm error", "npm ERR!", "error: ", "error["]
            .iter()
            .any(|word| line.starts_with(word))
            || line.contains("No space left")
    };
    let errors: Vec<&str> = lines.iter().filter(is_error).take(2).copied().collect();
    if errors.is_empty() { lines.last().copied().unwrap_or_default().to_owned() } else { errors.join(" ") }
}

fn size(folder: &Path) -> u64 {
    WalkDir::new(folder)
        .into_iter()
        .filter_map(Result::ok)
        .filter_map(|entry| entry.metadata().ok())
        .filter(std::fs::Metadata::is_file)
        .map(|file| file.len())
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_that_fails_is_told_by_its_own_error() {
        let folder = tempfile::tempdir().unwrap();
        let mut command = Command::new("sh");
        command.args(["-c", "echo Collecting cake; echo 'ERROR: HASHES DO NOT MATCH' >&2; exit 1"]);
        let error = run("cake", &mut command, folder.path(), 10).unwrap_err();
        assert_eq!(error.to_string(), "sh failed: ERROR: HASHES DO NOT MATCH");
    }

    #[test]
    fn a_command_that_is_not_there_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let error = run("cake", &mut Command::new("no-such-manager"), folder.path(), 10).unwrap_err();
        assert_eq!(error.to_string(), "there is no no-such-manager to fetch it with");
    }
}
