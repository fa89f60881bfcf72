//! `cargo xtask new <slug>/<program>`: a program to begin with.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use catalog::{Catalog, Flavor};
use clap::Args;

#[derive(Args)]
pub struct Options {
    /// The chapter and the program: `blocking/who_waits`
    program: String,
    /// The flavors to begin with
    #[arg(long, default_value = "javascript,python,rust,swift,csharp,go", value_delimiter = ',')]
    flavors: Vec<String>,
}

/// A file to begin with, for each flavor that there is one for.
const TEMPLATES: [(&str, &str); 9] = [
    ("javascript", include_str!("new/javascript.txt")),
    ("python", include_str!("new/python.txt")),
    ("rust", include_str!("new/rust.txt")),
    ("rust-tokio", include_str!("new/rust-tokio.txt")),
    ("rust-async-std", include_str!("new/rust-async-std.txt")),
    ("rust-smol", include_str!("new/rust-smol.txt")),
    ("swift", include_str!("new/swift.txt")),
    ("csharp", include_str!("new/csharp.txt")),
    ("go", include_str!("new/go.txt")),
];
const MANIFEST: &str = include_str!("new/program.toml.txt");
const CRATE: &str = include_str!("new/Cargo.toml.txt");
/// Where a crate's manifest names what only programs use that no browser can run.
const NATIVE: &str = "[target.'cfg(not(target_family = \"wasm\"))'.dev-dependencies]";

pub fn run(root: &Path, options: &Options) -> Result<()> {
    let Some((slug, name)) = options.program.split_once('/') else {
        bail!("a program is named with its chapter: <slug>/<program>, such as blocking/who_waits");
    };
    check_name(slug, '-', "a slug")?;
    check_name(name, '_', "a program")?;
    let catalog = Catalog::walk(root, &mut Vec::new())?;
    if let Some(other) = catalog.programs.get(name) {
        bail!(
            "there is a program `{name}` in {} already; names are unique in the book",
            other.folder.display()
        );
    }
    let folder = PathBuf::from("code").join(slug).join("examples").join(name);
    if root.join(&folder).exists() {
        bail!("{} is there already, if perhaps broken; nothing is overwritten", folder.display());
    }
    if slug == "kitchen" {
        bail!("the kitchen is what programs share, not a chapter");
    }
    let title = capitalized(&name.replace('_', " "));
    let mut files = vec![(folder.join("program.toml"), MANIFEST.replace("TITLE", &title))];
    let crate_file = PathBuf::from("code").join(slug).join("Cargo.toml");
    let mut manifest = match fs::read_to_string(root.join(&crate_file)) {
        Ok(text) => text,
        Err(_) => CRATE.replace("SLUG", slug),
    };
    for flavor in &options.flavors {
        let Some((_, template)) = TEMPLATES.iter().find(|(known, _)| known == flavor) else {
            let known: Vec<&str> = TEMPLATES.iter().map(|(flavor, _)| *flavor).collect();
            bail!("no file to begin with in `{flavor}`; {}", catalog::did_you_mean(flavor, known));
        };
        let text = template.replace("TITLE", &title).replace("NAMESPACE", &recorder::namespace(name));
        files.push((folder.join(Flavor::named(flavor).file_name()), text));
        if Flavor::named(flavor).runtime().is_some() {
            manifest = with_example(&manifest, name, flavor);
        }
    }
    files.push((crate_file, manifest));
    let page = PathBuf::from("src").join(slug).join("index.md");
    let new_chapter = !root.join("src").join(slug).is_dir();
    if new_chapter {
        let chapter = capitalized(&slug.replace('-', " "));
        files.push((page.clone(), format!("# {chapter}\n\n```program\nname = \"{name}\"\n```\n")));
    }
    for (file, text) in files {
        let path = root.join(&file);
        fs::create_dir_all(path.parent().context("a file is in a folder")?)?;
        fs::write(&path, text).with_context(|| format!("cannot write {}", file.display()))?;
        println!("wrote {}", file.display());
    }
    println!("\nNext:");
    println!("  cargo xtask record {name}");
    if new_chapter {
        println!("  list {slug}/index.md in src/SUMMARY.md, which holds the order");
    } else {
        println!("  put it into a page of src/{slug}:\n\n```program\nname = \"{name}\"\n```");
    }
    Ok(())
}

fn check_name(name: &str, joint: char, what: &str) -> Result<()> {
    let good = name.starts_with(|c: char| c.is_ascii_lowercase())
        && name.chars().all(|c| c.is_ascii_lowercase() || c == joint);
    if !good {
        bail!("{what} is named with lower-case letters and `{joint}`, without numbers: not {name:?}");
    }
    Ok(())
}

/// The crate's manifest with one more example: a flavor in a file of its own is not found by Cargo.
fn with_example(manifest: &str, name: &str, flavor: &str) -> String {
    let example =
        format!("[[example]]\nname = \"{name}-{flavor}\"\npath = \"examples/{name}/{flavor}.rs\"\n\n");
    let mut manifest = match manifest.split_once("[lints]") {
        Some((before, after)) => format!("{before}{example}[lints]{after}"),
        None => format!("{manifest}\n{example}"),
    };
    let flavor = Flavor::named(flavor);
    let runtime = flavor.runtime().unwrap_or_default();
    if !depends_on(&manifest, runtime) {
        let dependency = match runtime {
            "tokio" => "tokio = { workspace = true, features = [\"macros\", \"rt\", \"time\"] }",
            "async-std" => "async-std = { workspace = true, features = [\"attributes\"] }",
            _ => "smol.workspace = true",
        };
        let section = if flavor.recorded_only().is_some() { NATIVE } else { "[dev-dependencies]" };
        manifest = with_dependency(&manifest, section, dependency);
    }
    manifest
}

/// The manifest with one more dependency, and with the section if it is not there yet.
fn with_dependency(manifest: &str, section: &str, dependency: &str) -> String {
    let header = format!("{section}\n");
    if let Some((before, after)) = manifest.split_once(&header) {
        return format!("{before}{header}{dependency}\n{after}");
    }
    let added = format!("# What no browser can run is not compiled for one.\n{header}{dependency}\n\n");
    match manifest.split_once("[[example]]") {
        Some((before, after)) => format!("{before}{added}[[example]]{after}"),
        None => format!("{manifest}\n{added}"),
    }
}

fn depends_on(manifest: &str, name: &str) -> bool {
    let manifest: toml::Table = manifest.parse().unwrap_or_default();
    let has = |table: &toml::Table| {
        table.get("dev-dependencies").is_some_and(|dependencies| dependencies.get(name).is_some())
    };
    let targets = manifest.get("target").and_then(toml::Value::as_table).into_iter().flatten();
    has(&manifest) || targets.filter_map(|(_, table)| table.as_table()).any(has)
}

fn capitalized(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().collect::<String>() + letters.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_runtime_is_added_to_a_chapter_s_crate_once() {
        let fresh = CRATE.replace("SLUG", "baking");
        let once = with_example(&fresh, "late_guest", "rust-smol");
        let twice = with_example(&once, "early_guest", "rust-smol");
        let parsed: toml::Table = twice.parse().expect("the manifest is still TOML");
        assert!(depends_on(&twice, "smol"));
        assert_eq!(parsed["example"].as_array().map(Vec::len), Some(2));
    }

    #[test]
    fn what_no_browser_can_run_is_not_compiled_for_one() {
        let mut manifest = CRATE.replace("SLUG", "baking");
        for flavor in ["rust-async-std", "rust-tokio", "rust-smol"] {
            manifest = with_example(&manifest, "late_guest", flavor);
        }
        let parsed: toml::Table = manifest.parse().expect("the manifest is still TOML");
        let names = |table: &toml::Value| {
            table["dev-dependencies"].as_table().map(|table| table.keys().cloned().collect::<Vec<_>>())
        };
        assert_eq!(names(&toml::Value::Table(parsed.clone())), Some(vec!["kitchen".into(), "tokio".into()]));
        let native = &parsed["target"]["cfg(not(target_family = \"wasm\"))"];
        assert_eq!(names(native), Some(vec!["async-std".into(), "smol".into()]));
    }

    #[test]
    fn names_say_nothing_of_an_order() {
        assert!(check_name("who_waits", '_', "a program").is_ok());
        for bad in ["two_2", "WhoWaits", "who-waits", "", "_a"] {
            assert!(check_name(bad, '_', "a program").is_err(), "{bad}");
        }
    }
}
