//! What the first edit would have to wait for is compiled before: the crates that programs use, and the
//! standard library of Go for browsers.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};

use catalog::{Catalog, Program, Source};
use recorder::{Edited, Watch};

use super::desk::Desk;
use super::{package, work};

/// The compilers at work in the background; when it is dropped they are ended.
pub struct Warmth {
    given_up: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Warmth {
    /// Compiles the first program of each flavor that is edited with a compiler that has much to prepare.
    pub(super) fn start(root: &Path, desk: Arc<Desk>) -> Self {
        let given_up = Arc::new(AtomicBool::new(false));
        let (flag, root) = (Arc::clone(&given_up), root.to_owned());
        let thread = thread::spawn(move || warm_up(&root, &desk, &flag));
        Self { given_up, thread: Some(thread) }
    }
}

impl Drop for Warmth {
    fn drop(&mut self) {
        self.given_up.store(true, Ordering::Relaxed);
        // One that has panicked has prepared less, and no more.
        let _ = self.thread.take().map(JoinHandle::join);
    }
}

fn warm_up(root: &Path, desk: &Desk, given_up: &AtomicBool) {
    step_back();
    // What is wrong with a program, or with a compiler, is told when it is edited.
    let Ok(catalog) = Catalog::walk(root, &mut Vec::new()) else { return };
    let mut warm: BTreeSet<(bool, String)> = BTreeSet::new();
    // What runs in a browser is edited most.
    for for_browser in [true, false] {
        let all =
            catalog.programs.values().flat_map(|program| program.sources.iter().map(move |it| (program, it)));
        for (program, source) in all {
            let is_meant = matches!(source.flavor.language(), "rust" | "go")
                && !source.refused
                && program.recorded_only(&source.flavor).is_none() == for_browser;
            if given_up.load(Ordering::Relaxed) {
                return;
            }
            if is_meant && warm.insert((for_browser, source.flavor.to_string())) {
                prepare(root, program, source, for_browser, desk, given_up);
            }
        }
    }
}

/// Compiles a program as it stands in the book. Its package is the one in which a reader's text is compiled,
/// so that this takes a turn like every run; where the compiler is at work already, it is being prepared.
fn prepare(
    root: &Path,
    program: &Program,
    source: &Source,
    for_browser: bool,
    desk: &Desk,
    given_up: &AtomicBool,
) {
    let overtaken = Arc::new(AtomicBool::new(false));
    let place = desk.take_to_prepare(source.flavor.as_str(), Arc::clone(&overtaken));
    let Some(_turn) = place.turn_at_once() else { return };
    let is_given_up = || given_up.load(Ordering::Relaxed) || overtaken.load(Ordering::Relaxed);
    let watch = Watch { hear: &|_| {}, is_given_up: &is_given_up };
    let scratch = work::scratch(root);
    let Ok(edited) = Edited::new(root, &scratch, program, source, &source.text) else { return };
    let compiled = match source.flavor.language() {
        "go" => edited.compile_go(for_browser, watch),
        _ => package::write(root, &scratch, program, source, &source.text)
            .and_then(|package| package::compile(&edited, &package, &scratch, for_browser, watch)),
    };
    drop(compiled);
}

/// Lets everything else on this machine go first; what this thread starts inherits that.
fn step_back() {
    #[cfg(target_os = "linux")]
    {
        // A thread that keeps its place is no harm.
        let _ = rustix::process::setpriority_process(None, 19);
    }
}
