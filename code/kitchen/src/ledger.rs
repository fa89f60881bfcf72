//! Where everything that happens is written down: the transcript to standard output, for people;
//! the trace to the file that `KITCHEN_TRACE` names, for the recorder.

use std::fmt::Write as _;
use std::fs::File;
use std::io::Write as _;
use std::panic::Location;
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};

use crate::clock;

/// What happened, borrowed from whoever says so.
#[derive(Clone, Copy)]
pub enum Kind<'a> {
    Say { text: &'a str },
    Begin { activity: &'a str, work: bool },
    End { activity: &'a str },
    Spawn { task: &'a str },
    Poll,
    Pending,
    Ready,
    Wake { by: &'a str },
    Block { on: &'a str },
    Unblock { by: &'a str },
    Send { to: &'a str, what: &'a str },
    Receive { from: &'a str, what: &'a str },
    Cancel { by: &'a str },
    Drop,
}

/// Whether anybody wants to know what happens, besides what is said.
pub fn is_on() -> bool {
    ledger().is_on
}

/// Writes one event down.
pub fn write(lane: &str, here: &Location<'_>, kind: Kind<'_>) {
    let ledger = ledger();
    if !ledger.is_on && !matches!(kind, Kind::Say { .. }) {
        // The story begins with its first event, whether or not somebody writes that down.
        return clock::start();
    }
    let mut pages = ledger.open();
    // Looked up under the lock: the order of events is the order of their times.
    let moment = clock::moment();
    if let Kind::Say { text } = kind {
        println!("{:>3}  {lane}: {text}", moment.minute);
    }
    let Pages { file: Some(file), line } = &mut *pages else { return };
    line.clear();
    line.push_str(r#"{"at":"#);
    push_number(line, moment.minute.into());
    line.push_str(r#","lane":"#);
    push_quoted(line, lane);
    line.push_str(r#","line":"#);
    push_number(line, here.line().into());
    kind.push_fields(line);
    line.push_str(r#","thread":"#);
    push_number(line, thread_number());
    line.push_str(r#","late_ms":"#);
    push_number(line, moment.late_ms);
    line.push_str("}\n");
    // One write a line: a program that is ended leaves no half of one.
    file.write_all(line.as_bytes()).expect("the trace channel takes a line");
}

/// Tells the recorder that the program has a knob.
pub fn write_knob(name: &str, default: i64) {
    let Pages { file: Some(file), line } = &mut *ledger().open() else { return };
    line.clear();
    line.push_str(r#"{"knob":"#);
    push_quoted(line, name);
    let _ = writeln!(line, r#","default":{default}}}"#);
    file.write_all(line.as_bytes()).expect("the trace channel takes a line");
}

impl Kind<'_> {
    fn push_fields(&self, line: &mut String) {
        let (kind, text) = match self {
            Self::Say { text } => (r#"say","text":"#, Some(*text)),
            Self::Begin { activity, .. } => (r#"begin","activity":"#, Some(*activity)),
            Self::End { activity } => (r#"end","activity":"#, Some(*activity)),
            Self::Spawn { task } => (r#"spawn","task":"#, Some(*task)),
            Self::Poll => (r#"poll""#, None),
            Self::Pending => (r#"pending""#, None),
            Self::Ready => (r#"ready""#, None),
            Self::Wake { by } => (r#"wake","by":"#, Some(*by)),
            Self::Block { on } => (r#"block","on":"#, Some(*on)),
            Self::Unblock { by } => (r#"unblock","by":"#, Some(*by)),
            Self::Send { to, .. } => (r#"send","to":"#, Some(*to)),
            Self::Receive { from, .. } => (r#"receive","from":"#, Some(*from)),
            Self::Cancel { by } => (r#"cancel","by":"#, Some(*by)),
            Self::Drop => (r#"drop""#, None),
        };
        line.push_str(r#","kind":""#);
        line.push_str(kind);
        if let Some(text) = text {
            push_quoted(line, text);
        }
        if let Self::Send { what, .. } | Self::Receive { what, .. } = self {
            line.push_str(r#","what":"#);
            push_quoted(line, what);
        }
        if let Self::Begin { work: true, .. } = self {
            line.push_str(r#","work":true"#);
        }
    }
}

/// Where events go.
struct Ledger {
    /// Known without a lock: nothing else is looked at where nobody wants to know.
    is_on: bool,
    pages: Mutex<Pages>,
}

struct Pages {
    file: Option<File>,
    /// The line that is being written; kept, so that its memory is.
    line: String,
}

impl Ledger {
    fn open(&self) -> MutexGuard<'_, Pages> {
        self.pages.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn ledger() -> &'static Ledger {
    static LEDGER: OnceLock<Ledger> = OnceLock::new();
    LEDGER.get_or_init(|| {
        let file = std::env::var_os("KITCHEN_TRACE").map(|path| {
            File::options().append(true).create(true).open(path).expect("KITCHEN_TRACE names a file")
        });
        Ledger { is_on: file.is_some(), pages: Mutex::new(Pages { file, line: String::new() }) }
    })
}

/// A number for the current thread; which one says nothing.
fn thread_number() -> u64 {
    use std::sync::atomic::{AtomicU64, Ordering};
    static NEXT: AtomicU64 = AtomicU64::new(0);
    thread_local! {
        static NUMBER: u64 = NEXT.fetch_add(1, Ordering::Relaxed);
    }
    NUMBER.try_with(|number| *number).unwrap_or_default()
}

/// What `write!` does as well, and takes several times as long for.
fn push_number(line: &mut String, mut number: u64) {
    let mut digits = [0; 20];
    let mut first = digits.len();
    loop {
        first -= 1;
        digits[first] = b"0123456789"[(number % 10) as usize];
        number /= 10;
        if number == 0 {
            break;
        }
    }
    line.extend(digits[first..].iter().map(|digit| char::from(*digit)));
}

fn push_quoted(line: &mut String, text: &str) {
    line.push('"');
    for piece in text.split_inclusive(|character: char| needs_escape(character)) {
        let mut characters = piece.chars();
        match characters.next_back().filter(|last| needs_escape(*last)) {
            None => line.push_str(piece),
            Some(last) => {
                line.push_str(characters.as_str());
                push_escaped(line, last);
            }
        }
    }
    line.push('"');
}

fn needs_escape(character: char) -> bool {
    matches!(character, '"' | '\\') || character.is_control()
}

fn push_escaped(line: &mut String, character: char) {
    if character.is_control() {
        let _ = write!(line, "\\u{:04x}", u32::from(character));
    } else {
        line.extend(['\\', character]);
    }
}
