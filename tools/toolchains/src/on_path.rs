//! What is installed on this machine.

use std::ffi::OsStr;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::Missing;
use crate::version::{Version, full_in_text};

/// A program on `PATH`.
#[derive(Debug, Clone)]
pub struct OnPath {
    pub program: PathBuf,
    /// Its whole version, such as `1.27.0`.
    pub version: String,
}

/// Looks for `name` on `PATH`, in at least that version. `ask` are the arguments that make it tell.
pub fn at_least(name: &str, ask: &[&str], least: Version) -> Result<OnPath, Missing> {
    let program = which(name).ok_or_else(|| Missing(format!("no {name} on PATH")))?;
    let version = ask_version(&program, ask).map_err(Missing)?;
    match Version::in_text(&version) {
        Some(found) if found >= least => Ok(OnPath { program, version }),
        _ => Err(Missing(format!("the {name} on PATH is {version}, older than {least}"))),
    }
}

/// The version that a program tells; or, in one line, why it tells none.
pub fn ask_version(program: &Path, ask: &[&str]) -> Result<String, String> {
    let output = answer(Command::new(program).args(ask))?;
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    full_in_text(&said)
        .map(str::to_owned)
        .ok_or_else(|| format!("{} does not tell its version", program.display()))
}

/// What a program answers that has little to do. One that hangs, as a broken shim may, is ended.
pub fn answer(command: &mut Command) -> Result<Output, String> {
    const PATIENCE: Duration = Duration::from_secs(20);
    let name = command.get_program().to_string_lossy().into_owned();
    let child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
    let mut child = child.map_err(|error| format!("{name} does not run: {error}"))?;
    let (mut stdout, mut stderr) = (child.stdout.take(), child.stderr.take());
    let read = |pipe: Option<&mut dyn Read>| {
        let mut said = Vec::new();
        // What cannot be read has not been said.
        let _ = pipe.map(|pipe| pipe.read_to_end(&mut said));
        said
    };
    thread::scope(|scope| {
        let stdout = scope.spawn(|| read(stdout.as_mut().map(|pipe| pipe as &mut dyn Read)));
        let stderr = scope.spawn(|| read(stderr.as_mut().map(|pipe| pipe as &mut dyn Read)));
        let started = Instant::now();
        let status = loop {
            match child.try_wait().map_err(|error| format!("{name} does not run: {error}"))? {
                Some(status) => break status,
                None if started.elapsed() > PATIENCE => {
                    // It may have ended in this moment, which is as well.
                    let _ = child.kill();
                    let _ = child.wait();
                    return Err(format!("{name} did not answer within {} s", PATIENCE.as_secs()));
                }
                None => thread::sleep(Duration::from_millis(5)),
            }
        };
        let (stdout, stderr) = (stdout.join().unwrap_or_default(), stderr.join().unwrap_or_default());
        if status.success() {
            return Ok(Output { status, stdout, stderr });
        }
        let said = [stderr, stdout].concat();
        let said = String::from_utf8_lossy(&said).into_owned();
        let line = said.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or("without a word");
        Err(format!("{name} fails: {line}"))
    })
}

/// The file that the shell would run.
pub fn which(name: &str) -> Option<PathBuf> {
    which_in(&std::env::var_os("PATH").unwrap_or_default(), name)
}

fn which_in(path: &OsStr, name: &str) -> Option<PathBuf> {
    let file = format!("{name}{}", std::env::consts::EXE_SUFFIX);
    let folders = std::env::split_paths(path).filter(|folder| folder.is_absolute());
    folders.map(|folder| folder.join(&file)).find(|file| is_executable(file))
}

#[cfg(unix)]
fn is_executable(file: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    file.metadata().is_ok_and(|file| file.is_file() && file.permissions().mode() & 0o111 != 0)
}

#[cfg(not(unix))]
fn is_executable(file: &Path) -> bool {
    file.is_file()
}
