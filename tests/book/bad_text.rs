//! Mistakes in the text itself: illustrations, misconceptions, terms, the cheat sheet, parts of libraries.

use super::bad_input::{expect, page};

#[test]
fn a_misconception_without_its_program_on_the_page_is_an_error() {
    let fence = |claim: &str| {
        format!("```misconception\nclaim = \"{claim}\"\nprogram = \"who_wait\"\ntruth = \"It is not.\"\n```")
    };
    expect(
        |copy| {
            page(copy, &format!("```program\nname = \"who_waits\"\n```\n\n{}", fence("Waiting is work.")));
        },
        &[&["src/blocking/spoiled.md:9:", "does not show `who_wait`", "did you mean `who_waits`?"]],
    );
    // That this claim is another page's is told, too, as soon as the program is there.
    let known = fence("A program that waits keeps the processor busy").replace("who_wait", "who_waits");
    expect(
        |copy| page(copy, &format!("```program\nname = \"who_waits\"\n```\n\n{known}")),
        &[&["src/blocking/spoiled.md:8:", "told in src/blocking/index.md:"]],
    );
}

#[test]
fn an_unknown_key_of_a_misconception_is_named() {
    expect(
        |copy| page(copy, "```misconception\ncliam = \"Waiting is work.\"\n```"),
        &[&["src/blocking/spoiled.md:4:", "unknown field `cliam`", "claim, program and truth"]],
    );
}

#[test]
fn a_term_that_is_used_but_not_defined_is_an_error() {
    expect(
        |copy| page(copy, "This is a\n*suspnsion point*."),
        &[&[
            "src/blocking/spoiled.md:4:",
            "`suspnsion point` is used as a term, but not defined",
            "did you mean `Suspension point`?",
        ]],
    );
}

#[test]
fn a_term_that_is_defined_twice_is_an_error() {
    expect(
        |copy| page(copy, "This is *busy waiting*."),
        &[&["src/blocking/spoiled.md:3:", "`busy waiting` is defined in src/", "once in the book"]],
    );
    expect(
        |copy| copy.append("src/glossary.md", "\nStaring, busy waiting\n: To look at the clock.\n"),
        &[
            &["src/glossary.md:", "`busy waiting` is defined twice in the glossary"],
            &["src/glossary.md:", "no page defines `staring`"],
        ],
    );
}

#[test]
fn an_entry_that_no_page_defines_is_an_error() {
    expect(
        |copy| copy.replace("src/blocking/index.md", "*busy waiting*", "_busy waiting_"),
        &[&["src/glossary.md:", "no page defines `busy waiting`", "remove the entry"]],
    );
}

#[test]
fn a_chart_of_what_nobody_has_measured_is_an_error() {
    let chart = |file: &str, chart: &str| format!("```chart\nfile = \"{file}\"\nchart = \"{chart}\"\n```");
    expect(
        |copy| page(copy, &chart("code/costs/cost.json", "spawn")),
        &[&["src/blocking/spoiled.md:4:", "cannot read code/costs/cost.json"]],
    );
    expect(
        |copy| page(copy, &chart("code/costs/costs.json", "spwan")),
        &[&["src/blocking/spoiled.md:5:", "no chart `spwan`", "did you mean `spawn`?"]],
    );
    expect(
        |copy| {
            page(copy, &chart("code/costs/costs.json", "observe"));
            copy.replace("code/costs/costs.json", "\"label\": \"a poll, not observed\",", "");
        },
        &["src/blocking/spoiled.md:5:", "src/costs/index.md:"]
            .map(|place| [place, "chart `observe`", "a bar without `label`"])
            .each_ref()
            .map(<[&str; 3]>::as_slice),
    );
}

#[test]
fn a_cell_of_the_cheat_sheet_without_a_program_is_an_error() {
    let task = |program: &str, anchor: &str| {
        format!(
            "```cheat-sheet\n[[task]]\ntitle = \"Sleep\"\nprogram = \"{program}\"\nanchor = \"{anchor}\"\n```"
        )
    };
    expect(
        |copy| page(copy, &task("start_and_wiat", "sleep")),
        &[&["src/blocking/spoiled.md:6:", "no program `start_and_wiat`", "did you mean `start_and_wait`?"]],
    );
    let file = "code/cheat-sheet/examples/start_and_wait/main.py";
    expect(
        |copy| {
            page(copy, &task("start_and_wait", "slep"));
            copy.write("src/cheat-sheet/index.md", "# Cheat sheet\n");
        },
        &["main.js", "main.py", "rust-tokio.rs", "main.swift", "Program.cs", "main.go"]
            .map(|file| ["src/blocking/spoiled.md:7:", "no anchor `slep`", "did you mean `sleep`?", file])
            .each_ref()
            .map(<[&str; 4]>::as_slice),
    );
    // A flavor that is gone is told for the program, and for each of its cells.
    expect(
        |copy| {
            page(copy, &task("start_and_wait", "sleep"));
            copy.remove(file);
            copy.write("src/cheat-sheet/index.md", "# Cheat sheet\n");
        },
        &[
            &["src/blocking/spoiled.md:6:", "`start_and_wait` has no Python", "[without] python ="],
            &["recording.json", "records `python`"],
        ],
    );
}

#[test]
fn a_library_a_file_or_an_anchor_that_is_not_there_is_an_error() {
    let library = |body: &str| format!("```library\n{body}\n```");
    expect(
        |copy| page(copy, &library("crate = \"kitchn\"")),
        &[&["src/blocking/spoiled.md:4:", "no library `kitchn` under code/", "did you mean `kitchen`?"]],
    );
    expect(
        |copy| page(copy, &library("crate = \"kitchen\"\nfile = \"clocks.rs\"")),
        &[&[
            "src/blocking/spoiled.md:5:",
            "no file `clocks.rs` in code/kitchen/src",
            "did you mean `clock.rs`?",
        ]],
    );
    expect(
        |copy| {
            page(copy, &library("crate = \"kitchen\"\nfile = \"clock.rs\"\nshow = [\n  \"pas\",\n]"));
            copy.append("code/kitchen/src/clock.rs", "// ANCHOR: pass\n// Later.\n// ANCHOR_END: pass\n");
        },
        &[&[
            "src/blocking/spoiled.md:7:",
            "no anchor `pas`: code/kitchen/src/clock.rs",
            "did you mean `pass`?",
        ]],
    );
    expect(
        |copy| page(copy, &library("crate = \"kitchen\"\nanchors = []")),
        &[&["src/blocking/spoiled.md:5:", "unknown field `anchors`", "takes crate, file and show"]],
    );
    expect(|copy| page(copy, &library("crate = \"kitchen\"\nfile = \"clock.rs\"")), &[]);
}

#[test]
fn an_illustration_says_why_it_is_one() {
    expect(
        |copy| page(copy, "<!-- illustration: a command for the reader's shell -->\n```console\n$ ls\n```"),
        &[],
    );
    expect(
        |copy| page(copy, "<!-- illustration: -->\n```console\n$ ls\n```"),
        &[&["src/blocking/spoiled.md:4:", "without a reason"]],
    );
}
