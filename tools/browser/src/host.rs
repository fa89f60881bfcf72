//! A site as readers find it: below a folder of a host that has others, with files that browsers keep for a while,
//! new ones now and then, and a line that can be cut.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use tower_http::services::ServeDir;

use crate::Error;
use crate::site::{Site, kept};

/// The folder below which the site is, as a project's is on many a host.
const BELOW: &str = "/shelf";

/// Serves a folder until it is dropped.
pub struct Host {
    site: Site,
    published: Arc<Mutex<PathBuf>>,
}

impl Host {
    pub async fn publish(folder: &Path) -> Result<Self, Error> {
        let published = Arc::new(Mutex::new(folder.to_owned()));
        let files = Router::new().fallback(get(file)).with_state(Arc::clone(&published));
        let site = Site::start(Router::new().nest(BELOW, files)).await?;
        Ok(Self { site, published })
    }

    /// Other files from now on, at the same address.
    pub fn publish_anew(&self, folder: &Path) {
        folder.clone_into(&mut self.published.lock().unwrap_or_else(PoisonError::into_inner));
    }

    /// Cuts the line: see [`Site::cut`].
    pub async fn cut(&self) {
        self.site.cut().await;
    }

    /// Joins the line again.
    pub async fn join(&self) -> Result<(), Error> {
        self.site.join().await
    }

    /// The address of a page: `url("blocking/index.html")`. Its name is none that stands for the machine itself, and
    /// yet leads there, in a context that browsers call secure.
    pub fn url(&self, page: &str) -> String {
        format!("http://book.localhost:{}{BELOW}/{page}", self.site.port())
    }
}

async fn file(State(published): State<Arc<Mutex<PathBuf>>>, mut request: Request) -> Response {
    // Another file of the same second would be taken for the same one.
    for same in [header::IF_MODIFIED_SINCE, header::IF_NONE_MATCH] {
        request.headers_mut().remove(same);
    }
    let folder = published.lock().unwrap_or_else(PoisonError::into_inner).clone();
    match ServeDir::new(folder).try_call(request).await {
        Ok(response) => kept(response.map(Body::new)).await,
        Err(error) => (StatusCode::INTERNAL_SERVER_ERROR, error.to_string()).into_response(),
    }
}
