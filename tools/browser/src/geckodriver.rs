//! The driver of Firefox, which Debian does not have: Cargo compiles it into the user's cache folder, once for all
//! clones.

use std::path::PathBuf;

use toolchains::CargoTool;

use crate::Error;

pub const VERSION: &str = "0.37.1";
const GECKODRIVER: CargoTool = CargoTool { name: "geckodriver", version: VERSION, bytes: 1_500_000_000 };

/// The driver in the cache, if it is there.
pub fn ready() -> Option<PathBuf> {
    GECKODRIVER.ready()
}

/// Brings it into the cache, if it is not there. That takes minutes.
pub fn ensure() -> Result<(), Error> {
    let failed = |error: anyhow::Error| Error::Provision {
        command: format!("cargo install --locked geckodriver@{VERSION}"),
        output: format!("{error:#}"),
    };
    GECKODRIVER.ensure().map(drop).map_err(failed)
}
