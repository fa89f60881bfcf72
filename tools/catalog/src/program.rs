//! The programs under `code/`.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use trace::{FlavorRecording, Manifest, Recording, fingerprint};

use crate::example::check_listed;
use crate::flavor::is_refused;
use crate::{Exercise, Flavor, Library, Problem, did_you_mean, names};

/// Every program, exercise and library of the book, by name.
#[derive(Debug, Default)]
pub struct Catalog {
    pub programs: BTreeMap<String, Program>,
    pub exercises: BTreeMap<String, Exercise>,
    /// The kitchen, and the chapters' own; by the names that programs have for them.
    pub libraries: BTreeMap<String, Library>,
    /// Programs and exercises that are there and cannot be used, for a reason that has been told.
    pub broken: BTreeSet<String>,
}

/// One program: a folder `code/<slug>/examples/<name>/`.
#[derive(Debug, Clone)]
pub struct Program {
    /// Name of the program, unique in the book.
    pub name: String,
    /// The chapter that it belongs to.
    pub slug: String,
    /// The folder, relative to the book's.
    pub folder: PathBuf,
    pub manifest: Manifest,
    /// The flavors that it is told in, in the order of the page's tabs.
    pub sources: Vec<Source>,
    /// The committed recording, where there is one that can be read.
    pub recording: Option<Recording>,
}

/// One flavor of a program.
#[derive(Debug, Clone)]
pub struct Source {
    pub flavor: Flavor,
    /// The file, relative to the book's folder.
    pub file: PathBuf,
    pub text: String,
    /// Its compiler has to refuse it, and what is recorded is what the compiler says.
    pub refused: bool,
}

impl Catalog {
    /// Walks `root/code`. What is wrong with a program or an exercise is added to `problems`, and it is
    /// left out where it cannot be used at all.
    pub fn walk(root: &Path, problems: &mut Vec<Problem>) -> io::Result<Self> {
        let mut catalog = Self::default();
        let chapters = sorted_folders(&root.join("code"))?;
        for chapter in &chapters {
            for folder in folders_in(&chapter.join("examples"))? {
                match Program::read(root, chapter, &folder, problems)? {
                    Some(program) => catalog.add_program(program, problems),
                    None => drop(catalog.broken.insert(name_of(&folder))),
                }
            }
        }
        check_listed(root, &catalog.programs, problems);
        let mut slugs: Vec<String> = chapters.iter().map(|chapter| name_of(chapter)).collect();
        catalog.libraries = Library::all(root, &slugs)?;
        // What readers are told of chapters, and the kitchen is none.
        slugs.retain(|slug| slug != "kitchen");
        for chapter in &chapters {
            for folder in folders_in(&chapter.join("exercises"))? {
                match Exercise::read(root, &name_of(chapter), &folder, &slugs, problems)? {
                    Some(exercise) => catalog.add_exercise(exercise, problems),
                    None => drop(catalog.broken.insert(name_of(&folder))),
                }
            }
        }
        Ok(catalog)
    }

    fn add_program(&mut self, program: Program, problems: &mut Vec<Problem>) {
        let place = program.folder.join("program.toml");
        if let Some(earlier) = self.programs.insert(program.name.clone(), program) {
            problems.push(second(place, "program", &earlier.name, &earlier.folder));
        }
    }

    fn add_exercise(&mut self, exercise: Exercise, problems: &mut Vec<Problem>) {
        let (place, name) = (exercise.folder.join("exercise.toml"), exercise.name.clone());
        if let Some(program) = self.programs.get(&name) {
            let message = format!("an exercise named `{name}`, as a program is");
            problems.push(Problem::new(place, 1, message).help(other(&program.folder)));
        } else if let Some(earlier) = self.exercises.insert(name.clone(), exercise) {
            problems.push(second(place, "exercise", &name, &earlier.folder));
        }
    }

    /// Whether the Rust Playground can have a program: in Rust, of those that a page can run itself, with no library
    /// of the book but the kitchen.
    pub fn is_for_playground(&self, program: &Program, source: &Source) -> bool {
        let mut libraries = self.libraries.keys().filter(|name| *name != "kitchen");
        source.flavor.language() == "rust"
            && program.recorded_only(&source.flavor).is_none()
            && !libraries.any(|name| names(&source.text, name))
    }

    /// The names of all programs.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.programs.keys().map(String::as_str)
    }
}

impl Program {
    fn read(
        root: &Path,
        chapter: &Path,
        folder: &Path,
        problems: &mut Vec<Problem>,
    ) -> io::Result<Option<Self>> {
        let relative = folder.strip_prefix(root).unwrap_or(folder).to_owned();
        let manifest_file = relative.join("program.toml");
        let Ok(text) = fs::read_to_string(root.join(&manifest_file)) else {
            problems.push(
                Problem::new(&relative, 1, "a program without a program.toml")
                    .help("`cargo xtask new <slug>/<program>` shows what goes in"),
            );
            return Ok(None);
        };
        let manifest = match Manifest::parse(&text) {
            Ok(manifest) => manifest,
            Err(error) => {
                problems.push(Problem::in_text(manifest_file, &text, error.span(), error.message()));
                return Ok(None);
            }
        };
        let mut program = Self {
            name: name_of(folder),
            slug: name_of(chapter),
            folder: relative,
            manifest,
            sources: Vec::new(),
            recording: None,
        };
        program.read_sources(root, problems)?;
        program.check_manifest(&text, problems);
        program.read_recording(root, problems);
        Ok(Some(program))
    }

    fn check_manifest(&self, text: &str, problems: &mut Vec<Problem>) {
        let file = self.folder.join("program.toml");
        check_knobs(&self.manifest, &file, text, problems);
        let place = |from: usize, needle: &str| from + text[from..].find(needle).unwrap_or(0);
        let line_at = |place: usize| 1 + text[..place].matches('\n').count();
        // The same flavor may be told of in several tables.
        let line_in = |table: &str, flavor: &str| {
            line_at(place(place(0, &format!("[{table}]")), &format!("\n{flavor} =")) + 1)
        };
        self.check_refused(&file, line_in, problems);
        for name in self.manifest.without.keys().filter(|name| self.source(name).is_some()) {
            let message = format!("`{name}` is said to be left out, and is here");
            problems.push(Problem::new(&file, line_in("without", name), message));
        }
        let (differs, recorded) = (&self.manifest.differs, &self.manifest.recorded_only);
        let told = differs.keys().map(|name| (name, "differs", "to differ"));
        let told = told.chain(recorded.keys().map(|name| (name, "recorded_only", "to be recorded only")));
        for (name, table, what) in told.filter(|(name, _, _)| self.source(name).is_none()) {
            let names = self.sources.iter().map(|source| source.flavor.as_str());
            let problem = Problem::new(&file, line_in(table, name), format!("no flavor `{name}` {what}"));
            problems.push(problem.help(did_you_mean(name, names)));
        }
    }

    /// What a compiler has to refuse, and why, is said twice: by the name of the file, and in `program.toml`.
    fn check_refused(&self, file: &Path, line_in: impl Fn(&str, &str) -> usize, problems: &mut Vec<Problem>) {
        let is_refused = |name: &str| self.source(name).is_some_and(|source| source.refused);
        for name in self.manifest.refused.keys().filter(|name| !is_refused(name)) {
            let message = format!("`{name}` is said to be refused, and there is no file for it");
            let help = "its file is named like main.refused.rs, which keeps it from other compilers";
            problems.push(Problem::new(file, line_in("refused", name), message).help(help));
        }
        for source in self.sources.iter().filter(|source| source.refused) {
            if !self.manifest.refused.contains_key(source.flavor.as_str()) {
                let help = format!("in program.toml: [refused] {} = \"E0373\"", source.flavor);
                let message = "nothing says for which error the compiler has to refuse it";
                problems.push(Problem::new(&source.file, 1, message).help(help));
            }
        }
    }

    /// Why this flavor of the program does not run in a browser; `None` where it does.
    pub fn recorded_only(&self, flavor: &Flavor) -> Option<&str> {
        if self.source(flavor.as_str()).is_some_and(|source| source.refused) {
            return Some("its compiler refuses it.");
        }
        let told = self.manifest.recorded_only.get(flavor.as_str());
        told.map(String::as_str).or_else(|| flavor.recorded_only())
    }

    /// The languages that do not tell the program, by their names in flavors, though nobody has said why.
    pub fn missing_languages(&self) -> Vec<&'static str> {
        let told = |language: &str| self.sources.iter().any(|source| source.flavor.language() == language);
        let explained = |language: &str| self.manifest.without.contains_key(language);
        Flavor::languages().filter(|language| !told(language) && !explained(language)).collect()
    }

    fn read_sources(&mut self, root: &Path, problems: &mut Vec<Problem>) -> io::Result<()> {
        for entry in sorted_entries(&root.join(&self.folder))? {
            let file = self.folder.join(name_of(&entry));
            let name = name_of(&entry);
            if let Some(flavor) = Flavor::of_file(&name) {
                let (text, refused) = (fs::read_to_string(&entry)?, is_refused(&name));
                self.sources.push(Source { flavor, file, text, refused });
            } else if !["program.toml", "recording.json"].contains(&name.as_str()) {
                problems.push(
                    Problem::new(file, 1, "a file that tells the program in no known flavor").help(
                        "main.js, main.py, main.rs, main.swift, Program.cs, main.go, or rust-<runtime>.rs",
                    ),
                );
            }
        }
        self.sources.sort_by_key(|source| (source.flavor.rank(), source.flavor.clone()));
        if self.sources.is_empty() {
            problems.push(Problem::new(
                self.folder.join("program.toml"),
                1,
                "a program that no flavor tells",
            ));
        }
        Ok(())
    }

    fn read_recording(&mut self, root: &Path, problems: &mut Vec<Problem>) {
        let file = self.recording_file();
        let Ok(text) = fs::read_to_string(root.join(&file)) else { return };
        match Recording::parse(&text) {
            Ok(recording) if recording.program != self.name => problems.push(
                Problem::new(
                    file,
                    1,
                    format!("the recording of `{}`, not of `{}`", recording.program, self.name),
                )
                .help(format!("cargo xtask record {}", self.name)),
            ),
            Ok(recording) => self.recording = Some(recording),
            Err(error) => problems.push(Problem::new(file, error.line, error.message).help(format!(
                "recordings are not edited by hand; `cargo xtask record {}` writes it anew",
                self.name
            ))),
        }
    }

    /// The program's recording, relative to the book's folder; it need not exist.
    pub fn recording_file(&self) -> PathBuf {
        self.folder.join("recording.json")
    }

    /// The source of a flavor.
    pub fn source(&self, flavor: &str) -> Option<&Source> {
        self.sources.iter().find(|source| source.flavor.as_str() == flavor)
    }

    /// What the committed recording says of a flavor.
    pub fn recorded(&self, flavor: &str) -> Option<&FlavorRecording> {
        self.recording.as_ref()?.flavors.get(flavor)
    }

    /// The fingerprint that an up-to-date recording of `source` has.
    pub fn fingerprint(&self, source: &Source) -> String {
        fingerprint(&source.text, &self.manifest)
    }

    /// Whether that flavor is recorded as it now is.
    pub fn is_recorded(&self, source: &Source) -> bool {
        let recorded = self.recorded(source.flavor.as_str());
        let same_lanes = self.recording.as_ref().is_some_and(|old| old.lanes == self.manifest.lanes);
        same_lanes && recorded.is_some_and(|recorded| recorded.source == self.fingerprint(source))
    }

    /// Whether each flavor is recorded as it now is, and no other.
    pub fn check_freshness(&self, problems: &mut Vec<Problem>) {
        let file = self.recording_file();
        let mend = format!("cargo xtask record {}", self.name);
        let Some(recording) = &self.recording else {
            // A recording that cannot be read has been reported as such.
            if problems.iter().all(|problem| problem.file != file) {
                let manifest = self.folder.join("program.toml");
                problems
                    .push(Problem::new(manifest, 1, format!("`{}` has no recording", self.name)).help(mend));
            }
            return;
        };
        if recording.lanes != self.manifest.lanes {
            let manifest = self.folder.join("program.toml");
            problems.push(Problem::new(manifest, 1, "the recording has other lanes").help(&*mend));
        }
        for source in &self.sources {
            match recording.flavors.get(source.flavor.as_str()) {
                None => problems.push(
                    Problem::new(&source.file, 1, format!("`{}` is not recorded", source.flavor))
                        .help(&*mend),
                ),
                Some(recorded) if recorded.source != self.fingerprint(source) => {
                    problems.push(
                        Problem::new(&source.file, 1, "the recording is older than the program").help(&*mend),
                    );
                }
                Some(_) => {}
            }
        }
        for flavor in recording.flavors.keys().filter(|flavor| self.source(flavor).is_none()) {
            problems.push(
                Problem::new(&file, 1, format!("records `{flavor}`, which the program no longer has"))
                    .help(&*mend),
            );
        }
    }
}

/// Whether the number that each knob has is one that it may have.
pub fn check_knobs(manifest: &Manifest, file: &Path, text: &str, problems: &mut Vec<Problem>) {
    for (name, knob) in &manifest.knobs {
        if !(knob.min..=knob.max).contains(&knob.default) {
            let place = text.find(&format!("[knobs.{name}]")).unwrap_or(0);
            let line = 1 + text[..place].matches('\n').count();
            let message = format!(
                "the default of `{name}`, {}, is not from {} to {}",
                knob.default, knob.min, knob.max
            );
            problems.push(Problem::new(file, line, message));
        }
    }
}

fn second(place: PathBuf, what: &str, name: &str, earlier: &Path) -> Problem {
    Problem::new(place, 1, format!("a second {what} named `{name}`")).help(other(earlier))
}

fn other(folder: &Path) -> String {
    format!("the other is in {}; names are unique in the book", folder.display())
}

/// The folders in a folder that need not be there.
fn folders_in(folder: &Path) -> io::Result<Vec<PathBuf>> {
    if folder.is_dir() { sorted_folders(folder) } else { Ok(Vec::new()) }
}

fn sorted_folders(folder: &Path) -> io::Result<Vec<PathBuf>> {
    Ok(sorted_entries(folder)?.into_iter().filter(|path| path.is_dir()).collect())
}

pub fn sorted_entries(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut entries: Vec<PathBuf> =
        fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path())).collect::<io::Result<_>>()?;
    entries.retain(|path| !name_of(path).starts_with('.'));
    entries.sort();
    Ok(entries)
}

pub fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}
