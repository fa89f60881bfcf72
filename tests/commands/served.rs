//! The local server, as a test starts it.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

use book_tests::{Copy, xtask};
use serde_json::Value;

/// A copy of the book, served.
pub struct Served {
    pub copy: Copy,
    pub server: Child,
    pub address: String,
}

impl Drop for Served {
    fn drop(&mut self) {
        // One that has ended by itself serves no more.
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

impl Served {
    pub fn start() -> Self {
        Self::with(&[])
    }

    /// With these arguments besides.
    pub fn with(arguments: &[&str]) -> Self {
        let copy = Copy::new();
        let mut serve = serve(copy.root(), "0");
        let mut server = serve.args(arguments).stdout(Stdio::piped()).spawn().expect("the server starts");
        let mut lines = BufReader::new(server.stdout.take().expect("the server speaks")).lines();
        let address =
            lines.find_map(|line| Some(line.ok()?.split_once("http://")?.1.split('/').next()?.to_owned()));
        thread::spawn(move || lines.for_each(drop));
        Self { copy, server, address: address.expect("the server says where it listens") }
    }

    pub fn get(&self, path: &str) -> String {
        self.get_as(path, &self.address)
    }

    pub fn get_as(&self, path: &str, host: &str) -> String {
        self.get_with(path, &format!("Host: {host}\r\n"))
    }

    /// With these headers, each a line.
    pub fn get_with(&self, path: &str, headers: &str) -> String {
        let mut stream = TcpStream::connect(&self.address).expect("the server listens");
        // Far more than any build takes: an answer that never comes is a failure, not a standstill.
        stream.set_read_timeout(Some(Duration::from_secs(120))).expect("a socket takes a limit");
        write!(stream, "GET {path} HTTP/1.1\r\n{headers}Connection: close\r\n\r\n")
            .expect("it takes a request");
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).expect("it answers");
        String::from_utf8_lossy(&answer).into_owned()
    }

    /// The edition after number `after`: its number, and what is wrong with it.
    pub fn edition_after(&self, after: u64) -> (u64, Option<String>) {
        let edition = self.edition(&format!("server={}&after={after}", self.server.id()));
        (edition["number"].as_u64().expect("a number"), edition["error"].as_str().map(str::to_owned))
    }

    pub fn edition(&self, query: &str) -> Value {
        let answer = self.get(&format!("/-/edition?{query}"));
        let json =
            &answer[answer.find('{').expect("a JSON answer")..=answer.rfind('}').expect("a JSON answer")];
        serde_json::from_str(json).expect("a JSON answer")
    }

    pub fn page(&self) -> PathBuf {
        self.copy.path("src/blocking/index.md")
    }
}

pub fn serve(book: &Path, port: &str) -> Command {
    let mut command = xtask(book);
    command.args(["serve", "--cold", "--port", port]).stderr(Stdio::null());
    command
}
