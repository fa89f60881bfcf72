//! `cargo xtask build`: how it ends, and what it says.

use std::process::Output;

use book_tests::{Copy, xtask};

fn build(copy: &Copy) -> Output {
    xtask(copy.root()).args(["build", "--dest-dir"]).arg(copy.path("out")).output().expect("xtask runs")
}

#[test]
fn a_good_book_is_built_with_its_player() {
    let copy = Copy::new();
    let output = build(&copy);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    for file in ["index.html", "blocking/index.html", "player/element.js", "trace.schema.json"] {
        assert!(copy.path("out").join(file).is_file(), "{file}");
    }
}

#[test]
fn a_machine_without_any_toolchain_builds_the_book_with_all_its_languages() {
    let copy = Copy::new();
    let mut build = xtask(copy.root());
    build.args(["build", "--dest-dir"]).arg(copy.path("out")).env("PATH", "");
    let output = build.output().expect("xtask runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let page = std::fs::read_to_string(copy.path("out/blocking/index.html")).expect("the page is there");
    for flavor in ["javascript", "python", "rust", "swift", "csharp", "go"] {
        assert!(page.contains(&format!("data-flavor=\"{flavor}\"")), "{flavor}");
    }
}

#[test]
fn where_a_checkout_has_no_links_the_player_comes_along_all_the_same() {
    let copy = Copy::new();
    std::fs::remove_dir_all(copy.path("src/player")).expect("the copy has the player as a folder");
    copy.write("src/player", "../web/player");
    assert!(build(&copy).status.success());
    assert!(copy.path("out/player/element.js").is_file());
}

#[test]
fn a_bad_book_ends_the_build_with_every_problem_at_its_line() {
    let copy = Copy::new();
    copy.replace("src/blocking/index.md", "cake_then_book", "cake_then_bok");
    copy.replace("src/SUMMARY.md", "threads/index.md", "threads/idnex.md");
    copy.replace("code/blocking/examples/who_waits/main.rs", "spin_loop", "spin_lop");
    let output = build(&copy);
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(!output.status.success());
    for told in [
        "src/blocking/index.md:10: no program `cake_then_bok`",
        "did you mean `cake_then_book`?",
        "src/SUMMARY.md:10: the chapter threads/idnex.md has no file",
        "src/threads/index.md:1: a page that SUMMARY.md does not list",
        "code/blocking/examples/who_waits/main.rs:1: the recording is older than the program",
        "4 problems",
    ] {
        assert!(said.contains(told), "{told} is not in:\n{said}");
    }
}

#[test]
fn a_book_whose_programs_run_nowhere_says_so_in_one_line_and_is_not_published() {
    let copy = Copy::new();
    let output = build(&copy);
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let told: Vec<&str> = said.lines().filter(|line| line.contains("runs in the page")).collect();
    assert!(output.status.success() && told.len() == 1, "{said}");
    assert!(
        told[0].starts_with("no program runs in the page: this copy of the book has no web/runner"),
        "{said}"
    );
    let mut build = xtask(copy.root());
    build.args(["build", "--require-all", "--dest-dir"]).arg(copy.path("out"));
    let output = build.output().expect("xtask runs");
    assert!(!output.status.success(), "nothing may be missing");
    assert!(String::from_utf8_lossy(&output.stderr).contains("nothing may be missing here"));
}

#[test]
fn a_script_that_the_policy_does_not_list_ends_the_build_with_its_hash() {
    let copy = Copy::new();
    // What is put into pages as it stands.
    copy.append("web/player/boot.js", "window.booted = true;\n");
    let output = build(&copy);
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(!output.status.success());
    for told in
        ["theme/head.hbs:6: the policy does not allow a script", "list 'sha256-", "no page has such a script"]
    {
        assert!(said.contains(told), "{told} is not in:\n{said}");
    }
}
