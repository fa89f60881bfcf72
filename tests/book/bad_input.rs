//! Mistakes in pages, manifests and recordings: each is told with file and line, what is wrong and
//! what would mend it.

use book_tests::Copy;

/// Spoils a copy of the book; the author is told exactly these problems, as `file:line: message
/// (help)`, each of which contains the words expected of it.
pub fn expect(spoil: impl FnOnce(&Copy), expected: &[&[&str]]) {
    let copy = Copy::new();
    spoil(&copy);
    let mut told: Vec<String> = copy
        .problems()
        .iter()
        .map(|problem| {
            let help = problem.help.as_deref().unwrap_or_default();
            format!("{}:{}: {} ({help})", problem.file.display(), problem.line, problem.message)
        })
        .collect();
    told.sort();
    assert_eq!(told.len(), expected.len(), "{told:#?}");
    for words in expected {
        let found = told.iter().any(|problem| words.iter().all(|word| problem.contains(word)));
        assert!(found, "none says {words:?}: {told:#?}");
    }
}

/// A page with nothing but this, in a book that lists it.
pub fn page(copy: &Copy, text: &str) {
    copy.write("src/blocking/spoiled.md", &format!("# Spoiled\n\n{text}\n"));
    copy.append("src/SUMMARY.md", "\n[Spoiled](blocking/spoiled.md)\n");
}

#[test]
fn the_book_as_it_is_has_no_problem() {
    expect(|_| {}, &[]);
}

#[test]
fn a_misspelled_program_offers_the_nearest() {
    expect(
        |copy| page(copy, "```program\nname = \"cake_then_bok\"\n```"),
        &[&["src/blocking/spoiled.md:4:", "no program `cake_then_bok`", "did you mean `cake_then_book`?"]],
    );
}

#[test]
fn a_misspelled_flavor_offers_the_nearest() {
    expect(
        |copy| page(copy, "```program\nname = \"cake_and_book\"\nflavors = [\"rust-tokyo\"]\n```"),
        &[&["src/blocking/spoiled.md:5:", "no flavor `rust-tokyo`", "did you mean `rust-tokio`?"]],
    );
}

#[test]
fn a_misspelled_anchor_offers_the_nearest() {
    expect(
        |copy| {
            page(
                copy,
                "```program\nname = \"cake_then_book\"\nshow = [\n  \"main\",\n  \"bake_cakes\",\n]\n```",
            );
        },
        &[&["src/blocking/spoiled.md:7:", "no anchor `bake_cakes`", "did you mean `bake_cake`?"]],
    );
}

#[test]
fn a_flavor_beside_itself_is_an_error() {
    expect(
        |copy| page(copy, "```program\nname = \"cake_and_book\"\n[beside]\nname = \"cake_and_book\"\n```"),
        &[&["src/blocking/spoiled.md:6:", "shows `cake_and_book.javascript` twice"]],
    );
}

#[test]
fn a_misspelled_key_is_named() {
    expect(
        |copy| page(copy, "```program\nname = \"cake_then_book\"\nshwo = [\"main\"]\n```"),
        &[&["src/blocking/spoiled.md:5:", "unknown field `shwo`", "`show`"]],
    );
}

#[test]
fn a_predicted_line_that_nobody_says_is_an_error() {
    expect(
        |copy| {
            page(
                copy,
                "```program\nname = \"cake_then_book\"\n[predict]\nquestion = \"First?\"\nchoices = [\n  \
                 { line = \"The cake is on the tabel.\", because = \"a\" },\n  \
                 { line = \"The book is finished.\", because = \"b\" },\n]\n```",
            );
        },
        &[&[
            "src/blocking/spoiled.md:8:",
            "no line \"The cake is on the tabel.\"",
            "did you mean `The cake is on the table.`?",
        ]],
    );
}

fn predict(copy: &Copy, program: &str, question: &str) {
    let text = format!("```program\nname = \"{program}\"\n[predict]\nquestion = \"First?\"\n{question}\n```");
    page(copy, &text);
}

#[test]
fn a_question_names_flavors_of_its_figure_and_enough_lines() {
    expect(
        |copy| {
            predict(
                copy,
                "cake_and_book",
                "order = [\n  { line = \"The cake is in the oven.\", because = \"a\" },\n  \
                 { line = \"The cake is on the table.\", because = \"b\" },\n  \
                 { line = \"The book is finished.\", because = \"c\", because_in = { pyhton = \"d\" } },\n]",
            );
        },
        &[&["src/blocking/spoiled.md:10:", "no flavor `pyhton`", "`python`"]],
    );
    expect(
        |copy| {
            predict(copy, "cake_and_book", "order = [{ line = \"The book is finished.\", because = \"c\" }]");
        },
        &[&["src/blocking/spoiled.md:6:", "an order of fewer than three lines"]],
    );
}

#[test]
fn all_problems_of_a_book_are_told_at_once() {
    expect(
        |copy| {
            page(
                copy,
                "```program\nname = \"nobody\"\n```\n\n```rust\nfn main() {}\n```\n\n{{#include nothing.rs}}",
            );
            copy.remove("code/threads/examples/thread_per_task/program.toml");
            copy.write("src/unlisted.md", "# Unlisted\n");
        },
        &[
            &["src/blocking/spoiled.md:4:", "no program `nobody`"],
            &["src/blocking/spoiled.md:7:", "not from code/", "illustration:"],
            &["src/blocking/spoiled.md:11:", "include"],
            &["code/threads/examples/thread_per_task", "without a program.toml"],
            &["src/unlisted.md:1:", "SUMMARY.md does not list"],
        ],
    );
}

#[test]
fn a_chapter_without_a_file_is_told_with_its_line_in_the_summary() {
    expect(
        |copy| copy.replace("src/SUMMARY.md", "blocking/index.md", "blocking/indx.md"),
        &[
            &["src/SUMMARY.md:", "blocking/indx.md has no file", "did you mean `blocking/index.md`?"],
            &["src/blocking/index.md:1:", "SUMMARY.md does not list"],
        ],
    );
}

#[test]
fn two_programs_of_one_name_are_an_error() {
    expect(
        |copy| {
            let folder = |slug: &str| copy.path(&format!("code/{slug}/examples/who_waits"));
            book_tests::copy_tree(&folder("blocking"), &folder("threads"));
        },
        &[&["code/threads/examples/who_waits/program.toml:1:", "a second program named `who_waits`"]],
    );
}

#[test]
fn what_a_manifest_says_of_flavors_has_to_fit_them() {
    expect(
        |copy| {
            let manifest = "code/blocking/examples/who_waits/program.toml";
            copy.append(manifest, "\n[differs]\npyhton = \"It sleeps longer.\"\n");
            copy.append(manifest, "\n[without]\ngo = \"It never waits.\"\n");
        },
        &[
            &["who_waits/program.toml:21:", "no flavor `pyhton` to differ", "did you mean `python`?"],
            &["who_waits/program.toml:24:", "`go` is said to be left out, and is here"],
        ],
    );
}

#[test]
fn a_flavor_that_is_left_out_is_offered_with_its_reason() {
    expect(
        |copy| {
            let folder = "code/concurrency/examples/evening_as_lived";
            copy.remove(&format!("{folder}/main.go"));
            copy.append(&format!("{folder}/program.toml"), "\n[without]\ngo = \"It has no evening.\"\n");
            page(copy, "```program\nname = \"evening_as_lived\"\nflavors = [\"go\"]\n```");
        },
        &[
            &["spoiled.md:5:", "`go` is left out of `evening_as_lived`", "It has no evening."],
            &["evening_as_lived/recording.json:1:", "records `go`, which the program no longer has"],
        ],
    );
}

#[test]
fn a_diagram_that_is_not_rendered_is_an_error() {
    expect(
        |copy| page(copy, "```mermaid\nflowchart LR\naccTitle: New\naccDescr: A leads to B.\nA --> B\n```"),
        &[&["src/blocking/spoiled.md:3:", "cargo xtask diagrams"]],
    );
}
