//! Programs that their compiler has to refuse: what it says is what is recorded.

use catalog::{Catalog, Problem};

use crate::scratch::{Run, Scratch};

const MANIFEST: &str = "title = \"Refused\"\ngrid = 10\n\n\
    [[lanes]]\nname = \"alice\"\ntitle = \"Alice\"\nkind = \"thread\"\n\n[refused]\n";

/// A program in a file of that name, which the manifest says to be refused for `expected`.
fn tell(book: &Scratch, program: &str, file: &str, text: &str, expected: &str) {
    book.tell(program, file, text);
    book.write(&format!("code/scratch/examples/{program}/program.toml"), &format!("{MANIFEST}{expected}\n"));
}

fn refused_in_five_languages(book: &Scratch) {
    let manifest =
        std::fs::read_to_string(book.path("code/scratch/Cargo.toml")).expect("the chapter has one");
    let example = "\n[features]\nrefused = []\n\n[[example]]\nname = \"burns\"\n\
        path = \"examples/burns/main.refused.rs\"\nrequired-features = [\"refused\"]\n";
    book.write("code/scratch/Cargo.toml", &(manifest + example));
    let expected = "javascript = \"SyntaxError\"\npython = \"SyntaxError\"\nrust = \"E0382\"\n\
        swift = \"String\"\ncsharp = \"CS0029\"";
    for (file, text) in [
        ("main.refused.js", "function bake() {\n  await cake;\n}\n"),
        ("main.refused.py", "def bake():\n    await cake(\n"),
        (
            "main.refused.rs",
            "fn main() {\n    let cake = String::new();\n    drop(cake);\n    drop(cake);\n}\n",
        ),
        ("main.refused.swift", "import Kitchen\nlet cake: String = 1\n"),
        (
            "Program.refused.cs",
            "namespace Burns\n{\n    static class Program\n    {\n        static void Main() { string cake = 1; }\n    }\n}\n",
        ),
    ] {
        tell(book, "burns", file, text, expected);
    }
}

#[test]
fn what_each_compiler_says_is_recorded_with_its_line() {
    let book = Scratch::empty();
    refused_in_five_languages(&book);
    let run = book.run();
    assert_eq!(run.problems, []);
    assert_eq!(run.outcomes.len() + run.skipped.len(), 5);
    for outcome in &run.outcomes {
        let recorded = outcome.result.as_ref().unwrap_or_else(|problem| panic!("{problem:?}"));
        assert_eq!(recorded.events, [], "{}", outcome.flavor);
        let lines: Vec<u32> = recorded.refused.iter().map(|refusal| refusal.line).collect();
        let line = match outcome.flavor.as_str() {
            "rust" => 4,
            "csharp" => 5,
            _ => 2,
        };
        assert_eq!(lines, [line], "{}: {:?}", outcome.flavor, recorded.refused);
    }
    let mut problems = Vec::new();
    let catalog = Catalog::walk(book.root(), &mut problems).expect("the book can be read");
    for program in catalog.programs.values() {
        program.check_freshness(&mut problems);
    }
    assert!(run.skipped.is_empty() == problems.is_empty(), "{problems:#?}");
}

fn problem_of<'a>(run: &'a Run, program: &str) -> &'a Problem {
    let outcome = run.outcomes.iter().find(|outcome| outcome.program == program).expect("it was tried");
    outcome.result.as_ref().expect_err("it is not refused as it should be")
}

#[test]
fn a_program_that_is_not_refused_for_that_reason_is_named() {
    let book = Scratch::empty();
    tell(&book, "compiles", "main.refused.js", "const cake = 1;\n", "javascript = \"await\"");
    tell(&book, "other", "main.refused.js", "const cake = 1;\nconst cake = 2;\n", "javascript = \"await\"");
    let run = book.run();
    let compiles = problem_of(&run, "compiles");
    assert_eq!(compiles.message, "compiles, and should be refused for `await`");
    let other = problem_of(&run, "other");
    assert!(other.message.starts_with("is refused, but not for `await`: SyntaxError"), "{other:?}");
    assert_eq!(other.line, 2);
}

#[test]
fn file_and_manifest_have_to_agree() {
    let book = Scratch::empty();
    tell(&book, "unsaid", "main.refused.js", "await x\n", "");
    tell(&book, "unfiled", "main.js", "\n", "javascript = \"await\"");
    let mut problems = Vec::new();
    Catalog::walk(book.root(), &mut problems).expect("the book can be read");
    let told: Vec<_> = problems
        .iter()
        .map(|problem| (problem.file.display().to_string(), problem.line, problem.message.as_str()))
        .collect();
    let file = |name: &str| format!("code/scratch/examples/{name}");
    assert_eq!(
        told,
        [
            (
                file("unfiled/program.toml"),
                10,
                "`javascript` is said to be refused, and there is no file for it"
            ),
            (file("unsaid/main.refused.js"), 1, "nothing says for which error the compiler has to refuse it"),
        ]
    );
}
