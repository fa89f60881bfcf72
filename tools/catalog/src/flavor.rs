//! The languages that tell a program.

use std::fmt;

/// A flavor: `rust`, `rust-tokio`, `javascript` …
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Flavor(String);

/// Flavor, the file that tells a program in it, and its name for readers.
const LANGUAGES: [(&str, &str, &str); 6] = [
    ("javascript", "main.js", "JavaScript"),
    ("python", "main.py", "Python"),
    ("rust", "main.rs", "Rust"),
    ("swift", "main.swift", "Swift"),
    ("csharp", "Program.cs", "C#"),
    ("go", "main.go", "Go"),
];

/// Rust's runtimes in the order of the page's tabs; any other comes after them.
const RUNTIMES: [&str; 4] = ["std", "tokio", "async-std", "smol"];

/// What a browser runs: these flavors, or all of a language.
const IN_BROWSERS: [&str; 5] = ["javascript", "python", "go", "rust", "rust-tokio"];

/// What the name of a file has in its middle whose program the compiler has to refuse: `main.refused.rs`.
const REFUSED: &str = ".refused.";

/// Whether a file of that name has a program that its compiler has to refuse. Compilers that take all files of
/// a folder or a module must not meet it, which is why it has a name of its own.
pub fn is_refused(name: &str) -> bool {
    name.contains(REFUSED)
}

impl Flavor {
    /// The languages by their names in flavors, in the order of the page's tabs.
    pub fn languages() -> impl Iterator<Item = &'static str> {
        LANGUAGES.iter().map(|(flavor, _, _)| *flavor)
    }

    /// The flavor of that name, known or not.
    pub fn named(name: &str) -> Self {
        Self(name.to_owned())
    }

    /// The flavor that a file of that name tells; `None` for a file that tells none.
    ///
    /// Rust may have several flavors, each in a file of its name: `rust-tokio.rs`. A program that its compiler
    /// has to refuse is in a file that says so: see [`is_refused`].
    pub fn of_file(name: &str) -> Option<Self> {
        let name = &name.replacen(REFUSED, ".", 1);
        if let Some((flavor, _, _)) = LANGUAGES.iter().find(|(_, file, _)| *file == name) {
            return Some(Self((*flavor).to_owned()));
        }
        name.strip_suffix(".rs").filter(|stem| stem.starts_with("rust-")).map(|stem| Self(stem.to_owned()))
    }

    /// The name of the file that tells a program in this flavor.
    pub fn file_name(&self) -> String {
        LANGUAGES
            .iter()
            .find(|(flavor, _, _)| *flavor == self.0)
            .map_or_else(|| format!("{}.rs", self.0), |(_, file, _)| (*file).to_owned())
    }

    /// The name that readers see: `C#`, `Rust, tokio`.
    pub fn label(&self) -> String {
        match self.runtime() {
            Some(runtime) => format!("{}, {runtime}", self.language_label()),
            None => self.language_label().to_owned(),
        }
    }

    /// The language's name for readers: `C#`.
    pub fn language_label(&self) -> &str {
        let language = LANGUAGES.iter().find(|(flavor, _, _)| *flavor == self.language());
        language.map_or(self.language(), |(_, _, label)| *label)
    }

    /// The language: `rust` for `rust-tokio`.
    pub fn language(&self) -> &str {
        self.0.split_once('-').map_or(self.0.as_str(), |(language, _)| language)
    }

    /// The runtime of the language, which is also its crate's name: `tokio` for `rust-tokio`.
    pub fn runtime(&self) -> Option<&str> {
        self.0.split_once('-').map(|(_, runtime)| runtime)
    }

    /// Why no program in this flavor can run in a browser; `None` where programs can.
    pub fn recorded_only(&self) -> Option<&'static str> {
        if IN_BROWSERS.contains(&self.as_str()) {
            return None;
        }
        Some(match self.language() {
            "rust" => {
                "its reactor asks the operating system what has happened, and a browser has nobody to ask."
            }
            _ => "its runtime is too large for a page to fetch.",
        })
    }

    /// Place among the flavors of a page: the order of the article, Rust's runtimes together.
    pub fn rank(&self) -> (usize, usize) {
        let language = LANGUAGES.iter().position(|(flavor, _, _)| *flavor == self.language());
        let runtime = RUNTIMES.iter().position(|runtime| Some(*runtime) == self.runtime());
        let last = |place: Option<usize>| place.unwrap_or(usize::MAX);
        (last(language), if self.runtime().is_none() { 0 } else { last(runtime.map(|place| place + 1)) })
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Flavor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
