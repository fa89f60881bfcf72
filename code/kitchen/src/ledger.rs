//! Where everything that happens is written down: the transcript to standard output, for people;
//! the trace to the file that `KITCHEN_TRACE` names, for the recorder.

use std::fmt::Write as _;
use std::fs::File;
use std::io::Write as _;
use std::panic::Location;
use std::sync::{Mutex, OnceLock, PoisonError};

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

/// Writes one event down.
pub fn write(lane: &str, here: &Location<'_>, kind: Kind<'_>) {
    let mut trace = trace().lock().unwrap_or_else(PoisonError::into_inner);
    // Looked up under the lock: the order of events is the order of their times.
    let moment = clock::moment();
    if let Kind::Say { text } = kind {
        println!("{:>3}  {lane}: {text}", moment.minute);
    }
    let Some(file) = trace.as_mut() else { return };
    let mut json = format!(r#"{{"at":{},"lane":{},"line":{}"#, moment.minute, quoted(lane), here.line());
    kind.write_fields(&mut json);
    let late_ms = moment.late.as_millis();
    let _ = writeln!(json, r#","thread":{},"late_ms":{late_ms}}}"#, thread_number());
    // One write a line: a program that is ended leaves no half of one.
    file.write_all(json.as_bytes()).expect("the trace channel takes a line");
}

/// Tells the recorder that the program has a knob.
pub fn write_knob(name: &str, default: i64) {
    let mut trace = trace().lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(file) = trace.as_mut() {
        let line = format!("{{\"knob\":{},\"default\":{default}}}\n", quoted(name));
        file.write_all(line.as_bytes()).expect("the trace channel takes a line");
    }
}

impl Kind<'_> {
    fn write_fields(&self, json: &mut String) {
        let (kind, text) = match self {
            Self::Say { text } => ("say", Some(("text", *text))),
            Self::Begin { activity, .. } => ("begin", Some(("activity", *activity))),
            Self::End { activity } => ("end", Some(("activity", *activity))),
            Self::Spawn { task } => ("spawn", Some(("task", *task))),
            Self::Poll => ("poll", None),
            Self::Pending => ("pending", None),
            Self::Ready => ("ready", None),
            Self::Wake { by } => ("wake", Some(("by", *by))),
            Self::Block { on } => ("block", Some(("on", *on))),
            Self::Unblock { by } => ("unblock", Some(("by", *by))),
            Self::Send { to, .. } => ("send", Some(("to", *to))),
            Self::Receive { from, .. } => ("receive", Some(("from", *from))),
            Self::Cancel { by } => ("cancel", Some(("by", *by))),
            Self::Drop => ("drop", None),
        };
        let _ = write!(json, r#","kind":"{kind}""#);
        if let Some((name, text)) = text {
            let _ = write!(json, r#","{name}":{}"#, quoted(text));
        }
        if let Self::Send { what, .. } | Self::Receive { what, .. } = self {
            let _ = write!(json, r#","what":{}"#, quoted(what));
        }
        if let Self::Begin { work: true, .. } = self {
            json.push_str(r#","work":true"#);
        }
    }
}

fn trace() -> &'static Mutex<Option<File>> {
    static TRACE: OnceLock<Mutex<Option<File>>> = OnceLock::new();
    TRACE.get_or_init(|| {
        let file = std::env::var_os("KITCHEN_TRACE").map(|path| {
            File::options().append(true).create(true).open(path).expect("KITCHEN_TRACE names a file")
        });
        Mutex::new(file)
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

fn quoted(text: &str) -> String {
    let mut json = String::with_capacity(text.len() + 2);
    json.push('"');
    for character in text.chars() {
        match character {
            '"' => json.push_str("\\\""),
            '\\' => json.push_str("\\\\"),
            control if control.is_control() => {
                let _ = write!(json, "\\u{:04x}", u32::from(control));
            }
            plain => json.push(plain),
        }
    }
    json.push('"');
    json
}
