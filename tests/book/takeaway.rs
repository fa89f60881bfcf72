//! What leaves the book works where it arrives: each archive is unpacked and run by its one command, and each
//! file for the Playground is compiled as it does there.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::thread;

use book_tests::root;
use catalog::{Catalog, Program, Source};
use recorder::namespace;
use sha2::{Digest, Sha256};
use takeaway::{Archive, Crates};
use toolchains::{Dotnet, Effort, Go, Missing, Node, Python, Swift, Toolchain};

/// Stories take their time, and compilers take the processor: some more than there are cores.
const AT_ONCE: usize = 4;

/// Where Rust's dependencies stay compiled from one test to the next.
pub fn cargo(folder: &Path) -> Command {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.current_dir(folder).env("CARGO_TARGET_DIR", root().join("target/takeaway"));
    cargo
}

/// A toolchain, and its name and version; or why it is not here.
fn get<T: Toolchain>() -> Result<(T, String), String> {
    let found = T::get(Effort::Find).map_err(|Missing(why)| why)?;
    let name = found.found().name;
    Ok((found, name))
}

/// The one command of an archive, in its folder, and the toolchain; or why it cannot be run here.
fn command(language: &str, folder: &Path) -> Result<(Command, String), String> {
    let (mut command, toolchain) = match language {
        "javascript" => get::<Node>().map(|(node, name)| (Command::new(node.program()), name))?,
        "python" => get::<Python>().map(|(python, name)| (Command::new(python.program()), name))?,
        "rust" => (cargo(folder), "the one that runs this test".to_owned()),
        "go" => get::<Go>().map(|(go, name)| (go.command(), name))?,
        "csharp" => get::<Dotnet>().map(|(dotnet, name)| (dotnet.command(), name))?,
        "swift" => get::<Swift>().map(|(swift, name)| (swift.command("swift", folder), name))?,
        other => return Err(format!("nothing runs {other}")),
    };
    // Swift has been told its folder, as it sees it.
    if language != "swift" {
        command.current_dir(folder);
    }
    let told = takeaway::Toolchain::of(language).expect("each language has a command").command;
    command.args(told.split(' ').skip(1));
    match language {
        // The lock file names every crate in the version that the book was built with: none is looked for.
        "rust" => command.args(["--quiet", "--offline"]),
        // Without what would stay behind: compilers that wait for more, and a greeting for new users.
        "csharp" => command
            .envs([("UseSharedCompilation", "false"), ("MSBUILDDISABLENODEREUSE", "1")])
            .env("DOTNET_SKIP_FIRST_TIME_EXPERIENCE", "1")
            .env("DOTNET_CLI_HOME", folder),
        _ => &mut command,
    };
    Ok((command, toolchain))
}

/// A line of a transcript: its minute, and what was said.
pub type Said = (u32, String);

/// Runs a command to its end, and reads the transcript; what tools print beside it does not look like one.
pub fn transcript_of(mut command: Command) -> Result<Vec<Said>, String> {
    let output = command.stdin(Stdio::null()).output().map_err(|error| error.to_string())?;
    let printed = String::from_utf8_lossy(&output.stdout).into_owned();
    if !output.status.success() {
        return Err(format!("{printed}{}", String::from_utf8_lossy(&output.stderr)));
    }
    let said = |line: &str| {
        let (minute, said) = line.trim_start().split_once("  ")?;
        said.contains(": ").then_some((minute.parse().ok()?, said.to_owned()))
    };
    Ok(printed.lines().filter_map(said).collect())
}

/// The transcript is the recorded one, line by line; a minute is 50 ms at home, so on a busy machine a line
/// comes a little later than it was recorded, but never before.
fn check(program: &Program, source: &Source, said: &[Said]) -> Result<(), String> {
    let recorded = program.recorded(source.flavor.as_str()).ok_or("is not recorded")?;
    let expected: Vec<Said> =
        recorded.transcript().map(|(at, who, text)| (at, format!("{who}: {text}"))).collect();
    let words = |lines: &[Said]| lines.iter().map(|(_, line)| line.clone()).collect::<Vec<_>>();
    if words(said) != words(&expected) {
        return Err(format!("{said:?}\ninstead of\n{expected:?}"));
    }
    match said.iter().zip(&expected).find(|((at, _), (recorded, _))| at < recorded) {
        Some((early, recorded)) => Err(format!("{early:?} before {recorded:?}")),
        None => Ok(()),
    }
}

pub fn unpack(archive: &Archive, folder: &Path) -> PathBuf {
    let file = folder.join("archive.zip");
    fs::write(&file, archive.to_bytes().expect("an archive can be made")).expect("a file can be written");
    let zip = fs::File::open(&file).expect("it is there");
    zip::ZipArchive::new(zip).and_then(|mut zip| zip.extract(folder)).expect("it can be unpacked");
    folder.join(archive.folder())
}

fn catalog() -> Catalog {
    let mut problems = Vec::new();
    let catalog = Catalog::walk(&root(), &mut problems).expect("code/ can be read");
    assert_eq!(problems, []);
    catalog
}

/// How fast a story is told: so many microseconds a minute.
#[derive(Clone, Copy)]
enum Pace {
    /// Faster than at home, where nobody is looking.
    Quick = 10_000,
    /// With room for a busy machine, where a line would come so late that another passes it.
    Slow = 200_000,
}

/// Does something for each flavor of each program, several at a time; once more, slowly and alone, where that
/// went wrong. What goes wrong then is told together.
fn for_each(catalog: &Catalog, what: impl Fn(&Program, &Source, Pace) -> Result<(), String> + Sync) {
    let all: Vec<_> = catalog
        .programs
        .values()
        .flat_map(|program| program.sources.iter().map(move |source| (program, source)))
        .filter(|(_, source)| !source.refused)
        .collect();
    let (rest, again) = (Mutex::new(all.into_iter()), Mutex::new(Vec::new()));
    let take = || rest.lock().expect("nobody panics with it").next();
    thread::scope(|scope| {
        for _ in 0..AT_ONCE {
            scope.spawn(|| {
                while let Some((program, source)) = take() {
                    if what(program, source, Pace::Quick).is_err() {
                        again.lock().expect("nobody panics with it").push((program, source));
                    }
                }
            });
        }
    });
    let mut wrong = Vec::new();
    for (program, source) in again.into_inner().expect("nobody panics with it") {
        if let Err(why) = what(program, source, Pace::Slow) {
            wrong.push(format!("{} in {}: {why}", program.name, source.flavor));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

/// The mark that this has told its story: what has not changed need not do so again.
fn mark(content: &[&[u8]]) -> PathBuf {
    root().join("target/takeaway/told").join(trace::hexadecimal(&Sha256::digest(content.concat())))
}

fn keep(mark: &Path) -> Result<(), String> {
    let folder = mark.parent().ok_or("a mark is in a folder")?;
    fs::create_dir_all(folder).and_then(|()| fs::write(mark, "")).map_err(|error| error.to_string())
}

/// Everything in an archive but its program and what is said of it, with the program's name taken out. Of
/// archives that have the same, one is built and run: its program aside, it is each of them.
fn shape(archive: &Archive, program: &Program, source: &Source) -> String {
    let names = [program.name.clone(), program.name.replace('_', "-"), namespace(&program.name)];
    let rest = archive.files().filter(|(name, _)| !is_program(name, source) && *name != "README.txt");
    let text =
        rest.fold(source.flavor.to_string(), |text, (name, content)| format!("{text}\n{name}\n{content}"));
    names.iter().fold(text, |text, name| text.replace(name, "program"))
}

fn is_program(file: &str, source: &Source) -> bool {
    let name =
        if source.flavor.language() == "rust" { "main.rs".to_owned() } else { source.flavor.file_name() };
    file.rsplit('/').next() == Some(&name)
}

/// Whether the program in an archive is the book's, but for the anchors.
fn check_program(archive: &Archive, source: &Source) -> Result<(), String> {
    let (_, text) = archive.files().find(|(name, _)| is_program(name, source)).ok_or("has no program")?;
    let lines = |text: &str| {
        let lines = text.lines().filter(|line| !line.contains("ANCHOR") && !line.trim().is_empty());
        lines.map(str::to_owned).collect::<Vec<_>>()
    };
    if lines(text) == lines(&source.text) { Ok(()) } else { Err("has another program".to_owned()) }
}

#[test]
fn each_archive_has_its_program_and_each_kind_of_archive_is_run_by_its_one_command() {
    let crates = Crates::of(&root()).expect("the book has its lock file");
    let (skipped, kinds) = (Mutex::new(Vec::new()), Mutex::new(BTreeMap::new()));
    for_each(&catalog(), |program, source, pace| {
        let archive = takeaway::archive(&root(), &crates, program, source);
        let archive = archive.map_err(|error| format!("{error:#}"))?;
        check_program(&archive, source)?;
        let shape = shape(&archive, program, source);
        let first = kinds
            .lock()
            .expect("nobody panics with it")
            .entry(shape)
            .or_insert_with(|| program.name.clone())
            .clone();
        if first != program.name {
            return Ok(());
        }
        let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
        let home = unpack(&archive, folder.path());
        let (mut command, toolchain) = match command(source.flavor.language(), &home) {
            Ok(found) => found,
            Err(why) => {
                let language = source.flavor.language_label().to_owned();
                skipped.lock().expect("nobody panics with it").push((language, why));
                return Ok(());
            }
        };
        let bytes = archive.to_bytes().map_err(|error| format!("{error:#}"))?;
        let mark = mark(&[&bytes, toolchain.as_bytes()]);
        if mark.exists() {
            return Ok(());
        }
        command.env("KITCHEN_MINUTE_US", (pace as u32).to_string());
        check(program, source, &transcript_of(command)?)?;
        keep(&mark)
    });
    let mut skipped = skipped.into_inner().expect("nobody panics with it");
    skipped.sort();
    skipped.dedup();
    for (language, why) in skipped {
        eprintln!("skipped: archives in {language}: {why}");
    }
}

/// Writes what is taken home to a folder, with this program and without the book's own crates.
fn alone(archive: &Archive, program: &str, folder: &Path) -> std::io::Result<()> {
    let is_ours = |line: &&str| !line.contains(" = { path = ");
    for (name, content) in archive.files().filter(|(name, _)| ["Cargo.toml", "Cargo.lock"].contains(name)) {
        let lines = content.lines().filter(is_ours).map(|line| format!("{line}\n"));
        fs::create_dir_all(folder.join("src"))?;
        fs::write(folder.join(name), lines.collect::<String>())?;
    }
    fs::write(folder.join("src/main.rs"), program)
}

#[test]
fn each_file_for_the_playground_is_whole_fits_an_address_and_tells_the_recorded_story() {
    let crates = Crates::of(&root()).expect("the book has its lock file");
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (offered, catalog) = (Mutex::new(0), catalog());
    for_each(&catalog, |program, source, pace| {
        let file = takeaway::playground_file(&catalog, &crates, program, source);
        let Some(text) = file.map_err(|error| format!("{error:#}"))? else { return Ok(()) };
        *offered.lock().expect("nobody panics with it") += 1;
        // What is taken home has the same crates; here the book's own are in the file.
        let archive =
            takeaway::archive(&root(), &crates, program, source).map_err(|error| format!("{error:#}"))?;
        let package = folder.path().join(archive.folder());
        assert!(text.contains("from_millis(50)"), "a minute of the Playground's kitchen is another one now");
        let paced = text.replace("from_millis(50)", &format!("from_micros({})", pace as u32));
        alone(&archive, &paced, &package).map_err(|error| error.to_string())?;
        let mark = mark(&[text.as_bytes(), shape(&archive, program, source).as_bytes()]);
        if mark.exists() {
            return Ok(());
        }
        let mut cargo = cargo(&package);
        cargo.args(["run", "--quiet", "--offline"]).env("RUSTFLAGS", "-Dwarnings");
        check(program, source, &transcript_of(cargo)?)?;
        keep(&mark)
    });
    assert!(offered.into_inner().expect("nobody panics with it") > 0, "some program is offered");
}

#[test]
fn what_is_written_twice_is_written_once_and_what_is_gone_is_removed() {
    let (catalog, folder) = (catalog(), tempfile::tempdir().expect("a temporary folder"));
    takeaway::write(&catalog, &root(), folder.path()).expect("it can be written");
    let home = folder.path().join("home");
    let zip = home.join("cake_then_book-go.zip");
    let bytes = fs::read(&zip).expect("it is there");
    let written = fs::metadata(&zip).and_then(|file| file.modified()).expect("it has a date");
    fs::write(home.join("no_cake-go.zip"), "").expect("a file can be written");
    fs::write(home.join("cake_then_book-rust.zip"), "half a cake").expect("a file can be written");
    takeaway::write(&catalog, &root(), folder.path()).expect("it can be written");
    assert_eq!(fs::read(&zip).expect("it is there"), bytes);
    assert_eq!(fs::metadata(&zip).and_then(|file| file.modified()).expect("it has a date"), written);
    assert!(!home.join("no_cake-go.zip").exists());
    assert!(fs::metadata(home.join("cake_then_book-rust.zip")).expect("it is there").len() > 1000);
}
