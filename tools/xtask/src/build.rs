//! `cargo xtask build`: the book as static files.

use std::fs;
use std::panic::resume_unwind;
use std::path::{Path, PathBuf};
use std::thread;

use anyhow::{Context, Result, ensure};
use catalog::Problems;
use clap::Args;
use mdbook_driver::MDBook;
use mdbook_driver::config::Config;
use mdbook_mermaid::Mermaid;
use mdbook_program::{ProgramPreprocessor, Rendered};
use runnable::Made;
use toolchains::Effort;

use crate::files::copy_tree;
use crate::{pages, policy, runs, search};

#[derive(Args)]
pub struct Options {
    /// Where the book goes; without it, where book.toml says
    #[arg(long, short)]
    dest_dir: Option<PathBuf>,
    /// Bring the compilers of what a browser runs, and make it a failure if one cannot be had: for what is published
    #[arg(long)]
    require_all: bool,
}

pub fn run(root: &Path, options: &Options) -> Result<()> {
    let effort = if options.require_all { Effort::Provide } else { Effort::Find };
    let (book, made) = publish(root, options.dest_dir.as_deref(), effort)?;
    runs::missing(&made, effort).for_each(|line| println!("{line}"));
    println!("built {}", book.join("index.html").display());
    ensure!(
        made.missing.is_empty() || !options.require_all,
        "not everything that a browser can run was built, and nothing may be missing here"
    );
    Ok(())
}

/// Builds the whole book: the pages, and what they need to run programs and to be read without a network, as far as
/// this machine can make it.
pub fn publish(root: &Path, dest_dir: Option<&Path>, effort: Effort) -> Result<(PathBuf, Made)> {
    let (book, made) = thread::scope(|scope| {
        let made = scope.spawn(|| runs::make(root, effort));
        let book = build(root, dest_dir, Purpose::Publish);
        (book, made.join().expect("making what runs does not panic"))
    });
    let (book, made) = (book?, made?);
    Problems::check(root, made.problems.clone())?;
    runs::publish(&made, &book)?;
    if let Some(script) = &made.service_worker {
        offline::publish(&book, script)?;
    }
    Ok((book, made))
}

/// What the book is built for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// Readers: everything is finished.
    Publish,
    /// The author: a diagram may still be in the making.
    Write,
}

/// Builds the pages of the book in `root`; the answer is the folder that they are in.
///
/// The preprocessors run inside this process, in the places that book.toml gives them.
pub fn build(root: &Path, dest_dir: Option<&Path>, purpose: Purpose) -> Result<PathBuf> {
    let writing = purpose == Purpose::Write;
    let mut config = match Config::from_disk(root.join("book.toml")) {
        Ok(config) => config,
        Err(error) => {
            // With the line of what is wrong, where that is found.
            Problems::check(root, mdbook_program::check(root, writing)?)?;
            return Err(error).context("cannot read book.toml");
        }
    };
    if let Some(folder) = dest_dir {
        config.build.build_dir = std::path::absolute(folder)?;
    }
    search::leave_to_us(&mut config, root)?;
    let mut book = match MDBook::load_with_config(root, config) {
        Ok(book) => book,
        Err(error) => {
            // mdBook stops at its first problem; the author wants to see all of them.
            Problems::check(root, mdbook_program::check(root, writing)?)?;
            return Err(error);
        }
    };
    // A preprocessor of the same name takes the place of the command in book.toml.
    let rendered = Rendered::of(root);
    book.with_preprocessor(ProgramPreprocessor { writing, rendered: Some(rendered.clone()) });
    book.with_preprocessor(Mermaid);
    let index = thread::scope(|scope| {
        // Beside the book itself: of that, mdBook does most on one thread.
        let index = scope.spawn(|| search::index(root));
        book.build()?;
        index.join().unwrap_or_else(|panic| resume_unwind(panic))
    })?;
    let built = book.build_dir_for("html");
    bring_player(root, &built)?;
    let index = search::publish(&index, &built)?;
    let pages = pages::finish(&built, &rendered, &index)?;
    Problems::check(root, policy::check(root, &pages))?;
    Ok(built)
}

/// `src/player` is a link to the player, and mdBook has copied what it leads to; where a checkout has
/// no links it is a file with the link's text.
fn bring_player(root: &Path, book: &Path) -> Result<()> {
    let player = book.join("player");
    if player.is_file() {
        fs::remove_file(&player)?;
        copy_tree(&root.join("web/player"), &player)?;
    }
    Ok(())
}
