//! A site as readers find it: below a folder of a host that has others, with files that browsers keep for a while,
//! new ones now and then, and a line that can be cut.

use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use tokio::runtime::{Builder, Runtime};
use tower_http::services::ServeDir;

use crate::Error;

/// The folder below which the site is, as a project's is on many a host.
const BELOW: &str = "/shelf";
/// How long a browser may keep a file without asking again; GitHub's hosts say the same.
const KEPT: &str = "max-age=600";

/// Serves a folder until it is dropped.
pub struct Host {
    address: SocketAddr,
    published: Arc<Mutex<PathBuf>>,
    /// What runs the server and all of its connections, so that they can end at once; nothing while the line is cut.
    server: Option<Runtime>,
}

impl Host {
    pub fn publish(folder: &Path) -> Result<Self, Error> {
        let listener =
            TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).map_err(Error::io("cannot listen on loopback"))?;
        let address = listener.local_addr().map_err(Error::io("cannot listen on loopback"))?;
        let published = Arc::new(Mutex::new(folder.to_owned()));
        let server = Some(serve(listener, Arc::clone(&published))?);
        Ok(Self { address, published, server })
    }

    /// Other files from now on, at the same address.
    pub fn publish_anew(&self, folder: &Path) {
        folder.clone_into(&mut self.published.lock().unwrap_or_else(PoisonError::into_inner));
    }

    /// Cuts the line: who is connected is so no longer, and nobody can connect.
    pub fn cut(&mut self) {
        if let Some(server) = self.server.take() {
            // Not waited for: this may be called where nothing may block.
            server.shutdown_background();
        }
    }

    /// Joins the line again.
    pub fn join(&mut self) -> Result<(), Error> {
        let listener = TcpListener::bind(self.address).map_err(Error::io("cannot listen on loopback"))?;
        self.server = Some(serve(listener, Arc::clone(&self.published))?);
        Ok(())
    }

    /// The address of a page: `url("blocking/index.html")`. Its name is none that stands for the machine itself, and
    /// yet leads there, in a context that browsers call secure.
    pub fn url(&self, page: &str) -> String {
        format!("http://book.localhost:{}{BELOW}/{page}", self.address.port())
    }
}

impl Drop for Host {
    fn drop(&mut self) {
        self.cut();
    }
}

fn serve(listener: TcpListener, published: Arc<Mutex<PathBuf>>) -> Result<Runtime, Error> {
    let runtime = Builder::new_multi_thread().worker_threads(1).enable_all().build();
    let runtime = runtime.map_err(Error::io("cannot start a server"))?;
    listener.set_nonblocking(true).map_err(Error::io("cannot listen on loopback"))?;
    let inside = runtime.enter();
    let listener =
        tokio::net::TcpListener::from_std(listener).map_err(Error::io("cannot listen on loopback"))?;
    drop(inside);
    let files = Router::new().fallback(get(file)).with_state(published);
    let router = Router::new().nest(BELOW, files);
    runtime.spawn(async move {
        // It ends with its runtime; there is nobody to tell of another end.
        let _ = axum::serve(listener, router).await;
    });
    Ok(runtime)
}

async fn file(State(published): State<Arc<Mutex<PathBuf>>>, mut request: Request) -> Response {
    // Another file of the same second would be taken for the same one.
    for same in [header::IF_MODIFIED_SINCE, header::IF_NONE_MATCH] {
        request.headers_mut().remove(same);
    }
    let folder = published.lock().unwrap_or_else(PoisonError::into_inner).clone();
    match ServeDir::new(folder).try_call(request).await {
        Ok(response) => {
            let mut response = response.map(Body::new);
            response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static(KEPT));
            response
        }
        Err(error) => (StatusCode::INTERNAL_SERVER_ERROR, error.to_string()).into_response(),
    }
}
