//! The compilers and runtimes of the languages other than Rust, and the Rust that compiles for a browser.
//!
//! What is on `PATH` is used if it is recent enough. Else it is brought into the user's cache folder,
//! which all clones share, by the machine's own package managers, which know where packages come from
//! and check them; the system itself is not touched. What cannot be had is told in one line.

mod cache;
mod cargo_tool;
mod debian;
mod dotnet;
mod download;
mod go;
mod node;
mod on_path;
mod package;
mod pip;
mod python;
mod ruff;
mod rust_wasi;
mod swift;
mod version;

pub use cache::{Slot, folder as cache_folder};
pub use cargo_tool::{CargoTool, install};
pub use dotnet::Dotnet;
pub use go::Go;
pub use node::Node;
pub use python::Python;
pub use ruff::Ruff;
pub use rust_wasi::RustWasi;
pub use swift::Swift;

use std::any::{Any, TypeId};
use std::sync::{Mutex, PoisonError};

/// How to get hold of a toolchain that is not there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effort {
    /// Only look: on `PATH` and in the cache.
    Find,
    /// Bring it into the cache if need be; that takes up to a few minutes, and shows how far it is.
    Provide,
}

/// A toolchain that cannot be had here; says, in one line, why, and what would mend it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missing(pub String);

/// What a toolchain is and where it was found, for people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Name and version: `go 1.27.0`.
    pub name: String,
    /// Whether it is in the book's cache, not on `PATH`.
    pub from_cache: bool,
}

/// A language's toolchain.
pub trait Toolchain: Sized + Clone + Send + 'static {
    /// What readers call it: `Go`.
    const NAME: &'static str;

    /// What is on `PATH`, if it is recent enough; else the reason why not.
    fn on_path() -> Result<Self, Missing>;

    /// What has been brought into the cache, if it can be had in this way at all; `effort` says whether
    /// it may be brought there now.
    fn in_cache(effort: Effort) -> Result<Self, Missing>;

    /// What it is and where it was found.
    fn found(&self) -> Found;

    /// Looks on `PATH`, then in the cache. What has been found, or has failed to be brought, is
    /// remembered for as long as the process lives: neither becomes other by being tried again.
    fn get(effort: Effort) -> Result<Self, Missing> {
        if let Some(known) = remembered(TypeId::of::<Self>()) {
            return known;
        }
        let got = Self::on_path().or_else(|Missing(on_path)| {
            Self::in_cache(effort).map_err(|Missing(cached)| Missing(format!("{on_path}; {cached}")))
        });
        if got.is_ok() || effort == Effort::Provide {
            remember(TypeId::of::<Self>(), got.clone());
        }
        got
    }
}

/// What has been looked for: the toolchain's type, and what came of it.
static KNOWN: Mutex<Vec<(TypeId, Box<dyn Any + Send>)>> = Mutex::new(Vec::new());

fn remembered<T: Toolchain>(kind: TypeId) -> Option<Result<T, Missing>> {
    let known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    let (_, got) = known.iter().find(|(known, _)| *known == kind)?;
    got.downcast_ref::<Result<T, Missing>>().cloned()
}

fn remember<T: Toolchain>(kind: TypeId, got: Result<T, Missing>) {
    KNOWN.lock().unwrap_or_else(PoisonError::into_inner).push((kind, Box::new(got)));
}
