//! Debian's package manager, for browsers and for what looks at files like one.

use std::path::Path;
use std::process::Command;

use crate::Error;
use crate::installed::{is_root, program};

/// Whether packages can be installed here without asking.
pub fn may_install() -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    is_root() && Path::new("/etc/debian_version").exists() && program(&path, "apt-get").is_some()
}

/// Installs packages; whoever calls this is root.
pub fn install(packages: &[&str]) -> Result<(), Error> {
    let install = [&["install", "--yes", "--no-install-recommends"], packages].concat();
    // The lists of packages are often absent (images) or old; they are fetched only if they must be.
    if apt_get(&install).is_err() {
        apt_get(&["update"])?;
        apt_get(&install)?;
    }
    Ok(())
}

fn apt_get(arguments: &[&str]) -> Result<(), Error> {
    let mut command = Command::new("apt-get");
    command.args(arguments).env("DEBIAN_FRONTEND", "noninteractive");
    let output = command.output().map_err(Error::io("cannot run apt-get"))?;
    if output.status.success() {
        return Ok(());
    }
    let said = [output.stdout, output.stderr].concat();
    Err(Error::Provision {
        command: format!("apt-get {}", arguments.join(" ")),
        output: String::from_utf8_lossy(&said).trim().to_owned(),
    })
}
