//! Program texts for readers who have them to themselves.

use std::collections::BTreeMap;

/// A program without the comments that mark what a page shows of it.
pub fn without_anchors(text: &str) -> String {
    let mut kept: Vec<&str> = Vec::new();
    let mut is_after_marker = false;
    for line in text.lines() {
        if is_anchor(line) {
            is_after_marker = true;
            continue;
        }
        // A marker that stood between two blank lines leaves one of them.
        let is_blank = |line: &&str| line.trim().is_empty();
        if is_after_marker && is_blank(&line) && kept.last().is_none_or(is_blank) {
            continue;
        }
        is_after_marker = false;
        kept.push(line);
    }
    let mut text = kept.join("\n").trim_end().to_owned();
    text.push('\n');
    text
}

fn is_anchor(line: &str) -> bool {
    let comment = line.trim().trim_start_matches(['/', '#']).trim_start();
    comment.len() < line.trim().len()
        && (comment.starts_with("ANCHOR: ") || comment.starts_with("ANCHOR_END: "))
}

/// The files of a library without what only its tests need, and without the marks of anchors. An item of that
/// kind begins at the margin with `#[cfg(test)]`, or with `test` among other conditions.
pub fn without_tests(files: Vec<(String, String)>) -> BTreeMap<String, String> {
    let (mut kept, mut gone) = (BTreeMap::new(), Vec::new());
    for (name, text) in files {
        let (text, modules) = split_off_tests(&without_anchors(&text));
        // `timers.rs` has its modules in `timers/`, and `lib.rs` beside itself.
        let folder = match name.strip_suffix("mod.rs").or_else(|| name.strip_suffix("lib.rs")) {
            Some(folder) => folder.to_owned(),
            None => format!("{}/", name.trim_end_matches(".rs")),
        };
        gone.extend(modules.into_iter().map(|module| format!("{folder}{module}")));
        kept.insert(name, text);
    }
    let is_gone = |name: &str| {
        let of = |module: &String| name.strip_prefix(module.as_str());
        gone.iter().filter_map(of).any(|rest| rest == ".rs" || rest.starts_with('/'))
    };
    kept.retain(|name, _| !is_gone(name));
    kept
}

/// A file without its tests, and the modules in files of their own that are among them.
fn split_off_tests(text: &str) -> (String, Vec<String>) {
    let (mut kept, mut modules) = (Vec::new(), Vec::new());
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        if !is_for_tests(line) {
            kept.push(line);
            continue;
        }
        // Other attributes, then the item: a line that ends it, or all up to the next that does at the margin.
        let is_attribute = |line: &&str| line.starts_with('#');
        let Some(item) = lines.by_ref().find(|line| !is_attribute(line)) else { break };
        modules.extend(module_in(item).map(|(_, name)| name.to_owned()));
        if !item.ends_with([';', '}']) {
            lines.by_ref().find(|line| matches!(*line, "}" | "};" | ");"));
        }
        while kept.last().is_some_and(|line: &&str| line.trim().is_empty()) {
            kept.pop();
        }
    }
    let mut text = kept.join("\n").trim_end().to_owned();
    text.push('\n');
    (text, modules)
}

fn is_for_tests(line: &str) -> bool {
    let condition = line.strip_prefix("#[cfg(").and_then(|rest| rest.strip_suffix(")]"));
    condition.is_some_and(|condition| condition == "test" || condition.starts_with("all(test"))
}

/// The module that a line declares in a file of its own: what stands before its name, `pub ` or nothing, and
/// the name.
fn module_in(line: &str) -> Option<(&str, &str)> {
    let (before, name) = line.trim().strip_suffix(';')?.split_once("mod ")?;
    let is_name = name.chars().all(|c| c.is_alphanumeric() || c == '_');
    (is_name && (before.is_empty() || before.starts_with("pub"))).then_some((before, name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_marks_of_anchors_are_left_out_with_the_lines_that_set_them_apart() {
        let go = "// Cake.\npackage main\n\n// ANCHOR: main\nfunc main() {\n}\n\n// ANCHOR_END: main\n\n// ANCHOR: bake\nfunc bake() {}\n\n// ANCHOR_END: bake\n";
        assert_eq!(without_anchors(go), "// Cake.\npackage main\n\nfunc main() {\n}\n\nfunc bake() {}\n");
        let python = "# ANCHOR: main\ndef main():\n    bake()\n    # ANCHOR_END: main\n\n\nmain()\n";
        assert_eq!(without_anchors(python), "def main():\n    bake()\n\n\nmain()\n");
        assert_eq!(without_anchors("say(\"ANCHOR: x\")\n"), "say(\"ANCHOR: x\")\n");
    }

    #[test]
    fn a_library_travels_without_its_tests() {
        let lib = "//! Oven.\n\nmod heat;\n#[cfg(test)]\nmod tests;\n\n// ANCHOR: bake\npub fn bake() {\n    #[cfg(test)]\n    heat();\n}\n// ANCHOR_END: bake\n";
        let heat = "pub fn heat() {}\n\n#[cfg(all(test, not(loom)))]\n#[allow(dead_code)]\nmod tests {\n    fn heats() {\n    }\n}\n\nstruct Last;\n";
        let files = [
            ("lib.rs", lib),
            ("heat.rs", heat),
            ("tests.rs", "fn test() {}\n"),
            ("tests/more.rs", ""),
            ("testset.rs", "\n"),
        ];
        let kept = without_tests(files.map(|(name, text)| (name.to_owned(), text.to_owned())).into());
        assert_eq!(kept.keys().collect::<Vec<_>>(), ["heat.rs", "lib.rs", "testset.rs"]);
        assert_eq!(
            kept["lib.rs"],
            "//! Oven.\n\nmod heat;\n\npub fn bake() {\n    #[cfg(test)]\n    heat();\n}\n"
        );
        assert_eq!(kept["heat.rs"], "pub fn heat() {}\n\nstruct Last;\n");
    }

    #[test]
    fn a_module_in_a_file_of_its_own_is_a_line() {
        assert_eq!(module_in("mod clock;"), Some(("", "clock")));
        assert_eq!(module_in("pub(crate) mod clock;"), Some(("pub(crate) ", "clock")));
        for line in ["mod clock {", "use mod clock;", "let a = b;", "// mod clock;"] {
            assert_eq!(module_in(line), None, "{line}");
        }
    }
}
