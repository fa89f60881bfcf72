//! Programs in Rust: one `cargo build` for all that are not made yet, a module for each.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use anyhow::Result;
use catalog::Problem;
use catalog::example_name;
use recorder::Job;
use recorder::compiling::Compilers;
use recorder::compiling::rust::{Build, build, not_built, sources};
use toolchains::{Missing, RustWasi, Toolchain};

use crate::shelf::{Content, Shelf, Stamp};
use crate::{Artefact, Looked, Part};

/// The profile in the workspace's `Cargo.toml`.
const PROFILE: &str = "page";
/// A program that takes memory without end stops at this, whoever runs it.
const MOST_MEMORY: u32 = 256 << 20;

/// What there is to do.
pub struct Work<'a> {
    shelf: &'a Shelf,
    root: &'a Path,
    modules: Vec<Module<'a>>,
}

struct Module<'a> {
    job: Job<'a>,
    name: String,
    /// A hash of what it is made from.
    content: String,
    /// What it was made from, if it is there.
    stamp: Option<Stamp>,
}

impl Module<'_> {
    /// Whether it is there as it would be made now; `build` is what would make it, if that is known.
    fn is_made(&self, build: Option<&str>) -> bool {
        let same =
            |stamp: &Stamp| stamp.content == self.content && build.is_none_or(|build| stamp.build == build);
        self.stamp.as_ref().is_some_and(same)
    }
}

impl<'a> Work<'a> {
    pub fn new(shelf: &'a Shelf, root: &'a Path, jobs: &[Job<'a>]) -> Result<Self> {
        let module = |job: &Job<'a>| -> Result<Module<'a>> {
            let name = format!("rust/{}.{}.wasm", job.program.name, job.source.flavor);
            let mut content = Content::default();
            content.add(PROFILE, &MOST_MEMORY.to_le_bytes());
            content.add(&job.source.file.to_string_lossy(), job.source.text.as_bytes());
            for file in sources(root, &job.program.slug) {
                content.add_file(root, &file)?;
            }
            let stamp = shelf.stamp(&name);
            Ok(Module { job: *job, name, content: content.hash(), stamp })
        };
        let work = Self { shelf, root, modules: jobs.iter().map(module).collect::<Result<_>>()? };
        let names: BTreeSet<String> = work.modules.iter().map(|module| module.name.clone()).collect();
        shelf.keep_only("rust", &names)?;
        Ok(work)
    }

    /// Whether everything is there, whatever has made it.
    pub fn is_made(&self) -> bool {
        self.modules.iter().all(|module| module.is_made(None))
    }

    /// Makes what is not there; without a compiler, what is there is kept.
    pub fn make(&self, target: &Path, found: Looked<RustWasi>) -> Result<Part> {
        let build = found.as_ref().and_then(|found| Some(found.as_ref().ok()?.build().to_owned()));
        let stale: Vec<&Module<'_>> =
            self.modules.iter().filter(|module| !module.is_made(build.as_deref())).collect();
        let mut part = Part::default();
        if let Some(first) = stale.first() {
            match found {
                Some(Ok(rust)) => {
                    let refusal = self.compile(target, &rust, &stale, &mut part.problems)?;
                    let lacking = stale.iter().filter(|module| self.shelf.stamp(&module.name).is_none());
                    if let (Some(why), lacking @ 1..) = (refusal, lacking.count()) {
                        part.lacks(lacking, first.job, &why);
                    }
                }
                Some(Err(Missing(why))) => {
                    for module in &stale {
                        self.shelf.remove(&module.name)?;
                    }
                    part.lacks(stale.len(), first.job, &why);
                }
                // Nobody has looked, for everything was there.
                None => {}
            }
        }
        for module in &self.modules {
            if let Some(stamp) = self.shelf.stamp(&module.name) {
                let (file, bytes) = (self.shelf.path(&module.name), self.shelf.bytes(&module.name));
                part.add(module.job, Artefact { file, bytes, toolchain: stamp.toolchain });
            }
        }
        Ok(part)
    }

    /// Compiles the modules; what does not compile becomes a problem. The answer is what Cargo says where it is
    /// no program's fault.
    fn compile(
        &self,
        target: &Path,
        rust: &RustWasi,
        modules: &[&Module<'_>],
        problems: &mut Vec<Problem>,
    ) -> Result<Option<String>> {
        let mut cargo = rust.cargo(&flags());
        cargo.current_dir(self.root).args(["build", "--keep-going", "--message-format=json"]);
        cargo.args(["--target", RustWasi::TARGET, "--profile", PROFILE]);
        // Apart from what runs here: the two would wait for each other.
        cargo.env("CARGO_TARGET_DIR", std::path::absolute(target)?.join("wasm"));
        // Who is offline waits for one try, not for three.
        cargo.env("CARGO_NET_RETRY", "0");
        let slugs: BTreeSet<&str> = modules.iter().map(|module| module.job.program.slug.as_str()).collect();
        for slug in slugs {
            cargo.arg("--package").arg(format!("code-{slug}"));
        }
        for module in modules {
            cargo.arg("--example").arg(example_name(module.job.program, &module.job.source.flavor));
        }
        let Build { executables, is_complete, refusal } =
            build(self.root, &mut cargo, Compilers::default(), problems)?;
        for module in modules {
            let example = example_name(module.job.program, &module.job.source.flavor);
            match executables.get(&example) {
                Some(made) => {
                    let stamp = Stamp {
                        content: module.content.clone(),
                        toolchain: Some(rust.found().name),
                        build: rust.build().to_owned(),
                        files: Vec::new(),
                    };
                    self.shelf.put(&module.name, made, &stamp)?;
                }
                // Another compiler has made it of the same text, which is better than none.
                None if refusal.is_some() && module.is_made(None) => {}
                None => {
                    self.shelf.remove(&module.name)?;
                    if is_complete {
                        problems.push(not_built(&module.job, &example));
                    }
                }
            }
        }
        Ok(refusal.map(|said| gist(&said)))
    }
}

/// The line in which Cargo says what went wrong, and the reason of that.
fn gist(said: &str) -> String {
    let mut lines = said.lines().map(str::trim).skip_while(|line| !line.starts_with("error"));
    let error = lines.next().unwrap_or(said);
    match lines.skip_while(|line| *line != "Caused by:").nth(1) {
        Some(cause) => format!("{error} ({cause})"),
        None => error.to_owned(),
    }
}

/// What rustc is told besides, for every program that a browser runs.
pub fn flags() -> Vec<String> {
    let mut flags = vec![format!("-Clink-arg=--max-memory={MOST_MEMORY}")];
    // A panic in a crate names its file: as it is in the registry, not as it is on this machine.
    if let Some(registry) = registry() {
        flags.push(format!("--remap-path-prefix={}=", registry.display()));
    }
    flags
}

/// The folder where Cargo unpacks crates.
fn registry() -> Option<PathBuf> {
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| Some(std::env::home_dir()?.join(".cargo")))?;
    Some(home.join("registry/src"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cargo_cannot_do_is_told_in_one_line() {
        let offline = "    Updating index\nwarning: spurious network error\nerror: failed to download from `https://x/y`\n\nCaused by:\n  [6] Could not resolve host: x\n";
        assert_eq!(
            gist(offline),
            "error: failed to download from `https://x/y` ([6] Could not resolve host: x)"
        );
        assert_eq!(gist("error: no such profile"), "error: no such profile");
        assert_eq!(gist("killed"), "killed");
    }
}
