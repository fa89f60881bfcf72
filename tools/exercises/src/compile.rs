//! What is written in Rust: any number of texts, in one package, by one `cargo build`.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use catalog::Problem;
use recorder::compiling::Compilers;
use recorder::compiling::rust::build;
use takeaway::Needs;
use toolchains::RustWasi;

use crate::Kit;
use crate::attempt::Attempt;

/// What was made of a text: what to run, where anything had to be made; or what the compiler says.
pub type Compiled = Result<Option<PathBuf>, Vec<Problem>>;

impl Kit<'_> {
    /// Compiles what has to be, in a package of that name.
    pub fn compile(&self, package: &str, attempts: &[Attempt<'_>]) -> Result<Vec<Compiled>> {
        let (for_browser, native): (Vec<usize>, Vec<usize>) = (0..attempts.len())
            .filter(|place| attempts[*place].source.flavor.language() == "rust")
            .partition(|place| self.runs_on_host(&attempts[*place]));
        let mut made: Vec<Compiled> = attempts.iter().map(|_| Ok(None)).collect();
        for (places, wasm) in [(for_browser, self.wasm.as_ref()), (native, None)] {
            let chosen: Vec<&Attempt<'_>> = places.iter().map(|place| &attempts[*place]).collect();
            if chosen.is_empty() {
                continue;
            }
            let name = format!("{package}-{}", if wasm.is_some() { "page" } else { "native" });
            for (place, result) in places.into_iter().zip(self.build(&name, &chosen, wasm)?) {
                made[place] = result.map(Some);
            }
        }
        Ok(made)
    }

    /// Whether the host runs it, on a clock that is a number.
    pub(crate) fn runs_on_host(&self, attempt: &Attempt<'_>) -> bool {
        let flavor = &attempt.source.flavor;
        let is_for_pages = !attempt.exercise.manifest.recorded_only.contains_key(flavor.as_str());
        is_for_pages && (flavor.language() != "rust" || self.wasm.is_some())
    }

    fn build(
        &self,
        name: &str,
        attempts: &[&Attempt<'_>],
        wasm: Option<&RustWasi>,
    ) -> Result<Vec<Result<PathBuf, Vec<Problem>>>> {
        let package = self.scratch.join("packages").join(name);
        self.write(name, &package, attempts)?;
        let mut cargo = match wasm {
            Some(rust) => rust.cargo(&runnable::rust_flags()),
            None => Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into())),
        };
        // Beside what readers edit in pages, so that crates are compiled once for both.
        cargo.current_dir(&package).args(["build", "--keep-going", "--message-format=json"]);
        if wasm.is_some() {
            cargo.env("CARGO_TARGET_DIR", self.scratch.join("browser")).args(["--target", RustWasi::TARGET]);
            cargo.envs([("CARGO_PROFILE_DEV_OPT_LEVEL", "1"), ("CARGO_PROFILE_DEV_DEBUG", "false")]);
        } else {
            cargo.env("CARGO_TARGET_DIR", self.scratch.join("native"));
        }
        let mut problems = Vec::new();
        let mut built = build(&package, &mut cargo, Compilers::default(), &mut problems)?;
        let made = |attempt: &&Attempt<'_>| {
            let name = attempt.name();
            let own = problems
                .iter()
                .filter(|problem| problem.file == file(attempt))
                .map(|problem| Problem { file: attempt.source.file.clone(), ..problem.clone() });
            let own: Vec<Problem> = own.collect();
            match (built.executables.remove(&name), own.is_empty(), &built.refusal) {
                (Some(executable), true, _) => Ok(executable),
                (_, false, _) => Err(own),
                (None, _, Some(said)) => Err(vec![Problem::new(&attempt.source.file, 1, said)]),
                // An error in what they share.
                (None, _, None) => Err(problems.clone()),
            }
        };
        Ok(attempts.iter().map(made).collect())
    }

    /// Writes the package; what has not changed stays as it is, and is not compiled again.
    fn write(&self, name: &str, package: &Path, attempts: &[&Attempt<'_>]) -> Result<()> {
        let mut all: Option<Needs> = None;
        let mut programs = String::new();
        for attempt in attempts {
            let program = attempt.exercise.as_program(vec![attempt.source.clone()]);
            let needs = self.crates.needs(&program, &attempt.source)?;
            match &mut all {
                Some(all) => all.extend(needs),
                None => all = Some(needs),
            }
            let bin = attempt.name();
            let _ = write!(programs, "\n[[bin]]\nname = \"{bin}\"\npath = \"src/{bin}.rs\"\n");
            put(&package.join(file(attempt)), &attempt.source.text)?;
        }
        let needs = all.context("there is something to compile")?;
        let manifest = format!(
            "[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[workspace]\n\n{}{programs}",
            needs.to_manifest()
        );
        let mut is_changed = put(&package.join("Cargo.toml"), &manifest)?;
        for (file, text) in needs.files() {
            let is_new = put(&package.join(&file), &text)?;
            is_changed |= is_new && file.ends_with("Cargo.toml");
        }
        if is_changed || !package.join("Cargo.lock").exists() {
            put(&package.join("Cargo.lock"), &self.crates.lock_for(name, &needs))?;
        }
        Ok(())
    }
}

/// The text in its package.
fn file(attempt: &Attempt<'_>) -> PathBuf {
    Path::new("src").join(attempt.name()).with_extension("rs")
}

/// Writes a file, if that is not there already.
fn put(file: &Path, text: &str) -> Result<bool> {
    if fs::read(file).is_ok_and(|there| there == text.as_bytes()) {
        return Ok(false);
    }
    let folder = file.parent().context("a file is in a folder")?;
    fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    fs::write(file, text).with_context(|| format!("cannot write {}", file.display()))?;
    Ok(true)
}
