//! Runs chromedriver, and sees to it that nothing outlives this process.
//!
//! A browser is a dozen processes, and `Drop` runs neither on Ctrl-C nor on `abort`. So they are
//! one process group, and beside them a shell waits for the end of its input. The other end of that
//! pipe is held here alone: when this process ends, in whatever way, the pipe closes, and the shell
//! ends the group and removes the browser's profile. Dropping a [`Keeper`] does the same.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::Duration;

use tokio::sync::oneshot;

use crate::Error;

/// The arguments are the process group and the profile's folder. Chromium's crash handler, which
/// ends by itself, may still put something there: then the second try succeeds.
const WATCH: &str = r#"read -r _; kill -s KILL -- "-$1"; rm -rf -- "$2" || { sleep 1; rm -rf -- "$2"; }"#;
/// How long chromedriver may take to listen; it takes a tenth of a second on an idle machine.
const PATIENCE: Duration = Duration::from_secs(30);

/// chromedriver takes a port that is free for one version of the Internet protocol, and ends if another
/// program has it for the other; the next try gets another port.
const PORT_IS_TAKEN: &str = "port not available";
const TRIES: usize = 4;

/// chromedriver, with every browser that it starts.
#[derive(Debug)]
pub struct Keeper {
    driver: Child,
    watch: Child,
    profile: PathBuf,
    port: u16,
}

impl Keeper {
    /// Starts chromedriver on a port that is free, and waits until it listens.
    pub async fn start(driver: &Path) -> Result<Self, Error> {
        for _ in 1..TRIES {
            match Self::attempt(driver).await {
                Err(Error::Start { output }) if output.contains(PORT_IS_TAKEN) => {}
                started => return started,
            }
        }
        Self::attempt(driver).await
    }

    async fn attempt(driver: &Path) -> Result<Self, Error> {
        let temporary = tempfile::Builder::new().prefix("browser-").tempdir();
        let temporary = temporary.map_err(Error::io("no folder for the browser's profile"))?;
        let mut command = Command::new(driver);
        command.arg("--port=0").stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut driver = apart(&mut command).spawn().map_err(Error::io("cannot run chromedriver"))?;
        let output = driver.stdout.take();
        let mut command = Command::new("sh");
        command.args(["-c", WATCH, "watch", &driver.id().to_string()]).arg(temporary.path());
        command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
        // Ctrl-C reaches a terminal's whole foreground group; the one who tidies up survives it.
        let watch = match apart(&mut command).spawn() {
            Ok(watch) => watch,
            Err(error) => {
                let _ = driver.kill().and_then(|()| driver.wait());
                return Err(Error::io("cannot run sh")(error));
            }
        };
        let mut keeper = Self { driver, watch, profile: temporary.keep(), port: 0 };
        keeper.port = port(output).await?;
        Ok(keeper)
    }

    /// Where chromedriver listens.
    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// A folder for the browser's profile, empty at first, gone at the end.
    pub fn profile(&self) -> &Path {
        &self.profile
    }
}

impl Drop for Keeper {
    fn drop(&mut self) {
        // Ends the watch's input. The driver is waited for last: until then its number, which is
        // that of the group, cannot become another process's.
        drop(self.watch.stdin.take());
        let _ = self.watch.wait();
        let _ = self.driver.wait();
    }
}

/// Makes the command the first of a process group of its own.
#[cfg(unix)]
fn apart(command: &mut Command) -> &mut Command {
    std::os::unix::process::CommandExt::process_group(command, 0)
}

/// Never reached: `find` finds no browser here.
#[cfg(not(unix))]
fn apart(command: &mut Command) -> &mut Command {
    command
}

/// The port that chromedriver says it listens on.
async fn port(output: Option<ChildStdout>) -> Result<u16, Error> {
    let (send, receive) = oneshot::channel();
    std::thread::spawn(move || read(output, send));
    match tokio::time::timeout(PATIENCE, receive).await {
        Ok(Ok(said)) => said.map_err(|output| Error::Start { output }),
        _ => Err(Error::Start { output: format!("it said nothing for {} seconds", PATIENCE.as_secs()) }),
    }
}

/// Sends the port, or all lines if none names it; then reads on, for a full pipe would stop the driver.
fn read(output: Option<ChildStdout>, send: oneshot::Sender<Result<u16, String>>) {
    let mut send = Some(send);
    let mut said = String::new();
    for line in output.map(BufReader::new).into_iter().flat_map(BufRead::lines).map_while(Result::ok) {
        if let Some(port) = port_in(&line)
            && let Some(send) = send.take()
        {
            let _ = send.send(Ok(port));
        }
        if send.is_some() {
            said.push_str(&line);
            said.push('\n');
        }
    }
    if let Some(send) = send {
        let _ = send.send(Err(said));
    }
}

/// `ChromeDriver was started successfully on port 33017.`
fn port_in(line: &str) -> Option<u16> {
    let (_, rest) = line.split_once("started successfully on port ")?;
    rest.trim_end_matches('.').parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_port() {
        assert_eq!(port_in("ChromeDriver was started successfully on port 33017."), Some(33017));
        assert_eq!(port_in("Starting ChromeDriver 156.0.8078.79 on port 0"), None);
    }

    #[cfg(unix)]
    #[tokio::test]
    async fn tries_again_when_the_port_was_taken_meanwhile() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let driver = folder.path().join("driver");
        let script = "#!/bin/sh\ncd \"$(dirname \"$0\")\"\n\
                      [ -e tried ] || { touch tried; echo 'IPv4 port not available. Exiting...'; exit 1; }\n\
                      echo 'ChromeDriver was started successfully on port 33017.'\nexec sleep 60\n";
        std::fs::write(&driver, script).unwrap();
        std::fs::set_permissions(&driver, std::fs::Permissions::from_mode(0o755)).unwrap();
        let keeper = Keeper::start(&driver).await.unwrap();
        assert_eq!(keeper.address(), "http://127.0.0.1:33017");
    }

    #[cfg(unix)]
    #[tokio::test]
    async fn says_what_a_driver_said_that_does_not_listen() {
        let error = Keeper::start(Path::new("echo")).await.unwrap_err();
        assert!(matches!(&error, Error::Start { output } if output.contains("--port=0")), "{error}");
    }
}
