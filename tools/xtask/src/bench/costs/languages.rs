//! Who waits, and how each language's program of it is compiled and started: `code/costs/benches/waiting`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};
use recorder::Start;
use serde_json::json;
use toolchains::{Dotnet, Effort, Go, Missing, Node, Python, Swift, Toolchain};

use super::waiting::{MILLION, Waiter};
use super::{CONTENDERS, LANGUAGE, THREAD};
use crate::progress;

/// The programs, from the book's folder.
const PROGRAMS: &str = "code/costs/benches/waiting";
/// What they are compiled to.
const OUT: &str = "target/bench/waiting";

/// As many threads as a machine has room for that has not been told to have room for more.
const THREADS: u64 = 10_000;

/// All that can be measured here; and, a line each, what cannot.
pub fn waiters(root: &Path, rust: &Path) -> Result<(Vec<Waiter>, Vec<String>)> {
    let out = root.join(OUT);
    fs::create_dir_all(&out)?;
    let mut waiters: Vec<Waiter> = CONTENDERS
        .iter()
        .map(|(name, label, kind)| Waiter {
            label,
            kind,
            toolchain: None,
            start: start(rust, [*name]),
            many: if *kind == THREAD { THREADS } else { MILLION },
        })
        .collect();
    let mut skipped = Vec::new();
    let spinner = progress::spinner("compiling those who wait in other languages");
    for (label, of) in LANGUAGES {
        match of(root, &out) {
            Ok((toolchain, start)) => {
                let toolchain = Some(toolchain);
                waiters.push(Waiter { label, kind: LANGUAGE, toolchain, start, many: MILLION });
            }
            Err(Unusable::Missing(Missing(why))) => skipped.push(format!("{label}: {why}")),
            Err(Unusable::Broken(error)) => return Err(error),
        }
    }
    spinner.finish_and_clear();
    Ok((waiters, skipped))
}

/// By which toolchain a language's program is made, and how it is started.
type Started = Result<(String, Start), Unusable>;

enum Unusable {
    /// The machine lacks something.
    Missing(Missing),
    /// The book is wrong somewhere.
    Broken(anyhow::Error),
}

impl From<Missing> for Unusable {
    fn from(missing: Missing) -> Self {
        Self::Missing(missing)
    }
}

impl From<anyhow::Error> for Unusable {
    fn from(error: anyhow::Error) -> Self {
        Self::Broken(error)
    }
}

/// Makes a language's program, in the book's folder and one for what is compiled.
type Make = fn(&Path, &Path) -> Started;

const LANGUAGES: [(&str, Make); 5] = [
    ("C#, a task", csharp),
    ("Go, a goroutine", go),
    ("JavaScript, an async function", javascript),
    ("Python, a task", python),
    ("Swift, a task", swift),
];

fn javascript(root: &Path, _: &Path) -> Started {
    let node = Node::get(Effort::Provide)?;
    let program = root.join(PROGRAMS).join("main.js");
    Ok((node.found().name, start(node.program(), ["--expose-gc".as_ref(), program.as_os_str()])))
}

fn python(root: &Path, _: &Path) -> Started {
    let python = Python::get(Effort::Provide)?;
    Ok((python.found().name, start(python.program(), [root.join(PROGRAMS).join("main.py")])))
}

fn go(root: &Path, out: &Path) -> Started {
    let go = Go::get(Effort::Provide)?;
    let executable = out.join(format!("go{}", std::env::consts::EXE_SUFFIX));
    let mut command = go.command();
    command.current_dir(root.join(PROGRAMS)).args(["build", "-buildvcs=false", "-o"]).arg(&executable);
    run(command.arg("."))?;
    Ok((go.found().name, Start::executable(executable)))
}

fn swift(root: &Path, out: &Path) -> Started {
    let swift = Swift::get(Effort::Provide)?;
    let mut command = swift.command("swiftc", out);
    command.args(["-swift-version", "6", "-O", "-o", "swift"]);
    run(command.arg(swift.path(&root.join(PROGRAMS).join("main.swift"))))?;
    let mut words = swift.run(&out.join("swift")).into_iter();
    let program = words.next().unwrap_or_default();
    Ok((swift.found().name, start(&program, words)))
}

fn csharp(root: &Path, out: &Path) -> Started {
    let dotnet = Dotnet::get(Effort::Provide)?;
    let assembly = out.join("csharp.dll");
    let mut command = dotnet.command();
    command.arg(dotnet.compiler()).args(["-nologo", "-target:exe", "-optimize+"]);
    command.arg(format!("-out:{}", assembly.display()));
    command.args(dotnet.references()?.iter().map(|file| format!("-reference:{}", file.display())));
    run(command.arg(root.join(PROGRAMS).join("Program.cs")))?;
    let settings = json!({ "runtimeOptions": {
        "framework": { "name": "Microsoft.NETCore.App", "version": dotnet.framework() },
    } });
    let file = assembly.with_extension("runtimeconfig.json");
    fs::write(&file, settings.to_string()).with_context(|| format!("cannot write {}", file.display()))?;
    let mut start = start(dotnet.program(), [assembly]);
    start.environment = dotnet.environment();
    Ok((dotnet.found().name, start))
}

fn start<A: Into<std::ffi::OsString>>(program: &Path, arguments: impl IntoIterator<Item = A>) -> Start {
    Start {
        program: PathBuf::from(program),
        arguments: arguments.into_iter().map(Into::into).collect(),
        environment: Vec::new(),
    }
}

fn run(command: &mut Command) -> Result<()> {
    let output =
        command.output().with_context(|| format!("cannot run {}", command.get_program().display()))?;
    if !output.status.success() {
        bail!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    }
    Ok(())
}
