//! `cargo xtask` and the programs share what they depend on.

use std::collections::BTreeSet;
use std::process::Command;

use book_tests::root;

/// A crate with other features is another crate to the compiler, and so is all that depends on it: a machine
/// that starts with nothing would compile nearly everything twice.
#[test]
fn the_command_asks_for_the_same_features_as_the_whole_workspace() {
    let alone = crates(&["--package", "xtask", "--edges", "normal,build"]);
    let together = crates(&["--workspace", "--edges", "normal,build,dev"]);
    let differing: Vec<_> = alone.difference(&together).collect();
    assert!(
        differing.is_empty(),
        "programs ask for more features of these crates; add them to tools/xtask/Cargo.toml, or to \
         [workspace.dependencies]: {differing:#?}"
    );
}

/// Crates, their versions and their features.
fn crates(selection: &[&str]) -> BTreeSet<String> {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.current_dir(root()).arg("tree").args(selection);
    let output = cargo.args(["--format", "{p} {f}", "--prefix", "none", "--no-dedupe"]).output();
    let output = output.expect("cargo runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).lines().map(|line| line.trim().to_owned()).collect()
}
