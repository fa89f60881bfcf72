//! A program to take home: with its kitchen, and what its language's own toolchain needs to run it.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use catalog::{Program, Source};

use crate::archive::Archive;
use crate::cargo::Crates;
use crate::text::without_anchors;
use crate::{KITCHEN, needs};

/// How a language runs a program at home.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Toolchain {
    /// The command, in the archive's folder.
    pub command: &'static str,
    /// What has to be installed for it.
    needs: &'static str,
}

impl Toolchain {
    /// The toolchain of a language, by its name in flavors.
    pub fn of(language: &str) -> Option<Self> {
        let (command, needs) = match language {
            "javascript" => ("node main.js", "Node.js 20.16 or newer (https://nodejs.org)"),
            "python" => ("python3 main.py", "Python 3.11 or newer (https://www.python.org)"),
            "rust" => ("cargo run", "Rust 1.89 or newer (https://rustup.rs)"),
            "go" => ("go run .", "Go 1.25 or newer (https://go.dev)"),
            "csharp" => ("dotnet run", "a .NET SDK, 3.1 or newer (https://dot.net)"),
            "swift" => ("swift run", "Swift 6.0 (https://www.swift.org)"),
            _ => return None,
        };
        Some(Self { command, needs })
    }
}

/// The archive of a program in one flavor.
pub fn archive(root: &Path, crates: &Crates, program: &Program, source: &Source) -> Result<Archive> {
    let language = source.flavor.language();
    let Some(toolchain) = Toolchain::of(language) else {
        bail!("no toolchain is known that runs `{language}` at home")
    };
    let mut archive = Archive::new(format!("{}-{}", program.name, source.flavor));
    archive.add("README.txt", &readme(program, source, toolchain));
    archive.add("LICENSE-MIT.txt", include_str!("../../../LICENSE-MIT"));
    let text = without_anchors(&source.text);
    match language {
        "javascript" => {
            archive.add("main.js", &text);
            archive.add("package.json", &read(root, "code/package.json")?);
            add_kitchen(root, &mut archive, "js", "kitchen/", &[])?;
        }
        "python" => {
            archive.add("main.py", &text);
            // Where Python looks for modules: beside the program.
            add_kitchen(root, &mut archive, "py", "", &[])?;
        }
        "go" => {
            archive.add("main.go", &text);
            archive.add("go.mod", &read(root, "code/go.mod")?);
            add_kitchen(root, &mut archive, "go", "kitchen/", &[])?;
        }
        "csharp" => {
            archive.add("Program.cs", &text);
            archive.add(format!("{}.csproj", program.name), CSPROJ);
            // What the others are for is an assembly with many programs.
            add_kitchen(root, &mut archive, "cs", "Kitchen/", &["Launcher.cs", "Rehearsal.cs"])?;
        }
        "swift" => {
            archive.add(format!("Sources/{}/main.swift", program.name), &text);
            archive.add("Package.swift", &SWIFT_PACKAGE.replace("PROGRAM", &program.name));
            add_kitchen(root, &mut archive, "swift", "Sources/Kitchen/", &[])?;
        }
        _ => {
            archive.add("src/main.rs", &text);
            let needs = crates.needs(program, source)?;
            // In whatever workspace the archive is unpacked, this is none of its members.
            let manifest =
                format!("{}\n{}\n[workspace]\n", needs::package(&program.name), needs.to_manifest());
            archive.add("Cargo.toml", &manifest);
            archive.add("Cargo.lock", &crates.lock_for(&program.name, &needs));
            for (name, text) in needs.files() {
                archive.add(name, &text);
            }
        }
    }
    Ok(archive)
}

/// Any SDK builds for itself: 3.1 calls that `netcoreapp3.1`, those after it `net8.0`.
const CSPROJ: &str = r#"<Project Sdk="Microsoft.NET.Sdk">

  <PropertyGroup>
    <OutputType>Exe</OutputType>
    <!-- The framework that your SDK brings along, whichever that is. -->
    <Framework>net</Framework>
    <Framework Condition="'$(BundledNETCoreAppTargetFrameworkVersion)' == '3.1'">netcoreapp</Framework>
    <TargetFramework>$(Framework)$(BundledNETCoreAppTargetFrameworkVersion)</TargetFramework>
    <LangVersion>latest</LangVersion>
    <Nullable>enable</Nullable>
    <!-- The programs speak no language but their own. -->
    <InvariantGlobalization>true</InvariantGlobalization>
  </PropertyGroup>

</Project>
"#;

const SWIFT_PACKAGE: &str = r#"// swift-tools-version: 6.0

import PackageDescription

let package = Package(
  name: "PROGRAM",
  // The first with the locks and executors of Swift 6.
  platforms: [.macOS(.v15)],
  targets: [
    .target(name: "Kitchen"),
    .executableTarget(name: "PROGRAM", dependencies: ["Kitchen"]),
  ]
)
"#;

fn readme(program: &Program, source: &Source, toolchain: Toolchain) -> String {
    let Toolchain { command, needs } = toolchain;
    let title = format!("{} ({})", program.manifest.title, source.flavor.label());
    let mut text = format!(
        "{title}\n{}\n\n\
         A program of the book \"While the Cake Bakes\". In this folder, it is run by\n\n    {command}\n\n\
         That takes {needs}.\n\n\
         A minute of the story lasts 50 milliseconds. KITCHEN_MINUTE_US=1000000 in the\n\
         environment makes it a second.\n",
        "=".repeat(title.chars().count())
    );
    if !program.manifest.knobs.is_empty() {
        text.push_str("\nNumbers that you can set:\n\n");
        let separator = if matches!(source.flavor.language(), "rust" | "csharp") { " --" } else { "" };
        // `swift run` takes what comes after the program's name for the program.
        let name =
            if source.flavor.language() == "swift" { format!(" {}", program.name) } else { String::new() };
        for (knob, it) in &program.manifest.knobs {
            let _ = writeln!(text, "    {command}{name}{separator} {knob}={}    {}", it.default, it.title);
        }
    }
    text + "\nThe program and its kitchen are licensed under MIT (LICENSE-MIT.txt) or Apache-2.0\n\
            (https://www.apache.org/licenses/LICENSE-2.0), as you like.\n"
}

fn add_kitchen(
    root: &Path,
    archive: &mut Archive,
    extension: &str,
    to: &str,
    without: &[&str],
) -> Result<()> {
    for (name, text) in files(&root.join(KITCHEN), extension)? {
        if !without.contains(&name.as_str()) {
            archive.add(format!("{to}{name}"), &text);
        }
    }
    Ok(())
}

/// The files of a folder with that extension: their names and texts.
fn files(folder: &Path, extension: &str) -> Result<Vec<(String, String)>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))? {
        let path = entry?.path();
        if path.extension().is_some_and(|found| found == extension) {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let text =
                fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
            files.push((name, text));
        }
    }
    files.sort();
    Ok(files)
}

fn read(root: &Path, name: &str) -> Result<String> {
    fs::read_to_string(root.join(name)).with_context(|| format!("cannot read {name}"))
}
