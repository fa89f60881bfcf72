//! From saving a page to its being served.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use super::{median, percentile, rounded};
use crate::files::copy_tree;

const TIMES: usize = 20;

/// A server that ends when it is dropped.
pub struct Server {
    child: Child,
    pub address: String,
}

impl Drop for Server {
    fn drop(&mut self) {
        // One that has ended by itself serves no more.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

pub fn measure(root: &Path) -> Result<Value> {
    let copy = tempfile::tempdir()?;
    for name in ["book.toml", "Cargo.toml", "Cargo.lock", "src", "code", "web", "theme"] {
        copy_tree(&root.join(name), &copy.path().join(name))?;
    }
    let server = start(copy.path())?;
    let page = copy.path().join("src/blocking/index.md");
    let text = fs::read_to_string(&page)?;
    await_text(&server.address, "</html>")?;
    let mut times = Vec::new();
    for n in 0..TIMES {
        // A reader's pause: the build before is over, and the machine at rest.
        thread::sleep(Duration::from_millis(150));
        let mark = format!("Saved for the time {n}.");
        let saved = Instant::now();
        fs::write(&page, format!("{text}\n{mark}\n"))?;
        await_text(&server.address, &mark)?;
        times.push(saved.elapsed().as_secs_f64() * 1000.0);
    }
    Ok(json!({
        "times": TIMES,
        "median_ms": rounded(median(times.clone())),
        "slowest_of_twenty_ms": rounded(percentile(times, 100)),
    }))
}

pub fn start(root: &Path) -> Result<Server> {
    let mut child = Command::new(std::env::current_exe()?)
        .arg("--book")
        .arg(root)
        .args(["serve", "--cold", "--port", "0"])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()?;
    let said = BufReader::new(child.stdout.take().context("the server speaks")?);
    let mut lines = said.lines();
    let address =
        lines.find_map(|line| Some(line.ok()?.split_once("http://")?.1.split('/').next()?.to_owned()));
    // The rest of what it says is read, so that it is never kept waiting.
    thread::spawn(move || lines.for_each(drop));
    match address {
        Some(address) => Ok(Server { child, address }),
        None => bail!("the server did not start"),
    }
}

/// Asks for the page again and again until it contains `text`.
fn await_text(address: &str, text: &str) -> Result<()> {
    for _ in 0..500 {
        let mut stream = TcpStream::connect(address)?;
        write!(stream, "GET /blocking/index.html HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n")?;
        let mut page = String::new();
        stream.read_to_string(&mut page)?;
        if page.contains(text) {
            return Ok(());
        }
        // More often, and the asking would be what is measured: there are two cores.
        thread::sleep(Duration::from_millis(10));
    }
    bail!("the page never said {text:?}")
}
