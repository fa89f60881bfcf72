//! Answers the browser: the files of the newest edition, and word of each new one.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{Query, Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::{get, post};
use percent_encoding::percent_decode_str;
use serde::Deserialize;
use tokio::sync::watch;
use tokio::task::spawn_blocking;
use tower_http::services::ServeDir;

use super::edit::{self, Editing};
use super::workshop::Edition;
use crate::{diagrams, runs};

/// Asked for by each page: reloads it when there is a new edition, shows what is wrong when there is
/// none.
const LIVE: &str = include_str!("live.js");

/// A service worker that ends itself.
const END_WORKER: &str = include_str!("../../../../src/service-worker.js");

/// Largest page that is served with the script above, in bytes.
const LARGEST_PAGE: usize = 64 << 20;

#[derive(Clone)]
pub struct Site {
    edition: watch::Receiver<Edition>,
    /// The names under which a browser on this machine may ask.
    pub hosts: Arc<[String]>,
    /// Tells this server from an earlier one on the same port, whose pages may still be open.
    server: u32,
    pub root: Arc<Path>,
    pub editing: Arc<Editing>,
}

pub fn router(
    edition: watch::Receiver<Edition>,
    address: SocketAddr,
    root: &Path,
    editing: Editing,
) -> Router {
    let port = address.port();
    let hosts = [format!("127.0.0.1:{port}"), format!("localhost:{port}")];
    let site = Site {
        edition,
        hosts: hosts.into(),
        server: std::process::id(),
        root: root.into(),
        editing: Arc::new(editing),
    };
    Router::new()
        .route("/-/edition", get(next_edition))
        .route("/-/live.js", get(live_script))
        .route("/-/mermaid.js", get(mermaid))
        .route("/-/run", post(edit::run))
        .nest(&format!("/{}", runs::FOLDER), Router::new().fallback(what_runs))
        .fallback(file)
        .layer(middleware::from_fn(end_workers))
        .layer(middleware::from_fn_with_state(site.clone(), ours_only))
        .with_state(site)
}

/// A page of another site that got its name to point here has no business with these files.
async fn ours_only(State(site): State<Site>, request: Request, next: Next) -> Response {
    let host = request.headers().get(header::HOST).and_then(|host| host.to_str().ok());
    if host.is_some_and(|host| site.hosts.iter().any(|ours| ours == host)) {
        next.run(request).await
    } else {
        StatusCode::FORBIDDEN.into_response()
    }
}

/// Answers when there is an edition after `?server=S&after=N`: its number, and what is wrong with it.
/// A page that another server has served is behind whatever its number is.
async fn next_edition(State(mut site): State<Site>, Query(seen): Query<Seen>) -> Response {
    let after = seen.after.filter(|_| seen.server == Some(site.server));
    let edition = site.edition.wait_for(|edition| Some(edition.number) > after).await;
    let Ok(edition) = edition.map(|edition| edition.clone()) else {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    };
    let body = serde_json::json!({ "number": edition.number, "error": edition.error, "server": site.server });
    ([(header::CONTENT_TYPE, "application/json"), (header::CACHE_CONTROL, "no-store")], body.to_string())
        .into_response()
}

/// The edition that a page has seen.
#[derive(Deserialize)]
struct Seen {
    server: Option<u32>,
    after: Option<u64>,
}

/// A file of its own, as every script of a page: the pages' policy lets no other run.
async fn live_script() -> Response {
    ([(header::CONTENT_TYPE, "text/javascript"), (header::CACHE_CONTROL, "no-cache")], LIVE).into_response()
}

/// Draws the diagrams that are not rendered yet.
async fn mermaid(State(site): State<Site>) -> Response {
    // Fetched on first use: most pages have no such diagram.
    let script = spawn_blocking(move || diagrams::mermaid_script(&site.root)).await;
    match script.map_err(anyhow::Error::from).and_then(|script| script) {
        Ok(script) => ([(header::CONTENT_TYPE, "text/javascript")], script).into_response(),
        Err(error) => {
            eprintln!("a diagram is shown as its source: {error:#}");
            StatusCode::NOT_FOUND.into_response()
        }
    }
}

/// What pages need to run programs is the same for every edition, and lies where it is made.
async fn what_runs(State(site): State<Site>, request: Request) -> Response {
    match serve_file(&runnable::folder(&site.root), request).await {
        Ok(response) => response,
        Err(never) => match never {},
    }
}

/// Whatever its name, a service worker that a browser asks for is one that ends itself. The books and other sites that
/// this machine serves from day to day have one address, and a worker that one of them has left there would answer for
/// this one, with pages of its own.
async fn end_workers(request: Request, next: Next) -> Response {
    if request.headers().get("service-worker").is_none_or(|kind| kind != "script") {
        return next.run(request).await;
    }
    let headers = [(header::CONTENT_TYPE, "text/javascript"), (header::CACHE_CONTROL, "no-store")];
    // A worker of another site may have a wider scope than its folder.
    (headers, [("service-worker-allowed", "/")], END_WORKER).into_response()
}

async fn file(State(site): State<Site>, request: Request) -> Response {
    // The first build may still be under way.
    let mut waiting = site.edition.clone();
    let edition = match waiting.wait_for(|edition| edition.number > 0).await {
        Ok(edition) => edition.clone(),
        Err(_) => return StatusCode::SERVICE_UNAVAILABLE.into_response(),
    };
    let Some(folder) = &edition.folder else {
        let page = "<!DOCTYPE html><title>Not built yet</title>";
        return Html(live(page, &edition, &site)).into_response();
    };
    match serve_file(folder, request).await {
        Ok(response) => with_live_script(response, &edition, &site).await,
        Err(never) => match never {},
    }
}

async fn serve_file(folder: &Path, mut request: Request) -> Result<Response, Infallible> {
    if leads_out_of(folder, request.uri().path()) {
        return Ok(StatusCode::NOT_FOUND.into_response());
    }
    // Every build has other files under the same names: nothing may be answered with "not modified".
    request.headers_mut().remove(header::IF_MODIFIED_SINCE);
    let not_found = tower_http::services::ServeFile::new(folder.join("404.html"));
    let answer = ServeDir::new(folder).not_found_service(not_found).try_call(request).await;
    let mut response = match answer {
        Ok(response) => response.map(Body::new),
        Err(error) => (StatusCode::INTERNAL_SERVER_ERROR, error.to_string()).into_response(),
    };
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    Ok(response)
}

/// Whether a path leads to something that is not in the folder, as it does over a link.
fn leads_out_of(folder: &Path, path: &str) -> bool {
    let inside = percent_decode_str(path.trim_start_matches('/')).decode_utf8_lossy();
    match (folder.canonicalize(), folder.join(&*inside).canonicalize()) {
        (Ok(folder), Ok(file)) => !file.starts_with(folder),
        // What is not there leads nowhere.
        _ => false,
    }
}

async fn with_live_script(response: Response, edition: &Edition, site: &Site) -> Response {
    let is_page = response
        .headers()
        .get(header::CONTENT_TYPE)
        .is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    if !is_page {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    let Ok(page) = to_bytes(body, LARGEST_PAGE).await else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    parts.headers.remove(header::CONTENT_LENGTH);
    parts.headers.remove(header::LAST_MODIFIED);
    Response::from_parts(parts, Body::from(live(&String::from_utf8_lossy(&page), edition, site)))
}

fn live(page: &str, edition: &Edition, site: &Site) -> String {
    let (server, token) = (site.server, site.editing.token());
    // A page is of the newest edition that succeeded; if the newest failed, its error is asked for.
    let number = if edition.error.is_some() { edition.number - 1 } else { edition.number };
    let mermaid =
        if page.contains("<pre class=\"mermaid\">") { "<script src=\"/-/mermaid.js\"></script>" } else { "" };
    format!(
        "{page}{mermaid}<script src=\"/-/live.js\" data-token=\"{token}\" data-number=\"{number}\" data-server=\"{server}\"></script>"
    )
}
