//! The packages of `web/package.json`, and those of Lighthouse, in the build's own folder: a reader's clone stays clean, and
//! nothing has to be installed by hand.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Mutex, PoisonError};

use anyhow::{Context, Result, bail};
use sha2::{Digest, Sha256};
use trace::hexadecimal;

/// What says which packages, in which versions.
const FILES: [&str; 2] = ["package.json", "package-lock.json"];
/// Packages that are listed together, and installed together.
pub struct Set {
    /// The folder with what lists them, from the book's.
    list: &'static str,
    /// Where they are installed, from the book's folder.
    folder: &'static str,
}

/// What pages and tests need.
const WEB: Set = Set { list: "web", folder: "target/npm" };
/// What `cargo xtask lighthouse` needs, and nothing else.
pub const LIGHTHOUSE: Set = Set { list: "web/lighthouse", folder: "target/lighthouse" };

/// In an installed folder, the hash of the files that it was installed from.
const STAMP: &str = "installed-from";
/// Held by who installs them: steps of a test that go on side by side would do it twice.
static INSTALLING: Mutex<()> = Mutex::new(());

/// How to get what is missing.
const GET: &str = "install Node.js 20 or newer with npm (Debian: apt-get install nodejs npm)";
/// What npm calls it if the registry cannot be reached.
const UNREACHABLE: [&str; 9] = [
    "EAI_AGAIN",
    "EAI_FAIL",
    "ECONNREFUSED",
    "ECONNRESET",
    "EHOSTUNREACH",
    "ENETUNREACH",
    "ENOTFOUND",
    "ERR_SOCKET_TIMEOUT",
    "ETIMEDOUT",
];

/// Whether the packages are here, and Node.js to run them.
pub enum Packages {
    /// Their folder, `node_modules`.
    Here(PathBuf),
    /// This machine lacks something, or the network; the text says, in one line, what.
    Unavailable(String),
}

/// The packages, for commands that node runs; installed first if they are not there or other ones are
/// asked for.
///
/// What is wrong with the book itself, a lock file that does not fit for one, is an error.
pub fn ensure(root: &Path) -> Result<Packages> {
    ensure_in(root, &WEB)
}

/// The same of another set.
pub fn ensure_in(root: &Path, set: &Set) -> Result<Packages> {
    let packages = fetch(root, set)?;
    Ok(missing("node").map_or(packages, Packages::Unavailable))
}

/// The folder of the packages if they are installed; nothing is fetched.
pub fn find(root: &Path) -> Result<Option<PathBuf>> {
    if !is_listed(root) {
        return Ok(None);
    }
    let folder = root.join(WEB.folder);
    Ok(is_installed(&folder, &fingerprint(&root.join(WEB.list))?).then(|| folder.join("node_modules")))
}

/// Whether the book says which packages it has.
pub fn is_listed(root: &Path) -> bool {
    FILES.iter().all(|file| root.join(WEB.list).join(file).is_file())
}

/// The folder of the packages, for those who cannot do without their files.
pub fn require(root: &Path) -> Result<PathBuf> {
    match fetch(root, &WEB)? {
        Packages::Here(folder) => Ok(folder),
        Packages::Unavailable(why) => bail!(why),
    }
}

/// The name of a command that npm has installed, or is: on Windows, each is a file of commands.
pub fn command_name(name: &str) -> String {
    if cfg!(windows) { format!("{name}.cmd") } else { name.to_owned() }
}

fn fetch(root: &Path, set: &Set) -> Result<Packages> {
    let list = root.join(set.list);
    let wanted = fingerprint(&list)?;
    let folder = root.join(set.folder);
    let _alone = INSTALLING.lock().unwrap_or_else(PoisonError::into_inner);
    if !is_installed(&folder, &wanted)
        && let Some(why) = install(root, &list, &folder, &wanted)?
    {
        return Ok(Packages::Unavailable(why));
    }
    Ok(Packages::Here(folder.join("node_modules")))
}

fn is_installed(folder: &Path, wanted: &str) -> bool {
    fs::read_to_string(folder.join(STAMP)).is_ok_and(|stamp| stamp == wanted)
}

fn fingerprint(list: &Path) -> Result<String> {
    let mut hash = Sha256::new();
    for file in FILES {
        let file = list.join(file);
        hash.update(fs::read(&file).with_context(|| format!("cannot read {}", file.display()))?);
        hash.update([0]);
    }
    Ok(hexadecimal(&hash.finalize()))
}

/// Installs beside the folder and renames in the end: what is interrupted never counts. Gives the
/// reason if this machine cannot.
fn install(root: &Path, list: &Path, folder: &Path, wanted: &str) -> Result<Option<String>> {
    let target = root.join("target");
    fs::create_dir_all(&target).with_context(|| format!("cannot make {}", target.display()))?;
    let aside =
        tempfile::Builder::new().prefix("npm-").tempdir_in(&target).context("no folder for packages")?;
    let fresh = aside.path().join("new");
    fs::create_dir(&fresh)?;
    for file in FILES {
        fs::copy(list.join(file), fresh.join(file))?;
    }
    if let Some(why) = run_npm(&fresh, list)? {
        return Ok(Some(why));
    }
    fs::write(fresh.join(STAMP), wanted)?;
    match fs::rename(folder, aside.path().join("old")) {
        Err(error) if error.kind() != ErrorKind::NotFound => {
            return Err(error).with_context(|| format!("cannot replace {}", folder.display()));
        }
        _ => {}
    }
    match fs::rename(&fresh, folder) {
        // Another command was faster, with the same packages.
        Err(_) if is_installed(folder, wanted) => Ok(None),
        renamed => renamed.map(|()| None).with_context(|| format!("cannot replace {}", folder.display())),
    }
}

/// Gives the reason if this machine cannot run npm, or not reach the registry.
fn run_npm(folder: &Path, list: &Path) -> Result<Option<String>> {
    // node runs npm, which says that it is missing in words of the shell.
    if let Some(why) = missing("node") {
        return Ok(Some(why));
    }
    let mut npm = Command::new(command_name("npm"));
    // No package of ours needs a script of its own to be installed, so none may run. Before a
    // third try npm would wait a minute, which is long for those who are offline.
    npm.current_dir(folder).args([
        "ci",
        "--ignore-scripts",
        "--fetch-retries=1",
        "--no-audit",
        "--no-fund",
        "--no-update-notifier",
    ]);
    let output = match npm.output() {
        Ok(output) if output.status.success() => return Ok(None),
        Ok(output) => output,
        Err(error) if error.kind() == ErrorKind::NotFound => {
            return Ok(Some(format!("no npm on PATH: {GET}")));
        }
        Err(error) => return Err(error).context("cannot run npm"),
    };
    let said = String::from_utf8_lossy(&output.stderr);
    match unreachable(&said) {
        Some(code) => Ok(Some(format!("npm cannot reach the registry of packages ({code})"))),
        None => bail!(
            "`npm ci` failed with {0}/package.json and {0}/package-lock.json:\n{1}",
            list.display(),
            said.trim()
        ),
    }
}

/// The reason if a program is not on `PATH`.
fn missing(name: &str) -> Option<String> {
    let found = Command::new(name).arg("--version").output();
    let absent = found.is_err_and(|error| error.kind() == ErrorKind::NotFound);
    absent.then(|| format!("no {name} on PATH: {GET}"))
}

/// The code by which npm says that the network is at fault: `npm error code ENOTFOUND`, with `ERR!`
/// for `error` before version 10.
fn unreachable(said: &str) -> Option<&str> {
    let code = said.lines().find_map(|line| match line.split_whitespace().collect::<Vec<_>>()[..] {
        ["npm", "error" | "ERR!", "code", code] => Some(code),
        _ => None,
    })?;
    UNREACHABLE.contains(&code).then_some(code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_network_is_at_fault_only_if_npm_says_so() {
        let offline =
            "npm warn Unknown user config\nnpm error code ENOTFOUND\nnpm error syscall getaddrinfo\n";
        assert_eq!(unreachable(offline), Some("ENOTFOUND"));
        assert_eq!(
            unreachable("npm ERR! code ECONNREFUSED\nnpm ERR! errno ECONNREFUSED"),
            Some("ECONNREFUSED")
        );
        let mismatch = "npm error code EUSAGE\nnpm error `npm ci` can only install packages when\n";
        assert_eq!(unreachable(mismatch), None);
        assert_eq!(unreachable("npm error network ENOTFOUND"), None);
    }

    #[test]
    fn a_program_that_is_not_there_is_told_in_one_line() {
        assert_eq!(missing("cargo"), None);
        let line = missing("no-such-program").unwrap();
        assert!(
            line.starts_with("no no-such-program on PATH: install Node.js") && !line.contains('\n'),
            "{line}"
        );
    }
}
