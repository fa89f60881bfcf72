//! `POST /-/run`: compiles what a reader has edited, and runs what no browser can run.
//!
//! A program of a stranger's site must not be run by this: only a page that this server has served knows
//! the token, and only a page of this server's own address may ask at all.

mod answer;
mod desk;
mod package;
mod warm;
mod work;

pub use work::scratch;

use std::path::Path;
use std::sync::Arc;

use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use catalog::{Catalog, Exercise, Program, Source};
use recorder::Allowance;
use serde::Deserialize;
use tokio::task::spawn_blocking;

use answer::{Answer, End};
use desk::Desk;
use warm::Warmth;

use super::site::Site;

/// Largest request, in bytes; the programs of the book are a hundredth of it.
const LARGEST: usize = 256 << 10;

/// Everything that is edited on this server.
pub struct Editing {
    /// What a page has to send along, and what only this server's own pages have.
    token: String,
    /// What natively run programs must not go beyond.
    allowed: Allowance,
    desk: Arc<Desk>,
}

/// What a page asks for.
#[derive(Deserialize)]
struct Asked {
    program: String,
    flavor: String,
    source: String,
    #[serde(default)]
    args: Vec<String>,
}

impl Editing {
    pub fn new(allowed: Allowance) -> anyhow::Result<Self> {
        let mut secret = [0; 32];
        getrandom::fill(&mut secret).map_err(|error| anyhow::anyhow!("no random number: {error}"))?;
        Ok(Self { token: trace::hexadecimal(&secret), allowed, desk: Arc::default() })
    }

    /// Has the compilers prepare what the first edit would have to wait for.
    pub fn warm_up(&self, root: &Path) -> Warmth {
        Warmth::start(root, Arc::clone(&self.desk))
    }

    pub fn token(&self) -> &str {
        &self.token
    }

    /// Whether a page of this server asks, and not somebody else in its name.
    fn is_ours(&self, headers: &HeaderMap, hosts: &[String]) -> bool {
        let text = |name| headers.get(name).and_then(|value: &header::HeaderValue| value.to_str().ok());
        let origin = text(header::ORIGIN).and_then(|origin| origin.strip_prefix("http://"));
        let from_us = origin.is_some_and(|origin| hosts.iter().any(|ours| ours == origin));
        let given = headers.get("x-cake-token").map(header::HeaderValue::as_bytes).unwrap_or_default();
        from_us && is_same(given, self.token.as_bytes())
    }
}

/// Compares without telling by the time it takes how far the two agree.
fn is_same(given: &[u8], token: &[u8]) -> bool {
    given.len() == token.len() && given.iter().zip(token).fold(0, |differ, (a, b)| differ | (a ^ b)) == 0
}

pub async fn run(State(site): State<Site>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    if !site.editing.is_ours(&parts.headers, &site.hosts) {
        return StatusCode::FORBIDDEN.into_response();
    }
    let kind =
        parts.headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    if kind.split(';').next().map(str::trim) != Some("application/json") {
        return StatusCode::UNSUPPORTED_MEDIA_TYPE.into_response();
    }
    let Ok(body) = to_bytes(body, LARGEST).await else {
        let message = format!("a request has {} KiB at most", LARGEST >> 10);
        return refusal(StatusCode::PAYLOAD_TOO_LARGE, message);
    };
    let asked = match serde_json::from_slice::<Asked>(&body) {
        Ok(asked) => asked,
        Err(error) => return refusal(StatusCode::BAD_REQUEST, format!("not a request: {error}")),
    };
    let root = Arc::clone(&site.root);
    let (name, flavor) = (asked.program.clone(), asked.flavor.clone());
    let found = spawn_blocking(move || find(&root, &name, &flavor)).await;
    let (program, source) = match found {
        Ok(Ok(found)) => found,
        Ok(Err(message)) => return refusal(StatusCode::BAD_REQUEST, message),
        Err(error) => return refusal(StatusCode::INTERNAL_SERVER_ERROR, error.to_string()),
    };
    let (answer, body) = Answer::stream();
    let place = site.editing.desk.take(&asked.program, &asked.flavor, answer.giving_up());
    spawn_blocking(move || {
        let work = work::Work {
            root: &site.root,
            program: &program,
            source: &source,
            text: &asked.source,
            settings: &asked.args,
            allowed: site.editing.allowed,
            answer: &answer,
        };
        let ended = place.turn().map(|turn| work.done(turn));
        answer.end(match ended {
            Some(Ok(end)) if !answer.is_given_up() => end,
            Some(Err(error)) if !answer.is_given_up() => End::error(&format!("{error:#}")),
            // By a newer run, or by a page that has gone and hears nothing.
            _ => End::error("a newer run of this program has taken its place"),
        });
    });
    ([(header::CONTENT_TYPE, "application/x-ndjson"), (header::CACHE_CONTROL, "no-store")], body)
        .into_response()
}

/// The program, or exercise, and flavor as they now are; or why they are not run here.
fn find(root: &Path, name: &str, flavor: &str) -> Result<(Program, Source), String> {
    let mut catalog = Catalog::walk(root, &mut Vec::new()).map_err(|error| error.to_string())?;
    let exercise = || catalog.exercises.get(name).map(as_program);
    let Some(program) = catalog.programs.remove(name).or_else(exercise) else {
        return Err(format!("the book has no program `{name}`"));
    };
    let Some(source) = program.source(flavor).cloned() else {
        return Err(format!("`{name}` has no flavor `{flavor}`"));
    };
    if matches!(source.flavor.language(), "javascript" | "python") {
        let language = source.flavor.language_label();
        return Err(format!("programs in {language} are run by the page itself, not by this server"));
    }
    Ok((program, source))
}

/// An exercise, with the names of files that programs have.
fn as_program(exercise: &Exercise) -> Program {
    let named = |source: &Source| {
        let file = source.file.with_file_name(source.flavor.file_name());
        Source { file, ..source.clone() }
    };
    exercise.as_program(exercise.start.iter().map(named).collect())
}

fn refusal(status: StatusCode, message: impl AsRef<str>) -> Response {
    let body = Body::from(answer::line(&answer::Line::End(End::error(message.as_ref()))));
    (status, [(header::CONTENT_TYPE, "application/x-ndjson")], body).into_response()
}
