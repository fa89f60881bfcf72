//! A program as one file, for the Rust Playground: with the kitchen in it, and the book's libraries that it names.

use std::fmt::Write as _;

use anyhow::{Result, bail};
use catalog::{Catalog, Program, Source};

use crate::cargo::Crates;
use crate::needs::{KITCHEN, Library};
use crate::text::{compact_rust, module_in, without_anchors};

/// What the Playground has of the crates that programs of the book use: it has the hundred that are
/// downloaded most.
const CRATES: [&str; 2] = ["futures", "tokio"];

/// The file; `None` for a program that no page offers there, which the catalog knows.
pub fn file(
    catalog: &Catalog,
    crates: &Crates,
    program: &Program,
    source: &Source,
) -> Result<Option<String>> {
    if !catalog.is_for_playground(program, source) {
        return Ok(None);
    }
    let needs = crates.needs(program, source)?;
    if let Some(name) = needs.crates().find(|name| !CRATES.contains(name)) {
        bail!("a page would offer it in the Rust Playground, which does not have `{name}`");
    }
    let mut text = without_anchors(&source.text);
    text.push_str("\n// How the program speaks and tells time: the book's kitchen, without its comments.\n");
    text.push_str(&module(KITCHEN, &needs.libraries[KITCHEN]));
    for (name, library) in needs.libraries() {
        let _ = write!(
            text,
            "\n// The book's `{name}`, without its comments and tests.\n{}",
            module(name, library)
        );
    }
    Ok(Some(text))
}

/// A library as a module.
fn module(name: &str, library: &Library) -> String {
    let whole = with_modules("lib.rs", "", name, library);
    format!("#[rustfmt::skip]\n#[allow(dead_code, unused_imports)]\nmod {name} {{\n{whole}}}\n")
}

/// A file of a library, with its modules in it; `folder` is where these are.
fn with_modules(file: &str, folder: &str, crate_name: &str, library: &Library) -> String {
    let code = compact_rust(library.files.get(file).map(String::as_str).unwrap_or_default());
    // The library is a module here, not a crate, and so are those that it names.
    let code = code.replace("crate::", &format!("crate::{crate_name}::"));
    let mut whole = String::with_capacity(code.len());
    // What is said of a whole file stands at its beginning, before what it uses.
    let mut is_beginning = true;
    for line in code.lines() {
        if is_beginning && !line.starts_with("#![") {
            is_beginning = false;
            for other in &library.libraries {
                let _ = writeln!(whole, "use crate::{other};");
            }
        }
        match module_in(line) {
            Some((before, name)) => {
                let inside = [format!("{folder}{name}.rs"), format!("{folder}{name}/mod.rs")];
                let inside = inside.into_iter().find(|file| library.files.contains_key(file));
                let folder = format!("{folder}{name}/");
                let inside = with_modules(&inside.unwrap_or_default(), &folder, crate_name, library);
                let _ = write!(whole, "{before}mod {name} {{\n{inside}}}\n");
            }
            None => whole.extend([line, "\n"]),
        }
    }
    whole
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn a_library_is_a_module_and_its_files_are_modules_in_it() {
        let files = [
            (
                "lib.rs",
                "//! Oven.\n\n#![warn(missing_docs)]\n\npub mod heat;\n\n/// Bakes.\npub fn bake() {\n    kitchen::say(\"oven\", crate::heat::LOW);\n}\n",
            ),
            ("heat.rs", "mod deep;\npub use deep::LOW;\n"),
            ("heat/deep.rs", "pub const LOW: &str = \"low\";\n"),
        ];
        let library = Library {
            files: files.map(|(name, text)| (name.to_owned(), text.to_owned())).into(),
            crates: Vec::new(),
            libraries: BTreeSet::from([KITCHEN.to_owned()]),
            features: toml::Table::new(),
        };
        assert_eq!(
            module("oven", &library),
            "#[rustfmt::skip]\n#[allow(dead_code, unused_imports)]\nmod oven {\n#![warn(missing_docs)]\n\
             use crate::kitchen;\npub mod heat {\nuse crate::kitchen;\nmod deep {\nuse crate::kitchen;\n\
             pub const LOW: &str = \"low\";\n}\npub use deep::LOW;\n}\npub fn bake() {\n\
             kitchen::say(\"oven\", crate::oven::heat::LOW);\n}\n}\n"
        );
    }
}
