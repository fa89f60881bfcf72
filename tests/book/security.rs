//! What `SECURITY.md` says is what is so: its tests are there, and nothing is kept in a browser that it does not name.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use book_tests::root;
use mdbook_program::code_spans;
use walkdir::WalkDir;

/// All sources below a folder, as one text.
fn sources(folder: &str, extension: &str) -> String {
    let files =
        WalkDir::new(root().join(folder)).into_iter().map(|entry| entry.expect("it can be read").into_path());
    let files = files.filter(|file| file.extension().is_some_and(|found| found == extension));
    files.map(|file| fs::read_to_string(file).expect("a source can be read")).collect()
}

fn policy() -> BTreeSet<String> {
    let text = fs::read_to_string(root().join("SECURITY.md")).expect("there is a SECURITY.md");
    code_spans(&text).into_iter().map(|span| span.text).collect()
}

#[test]
fn the_tests_that_it_names_are_there() {
    let tests = sources("tests", "rs") + &sources("tools", "rs");
    let is_test = |name: &&String| name.matches('_').count() > 2 && !name.contains(['.', '/', ':']);
    let named: Vec<String> = policy().iter().filter(is_test).cloned().collect();
    assert!(named.len() > 10, "{named:?}");
    for name in named {
        assert!(
            tests.contains(&format!("fn {name}(")),
            "SECURITY.md names `{name}`, and no test is called so"
        );
    }
}

#[test]
fn the_files_that_it_names_are_there() {
    for name in policy().iter().filter(|name| name.contains('/') && !name.contains([' ', '<'])) {
        assert!(root().join(name).exists(), "SECURITY.md names `{name}`, which is not there");
    }
}

#[test]
fn what_is_kept_in_a_browser_is_named() {
    let player = sources("web/player", "js") + &sources("web/offline", "js");
    let keys: BTreeSet<&str> = player
        .split(['"', '`'])
        .filter(|text| {
            text.starts_with("cake.")
                || text.starts_with("cake ")
                || text.starts_with("while-the-cake-bakes:")
        })
        .map(|key| key.split("${").next().unwrap_or(key))
        .collect();
    assert!(keys.len() > 2, "{keys:?}");
    let named = policy();
    for key in keys {
        let is_named = named.iter().any(|name| name.trim_end_matches('…').trim_end() == key.trim_end());
        assert!(is_named, "SECURITY.md does not say that `{key}` is kept in the reader's browser");
    }
    // Where else something could be kept, and is not.
    for store in ["document.cookie", "sessionStorage", "indexedDB"] {
        assert!(!player.contains(store), "SECURITY.md says nothing of {store}");
    }
}

#[test]
fn the_limits_that_it_names_are_those_of_the_code() {
    let text = fs::read_to_string(root().join("SECURITY.md")).expect("there is a SECURITY.md");
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let says = |file: &str, code: &str, prose: &str| {
        let source = fs::read_to_string(root().join(Path::new(file))).expect("a source can be read");
        assert!(source.contains(code), "{file} has no `{code}` any more: what does SECURITY.md have to say?");
        assert!(text.contains(prose), "SECURITY.md does not say {prose:?}, as {file} has it");
    };
    let runner = "web/player/live/runner.js";
    says(runner, "LIMIT_MS = 10_000", "ended after 10 s");
    says(
        runner,
        "events: 100_000, bytes: 4 << 20, memory: 256 << 20",
        "100,000 events, 4 MiB of output or 256 MiB of memory",
    );
    says("tools/recorder/src/run.rs", "OUTPUT_LIMIT: u64 = 4 << 20", "writes more than 4 MiB");
    says("tools/recorder/src/run.rs", "MEMORY_LIMIT: u64 = 512 << 20", "takes more than 512 MiB of memory");
    let serve = "tools/xtask/src/serve/mod.rs";
    says(serve, "default_value_t = 20, hide", "runs longer than 20 s");
    says(serve, "processes: 32", "becomes more than 32 processes");
    says("web/player/live/sandbox.js", "\"default-src 'none';", "begins with `default-src 'none'`");
    says("web/player/live/sandbox.js", "\"sandbox\", \"allow-scripts\"", "`sandbox=\"allow-scripts\"`");
}
