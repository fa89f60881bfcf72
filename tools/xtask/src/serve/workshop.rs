//! Watches the book's files and builds it anew after each save.

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, anyhow};
use catalog::Problems;
use notify::event::{EventKind, ModifyKind};
use notify::{RecommendedWatcher, RecursiveMode, Watcher};
use tokio::sync::watch;
use toolchains::Effort;

use crate::build::{Purpose, build};
use crate::{record, runs};

/// What the browser is shown.
#[derive(Debug, Clone)]
pub struct Edition {
    /// Counts the builds, so that a page knows whether it is the newest.
    pub number: u64,
    /// The folder of the last build that succeeded.
    pub folder: Option<PathBuf>,
    /// What is wrong with the newest build.
    pub error: Option<String>,
}

/// The folders that are watched, from the book's; and in that one, its settings.
const WATCHED: [&str; 4] = ["src", "code", "web/player", "theme"];
const SETTINGS: &str = "book.toml";

/// An editor writes a file in several steps; a build waits for so much quiet.
const QUIET: Duration = Duration::from_millis(40);

/// Builds once, then again after each change, in a thread of its own. The builds go to `shelf`.
pub fn start(root: &Path, shelf: &Path) -> Result<watch::Receiver<Edition>> {
    let (changes, saved) = channel();
    let mut watcher: RecommendedWatcher = notify::recommended_watcher(move |event| {
        // The other end is gone only when the server ends.
        let _ = changes.send(event);
    })?;
    for name in WATCHED {
        watcher
            .watch(&root.join(name), RecursiveMode::Recursive)
            .with_context(|| format!("cannot watch {name}"))?;
    }
    // The folder, not the file: an editor may put another file in its place.
    watcher.watch(root, RecursiveMode::NonRecursive).context("cannot watch the book's folder")?;
    let (announce, edition) = watch::channel(Edition { number: 0, folder: None, error: None });
    let code_changed = make_what_runs(root);
    let workshop = Workshop { root: root.to_owned(), shelf: shelf.to_owned(), announce, code_changed };
    thread::spawn(move || {
        // Kept here: a watcher that is dropped watches no more.
        let _watcher = watcher;
        workshop.work(&saved);
    });
    Ok(edition)
}

/// Makes what pages need to run programs, in a thread of its own: a page is there before its programs can be
/// run. The sender says that programs may have changed.
fn make_what_runs(root: &Path) -> Sender<()> {
    let (code_changed, changes) = channel();
    let root = root.to_owned();
    thread::spawn(move || {
        let mut told = Vec::new();
        while let Ok(()) = changes.recv() {
            while let Ok(()) = changes.try_recv() {}
            let made = unbroken(|| {
                let made = runs::make(&root, Effort::Find)?;
                Problems::check(&root, made.problems.clone())?;
                Ok(made)
            });
            match made {
                Err(error) => eprintln!("{error:#}"),
                Ok(made) => {
                    let missing: Vec<String> = runs::missing(&made, Effort::Find).collect();
                    // Once is enough for what stays as it is.
                    missing.iter().filter(|line| !told.contains(*line)).for_each(|line| println!("{line}"));
                    told = missing;
                }
            }
        }
    });
    code_changed
}

struct Workshop {
    root: PathBuf,
    /// Where the builds are: each in a folder of its own, so that a page is never half there.
    shelf: PathBuf,
    announce: watch::Sender<Edition>,
    /// Tells whoever makes what pages need to run programs.
    code_changed: Sender<()>,
}

type Changes = Receiver<notify::Result<notify::Event>>;

impl Workshop {
    fn work(&self, changes: &Changes) {
        let mut code_changed = true;
        loop {
            let recorded = self.make_edition(code_changed);
            if code_changed {
                // That thread ends with this one.
                let _ = self.code_changed.send(());
            }
            let Some(saved) = next_save(changes, &self.root) else { return };
            // What could not be recorded is tried again, whatever was saved.
            code_changed = !recorded || saved.iter().any(|path| path.starts_with(self.root.join("code")));
        }
    }

    /// Records what has changed and builds the book; whether the recordings are as they should be.
    fn make_edition(&self, code_changed: bool) -> bool {
        let started = Instant::now();
        let number = self.announce.borrow().number + 1;
        let folder = self.shelf.join(number.to_string());
        let recorded = if code_changed { unbroken(|| record::stale(&self.root)) } else { Ok(()) };
        let built = unbroken(|| build(&self.root, Some(&folder), Purpose::Write));
        let is_recorded = recorded.is_ok();
        let made = match (recorded, built) {
            (Ok(()), built) => built,
            (Err(error), Ok(_)) => Err(error),
            (Err(first), Err(second)) => Err(anyhow!("{first:#}\n\n{second:#}")),
        };
        let error = made.as_ref().err().map(|error| format!("{error:#}"));
        match &error {
            None => println!("built in {} ms", started.elapsed().as_millis()),
            Some(error) => eprintln!("{error}"),
        }
        let mut before = None;
        self.announce.send_modify(|edition| {
            edition.number = number;
            edition.error = error;
            if let Ok(folder) = made {
                before = edition.folder.replace(folder);
            }
        });
        // A page that is being read now may still ask for the one before. Readers wait for none of this.
        if let Some(before) = before {
            self.remove_before(&before);
        }
        is_recorded
    }

    fn remove_before(&self, kept: &Path) {
        let number = |path: &Path| path.file_name()?.to_str()?.parse::<u64>().ok();
        for entry in fs::read_dir(&self.shelf).into_iter().flatten().flatten() {
            if number(&entry.path()) < number(kept) {
                // What cannot be removed now is removed by the next build, or with the shelf.
                let _ = fs::remove_dir_all(entry.path());
            }
        }
    }
}

/// A fault of ours is an error of this edition, and the server goes on.
fn unbroken<T>(make: impl FnOnce() -> Result<T>) -> Result<T> {
    catch_unwind(AssertUnwindSafe(make)).unwrap_or_else(|panic| {
        let message = panic.downcast_ref::<String>().map(String::as_str);
        let message = message.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or_default();
        Err(anyhow!("a fault in the book's own tools: {message}"))
    })
}

/// Waits for a save, and for the quiet after it; `None` when nothing is watched any more.
fn next_save(changes: &Changes, root: &Path) -> Option<Vec<PathBuf>> {
    loop {
        let mut saved = paths(changes.recv().ok()?, root);
        loop {
            match changes.recv_timeout(QUIET) {
                Ok(event) => saved.extend(paths(event, root)),
                Err(RecvTimeoutError::Timeout) => break,
                Err(RecvTimeoutError::Disconnected) => return None,
            }
        }
        if !saved.is_empty() {
            return Some(saved);
        }
    }
}

/// The files that an event says were changed; reading one is no change, and what the recorder and
/// editors write beside a file is none of ours.
fn paths(event: notify::Result<notify::Event>, root: &Path) -> Vec<PathBuf> {
    let Ok(event) = event else { return Vec::new() };
    let changed = match event.kind {
        EventKind::Create(_) | EventKind::Remove(_) => true,
        EventKind::Modify(kind) => !matches!(kind, ModifyKind::Metadata(_)),
        EventKind::Access(_) | EventKind::Any | EventKind::Other => false,
    };
    let ours = |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if path.parent() == Some(root) {
            return name == SETTINGS;
        }
        !(name.starts_with('.') || name.ends_with('~') || name.ends_with(".new") || name.ends_with(".swp"))
    };
    if changed { event.paths.into_iter().filter(ours).collect() } else { Vec::new() }
}
