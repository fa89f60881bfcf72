//! Who notices: the author's own commands, asked about a copy of the book.

use std::fmt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use anyhow::{Context, Result, bail};
use catalog::Problems;
use serde::Deserialize;
use serde_json::Value;

use crate::book::cargo;
use crate::npm;

/// One of the author's commands.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(try_from = "String")]
pub enum Notice {
    /// What every build asks first of all; here, without building anything.
    Pages,
    /// `cargo xtask`, with these arguments.
    Xtask(Vec<String>),
    /// A test of the whole book, by name.
    Book(String),
    /// A test of the player, by its file in `web`.
    Player(String),
    /// The types of what those settings in `web` name.
    Types(String),
}

impl TryFrom<String> for Notice {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let words = |text: &str| text.split_whitespace().map(str::to_owned).collect();
        match text.split_once(' ').unwrap_or((&text, "")) {
            ("pages", "") => Ok(Self::Pages),
            ("xtask", more @ ("build" | "types --check" | "diagrams --check")) => {
                Ok(Self::Xtask(words(more)))
            }
            ("xtask", more) if is_a_check(more) => Ok(Self::Xtask(words(more))),
            ("book", test) if !test.is_empty() => Ok(Self::Book(test.to_owned())),
            ("player", file) if !file.is_empty() => Ok(Self::Player(file.to_owned())),
            ("tsc", file) if !file.is_empty() => Ok(Self::Types(file.to_owned())),
            _ => Err(format!(
                "nobody notices by `{text}`: pages, xtask build, xtask record --check PROGRAM, xtask test STEP, \
                 xtask exercise NAME --prove, \
                 xtask types --check, xtask diagrams --check, book TEST, player FILE or tsc SETTINGS"
            )),
        }
    }
}

/// Whether a command of ours looks at the book and leaves it as it is.
fn is_a_check(command: &str) -> bool {
    let proves = command.starts_with("exercise ") && command.ends_with(" --prove");
    proves || command.starts_with("record --check ") || command.starts_with("test ")
}

/// As an author types it.
impl fmt::Display for Notice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Pages => f.write_str("cargo xtask build"),
            Self::Xtask(arguments) => {
                let quoted = |it: &String| if it.contains(' ') { format!("'{it}'") } else { it.clone() };
                write!(f, "cargo xtask {}", arguments.iter().map(quoted).collect::<Vec<_>>().join(" "))
            }
            Self::Book(test) => write!(f, "cargo test -p book-tests --test book {test}"),
            Self::Player(file) => write!(f, "node --test {file}"),
            Self::Types(settings) => write!(f, "tsc -p {settings}"),
        }
    }
}

/// What a command said of a book.
pub struct Answer {
    pub is_good: bool,
    /// All that it said, with files named from the book's folder, and without what draws and colors.
    pub said: String,
    /// What it has left out, for want of a tool.
    pub skipped: Option<String>,
}

/// What it takes to ask.
pub struct Desk {
    /// The tests of the whole book, compiled; nothing where no fault needs them.
    book_tests: Option<PathBuf>,
    packages: Option<PathBuf>,
}

impl Desk {
    /// Compiles and fetches what those commands need.
    pub fn ready<'a>(root: &Path, notices: &(impl Iterator<Item = &'a Notice> + Clone)) -> Result<Self> {
        let needs_tests = notices.clone().any(|notice| matches!(notice, Notice::Book(_)));
        let needs_npm = notices.clone().any(|notice| matches!(notice, Notice::Player(_) | Notice::Types(_)));
        let book_tests = if needs_tests { Some(book_tests(root)?) } else { None };
        let packages = if needs_npm { Some(npm::require(root)?) } else { None };
        Ok(Self { book_tests, packages })
    }

    /// Asks one command about the book in `root`.
    pub fn ask(&self, notice: &Notice, root: &Path) -> Result<Answer> {
        let mut command = match notice {
            Notice::Pages => return pages(root),
            Notice::Xtask(arguments) => {
                let mut xtask = Command::new(std::env::current_exe()?);
                xtask.arg("--book").arg(root).args(arguments);
                xtask
            }
            Notice::Book(test) => {
                let mut tests = Command::new(self.book_tests.as_ref().context("the tests are compiled")?);
                // Where Cargo says that they are, the tests take the book to be.
                tests.arg(test).env("CARGO_MANIFEST_DIR", root.join("tests"));
                tests
            }
            Notice::Player(file) => {
                let mut node = Command::new("node");
                node.args(["--test", "--test-reporter=tap", file]).current_dir(root.join("web"));
                node
            }
            Notice::Types(settings) => {
                let packages = self.packages.as_ref().context("the packages are here")?;
                let mut tsc = Command::new(packages.join(".bin").join(npm::command_name("tsc")));
                tsc.arg("-p").arg(Path::new("web").join(settings)).current_dir(root);
                tsc
            }
        };
        // A copy keeps what it compiles to itself.
        command.env_remove("CARGO_TARGET_DIR").env("RUST_BACKTRACE", "0").env("NO_COLOR", "1");
        let output = command.output().with_context(|| format!("cannot run {notice}"))?;
        Ok(Answer::of(&output, root))
    }
}

impl Answer {
    fn of(output: &Output, root: &Path) -> Self {
        let said = [&*output.stdout, &*output.stderr].concat();
        let said = readable(&String::from_utf8_lossy(&said), root);
        let skipped = said.lines().find_map(|line| line.trim().strip_prefix("skipped: ")).map(str::to_owned);
        Self { is_good: output.status.success(), said, skipped }
    }
}

/// In this process, as a build asks it before anything is made of the pages.
fn pages(root: &Path) -> Result<Answer> {
    let told = Problems::check(root, mdbook_program::check(root, false)?);
    let said = match &told {
        Ok(()) => String::new(),
        // In one line each, as nothing has to be drawn.
        Err(problems) => problems.list().iter().map(one_line).collect(),
    };
    Ok(Answer { is_good: told.is_ok(), said, skipped: None })
}

fn one_line(problem: &catalog::Problem) -> String {
    let help = problem.help.as_ref().map(|help| format!(" ({help})")).unwrap_or_default();
    format!("{}:{}: {}{help}\n", problem.file.display(), problem.line, problem.message)
}

/// Without the frames that reports draw, and with files as an author knows them.
fn readable(said: &str, root: &Path) -> String {
    let real = root.canonicalize().unwrap_or_else(|_| root.to_owned());
    let mut said = said.to_owned();
    for root in [root, &real] {
        // Swift may see this machine from a root of its own.
        for before in ["/host", "file://", ""] {
            said = said.replace(&format!("{before}{}/", root.display()), "");
        }
    }
    said.chars().filter(|c| !"│╭╰─┬├╯×▶·".contains(*c)).collect()
}

/// The tests of the whole book, compiled now.
fn book_tests(root: &Path) -> Result<PathBuf> {
    let mut command = cargo();
    // Of the whole workspace, as everywhere: with the same features, nothing is compiled twice.
    let arguments = ["test", "--workspace", "--test", "book", "--no-run", "--message-format=json", "--quiet"];
    let output = command.current_dir(root).args(arguments).output().context("cannot run cargo")?;
    if !output.status.success() {
        bail!("the tests of the book do not compile:\n{}", String::from_utf8_lossy(&output.stderr));
    }
    let messages =
        output.stdout.split(|byte| *byte == b'\n').filter_map(|line| serde_json::from_slice(line).ok());
    let is_it = |message: &Value| message["target"]["name"] == "book";
    let executable =
        messages.filter(is_it).find_map(|message: Value| Some(message["executable"].as_str()?.into()));
    executable.context("cargo names no tests of the book")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_is_named_as_an_author_types_it() {
        let notice = |text: &str| Notice::try_from(text.to_owned());
        assert_eq!(notice("pages").expect("one").to_string(), "cargo xtask build");
        assert_eq!(
            notice("xtask record --check who_waits").expect("one").to_string(),
            "cargo xtask record --check who_waits"
        );
        assert!(notice("xtask record who_waits").is_err(), "that would write");
        assert!(notice("rm -r").is_err());
    }

    #[test]
    fn what_is_said_names_files_as_an_author_does() {
        let root = Path::new("/tmp/faults-x");
        assert_eq!(
            readable("  × /tmp/faults-x/src/a.md:3: no\n  │ file:///tmp/faults-x/b", root),
            "   src/a.md:3: no\n   b"
        );
    }
}
