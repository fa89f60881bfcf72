//! The local server: it stays up whatever is saved, and shows what is wrong.

use std::fs;
use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::process::Stdio;

use book_tests::Copy;

use crate::served::{Served, serve};

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
        let file = served.copy.path("code/blocking/examples/who_waits").join(file);
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
fn a_page_of_an_earlier_server_is_told_at_once() {
    let served = Served::start();
    served.edition_after(0);
    let edition = served.edition("server=1&after=99");
    assert_eq!(edition["number"], 1);
    assert_ne!(edition["server"], 1);
}

#[test]
fn two_servers_of_one_book_leave_each_other_alone() {
    let first = Served::start();
    first.edition_after(0);
    let mut second = serve(first.copy.root(), "0").stdout(Stdio::piped()).spawn().expect("the server starts");
    let mut said = BufReader::new(second.stdout.take().expect("the server speaks"));
    let mut line = String::new();
    while !line.starts_with("built") {
        line.clear();
        said.read_line(&mut line).expect("the second server builds");
    }
    assert!(first.get("/blocking/index.html").contains("The obvious code"));
    second.kill().and_then(|()| second.wait().map(drop)).expect("the second server ends");
}

#[test]
fn settings_are_watched_also_when_an_editor_puts_a_new_file_in_their_place() {
    let served = Served::start();
    let (mut number, _) = served.edition_after(0);
    for title in ["First Title", "Second Title"] {
        let settings = fs::read_to_string(served.copy.path("book.toml")).expect("the settings are there");
        let line = settings.lines().find(|line| line.starts_with("title = ")).expect("the book has a title");
        fs::write(served.copy.path("book.toml~new"), settings.replace(line, &format!("title = \"{title}\"")))
            .expect("a file can be written");
        fs::rename(served.copy.path("book.toml~new"), served.copy.path("book.toml"))
            .expect("a file can be renamed");
        (number, _) = served.edition_after(number);
        assert!(served.get("/index.html").contains(title), "{title}");
    }
}

#[test]
fn a_grid_of_no_minutes_does_not_end_the_server() {
    let served = Served::start();
    let (number, _) = served.edition_after(0);
    let manifest = "code/blocking/examples/who_waits/program.toml";
    served.copy.replace(manifest, "grid = 10", "grid = 0");
    let (number, error) = served.edition_after(number);
    assert!(error.is_some_and(|error| error.contains("program.toml:2") && error.contains("nonzero")));
    served.copy.replace(manifest, "grid = 0", "grid = 10");
    assert_eq!(served.edition_after(number).1, None);
}

#[test]
fn a_service_worker_from_before_gets_one_that_ends_itself_whatever_its_name() {
    let served = Served::start();
    served.edition_after(0);
    let ending = fs::read_to_string(served.copy.path("src/service-worker.js")).expect("there is one");
    for path in ["/service-worker.js", "/sw.js", "/assets/worker.js"] {
        let headers = format!("Host: {}\r\nService-Worker: script\r\n", served.address);
        let answer = served.get_with(path, &headers);
        assert!(answer.starts_with("HTTP/1.1 200") && answer.contains("text/javascript"), "{path}: {answer}");
        assert!(answer.ends_with(&ending), "{path}: {answer}");
    }
    assert!(served.get("/sw.js").starts_with("HTTP/1.1 404"), "for nobody else");
    assert!(served.get("/player/edition.js").contains("kept = false"), "and no page asks for a worker");
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
#[cfg(unix)]
fn a_link_does_not_lead_out_of_the_book() {
    let served = Served::start();
    served.edition_after(0);
    let editions: Vec<_> = walk(&served.copy.path("target/serve"));
    let built = editions.iter().find(|file| file.ends_with("index.html")).expect("the book is built");
    let folder = built.parent().expect("a file is in a folder");
    for (link, to) in [("link.toml", "book.toml"), ("links", "code")] {
        std::os::unix::fs::symlink(served.copy.path(to), folder.join(link)).expect("a link can be made");
    }
    for path in ["/link.toml", "/links/go.mod", "/links/../link.toml", "/%6cink.toml"] {
        let answer = served.get(path);
        assert!(answer.starts_with("HTTP/1.1 404") || answer.starts_with("HTTP/1.1 400"), "{path}: {answer}");
        assert!(!answer.contains("[book]") && !answer.contains("module bakery"), "{path}");
    }
}

/// The files below a folder, with those above others first.
#[cfg(unix)]
fn walk(folder: &std::path::Path) -> Vec<std::path::PathBuf> {
    let mut files: Vec<_> = walkdir::WalkDir::new(folder)
        .into_iter()
        .map(|entry| entry.expect("the folder can be read").into_path())
        .collect();
    files.sort_by_key(|file| file.components().count());
    files
}

#[test]
fn a_port_that_is_taken_is_named_with_a_way_out() {
    let taken = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let port = taken.local_addr().expect("an address").port().to_string();
    let copy = Copy::new();
    let output = serve(copy.root(), &port).stderr(Stdio::piped()).output().expect("the server runs");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(!output.status.success());
    assert!(said.contains(&format!("port {port}")) && said.contains("--port"), "{said}");
}
