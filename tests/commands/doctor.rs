//! `cargo xtask doctor`, on machines that lack something.
#![cfg(unix)]

use std::fs;

use book_tests::root;

use crate::machine::Machine;

/// What `doctor` says there.
fn doctor(machine: &Machine, arguments: &[&str]) -> String {
    let output = machine.xtask(&root()).arg("doctor").args(arguments).output().expect("the command runs");
    let everything_came = !arguments.contains(&"--get");
    assert_eq!(output.status.success(), everything_came, "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// The line that says what is wrong with a tool.
#[track_caller]
fn told<'a>(report: &'a str, tool: &str) -> &'a str {
    let mut lines = report.lines().skip_while(|line| !line.starts_with(tool));
    assert!(lines.next().is_some_and(|line| line.contains('—')), "{tool} is there:\n{report}");
    lines.next().unwrap_or_default().trim()
}

#[test]
fn a_machine_with_nothing_is_told_what_is_missing_and_how_to_get_it() {
    let report = doctor(&Machine::with(&[]), &[]);
    assert!(told(&report, "Node.js").starts_with("missing: no node on PATH; install Node.js 20.16 or newer"));
    assert!(
        told(&report, "Go").contains("no go on PATH; install Go 1.25 or newer, or let `cargo xtask test`")
    );
    assert!(told(&report, "Swift").contains("https://www.swift.org/install"));
    let of_csharp = report.lines().find(|line| line.starts_with("C# ")).expect("a row for each flavor");
    assert!(of_csharp.ends_with(" no"), "{report}");
}

#[test]
fn what_is_too_old_is_not_used() {
    let old = [("go", "echo go version go1.20.3 linux/amd64"), ("python3", "echo Python 3.9.2")];
    let report = doctor(&Machine::with(&old), &[]);
    assert!(told(&report, "Go").contains("the go on PATH is 1.20.3, older than 1.25"), "{report}");
    assert!(told(&report, "Python").contains("the python3 on PATH is 3.9.2, older than 3.11"), "{report}");
}

#[test]
fn a_broken_shim_is_told_in_its_own_words_and_one_that_is_no_program_is_passed_over() {
    let shim = [("go", "echo 'pyenv: go: command not found' >&2; exit 127")];
    let report = doctor(&Machine::with(&shim), &[]);
    assert!(told(&report, "Go").contains("fails: pyenv: go: command not found"), "{report}");
    let machine = Machine::with(&[]);
    fs::write(machine.folder().join("go"), "notes on the game").expect("a file can be written");
    assert!(told(&doctor(&machine, &[]), "Go").contains("no go on PATH"));
}

#[test]
fn what_is_recent_enough_is_used() {
    let report = doctor(&Machine::with(&[("go", "echo go version go1.26.1 linux/amd64")]), &["--get"]);
    assert!(report.contains("go 1.26.1                PATH"), "{report}");
}

#[test]
fn a_broken_download_is_told_in_one_line_and_leaves_nothing() {
    let pip = "touch \"$TMPDIR/half\"; echo 'ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.' >&2; exit 1";
    let machine = Machine::with(&[("python3", pip)]);
    let report = doctor(&machine, &["--get"]);
    let go = told(&report, "Go");
    assert!(go.contains("Go cannot be fetched: python3 failed: ERROR: THESE PACKAGES DO NOT MATCH"), "{go}");
    let left: Vec<_> = fs::read_dir(machine.folder().join("while-the-cake-bakes"))
        .expect("the cache is there")
        .filter_map(Result::ok)
        .filter(|entry| entry.path().is_dir())
        .map(|entry| entry.file_name())
        .collect();
    assert_eq!(left, [""; 0], "only locks");
}

#[test]
fn a_rust_without_the_target_of_the_pages_is_told_how_to_get_it() {
    let without = [("rustc", "case $1 in --print) echo /no/such/folder;; *) echo rustc 1.95.0;; esac")];
    let told_of = |report: &str| told(report, "Rust, wasm").to_owned();
    let line = told_of(&doctor(&Machine::with(&without), &[]));
    assert!(line.contains("the rustc on PATH has no wasm32-wasip1; run `rustup target add"), "{line}");
    assert!(told_of(&doctor(&Machine::with(&[]), &[])).contains("no rustc on PATH"));
}

#[test]
fn a_rust_that_has_the_target_of_the_pages_is_used() {
    let with = [("rustc", "case $1 in --print) echo /;; *) echo rustc 1.95.0;; esac")];
    let report = doctor(&Machine::with(&with), &[]);
    assert!(report.contains("Rust, wasm   rustc 1.95.0             PATH"), "{report}");
}

/// What is said of the packages that pages are made with, by a machine whose npm answers so.
fn audited(npm: &str) -> String {
    let report = doctor(&Machine::with(&[("npm", npm)]), &[]);
    let said = report.lines().find_map(|line| line.strip_prefix("npm audit: web/package-lock.json: "));
    said.unwrap_or_else(|| panic!("{report}")).to_owned()
}

#[test]
fn what_is_known_against_the_packages_is_told() {
    let clean = r#"echo '{"vulnerabilities":{},"metadata":{"dependencies":{"total":294}}}'"#;
    assert_eq!(audited(clean), "nothing known against 294 packages");
    let found = r#"echo '{"vulnerabilities":{"esbuild":{"severity":"moderate"}},"metadata":{"dependencies":{"total":294}}}'; exit 1"#;
    let told = audited(found);
    assert!(told.starts_with("known vulnerabilities in esbuild (moderate); `npm audit"), "{told}");
}

#[test]
fn a_registry_that_cannot_be_asked_is_no_clean_answer() {
    let offline =
        r#"echo '{"message":"request to https://registry.example/ failed, reason: ENOTFOUND"}'; exit 1"#;
    let told = audited(offline);
    assert_eq!(
        told,
        "npm's registry cannot be asked: request to https://registry.example/ failed, reason: ENOTFOUND"
    );
    let report = doctor(&Machine::with(&[]), &[]);
    assert!(
        report.contains("npm audit: web/package-lock.json: npm's registry cannot be asked: no npm"),
        "{report}"
    );
}
