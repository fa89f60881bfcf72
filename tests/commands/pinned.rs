//! What the book's commands bring to a machine is pinned: by a lock file, by hashes, by a version with the lock file
//! of its crate, or by the keys of an archive.
//!
//! The package managers of these machines write down what is asked of them, and bring nothing.

use std::fs;
use std::path::Path;

use book_tests::root;

use crate::machine::Machine;

/// Writes down how it is called, and what the files say that the call names.
const MANAGER: &str = r#"[ "$1" = --version ] && exit 0
log="${0%/*}/log"
called="${0##*/}"
# What it would read.
case "$called $1" in "npm ci") read="package-lock.json";; esac
for word in "$@"; do
  case "$word" in
    Dir::Etc::sourcelist=*) read="${word#*=}";;
    */requirements.txt) read="$word";;
  esac
done
text=""
[ -n "$read" ] && text=$(/bin/cat "$read" | /usr/bin/tr '\n' ' ')
echo "$called $* <- $text" >> "$log"
"#;

/// A machine on which everything is missing, and all package managers are there.
fn bare_machine() -> Machine {
    let machine = Machine::with(&[("node", "echo v22.0.0"), ("tar", "exit 0"), ("dpkg-deb", "exit 0")]);
    machine.install("unshare", "exit 0");
    machine.install("rustc", "case $1 in --print) echo /no/such/folder;; *) echo rustc 1.95.0;; esac");
    machine.install("npm", &format!("{MANAGER}exit 1"));
    machine.install("cargo", &format!("{MANAGER}exit 1"));
    machine.install(
        "python3",
        &format!("case $1 in --version) echo Python 3.12.0; exit 0;; esac\n{MANAGER}exit 1"),
    );
    // It knows where packages come from, and that is all.
    let sources = "for suite in bullseye bookworm trixie forky; do echo \"https://deb.debian.org/debian $suite main\"; done";
    machine
        .install("apt-get", &format!("case $1 in indextargets) {sources}; exit 0;; esac\n{MANAGER}exit 1"));
    machine
}

/// The calls of package managers that a command made, each with what it would have read.
fn calls(machine: &Machine) -> Vec<(String, String)> {
    let log = fs::read_to_string(machine.folder().join("log")).unwrap_or_default();
    let call =
        |line: &str| line.split_once(" <- ").map(|(call, read)| (call.to_owned(), read.trim().to_owned()));
    log.lines().map(|line| call(line).unwrap_or_else(|| panic!("{line}"))).collect()
}

/// Whether what comes of a call has been decided before it; else, what is missing.
fn pinned(call: &str, read: &str) -> Result<(), &'static str> {
    let has = |word: &str| call.split(' ').any(|other| other == word);
    let told = |fits: bool, missing| if fits { Ok(()) } else { Err(missing) };
    match call.split(' ').next().unwrap_or_default() {
        // Asks, and brings nothing.
        "npm" if call.starts_with("npm audit --package-lock-only ") => Ok(()),
        "npm" => {
            told(call.starts_with("npm ci ") && has("--ignore-scripts"), "`npm ci` that runs no script")?;
            told(read.contains("\"integrity\": \"sha512-"), "a lock file with hashes")
        }
        "python3" => {
            told(has("--require-hashes") && has("--no-deps"), "`pip install --require-hashes --no-deps`")?;
            told(read.contains("==") && read.contains(" --hash=sha256:"), "a requirement with its hashes")
        }
        "apt-get" => told(
            !read.is_empty() && read.split("deb ").skip(1).all(|source| source.starts_with("[signed-by=")),
            "sources with the keys that they are signed by",
        ),
        "cargo" => told(
            call.starts_with("cargo install --locked ") && has("--version"),
            "`cargo install --locked` with a version",
        ),
        _ => Err("a package manager that this test knows"),
    }
}

#[track_caller]
fn assert_pinned(calls: &[(String, String)]) {
    for (call, read) in calls {
        if let Err(missing) = pinned(call, read) {
            panic!("`{call}` is not pinned, for it has not {missing}; it reads {read:?}");
        }
    }
}

#[test]
fn what_the_doctor_brings_is_pinned() {
    let machine = bare_machine();
    let doctor = machine.xtask(&root()).args(["doctor", "--get"]).output().expect("the command runs");
    assert!(!doctor.status.success(), "nothing could be brought");
    let calls = calls(&machine);
    assert_pinned(&calls);
    let mut managers = vec!["python3 -m pip install"];
    if cfg!(all(target_os = "linux", target_arch = "x86_64")) {
        managers.push("npm ci");
        // Nobody else has the keys.
        if Path::new("/usr/share/keyrings/debian-archive-keyring.gpg").is_file() {
            managers.push("apt-get");
        }
    }
    for manager in managers {
        assert!(calls.iter().any(|(call, _)| call.starts_with(manager)), "{manager} is not in {calls:#?}");
    }
}

#[test]
fn the_crates_that_commands_are_made_of_are_pinned() {
    let machine = bare_machine();
    for command in [&["supply"][..], &["links", "src"]] {
        let mut xtask = machine.xtask(&root());
        // cargo tells which one is running.
        let output = xtask.env("CARGO", machine.folder().join("cargo")).args(command).output();
        let output = output.expect("the command runs");
        assert!(!output.status.success(), "nothing could be installed");
    }
    let calls = calls(&machine);
    assert_pinned(&calls);
    for tool in ["cargo-deny", "lychee"] {
        assert!(calls.iter().any(|(call, _)| call.contains(tool)), "{tool} is not in {calls:#?}");
    }
}

#[test]
fn what_is_not_pinned_is_told() {
    for call in [
        "npm install",
        "npm ci --no-audit",
        "python3 -m pip install ruff",
        "cargo install lychee",
        "apt-get install swiftlang",
        "curl https://example.com/install.sh",
    ] {
        assert!(pinned(call, "").is_err(), "{call}");
    }
    assert!(pinned("npm ci --ignore-scripts", "{}").is_err(), "a lock file without hashes");
    assert!(
        pinned("apt-get update", "deb [signed-by=k] a main deb http://b main ").is_err(),
        "one of two is signed"
    );
}
