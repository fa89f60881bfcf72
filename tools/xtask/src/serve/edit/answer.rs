//! What a page hears of its program: a line of JSON for each thing that happens, as it happens.

use std::convert::Infallible;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use axum::body::Body;
use futures::stream;
use serde::Serialize;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

/// One line.
#[derive(Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Line<'a> {
    /// A line that the compiler wrote.
    Compiler(&'a str),
    /// An error of the compiler, at the program's line if it is the program's.
    Problem {
        #[serde(skip_serializing_if = "Option::is_none")]
        line: Option<usize>,
        message: &'a str,
    },
    /// The program for a browser, in base 64.
    Wasm(String),
    /// Always the last.
    End(End),
    /// What a program did that was run here.
    #[serde(untagged)]
    Ran { trace: &'a [String], printed: &'a str },
}

/// How it ended; the same as a run in the browser ends.
#[derive(Debug, Serialize)]
pub struct End {
    how: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    detail: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    at: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<i32>,
}

impl End {
    pub fn success() -> Self {
        Self { how: "success", message: None, line: None, detail: None, at: None, code: None }
    }

    pub fn error(message: &str) -> Self {
        Self { how: "error", message: Some(message.to_owned()), ..Self::success() }
    }

    pub fn limit(message: String) -> Self {
        Self { how: "limit", message: Some(message), ..Self::success() }
    }

    /// In the program's line.
    pub fn in_line(self, line: Option<usize>) -> Self {
        Self { line, ..self }
    }

    /// With everything that the program said of its error.
    pub fn in_detail(self, detail: &str) -> Self {
        Self { detail: Some(detail.trim_end().to_owned()).filter(|detail| !detail.is_empty()), ..self }
    }

    pub fn with_code(self, code: Option<i32>) -> Self {
        Self { code, ..self }
    }

    /// At that minute of the story.
    pub fn at(self, minute: Option<u32>) -> Self {
        Self { at: minute, ..self }
    }
}

/// The way to the page.
pub struct Answer {
    lines: UnboundedSender<String>,
    given_up: Arc<AtomicBool>,
}

impl Answer {
    /// An answer, and what the page reads of it. When nobody reads any more, it is given up.
    pub fn stream() -> (Self, Body) {
        let (lines, read) = unbounded_channel();
        let given_up = Arc::new(AtomicBool::new(false));
        let reader = Reader { read, given_up: Arc::clone(&given_up) };
        let body = Body::from_stream(stream::unfold(reader, |mut reader| async {
            let line = reader.read.recv().await?;
            Some((Ok::<_, Infallible>(line), reader))
        }));
        (Self { lines, given_up }, body)
    }

    pub fn tell(&self, what: &Line<'_>) {
        // Whoever has gone away hears nothing.
        let _ = self.lines.send(line(what));
    }

    pub fn end(&self, end: End) {
        self.tell(&Line::End(end));
    }

    pub fn is_given_up(&self) -> bool {
        self.given_up.load(Ordering::Relaxed)
    }

    /// What gives it up, when it is set.
    pub fn giving_up(&self) -> Arc<AtomicBool> {
        Arc::clone(&self.given_up)
    }
}

/// A line of the answer.
pub fn line(what: &Line<'_>) -> String {
    // None of them has anything in it that JSON does not have.
    serde_json::to_string(what).unwrap_or_default() + "\n"
}

/// The page's end: it is dropped when the page goes away.
struct Reader {
    read: UnboundedReceiver<String>,
    given_up: Arc<AtomicBool>,
}

impl Drop for Reader {
    fn drop(&mut self) {
        self.given_up.store(true, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_thing_is_a_line_as_the_page_knows_it() {
        let trace = ["{}".to_owned()];
        for (what, expected) in [
            (Line::Compiler("warning"), r#"{"compiler":"warning"}"#),
            (
                Line::Problem { line: Some(3), message: "no cake" },
                r#"{"problem":{"line":3,"message":"no cake"}}"#,
            ),
            (Line::Problem { line: None, message: "no linker" }, r#"{"problem":{"message":"no linker"}}"#),
            (Line::Wasm("AGFzbQ==".to_owned()), r#"{"wasm":"AGFzbQ=="}"#),
            (Line::Ran { trace: &trace, printed: "" }, r#"{"trace":["{}"],"printed":""}"#),
            (Line::End(End::success().at(Some(60))), r#"{"end":{"how":"success","at":60}}"#),
        ] {
            assert_eq!(line(&what), format!("{expected}\n"));
        }
    }
}
