//! Programs that misbehave: each is ended, told apart and named, and costs no recording.

use catalog::{Problem, Program, Source};
use recorder::Outcome;

use crate::scratch::{LANGUAGES, Scratch};

fn problem_of<'a>(outcomes: &'a [Outcome], program: &str) -> &'a Problem {
    let outcome = outcomes.iter().find(|outcome| outcome.program == program).expect("the program ran");
    outcome.result.as_ref().expect_err("the program misbehaves")
}

#[test]
fn each_way_to_misbehave_is_named_with_its_line() {
    let book = Scratch::new(&[
        ("behaves", "kitchen::say(\"alice\", \"All is well.\");"),
        ("fails_to_compile", "let cake: u32 = \"cake\";"),
        ("panics", "kitchen::say(\"alice\", \"Oh.\");\npanic!(\"the oven is on fire\");"),
        ("hangs", "kitchen::say(\"alice\", \"Waiting.\");\nloop { std::thread::park(); }"),
        ("prints", "println!(\"past the kitchen\");"),
        ("prints_without_end", "loop { println!(\"{}\", \"more \".repeat(1000)); }"),
        (
            "takes_memory",
            "let mut cake = vec![0_u8; 3 << 30];\nfor page in cake.chunks_mut(4096) { page[0] = 1; }\nloop { std::thread::park(); }",
        ),
        ("exits", "std::process::exit(3);"),
        (
            "leaves_a_child",
            "kitchen::say(\"alice\", \"Bake.\");\nstd::process::Command::new(\"sleep\").arg(\"600\").spawn().unwrap();",
        ),
        ("names_no_lane", "kitchen::say(\"alcie\", \"Who?\");"),
        ("turns_no_knob", "kitchen::knob(\"pages\", 6);"),
        ("is_off_the_grid", "kitchen::work(\"alice\", \"read\", 7);"),
        (
            "writes_garbage",
            "let path = std::env::var_os(\"KITCHEN_TRACE\").unwrap();\nstd::fs::write(path, \"not an event\\n\").unwrap();",
        ),
    ]);
    let run = book.run();
    let (outcomes, problems) = (run.outcomes, run.problems);

    assert!(
        problems.iter().any(|problem| problem.file.ends_with("fails_to_compile/main.rs")
            && problem.line == 2
            && problem.message.contains("mismatched types")),
        "{problems:#?}"
    );
    for (program, line, told) in [
        ("panics", 3, "ended in an error: the oven is on fire"),
        ("hangs", 2, "still running after 5 s"),
        ("prints", 1, "prints a line that no `say` says: \"past the kitchen\""),
        ("prints_without_end", 1, "wrote more than 4 MiB"),
        ("takes_memory", 1, "took more than 512 MiB of memory"),
        ("exits", 1, "exit code 3"),
        #[cfg(target_os = "linux")]
        ("leaves_a_child", 2, "left behind a process that it has started: `sleep`"),
        ("names_no_lane", 2, "the lane `alcie`"),
        ("turns_no_knob", 2, "a knob `pages`"),
        ("is_off_the_grid", 2, "7 minutes are not on this program's grid of 10 minutes"),
        ("writes_garbage", 1, "line 1 on the trace channel is not an event: \"not an event\""),
    ] {
        let problem = problem_of(&outcomes, program);
        assert!(problem.message.contains(told), "{program}: {problem:?}");
        assert_eq!(problem.line, line, "{program}: {problem:?}");
    }

    let recorded = |program: &str| book.path(&format!("code/scratch/examples/{program}/recording.json"));
    assert!(recorded("behaves").is_file(), "the others' faults cost it nothing");
    assert!(!recorded("panics").exists());
}

/// A program in that language with this body, and the line on which the body begins.
fn program(language: &str, name: &str, body: &str) -> (String, usize) {
    let (before, after) = match language {
        "javascript" => ("import * as kitchen from \"#kitchen\";\nimport fs from \"node:fs\";\n", ""),
        "python" => ("import os, kitchen\n", ""),
        "rust" => ("fn main() {\n", "}\n"),
        "swift" => ("import Foundation\nimport Kitchen\n", ""),
        "go" => (
            "package main\n\nimport \"bakery/kitchen\"\nimport \"os\"\n\nvar _ = os.Args\nfunc main() {\n",
            "}\n",
        ),
        _ => (
            "using System;\nusing static Kitchen;\nnamespace NAME\n{\nstatic class Program\n{\nstatic void Main()\n{\n",
            "}}}\n",
        ),
    };
    let namespace: String = name.split('_').map(|word| word[..1].to_uppercase() + &word[1..]).collect();
    let before = before.replace("NAME", &namespace);
    (format!("{before}{body}\n{after}"), 1 + before.matches('\n').count())
}

/// Ways to misbehave: what the program is called, its body in each language in the order of
/// [`LANGUAGES`], on which line of the body that is, and what is told of it.
type Misbehavior = (&'static str, [&'static str; 6], usize, &'static str);

const MISBEHAVIORS: [Misbehavior; 5] = [
    (
        "says_no_word",
        [
            "kitchen.say(\"alice\", cake = = 1);",
            "kitchen.say(\"alice\", cake = = 1)",
            "kitchen::say(\"alice\", cake);",
            "say(\"alice\", cake)",
            "Say(\"alice\", cake);",
            "kitchen.Say(\"alice\", cake)",
        ],
        0,
        "",
    ),
    (
        "is_on_fire",
        [
            "kitchen.say(\"alice\", \"Oh.\");\nthrow new TypeError(\"the oven is on fire\");",
            "kitchen.say(\"alice\", \"Oh.\")\nraise ValueError(\"the oven is on fire\")",
            "kitchen::say(\"alice\", \"Oh.\");\npanic!(\"the oven is on fire\");",
            "say(\"alice\", \"Oh.\")\nfatalError(\"the oven is on fire\")",
            "Say(\"alice\", \"Oh.\");\nthrow new InvalidOperationException(\"the oven is on fire\");",
            "kitchen.Say(\"alice\", \"Oh.\")\npanic(\"the oven is on fire\")",
        ],
        1,
        "the oven is on fire",
    ),
    (
        "is_off_the_grid",
        [
            "kitchen.work(\"alice\", \"read\", 7);",
            "kitchen.work(\"alice\", \"read\", 7)",
            "kitchen::work(\"alice\", \"read\", 7);",
            "work(\"alice\", \"read\", minutes: 7)",
            "Work(\"alice\", \"read\", 7);",
            "kitchen.Work(\"alice\", \"read\", 7)",
        ],
        0,
        "7 minutes are not on this program's grid of 10 minutes",
    ),
    (
        "turns_no_knob",
        [
            "kitchen.knob(\"pages\", 6);",
            "kitchen.knob(\"pages\", 6)",
            "kitchen::knob(\"pages\", 6);",
            "_ = knob(\"pages\", default: 6)",
            "Knob(\"pages\", 6);",
            "kitchen.Knob(\"pages\", 6)",
        ],
        0,
        "a knob `pages`",
    ),
    (
        "writes_garbage",
        [
            "kitchen.say(\"alice\", \"Oh.\");\nfs.appendFileSync(process.env.KITCHEN_TRACE, \"{\\\"at\\\": -1}\\n\");",
            "kitchen.say(\"alice\", \"Oh.\")\nopen(os.environ[\"KITCHEN_TRACE\"], \"a\").write('{\"at\": -1}\\n')",
            "kitchen::say(\"alice\", \"Oh.\");\nlet path = std::env::var_os(\"KITCHEN_TRACE\").unwrap();\nlet old = std::fs::read_to_string(&path).unwrap();\nstd::fs::write(path, old + \"{\\\"at\\\": -1}\\n\").unwrap();",
            "say(\"alice\", \"Oh.\")\nlet trace = FileHandle(forWritingAtPath: ProcessInfo.processInfo.environment[\"KITCHEN_TRACE\"]!)!\ntrace.seekToEndOfFile()\ntrace.write(Data(\"{\\\"at\\\": -1}\\n\".utf8))",
            "Say(\"alice\", \"Oh.\");\nstring path = Environment.GetEnvironmentVariable(\"KITCHEN_TRACE\")!;\nusing var file = new System.IO.FileStream(path, System.IO.FileMode.Append, System.IO.FileAccess.Write, System.IO.FileShare.ReadWrite);\nfile.Write(System.Text.Encoding.UTF8.GetBytes(\"{\\\"at\\\": -1}\\n\"));",
            "kitchen.Say(\"alice\", \"Oh.\")\ntrace, _ := os.OpenFile(os.Getenv(\"KITCHEN_TRACE\"), os.O_APPEND|os.O_WRONLY, 0)\ntrace.WriteString(\"{\\\"at\\\": -1}\\n\")",
        ],
        0,
        "line 2 on the trace channel is not an event: \"{\\\"at\\\": -1}\"",
    ),
];

#[test]
fn a_fault_is_named_with_its_line_in_every_language() {
    let book = Scratch::empty();
    for (name, bodies, _, _) in MISBEHAVIORS {
        for ((language, file), body) in LANGUAGES.iter().zip(bodies) {
            book.tell(name, file, &program(language, name, body).0);
        }
    }
    for (language, file) in LANGUAGES {
        book.tell("behaves", file, &program(language, "behaves", good(language)).0);
    }
    let run = book.run();
    for (name, bodies, place, told) in MISBEHAVIORS {
        for ((language, file), body) in LANGUAGES.iter().zip(bodies) {
            let source = format!("code/scratch/examples/{name}/{file}");
            let ran =
                run.outcomes.iter().filter(|outcome| outcome.program == name && outcome.flavor == *language);
            let mut problems: Vec<&Problem> =
                ran.filter_map(|outcome| outcome.result.as_ref().err()).collect();
            problems.extend(run.problems.iter().filter(|problem| problem.file.ends_with(&source)));
            if run.skipped.iter().any(|skipped| is_language(skipped, language)) {
                continue;
            }
            let [problem] = problems[..] else {
                panic!("{name} in {language}: {problems:#?}, {:#?}", run.problems)
            };
            assert!(problem.message.contains(told), "{name} in {language}: {problem:?}");
            // What only the end of a run brings to light has no line of its own.
            if name != "writes_garbage" {
                let begins = program(language, name, body).1;
                assert_eq!(problem.line, begins + place, "{name} in {language}: {problem:?}");
            }
        }
    }
    let good = run.outcomes.iter().filter(|outcome| outcome.program == "behaves" && outcome.result.is_ok());
    assert_eq!(good.count() + run.skipped.len(), LANGUAGES.len(), "the others' faults cost it nothing");
}

#[test]
fn an_error_in_a_thread_of_python_ends_the_program() {
    let book = Scratch::empty();
    let body = "import threading\ndef bob():\n    raise ValueError(\"the oven is on fire\")\n\
                bob = threading.Thread(target=bob)\nbob.start()\nbob.join()\n\
                kitchen.say(\"alice\", \"All is well.\")";
    let (text, begins) = program("python", "burns_in_a_thread", body);
    book.tell("burns_in_a_thread", "main.py", &text);
    let run = book.run();
    if run.skipped.is_empty() {
        let problem = problem_of(&run.outcomes, "burns_in_a_thread");
        assert!(problem.message.contains("ValueError: the oven is on fire"), "{problem:?}");
        assert_eq!(problem.line, begins + 2, "{problem:?}");
    }
}

#[test]
fn a_recording_that_cannot_be_read_is_not_replaced_by_less_than_it_held() {
    let book = Scratch::new(&[("behaves", "kitchen::say(\"alice\", \"All is well.\");")]);
    book.tell("behaves", "rust-other.rs", "fn main() {}\n");
    let only_main = |_: &Program, source: &Source| source.flavor.as_str() == "rust";
    let file = book.path("code/scratch/examples/behaves/recording.json");
    assert_eq!(book.run_only(&only_main).written, Ok(()));
    let conflict = format!("<<<<<<< HEAD\n{}", std::fs::read_to_string(&file).expect("it is recorded"));
    std::fs::write(&file, &conflict).expect("a file can be written");
    let told = book.run_only(&only_main).written.expect_err("the other flavor is not recorded now");
    assert!(
        told.contains("behaves/recording.json cannot be read") && told.contains("git checkout"),
        "{told}"
    );
    assert_eq!(std::fs::read_to_string(&file).ok(), Some(conflict));
}

#[test]
#[cfg(unix)]
fn interrupted_it_ends_the_programs_that_run() {
    let hang = "std::fs::write(std::env::temp_dir().join(\"pid\"), std::process::id().to_string()).unwrap();
                loop { std::thread::park(); }";
    let book = Scratch::new(&[("hangs", hang)]);
    let manifest = std::fs::read_to_string(book.path("code/scratch/examples/hangs/program.toml"));
    let natively = "\n[recorded_only]\nrust = \"it hangs.\"\n";
    book.write("code/scratch/examples/hangs/program.toml", &(manifest.expect("it is there") + natively));
    let mut record = book_tests::xtask(book.root());
    record.args(["record", "hangs"]).env("TMPDIR", book.root()).stderr(std::process::Stdio::piped());
    let mut record = record.spawn().expect("the command runs");
    let pid = loop {
        assert_eq!(record.try_wait().expect("the command can be asked"), None, "it runs");
        if let Some(pid) = std::fs::read_to_string(book.path("pid")).ok().filter(|pid| !pid.is_empty()) {
            break pid;
        }
        std::thread::sleep(std::time::Duration::from_millis(20));
    };
    let kill = |signal: &str, pid: &str| {
        let mut kill = std::process::Command::new("kill");
        kill.args([signal, pid]).stderr(std::process::Stdio::null()).status().expect("kill runs").success()
    };
    assert!(kill("-INT", &record.id().to_string()));
    let output = record.wait_with_output().expect("the command ends");
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(!output.status.success() && told.contains("interrupted: nothing was recorded"), "{told}");
    assert!(!kill("-0", &pid), "the program is gone");
}

fn good(language: &str) -> &'static str {
    match language {
        "rust" => "kitchen::say(\"alice\", \"All is well.\");",
        "swift" => "say(\"alice\", \"All is well.\")",
        "csharp" => "Say(\"alice\", \"All is well.\");",
        "go" => "kitchen.Say(\"alice\", \"All is well.\")",
        _ => "kitchen.say(\"alice\", \"All is well.\")",
    }
}

fn is_language(label: &str, language: &str) -> bool {
    catalog::Flavor::named(language).language_label() == label
}
