//! Runs a driver, and sees to it that nothing outlives this process.
//!
//! A browser is a dozen processes, and `Drop` runs neither on Ctrl-C nor on `abort`. So they are
//! one process group, and beside them a shell waits for the end of its input. The other end of that
//! pipe is held here alone: when this process ends, in whatever way, the pipe closes, and the shell
//! ends the group and removes the browser's profile. Dropping a [`Keeper`] does the same.

use std::fs;
use std::io::{BufRead, BufReader};
use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

use tokio::net::TcpStream;
use tokio::sync::oneshot;

use crate::Error;
use crate::engine::{Engine, desktop};

/// The arguments are the process group and the profile's folder. Chromium's crash handler, which
/// ends by itself, may still put something there: then the second try succeeds.
const WATCH: &str = r#"read -r _; kill -s KILL -- "-$1"; rm -rf -- "$2" || { sleep 1; rm -rf -- "$2"; }"#;
/// How long a driver may take to listen; it takes a tenth of a second on an idle machine.
const PATIENCE: Duration = Duration::from_secs(30);

/// chromedriver takes a port that is free for one version of the Internet protocol, and ends if another
/// program has it for the other; the next try gets another port. `WebKitWebDriver` is told a port that was
/// free a moment ago.
const PORT_IS_TAKEN: [&str; 2] = ["port not available", "Unable to listen"];
const TRIES: usize = 4;

/// The display of a browser that has no headless mode. Its screen is smaller than any window, and not even a
/// phone's is beside its middle: there the pointer is, and without a window manager it is the window below the
/// pointer that has the focus.
const DISPLAY: &str = "Xvfb";
const DISPLAY_ARGUMENTS: [&str; 6] = ["-displayfd", "1", "-screen", "0", "500x500x24", "-nolisten"];

/// A driver, with every browser that it starts.
#[derive(Debug)]
pub struct Keeper {
    /// The first is the one that the process group is named after.
    processes: Vec<Child>,
    watch: Option<Child>,
    profile: PathBuf,
    port: u16,
}

impl Keeper {
    /// Starts a driver on a port that is free, and waits until it listens.
    pub async fn start(engine: Engine, driver: &Path) -> Result<Self, Error> {
        for _ in 1..TRIES {
            match Self::attempt(engine, driver).await {
                Err(Error::Start { output, .. }) if PORT_IS_TAKEN.iter().any(|it| output.contains(it)) => {}
                started => return started,
            }
        }
        Self::attempt(engine, driver).await
    }

    async fn attempt(engine: Engine, driver: &Path) -> Result<Self, Error> {
        let temporary = tempfile::Builder::new().prefix("browser-").tempdir();
        let temporary = temporary.map_err(Error::io("no folder for the browser's profile"))?;
        let mut keeper = Self { processes: Vec::new(), watch: None, profile: temporary.keep(), port: 0 };
        let mut command = Command::new(driver);
        match engine {
            Engine::Chromium => {
                command.arg("--port=0");
                let output = keeper.run(&mut command)?;
                keeper.port = announced(&command, output, port_in).await?;
            }
            Engine::Firefox => {
                command.args(["--port", "0", "--allow-system-access", "--profile-root"]).arg(&keeper.profile);
                let output = keeper.run(&mut command)?;
                keeper.port = announced(&command, output, port_in).await?;
            }
            Engine::WebKit => {
                let display = keeper.display().await?;
                // It takes any port as well, and does not say which.
                let port = free_port()?;
                command.arg(format!("--port={port}")).env("DISPLAY", display).env("GDK_BACKEND", "x11");
                for folder in ["XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME"] {
                    command.env(folder, &keeper.profile);
                }
                let output = keeper.run(&mut command)?;
                keeper.port = tokio::select! {
                    ended = announced(&command, output, |_| None) => ended?,
                    () = listens(port) => port,
                };
            }
        }
        Ok(keeper)
    }

    /// Runs a display that nobody sees, and gives its name: `:3`.
    async fn display(&mut self) -> Result<String, Error> {
        desktop(&self.profile).map_err(Error::io("cannot write the settings of a desktop"))?;
        let mut command = Command::new(DISPLAY);
        command.args(DISPLAY_ARGUMENTS).arg("tcp");
        let output = self.run(&mut command)?;
        let number: u32 = announced(&command, output, |line| line.trim().parse().ok()).await?;
        Ok(format!(":{number}"))
    }

    /// Runs a program in the group, and the watch with the first. Gives what it writes.
    fn run(&mut self, command: &mut Command) -> Result<Option<ChildStdout>, Error> {
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
        let group = self.processes.first().map(Child::id);
        let what = format!("cannot run {}", command.get_program().display());
        let mut child = in_group(command, group).spawn().map_err(Error::io(what))?;
        let output = child.stdout.take();
        self.processes.push(child);
        if self.watch.is_none() {
            self.watch = Some(self.watch()?);
        }
        Ok(output)
    }

    fn watch(&self) -> Result<Child, Error> {
        let group = self.processes[0].id().to_string();
        let mut command = Command::new("sh");
        command.args(["-c", WATCH, "watch", &group]).arg(&self.profile);
        command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
        // Ctrl-C reaches a terminal's whole foreground group; the one who tidies up survives it.
        in_group(&mut command, None).spawn().map_err(Error::io("cannot run sh"))
    }

    /// Where the driver listens.
    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// A folder for the browser's profile, gone at the end.
    pub fn profile(&self) -> &Path {
        &self.profile
    }
}

impl Drop for Keeper {
    fn drop(&mut self) {
        if let Some(mut watch) = self.watch.take() {
            // Ends the watch's input. The group is waited for last: until then the number of its first, which
            // is that of the group, cannot become another process's.
            drop(watch.stdin.take());
            let _ = watch.wait();
        } else {
            for process in &mut self.processes {
                let _ = process.kill();
            }
            let _ = fs::remove_dir_all(&self.profile);
        }
        for process in &mut self.processes {
            let _ = process.wait();
        }
    }
}

/// Puts what the command starts into that process group, or makes it the first of one of its own.
#[cfg(unix)]
fn in_group(command: &mut Command, group: Option<u32>) -> &mut Command {
    let group = group.and_then(|group| i32::try_from(group).ok()).unwrap_or_default();
    std::os::unix::process::CommandExt::process_group(command, group)
}

/// Never reached: `find` finds no browser here.
#[cfg(not(unix))]
fn in_group(command: &mut Command, _: Option<u32>) -> &mut Command {
    command
}

/// What a program says of itself in the first line that has it.
async fn announced<T: Send + 'static>(
    command: &Command,
    output: Option<ChildStdout>,
    part: fn(&str) -> Option<T>,
) -> Result<T, Error> {
    let (send, receive) = oneshot::channel();
    std::thread::spawn(move || read(output, part, send));
    let answer = match tokio::time::timeout(PATIENCE, receive).await {
        Ok(Ok(said)) => said,
        _ => Err(format!("it said nothing for {} seconds", PATIENCE.as_secs())),
    };
    let program = command.get_program().to_string_lossy().into_owned();
    answer.map_err(|output| Error::Start { program, output })
}

/// Sends what is looked for, or all lines if none has it; then reads on, for a full pipe would stop the program.
fn read<T>(
    output: Option<ChildStdout>,
    part: fn(&str) -> Option<T>,
    send: oneshot::Sender<Result<T, String>>,
) {
    let mut send = Some(send);
    let mut said = String::new();
    for line in output.map(BufReader::new).into_iter().flat_map(BufRead::lines).map_while(Result::ok) {
        if let Some(found) = part(&line)
            && let Some(send) = send.take()
        {
            let _ = send.send(Ok(found));
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

/// `ChromeDriver was started successfully on port 33017.`, or, after a time and a name,
/// `Listening on 127.0.0.1:33017`.
fn port_in(line: &str) -> Option<u16> {
    let (_, rest) = line
        .split_once("started successfully on port ")
        .or_else(|| line.split_once("Listening on 127.0.0.1:"))?;
    rest.trim_end_matches('.').parse().ok()
}

fn free_port() -> Result<u16, Error> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).map_err(Error::io("no port is free"))?;
    Ok(listener.local_addr().map_err(Error::io("no port is free"))?.port())
}

/// Waits until a program listens there; not for ever, but until then for longer than it may take.
async fn listens(port: u16) {
    let started = Instant::now();
    while started.elapsed() < PATIENCE * 2 {
        if TcpStream::connect((Ipv4Addr::LOCALHOST, port)).await.is_ok() {
            return;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_port() {
        assert_eq!(port_in("ChromeDriver was started successfully on port 33017."), Some(33017));
        assert_eq!(port_in("1797833\tgeckodriver\tINFO\tListening on 127.0.0.1:33017"), Some(33017));
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
        let keeper = Keeper::start(Engine::Chromium, &driver).await.unwrap();
        assert_eq!(keeper.address(), "http://127.0.0.1:33017");
    }

    #[cfg(unix)]
    #[tokio::test]
    async fn says_what_a_driver_said_that_does_not_listen() {
        let error = Keeper::start(Engine::Chromium, Path::new("echo")).await.unwrap_err();
        assert!(matches!(&error, Error::Start { output, .. } if output.contains("--port=0")), "{error}");
        assert!(error.to_string().starts_with("echo did not start:"), "{error}");
    }
}
