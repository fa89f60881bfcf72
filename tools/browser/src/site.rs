//! A folder as a site on loopback, for the browser to open.

use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::Path;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::http::header;
use axum::middleware;
use axum::response::Response;
use futures::stream;
use tokio::runtime::{Builder, Runtime};
use tower_http::services::ServeDir;
use walkdir::WalkDir;

use crate::Error;
use crate::weight::gzip;

/// Serves a folder until it is dropped.
pub struct Site {
    address: SocketAddr,
    router: Router,
    /// What runs the server and all of its connections, so that they can end at once; nothing while the line is
    /// cut.
    server: Mutex<Option<Runtime>>,
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

    /// The same as static hosts do it: compressed, and kept by browsers for some minutes. What is compressed is put
    /// beside each file.
    pub async fn serve_as_a_host(folder: &Path) -> Result<Self, Error> {
        for entry in WalkDir::new(folder) {
            let Ok(entry) = entry else { continue };
            let path = entry.path();
            let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
            if COMPRESSED.contains(&extension) {
                let compress = || {
                    let compressed = gzip(&std::fs::read(path)?)?;
                    std::fs::write(path.with_extension(format!("{extension}.gz")), compressed)
                };
                compress().map_err(Error::io(format!("cannot compress {}", path.display())))?;
            }
        }
        let router = Router::new().fallback_service(ServeDir::new(folder).precompressed_gzip());
        Self::start(router.layer(middleware::map_response(kept))).await
    }

    /// Serves what a router answers.
    pub(crate) async fn start(router: Router) -> Result<Self, Error> {
        let listener = listen((Ipv4Addr::LOCALHOST, 0).into()).await?;
        let address = listener.local_addr().map_err(Error::io("cannot listen on loopback"))?;
        let server = Mutex::new(Some(run(listener, router.clone())?));
        Ok(Self { address, router, server })
    }

    /// Cuts the line, in any browser alike: who is connected is so no longer, and nobody can connect.
    pub async fn cut(&self) {
        let server = self.server.lock().unwrap_or_else(PoisonError::into_inner).take();
        let Some(server) = server else { return };
        let ended = tokio::task::spawn_blocking(move || server.shutdown_timeout(Duration::from_secs(5)));
        // It does nothing that could panic.
        let _ = ended.await;
    }

    /// Joins the line again: the site is where it was.
    pub async fn join(&self) -> Result<(), Error> {
        let server = run(listen(self.address).await?, self.router.clone())?;
        *self.server.lock().unwrap_or_else(PoisonError::into_inner) = Some(server);
        Ok(())
    }

    /// The address of a page: `url("blocking/index.html")`.
    pub fn url(&self, page: &str) -> String {
        format!("http://{}/{page}", self.address)
    }

    /// The port on which it listens.
    pub(crate) fn port(&self) -> u16 {
        self.address.port()
    }

    /// The file that an address of this site means, without query and fragment; `None` for another
    /// site's.
    pub fn path(&self, url: &str) -> Option<String> {
        let path = url.strip_prefix(&self.url(""))?;
        Some(path.split(['?', '#']).next().unwrap_or_default().to_owned())
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        let server = self.server.get_mut().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(server) = server {
            // Not waited for: this may be dropped where nothing may block.
            server.shutdown_background();
        }
    }
}

/// What static hosts compress; fonts and pictures are compressed in themselves.
const COMPRESSED: [&str; 5] = ["html", "css", "js", "svg", "json"];

/// An answer that browsers may keep for ten minutes without asking again; GitHub's hosts say the same.
pub(crate) async fn kept(mut response: Response) -> Response {
    let ten_minutes = header::HeaderValue::from_static("max-age=600");
    response.headers_mut().insert(header::CACHE_CONTROL, ten_minutes);
    response
}

/// A listener that no runtime has taken yet.
async fn listen(address: SocketAddr) -> Result<TcpListener, Error> {
    let listener = tokio::net::TcpListener::bind(address).await;
    listener.and_then(tokio::net::TcpListener::into_std).map_err(Error::io("cannot listen on loopback"))
}

/// Serves on a runtime of its own, with one thread.
fn run(listener: TcpListener, router: Router) -> Result<Runtime, Error> {
    let runtime = Builder::new_multi_thread().worker_threads(1).enable_all().build();
    let runtime = runtime.map_err(Error::io("cannot start a server"))?;
    let _inside = runtime.enter();
    let listener =
        tokio::net::TcpListener::from_std(listener).map_err(Error::io("cannot listen on loopback"))?;
    runtime.spawn(async move {
        // It ends with its runtime; there is nobody to tell of another end.
        let _ = axum::serve(listener, router).await;
    });
    Ok(runtime)
}

/// Time between two pieces of a page: more than a frame, so that the browser paints what it has.
const PAUSE: Duration = Duration::from_millis(25);

async fn in_pieces(response: Response) -> Response {
    let is_page = |kind: &header::HeaderValue| kind.as_bytes().starts_with(b"text/html");
    if !response.headers().get(header::CONTENT_TYPE).is_some_and(is_page) {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    // A page from the browser's cache would come all at once.
    parts.headers.insert(header::CACHE_CONTROL, header::HeaderValue::from_static("no-store"));
    let page = axum::body::to_bytes(body, usize::MAX).await.unwrap_or_default();
    let pieces = stream::unfold(page, |mut rest| async move {
        if rest.is_empty() {
            return None;
        }
        tokio::time::sleep(PAUSE).await;
        let piece = rest.split_to(first_piece(&rest));
        Some((Ok::<Bytes, std::convert::Infallible>(piece), rest))
    });
    Response::from_parts(parts, Body::from_stream(pieces))
}

/// How many bytes of a page are its first piece: up to the end of a heading, a paragraph or a row, or up to an
/// icon's picture, whose place is there before it.
///
/// Not in the middle of a paragraph: a line of text may break elsewhere when the rest of it comes.
fn first_piece(page: &[u8]) -> usize {
    let mut end = 0;
    for line in page.split_inclusive(|byte| *byte == b'\n') {
        if let Some(picture) = picture(line) {
            return end + picture;
        }
        end += line.len();
        let line = line.trim_ascii_end();
        if [&b"</h1>"[..], b"</h2>", b"</p>", b"</tr>"].iter().any(|tag| line.ends_with(tag)) {
            break;
        }
    }
    end
}

/// Where an icon's picture begins in a line.
fn picture(line: &[u8]) -> Option<usize> {
    let find = |text: &[u8], part: &[u8]| text.windows(part.len()).position(|found| found == part);
    let icon = find(line, b"fa-svg")?;
    Some(icon + find(&line[icon..], b"<svg")?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_line_that_is_cut_carries_nothing_until_it_is_joined() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("cake.txt"), "cake").unwrap();
        let site = Site::serve(folder.path()).await.unwrap();
        // One client, which keeps its connection.
        let client = reqwest::Client::new();
        let read = async || client.get(site.url("cake.txt")).send().await?.error_for_status()?.text().await;
        assert_eq!(read().await.unwrap(), "cake");
        site.cut().await;
        assert!(read().await.is_err());
        site.join().await.unwrap();
        assert_eq!(read().await.unwrap(), "cake");
    }

    #[test]
    fn a_page_is_cut_behind_what_a_reader_takes_in_at_a_time() {
        let pieces = [
            "<header>\n<a><span class=fa-svg id=\"print\">",
            "<svg></svg></span></a>\n</header>\n<h1>Cake</h1>\n",
            "<p>One\ntwo</p>\n",
            "<pre>three\n</pre>\n",
        ];
        let page = pieces.concat();
        let mut rest = page.as_bytes();
        for piece in pieces {
            let (first, behind) = rest.split_at(first_piece(rest));
            assert_eq!(str::from_utf8(first).unwrap(), piece);
            rest = behind;
        }
        assert!(rest.is_empty());
    }
}
