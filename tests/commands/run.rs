//! What the local server does for a reader who edits a program, and for those who are none.

use std::fs;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::time::{Duration, Instant};

use book_tests::root;
use serde_json::{Value, json};
use toolchains::{Dotnet, Effort, Missing, RustWasi, Toolchain};

use crate::served::Served;

/// A request, as the page of a served book makes it; each test changes what it is about.
struct Ask {
    method: &'static str,
    host: String,
    origin: Option<String>,
    token: Option<String>,
    kind: &'static str,
    body: String,
}

impl Ask {
    fn of(served: &Served, program: &str, flavor: &str, source: &str) -> Self {
        let page = served.get("/index.html");
        let (_, token) = page.split_once("data-token=\"").expect("a page has the token");
        Self {
            method: "POST",
            host: served.address.clone(),
            origin: Some(format!("http://{}", served.address)),
            token: token.split('"').next().map(str::to_owned),
            kind: "application/json",
            body: json!({ "program": program, "flavor": flavor, "source": source, "args": [] }).to_string(),
        }
    }

    fn send(&self, served: &Served) -> TcpStream {
        let mut stream = TcpStream::connect(&served.address).expect("the server listens");
        // Far more than any compiler takes: an answer that never comes is a failure, not a standstill.
        stream.set_read_timeout(Some(Duration::from_secs(300))).expect("a socket takes a limit");
        let (method, host, kind, length) = (self.method, &self.host, self.kind, self.body.len());
        let optional = [("Origin", &self.origin), ("X-Cake-Token", &self.token)];
        let optional = optional.map(|(name, value)| {
            value.as_ref().map(|value| format!("{name}: {value}\r\n")).unwrap_or_default()
        });
        let head = format!(
            "{method} /-/run HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\nContent-Type: {kind}\r\n\
             Content-Length: {length}\r\n{}",
            optional.concat()
        );
        write!(stream, "{head}\r\n").expect("it takes a request");
        // One that is refused need not be read to its end.
        let _ = stream.write_all(self.body.as_bytes());
        stream
    }

    /// The answer: its status, and its lines.
    fn answer(&self, served: &Served) -> (u16, Vec<Value>) {
        let mut answer = Vec::new();
        // A server that refuses a request may close the connection before all of it was sent.
        let _ = self.send(served).read_to_end(&mut answer);
        let answer = String::from_utf8_lossy(&answer).into_owned();
        let status = answer.split(' ').nth(1).and_then(|status| status.parse().ok()).expect("a status");
        // Between the lines are the lengths of the pieces in which it came.
        (
            status,
            answer
                .lines()
                .filter_map(|line| serde_json::from_str(line).ok())
                .filter(Value::is_object)
                .collect(),
        )
    }
}

fn source(program: &str, file: &str) -> String {
    let folder = root().join("code/blocking/examples").join(program);
    fs::read_to_string(folder.join(file)).expect("the program is there")
}

/// `Program.cs` of a program that does this.
fn csharp(body: &str) -> String {
    format!(
        "using System;\nusing System.Threading;\nusing static Kitchen;\n\nnamespace CakeThenBook\n{{\n    \
         static class Program\n    {{\n        static void Main()\n        {{\n{body}\n        }}\n    }}\n}}\n"
    )
}

/// How it ended, which stands in the last line.
fn end(lines: &[Value]) -> &Value {
    let end = &lines.last().expect("an answer has lines")["end"];
    assert!(end.is_object(), "{lines:?}");
    end
}

/// Says in one line that a test is left out, since a toolchain is not here.
fn skipped<T: Toolchain>() -> bool {
    match T::get(Effort::Find) {
        Ok(_) => false,
        Err(Missing(why)) => {
            eprintln!("skipped: edited programs: {why}");
            true
        }
    }
}

#[test]
fn nobody_but_the_server_s_own_page_may_ask() {
    let served = Served::start();
    let good = || Ask::of(&served, "cake_then_book", "javascript", "");
    assert_eq!(good().answer(&served).0, 400, "it is asked, and says why not");
    let evil = Some("http://evil.example".to_owned());
    for (what, ask, status) in [
        ("no token", Ask { token: None, ..good() }, 403),
        ("another token", Ask { token: Some("0".repeat(64)), ..good() }, 403),
        ("no origin", Ask { origin: None, ..good() }, 403),
        ("another origin", Ask { origin: evil, ..good() }, 403),
        ("a frame without an origin", Ask { origin: Some("null".to_owned()), ..good() }, 403),
        ("another host", Ask { host: "evil.example".to_owned(), ..good() }, 403),
        ("a form's kind", Ask { kind: "text/plain", ..good() }, 415),
        ("another method", Ask { method: "PUT", ..good() }, 405),
        ("no request", Ask { body: "[]".to_owned(), ..good() }, 400),
        ("too large a body", Ask { body: " ".repeat(300 << 10), ..good() }, 413),
    ] {
        assert_eq!(ask.answer(&served).0, status, "{what}");
    }
}

#[test]
fn every_start_of_the_server_has_a_token_of_its_own() {
    let (first, second) = (Served::start(), Served::start());
    let token = |served| Ask::of(served, "", "", "").token.expect("a token");
    assert_ne!(token(&first), token(&second));
    assert_eq!(token(&first).len(), 64);
}

#[test]
fn what_is_not_run_here_is_told_in_one_line() {
    let served = Served::start();
    for (program, flavor, why) in [
        ("cake_then_book", "javascript", "programs in JavaScript are run by the page itself"),
        ("cake_then_book", "python", "programs in Python are run by the page itself"),
        ("cake_then_book", "cobol", "`cake_then_book` has no flavor `cobol`"),
        ("../kitchen", "rust", "the book has no program `../kitchen`"),
    ] {
        let (status, lines) = Ask::of(&served, program, flavor, "").answer(&served);
        assert_eq!((status, &end(&lines)["how"]), (400, &json!("error")), "{lines:?}");
        assert!(end(&lines)["message"].as_str().is_some_and(|message| message.contains(why)), "{lines:?}");
    }
}

#[test]
fn what_is_written_for_an_exercise_is_compiled_as_a_program_is() {
    if skipped::<RustWasi>() {
        return;
    }
    let served = Served::start();
    let start = fs::read_to_string(root().join("code/blocking/exercises/pages_that_fit/start.rs"));
    let start = start.expect("the exercise is there");
    let (status, lines) = Ask::of(&served, "pages_that_fit", "rust", &start).answer(&served);
    assert_eq!((status, &end(&lines)["how"]), (200, &json!("success")), "{lines:?}");
    assert!(lines.iter().any(|line| line["wasm"].is_string()), "{lines:?}");
    let wrong = start.replace("let pages = ", "let pages: &str = ");
    let line = 1 + start.lines().position(|line| line.contains("let pages = ")).expect("it has pages");
    let (_, lines) = Ask::of(&served, "pages_that_fit", "rust", &wrong).answer(&served);
    assert!(lines.iter().any(|told| told["problem"]["line"] == line), "{lines:?}");
}

#[test]
fn edited_rust_may_name_its_chapter_s_library() {
    if skipped::<RustWasi>() {
        return;
    }
    let served = Served::start();
    served.edition_after(0);
    served.copy.append("code/blocking/Cargo.toml", "\n[lib]\nname = \"oven\"\n");
    served.copy.write("code/blocking/src/lib.rs", "pub const MINUTES: u32 = 60;\n");
    let text = "fn main() {\n    kitchen::work(\"alice\", \"bake\", oven::MINUTES);\n}\n";
    let (status, lines) = Ask::of(&served, "cake_then_book", "rust", text).answer(&served);
    assert_eq!((status, &end(&lines)["how"]), (200, &json!("success")), "{lines:?}");
    assert!(lines.iter().any(|line| line["wasm"].is_string()), "{lines:?}");
    // The library as it is now, and not as it was; what is wrong with it has no line in the program.
    served.copy.write("code/blocking/src/lib.rs", "pub const MINUTES: u32 = \"sixty\";\n");
    let (_, lines) = Ask::of(&served, "cake_then_book", "rust", text).answer(&served);
    let problem = lines.iter().find_map(|line| line.get("problem")).expect("the mistake is told");
    assert!(problem["line"].is_null() && problem["message"].as_str().is_some_and(|it| it.contains("E0308")));
}

#[test]
fn edited_rust_becomes_a_module_for_the_browser_and_a_mistake_has_its_line() {
    if skipped::<RustWasi>() {
        return;
    }
    let served = Served::start();
    let text = source("cake_then_book", "main.rs");
    let (status, lines) = Ask::of(&served, "cake_then_book", "rust", &text).answer(&served);
    assert_eq!((status, &end(&lines)["how"]), (200, &json!("success")), "{lines:?}");
    // "\0asm", in base 64.
    assert!(lines.iter().any(|line| line["wasm"].as_str().is_some_and(|wasm| wasm.starts_with("AGFzbQ"))));

    let wrong = text.replace("minutes(knob", "minuets(knob");
    let (_, lines) = Ask::of(&served, "cake_then_book", "rust", &wrong).answer(&served);
    let line = 1 + wrong.lines().position(|line| line.contains("minuets(")).expect("it is there");
    let problem = lines.iter().find_map(|line| line.get("problem")).expect("the mistake is told");
    assert_eq!(
        problem,
        &json!({ "line": line, "message": "E0425: cannot find function `minuets` in this scope" })
    );
    assert_eq!(end(&lines)["line"], line);
    let said =
        |what: &str| lines.iter().any(|line| line["compiler"].as_str().is_some_and(|it| it.contains(what)));
    assert!(said("similar name") && !said(&served.copy.root().display().to_string()), "{lines:?}");
}

#[test]
fn edited_go_becomes_a_module_for_the_browser_and_a_mistake_has_its_line() {
    if skipped::<toolchains::Go>() {
        return;
    }
    let served = Served::start();
    let text = source("cake_then_book", "main.go");
    let (_, lines) = Ask::of(&served, "cake_then_book", "go", &text).answer(&served);
    assert!(lines.iter().any(|line| line["wasm"].as_str().is_some_and(|wasm| wasm.starts_with("AGFzbQ"))));
    let wrong = text.replace("kitchen.Minutes(", "kitchen.Minuets(");
    let (_, lines) = Ask::of(&served, "cake_then_book", "go", &wrong).answer(&served);
    let line = 1 + wrong.lines().position(|line| line.contains("Minuets(")).expect("it is there");
    let problem = json!({ "line": line, "message": "undefined: kitchen.Minuets" });
    assert!(lines.iter().any(|line| line["problem"] == problem), "{lines:?}");
    assert!(lines.iter().all(|line| line["compiler"].as_str().is_none_or(|it| !it.contains("target/"))));
}

#[test]
fn edited_csharp_is_run_here_and_its_trace_comes() {
    if skipped::<Dotnet>() {
        return;
    }
    let served = Served::start();
    let text = source("cake_then_book", "Program.cs").replace("The cake is", "Hooray, the cake is");
    let (_, lines) = Ask::of(&served, "cake_then_book", "csharp", &text).answer(&served);
    assert_eq!(end(&lines)["how"], "success", "{lines:?}");
    let ran = lines.iter().find(|line| line["trace"].is_array()).expect("what it did");
    assert!(ran["printed"].as_str().is_some_and(|it| it.contains("alice: Hooray, the cake is")), "{ran}");
    let said = ran["trace"].as_array().into_iter().flatten().filter_map(Value::as_str);
    let said: Vec<Value> =
        said.map(|line| serde_json::from_str(line).expect("a line of the trace")).collect();
    assert!(said.iter().any(|line| line["kind"] == "say" && line["lane"] == "alice"));
    assert_eq!(end(&lines)["at"], said.last().expect("it has a last event")["at"]);
}

/// Runs these in C#: each ends so, and says so.
fn check_ends(served: &Served, programs: &[(&str, &str, &str)]) {
    for (body, how, told) in programs {
        let (_, lines) = Ask::of(served, "cake_then_book", "csharp", &csharp(body)).answer(served);
        assert_eq!(end(&lines)["how"], *how, "{body}: {lines:?}");
        assert!(
            end(&lines)["message"].as_str().is_some_and(|it| it.contains(told)),
            "{body}: {}",
            end(&lines)
        );
    }
}

#[test]
fn a_program_that_does_not_stop_is_ended_when_its_time_is_up() {
    if skipped::<Dotnet>() {
        return;
    }
    let programs = [
        ("while (true) { }", "limit", "ran longer than 2 s"),
        ("Thread.Sleep(-1);", "limit", "ran longer than 2 s"),
        ("Console.ReadLine(); throw new Exception(\"nobody speaks\");", "error", "nobody speaks"),
    ];
    check_ends(&Served::with(&["--seconds", "2"]), &programs);
}

#[test]
fn a_program_that_takes_too_much_is_ended_and_the_page_is_told_what() {
    if skipped::<Dotnet>() {
        return;
    }
    let programs = [
        ("while (true) Console.WriteLine(\"cake\");", "limit", "wrote more than 4 MiB"),
        (
            "var all = new System.Collections.Generic.List<byte[]>();\n\
             while (true) { var more = new byte[1 << 20]; Array.Fill(more, (byte)1); all.Add(more); }",
            "limit",
            "took more than 512 MiB of memory",
        ),
        (
            "while (true) System.Diagnostics.Process.Start(\"sleep\", \"1000\");",
            "limit",
            "started more than 32 processes",
        ),
        ("while (true) new Thread(() => Thread.Sleep(-1)).Start();", "limit", "too many threads"),
    ];
    check_ends(&Served::start(), &programs);
}

/// The commands of all processes that have that folder in them, but for this book's own.
#[cfg(target_os = "linux")]
fn commands_below(folder: &Path) -> Vec<Vec<String>> {
    let folder = folder.display().to_string();
    let processes = fs::read_dir("/proc").expect("Linux has it").filter_map(Result::ok);
    let commands = processes.map(|process| fs::read(process.path().join("cmdline")).unwrap_or_default());
    let words = |command: Vec<u8>| -> Vec<String> {
        String::from_utf8_lossy(&command).split_terminator('\0').map(str::to_owned).collect()
    };
    let is_below = |command: &Vec<String>| {
        command.iter().any(|word| word.contains(&folder))
            && !command.iter().any(|word| word.contains("xtask"))
    };
    commands.map(words).filter(is_below).collect()
}

#[test]
#[cfg(target_os = "linux")]
fn when_the_page_goes_away_its_program_is_ended() {
    if skipped::<Dotnet>() {
        return;
    }
    // Far longer than is waited here: it is not its time that ends it.
    let served = Served::with(&["--seconds", "600"]);
    let ask = Ask::of(&served, "cake_then_book", "csharp", &csharp("while (true) { }"));
    let page = ask.send(&served);
    // The program is started with its namespace, the compiler is not.
    let is_it = |command: &Vec<String>| command.last().is_some_and(|word| word == "CakeThenBook");
    let started = Instant::now();
    while !commands_below(served.copy.root()).iter().any(is_it) {
        assert!(started.elapsed() < Duration::from_secs(120), "it is compiled and runs");
        std::thread::yield_now();
    }
    drop(page);
    let gone = Instant::now();
    while !commands_below(served.copy.root()).is_empty() {
        assert!(gone.elapsed() < Duration::from_secs(60), "it is ended");
        std::thread::yield_now();
    }
    let (_, lines) =
        Ask::of(&served, "cake_then_book", "csharp", &csharp("Say(\"alice\", \"Hm.\");")).answer(&served);
    assert_eq!(end(&lines)["how"], "success", "the next has its turn: {lines:?}");
}

#[test]
fn a_newer_run_of_a_program_takes_the_place_of_an_older_one() {
    if skipped::<Dotnet>() {
        return;
    }
    let served = Served::start();
    let older = Ask::of(&served, "cake_then_book", "csharp", &csharp("while (true) { }")).send(&served);
    let mut older = older;
    let mut first = [0; 12];
    older.read_exact(&mut first).expect("it is being worked on");
    let (_, lines) = Ask::of(&served, "cake_then_book", "csharp", &csharp("")).answer(&served);
    assert_eq!(end(&lines)["how"], "success", "{lines:?}");
    let mut rest = String::new();
    older.read_to_string(&mut rest).expect("it is answered to its end");
    assert!(rest.contains("a newer run") && !rest.contains("\"limit\""), "{rest}");
}
