//! Rust for WebAssembly: the Rust on `PATH` if it has the target, or the packages of Debian, whose standard
//! library is compiled for the target here.
//!
//! What rustup has installed is the user's own, so no target is added to it; who wants to add it is told how.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};

use crate::debian::{self, Packages, Release, With};
use crate::on_path::{answer, which};
use crate::package::Package;
use crate::version::{Version, full_in_text};
use crate::{Effort, Found, Missing, Toolchain, download};

/// What the book's workspace asks for.
const LEAST: Version = Version(1, 89);

const SLOT: &str = "rust-wasm-1.96-debian";
/// The compiler that Debian keeps recent for its browsers; with it the linker, and the standard library's source.
const RUST: Packages<'_> = Packages {
    what: "Rust for WebAssembly",
    release: Release::OfThisMachine,
    names: &["rustc-web", "cargo-web", "libstd-rust-web-dev", "rust-web-src", "lld-22"],
    with: With::WhatIsMissing,
    bytes: 155_000_000,
};
/// The C library of the target; that of older releases lacks what tokio is linked with.
const LIBC: Packages<'_> = Packages {
    what: "WASI's C library",
    release: Release::Named("trixie"),
    names: &["wasi-libc"],
    with: With::Nothing,
    bytes: 1_100_000,
};
/// About how much the standard library takes while it is compiled.
const STD_BYTES: u64 = 120_000_000;
const UNPACKED_BYTES: u64 = 1_000_000_000;

/// Of the packages' machine.
const HOST: &str = "x86_64-unknown-linux-gnu";
const LIBRARIES: &str = "usr/lib/x86_64-linux-gnu";

/// A Rust that compiles for [`Self::TARGET`].
#[derive(Debug, Clone)]
pub struct RustWasi {
    /// The root of the packages; without it, it is the Rust on `PATH`.
    root: Option<PathBuf>,
    version: String,
    /// All that rustc says of itself.
    build: String,
}

impl RustWasi {
    pub const TARGET: &'static str = "wasm32-wasip1";

    /// A `cargo` command that compiles for the target, given with `--target`, and hands these flags to rustc.
    pub fn cargo(&self, flags: &[String]) -> Command {
        let Some(root) = &self.root else {
            let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
            cargo.env("CARGO_ENCODED_RUSTFLAGS", encoded(flags));
            return cargo;
        };
        let mut cargo = Command::new(root.join("usr/bin/cargo"));
        cargo.envs(environment(root));
        // What speaks of another Rust.
        for name in ["CARGO", "RUSTUP_TOOLCHAIN", "RUSTC_WRAPPER", "RUSTC_WORKSPACE_WRAPPER"] {
            cargo.env_remove(name);
        }
        // The functions of threads are there, and fail: tokio is linked with them, and calls none on one thread.
        let own = ["-Clink-arg=-lwasi-emulated-pthread".to_owned()];
        cargo.env("CARGO_ENCODED_RUSTFLAGS", encoded(&[&own, flags].concat()));
        cargo
    }

    /// What tells this compiler from every other.
    pub fn build(&self) -> &str {
        &self.build
    }

    fn in_root(root: PathBuf) -> Result<Self> {
        let rustc = root.join("usr/bin/rustc");
        let mut command = Command::new(&rustc);
        let output = answer(command.arg("-vV").envs(environment(&root))).map_err(anyhow::Error::msg)?;
        let (version, build) = identity(&output.stdout)?;
        ensure!(Version::in_text(&version) >= Some(LEAST), "it is {version}, older than {LEAST}");
        ensure!(libraries(&root).is_dir(), "it has no standard library for {}", Self::TARGET);
        Ok(Self { root: Some(root), version, build })
    }
}

impl Toolchain for RustWasi {
    const NAME: &'static str = "Rust, wasm";

    fn on_path() -> Result<Self, Missing> {
        let rustc = which("rustc").ok_or_else(|| Missing("no rustc on PATH".to_owned()))?;
        let asked = answer(Command::new(&rustc).args(["--print", "target-libdir", "--target", Self::TARGET]));
        let folder = asked.map_err(Missing)?.stdout;
        if !Path::new(String::from_utf8_lossy(&folder).trim()).is_dir() {
            return Err(Missing(format!("the rustc on PATH has no {}", Self::TARGET)));
        }
        let output = answer(Command::new(&rustc).arg("-vV")).map_err(Missing)?;
        let (version, build) = identity(&output.stdout).map_err(|error| Missing(format!("{error:#}")))?;
        Ok(Self { root: None, version, build })
    }

    fn in_cache(effort: Effort) -> Result<Self, Missing> {
        let package = Package {
            name: "Rust for WebAssembly",
            slot: SLOT,
            install: format!("run `rustup target add {}`", Self::TARGET),
            bytes: UNPACKED_BYTES + RUST.bytes + STD_BYTES,
            check,
            fetch,
        };
        let root = package.folder(effort)?.join("root");
        Self::in_root(root).map_err(|error| package.broken(format_args!("{error:#}")))
    }

    fn found(&self) -> Found {
        Found { name: format!("rustc {}", self.version), from_cache: self.root.is_some() }
    }
}

/// The version in what `rustc -vV` says, and all of it.
fn identity(said: &[u8]) -> Result<(String, String)> {
    let build = String::from_utf8_lossy(said).into_owned();
    let version = full_in_text(&build).context("rustc does not tell its version")?;
    Ok((version.to_owned(), build))
}

fn encoded(flags: &[String]) -> String {
    flags.join("\u{1f}")
}

/// What cargo and the compiler in a root need to find each other, and their libraries.
fn environment(root: &Path) -> [(&'static str, OsString); 2] {
    [("RUSTC", root.join("usr/bin/rustc").into()), ("LD_LIBRARY_PATH", root.join(LIBRARIES).into())]
}

/// Where rustc looks for the target's standard library.
fn libraries(root: &Path) -> PathBuf {
    root.join("usr/lib/rustlib").join(RustWasi::TARGET).join("lib")
}

/// Whether this machine can have the packages and run them; else, why not.
fn check() -> Result<()> {
    if !cfg!(all(target_os = "linux", target_arch = "x86_64")) {
        bail!("there are packages only for Debian on x86-64");
    }
    debian::check()
}

fn fetch(aside: &Path) -> Result<()> {
    let (root, libc) = (aside.join("root"), aside.join("libc"));
    debian::unpack(&RUST, &root)?;
    debian::unpack(&LIBC, &libc)?;
    link_linker(&root)?;
    let built = compile_std(&root, aside)?;
    let libraries = libraries(&root);
    let own = libraries.join("self-contained");
    fs::create_dir_all(&own)?;
    copy_all(&built, &libraries, "rlib")?;
    for extension in ["a", "o"] {
        copy_all(&libc.join("usr/lib").join(RustWasi::TARGET), &own, extension)?;
    }
    for folder in [&root.join("usr/src"), &libc, &aside.join("std")] {
        fs::remove_dir_all(folder).with_context(|| format!("cannot remove {}", folder.display()))?;
    }
    // Better to find out now than when the first program is compiled.
    try_it(&RustWasi::in_root(root)?, aside)
}

/// rustc looks for the linker of WebAssembly beside its own tools, under a name of its own.
fn link_linker(root: &Path) -> Result<()> {
    let tools = root.join("usr/lib/rustlib").join(HOST).join("bin");
    fs::create_dir_all(&tools)?;
    #[cfg(unix)]
    std::os::unix::fs::symlink("../../../llvm-22/bin/lld", tools.join("rust-lld"))?;
    Ok(())
}

/// Compiles the standard library as its own workspace does for those who get it ready-made; the answer is the
/// folder of the libraries. What it depends on comes with its source.
fn compile_std(root: &Path, aside: &Path) -> Result<PathBuf> {
    let source = root.join("usr/lib/rustlib/src/rust/library");
    let target = aside.join("std");
    fs::create_dir_all(&target)?;
    let mut cargo = Command::new(root.join("usr/bin/cargo"));
    cargo.envs(environment(root)).current_dir(&source);
    for name in ["CARGO", "RUSTUP_TOOLCHAIN", "RUSTC_WRAPPER", "RUSTC_WORKSPACE_WRAPPER", "RUSTFLAGS"] {
        cargo.env_remove(name);
    }
    // It is made of what no stable compiler takes from anybody else.
    cargo.env("RUSTC_BOOTSTRAP", "1").env("CARGO_ENCODED_RUSTFLAGS", "-Zforce-unstable-if-unmarked");
    cargo.env("CARGO_TARGET_DIR", &target).env("CARGO_HOME", aside.join("std/home"));
    // Debian leaves out what only its tests depend on.
    cargo.args(["build", "-Zavoid-dev-deps", "--offline", "--quiet", "--package", "std"]);
    cargo.args(["--profile", "dist", "--config", "profile.dist.debug=false", "--target", RustWasi::TARGET]);
    cargo.args(["--features", "panic-unwind,backtrace,compiler-builtins-mem"]);
    cargo.args(["--config", "source.crates-io.replace-with=\"vendor\""]);
    cargo.args(["--config", "source.vendor.directory=\"vendor\""]);
    download::run("Rust for WebAssembly: compiling its library", &mut cargo, &target, STD_BYTES)?;
    Ok(target.join(RustWasi::TARGET).join("dist/deps"))
}

/// Copies the files of a folder that have that extension.
fn copy_all(from: &Path, to: &Path, extension: &str) -> Result<()> {
    let entries = fs::read_dir(from).with_context(|| format!("cannot read {}", from.display()))?;
    let files = entries.filter_map(Result::ok).map(|entry| entry.path());
    for file in files.filter(|file| file.extension().is_some_and(|found| found == extension)) {
        fs::copy(&file, to.join(file.file_name().unwrap_or_default()))
            .with_context(|| format!("cannot copy {}", file.display()))?;
    }
    Ok(())
}

fn try_it(rust: &RustWasi, aside: &Path) -> Result<()> {
    let folder = aside.join("try");
    fs::create_dir_all(folder.join("src"))?;
    fs::write(folder.join("src/main.rs"), "fn main() {\n    println!(\"good evening\");\n}\n")?;
    fs::write(folder.join("Cargo.toml"), "[package]\nname = \"try\"\nedition = \"2024\"\n\n[workspace]\n")?;
    let mut cargo = rust.cargo(&[]);
    cargo.current_dir(&folder).args(["build", "--quiet", "--offline", "--target", RustWasi::TARGET]);
    cargo.env("CARGO_TARGET_DIR", folder.join("target"));
    answer(&mut cargo).map_err(anyhow::Error::msg)?;
    Ok(fs::remove_dir_all(folder)?)
}
