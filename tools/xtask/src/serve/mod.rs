//! `cargo xtask serve`: the book on this machine, built anew whenever a file is saved.
//!
//! [`workshop`] watches and builds, [`site`] answers the browser. A build that fails leaves the
//! last good one in place, and the page shows what is wrong.

mod edit;
mod site;
mod workshop;

use std::fs;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::Path;
use std::time::Duration;

use anyhow::{Result, bail};
use clap::Args;
use edit::Editing;
pub use edit::scratch;
use recorder::Allowance;
use tokio::net::TcpListener;

#[derive(Args)]
pub struct Options {
    /// The port to listen on
    #[arg(long, default_value_t = 3000)]
    port: u16,
    /// Seconds that an edited program may run on this machine
    #[arg(long, default_value_t = 20, hide = true)]
    seconds: u64,
    /// Prepare nothing for the first edit
    #[arg(long, hide = true)]
    cold: bool,
}

pub fn run(root: &Path, options: &Options) -> Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    runtime.block_on(serve(root, options))
}

async fn serve(root: &Path, options: &Options) -> Result<()> {
    let port = options.port;
    // Loopback only: this is an author's own view.
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    let listener = match TcpListener::bind(address).await {
        Ok(listener) => listener,
        Err(error) => bail!(
            "cannot listen on port {port}: {error}; choose another one: cargo xtask serve --port {}",
            port.saturating_add(1)
        ),
    };
    let address = listener.local_addr()?;
    // Of its own, so that two servers of one book do not build over each other; gone at the end.
    let shelves = root.join("target/serve");
    fs::create_dir_all(&shelves)?;
    let shelf = tempfile::tempdir_in(shelves)?;
    let edition = workshop::start(root, shelf.path())?;
    let allowed = Allowance { time: Duration::from_secs(options.seconds), processes: 32 };
    let editing = Editing::new(allowed)?;
    let _warmth = (!options.cold).then(|| editing.warm_up(root));
    println!("http://{address}/ (ends with Ctrl-C)");
    tokio::select! {
        served = axum::serve(listener, site::router(edition, address, root, editing)) => served?,
        interrupted = tokio::signal::ctrl_c() => interrupted?,
        () = asked_to_end() => {}
    }
    Ok(())
}

/// What a service manager does; compilers and programs are in groups of their own, and are ended by us.
async fn asked_to_end() {
    #[cfg(unix)]
    if let Ok(mut asked) = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
        asked.recv().await;
        return;
    }
    std::future::pending::<()>().await;
}
