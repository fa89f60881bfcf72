//! A folder as a site on loopback, for the browser to open.

use std::net::Ipv4Addr;
use std::path::Path;
use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::http::header;
use axum::middleware;
use axum::response::Response;
use futures::stream;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use tower_http::services::ServeDir;

use crate::Error;

/// Serves a folder until it is dropped.
pub struct Site {
    origin: String,
    server: JoinHandle<()>,
}

impl Site {
    /// Starts to serve `folder` on a free port.
    pub async fn serve(folder: &Path) -> Result<Self, Error> {
        Self::start(Router::new().fallback_service(ServeDir::new(folder))).await
    }

    /// The same over a slow line: a page comes in pieces, with a pause after each.
    pub async fn serve_slowly(folder: &Path) -> Result<Self, Error> {
        let router = Router::new().fallback_service(ServeDir::new(folder));
        Self::start(router.layer(middleware::map_response(in_pieces))).await
    }

    async fn start(router: Router) -> Result<Self, Error> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))
            .await
            .map_err(Error::io("cannot listen on loopback"))?;
        let origin =
            format!("http://{}/", listener.local_addr().map_err(Error::io("cannot listen on loopback"))?);
        let server = tokio::spawn(async move {
            // It ends when the task is aborted; there is nobody to tell of another end.
            let _ = axum::serve(listener, router).await;
        });
        Ok(Self { origin, server })
    }

    /// The address of a page: `url("blocking/index.html")`.
    pub fn url(&self, page: &str) -> String {
        format!("{}{page}", self.origin)
    }

    /// The file that an address of this site means, without query and fragment; `None` for another
    /// site's.
    pub fn path(&self, url: &str) -> Option<String> {
        let path = url.strip_prefix(&self.origin)?;
        Some(path.split(['?', '#']).next().unwrap_or_default().to_owned())
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        self.server.abort();
    }
}

/// Bytes of a page that come at a time, a fraction of a table; and the rest of the line, because half a
/// sentence may have to be set anew when its other half comes, and no page can do anything about it.
const PIECE: usize = 1500;
/// Time between two of them: a frame, so that the browser paints what it has.
const PAUSE: Duration = Duration::from_millis(17);

async fn in_pieces(response: Response) -> Response {
    let is_page = |kind: &header::HeaderValue| kind.as_bytes().starts_with(b"text/html");
    if !response.headers().get(header::CONTENT_TYPE).is_some_and(is_page) {
        return response;
    }
    let (parts, body) = response.into_parts();
    let page = axum::body::to_bytes(body, usize::MAX).await.unwrap_or_default();
    let pieces = stream::unfold(page, |mut rest| async move {
        if rest.is_empty() {
            return None;
        }
        tokio::time::sleep(PAUSE).await;
        let least = PIECE.min(rest.len());
        let line =
            rest[least..].iter().position(|&byte| byte == b'\n').map_or(rest.len(), |end| least + end + 1);
        let piece = rest.split_to(line);
        Some((Ok::<Bytes, std::convert::Infallible>(piece), rest))
    });
    Response::from_parts(parts, Body::from_stream(pieces))
}
