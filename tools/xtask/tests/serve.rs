//! The local server: it stays up whatever is saved, and shows what is wrong.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;

use serde_json::Value;
use tempfile::TempDir;
use walkdir::WalkDir;

/// A copy of the book, served.
struct Served {
    folder: TempDir,
    server: Child,
    address: String,
}

impl Drop for Served {
    fn drop(&mut self) {
        // One that has ended by itself serves no more.
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

impl Served {
    fn start() -> Self {
        let folder = copy_of_the_book();
        let mut server = serve(folder.path(), "0").stdout(Stdio::piped()).spawn().expect("the server starts");
        let mut lines = BufReader::new(server.stdout.take().expect("the server speaks")).lines();
        let address =
            lines.find_map(|line| Some(line.ok()?.split_once("http://")?.1.split('/').next()?.to_owned()));
        thread::spawn(move || lines.for_each(drop));
        Self { folder, server, address: address.expect("the server says where it listens") }
    }

    fn get(&self, path: &str) -> String {
        self.get_as(path, &self.address)
    }

    fn get_as(&self, path: &str, host: &str) -> String {
        let mut stream = TcpStream::connect(&self.address).expect("the server listens");
        write!(stream, "GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n")
            .expect("it takes a request");
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).expect("it answers");
        String::from_utf8_lossy(&answer).into_owned()
    }

    /// The edition after number `after`: its number, and what is wrong with it.
    fn edition_after(&self, after: u64) -> (u64, Option<String>) {
        let answer = self.get(&format!("/-/edition?after={after}"));
        let json =
            &answer[answer.find('{').expect("a JSON answer")..=answer.rfind('}').expect("a JSON answer")];
        let edition: Value = serde_json::from_str(json).expect("a JSON answer");
        (edition["number"].as_u64().expect("a number"), edition["error"].as_str().map(str::to_owned))
    }

    fn page(&self) -> PathBuf {
        self.folder.path().join("src/blocking/index.md")
    }
}

fn serve(root: &Path, port: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
    command
        .args(["serve", "--port", port])
        .env("CARGO_MANIFEST_DIR", root.join("tools/xtask"))
        .stderr(Stdio::null());
    command
}

fn copy_of_the_book() -> TempDir {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).expect("the book's folder");
    let folder = tempfile::tempdir().expect("a temporary folder");
    for name in ["book.toml", "Cargo.lock", "src", "code", "web", "theme"] {
        for entry in WalkDir::new(root.join(name)).follow_links(true) {
            let entry = entry.expect("the book can be read");
            let target =
                folder.path().join(entry.path().strip_prefix(root).expect("an entry is below the root"));
            if entry.file_type().is_dir() {
                fs::create_dir_all(target).expect("a folder can be made");
            } else {
                fs::copy(entry.path(), target).expect("a file can be copied");
            }
        }
    }
    folder
}

#[test]
fn a_save_is_served_and_a_mistake_is_shown_and_mended() {
    let served = Served::start();
    assert!(served.address.starts_with("127.0.0.1:"), "loopback only: {}", served.address);
    assert!(served.get("/blocking/index.html").contains("The obvious code"));
    let (first, error) = served.edition_after(0);
    assert_eq!(error, None);

    let text = fs::read_to_string(served.page()).expect("the page is there");
    fs::write(served.page(), format!("{text}\nA new sentence.\n")).expect("the page can be saved");
    let (second, error) = served.edition_after(first);
    assert_eq!(error, None);
    assert!(served.get("/blocking/index.html").contains("A new sentence."));

    fs::write(served.page(), text.replace("cake_then_book", "cake_then_bok")).expect("the page can be saved");
    let (third, error) = served.edition_after(second);
    let error = error.expect("the mistake is told");
    assert!(
        error.contains("src/blocking/index.md:") && error.contains("did you mean `cake_then_book`?"),
        "{error}"
    );
    assert!(
        served.get("/blocking/index.html").contains("A new sentence."),
        "the last good page is still there"
    );

    fs::write(served.page(), &text).expect("the page can be saved");
    let (_, error) = served.edition_after(third);
    assert_eq!(error, None, "the next save mends it");
    assert!(!served.get("/blocking/index.html").contains("A new sentence."));
}

#[test]
fn a_broken_recording_or_manifest_does_not_end_the_server() {
    let served = Served::start();
    let (mut number, _) = served.edition_after(0);
    for file in ["recording.json", "program.toml"] {
        let file = served.folder.path().join("code/blocking/examples/who_waits").join(file);
        let good = fs::read_to_string(&file).expect("the file is there");
        fs::write(&file, "{ not what it should be").expect("the file can be saved");
        let (broken, error) = served.edition_after(number);
        assert!(error.is_some_and(|error| error.contains("who_waits")));
        fs::write(&file, good).expect("the file can be saved");
        let (mended, error) = served.edition_after(broken);
        assert_eq!(error, None);
        number = mended;
    }
}

#[test]
fn another_site_s_name_for_this_machine_is_refused() {
    let served = Served::start();
    served.edition_after(0);
    for path in ["/", "/-/edition", "/-/mermaid.js"] {
        assert!(served.get_as(path, "evil.example").starts_with("HTTP/1.1 403"), "{path}");
    }
}

#[test]
fn nothing_outside_the_book_is_served() {
    let served = Served::start();
    served.edition_after(0);
    for path in ["/../../book.toml", "/..%2f..%2fbook.toml", "/%2e%2e/%2e%2e/Cargo.lock"] {
        let answer = served.get(path);
        assert!(!answer.contains("[book]") && !answer.contains("[[package]]"), "{path}");
    }
}

#[test]
fn a_port_that_is_taken_is_named_with_a_way_out() {
    let taken = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let port = taken.local_addr().expect("an address").port().to_string();
    let folder = copy_of_the_book();
    let output = serve(folder.path(), &port).stderr(Stdio::piped()).output().expect("the server runs");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(!output.status.success());
    assert!(said.contains(&format!("port {port}")) && said.contains("--port"), "{said}");
}
