//! A program as one file, for the Rust Playground: with the kitchen in it.

use std::path::Path;

use anyhow::Result;
use catalog::{Program, Source};

use crate::KITCHEN;
use crate::cargo::Crates;
use crate::home::files;
use crate::text::{compact_rust, without_anchors};

/// What the Playground has of the crates that programs of the book use: it has the hundred that are
/// downloaded most.
const CRATES: [&str; 2] = ["futures", "tokio"];

/// The file; `None` for a program that is not in Rust, or names a crate that the Playground does not have.
pub fn file(root: &Path, crates: &Crates, program: &Program, source: &Source) -> Result<Option<String>> {
    if source.flavor.language() != "rust" {
        return Ok(None);
    }
    let named = crates.named_by(program, source)?;
    if !named.iter().all(|named| CRATES.contains(&named.name.as_str())) {
        return Ok(None);
    }
    let mut text = without_anchors(&source.text);
    text.push_str("\n// How the program speaks and tells time: the book's kitchen, without its comments.\n");
    text.push_str("#[rustfmt::skip]\n#[allow(dead_code, unused_imports)]\nmod kitchen {\n");
    let mut modules = files(&root.join(KITCHEN).join("src"), "rs")?;
    // What is said of the whole crate stands at its beginning.
    modules.sort_by_key(|(name, _)| name != "lib.rs");
    for (name, module) in modules {
        // The kitchen is a module here, not a crate.
        let module = compact_rust(&module).replace("crate::", "crate::kitchen::");
        match name.trim_end_matches(".rs") {
            "lib" => text.push_str(&without_module_lines(&module)),
            name => text.extend(["mod ", name, " {\n", &module, "}\n"]),
        }
    }
    text.push_str("}\n");
    Ok(Some(text))
}

/// Without `mod clock;`: the modules stand in the same file.
fn without_module_lines(text: &str) -> String {
    let is_module = |line: &str| line.starts_with("mod ") && line.ends_with(';');
    text.split_inclusive('\n').filter(|line| !is_module(line.trim_end())).collect()
}
