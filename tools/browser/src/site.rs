//! A folder as a site on loopback, for the browser to open.

use std::net::Ipv4Addr;
use std::path::Path;

use axum::Router;
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
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))
            .await
            .map_err(Error::io("cannot listen on loopback"))?;
        let origin =
            format!("http://{}/", listener.local_addr().map_err(Error::io("cannot listen on loopback"))?);
        let router = Router::new().fallback_service(ServeDir::new(folder));
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
