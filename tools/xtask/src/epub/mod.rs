//! `cargo xtask epub`: the book as one file, for e-readers.

mod checker;

use std::path::{Path, PathBuf};

use ::epub::{Made, Metadata};
use anyhow::{Context, Result, bail};
use clap::Args;
use mdbook_driver::config::Config;

use crate::build::{Purpose, build};
use checker::Answer;

/// Where it goes, from the book's folder.
const FILE: &str = "target/epub/while-the-cake-bakes.epub";

#[derive(Args)]
pub struct Options {
    /// Where it goes; without it, target/epub/while-the-cake-bakes.epub
    #[arg(long, short)]
    output: Option<PathBuf>,
    /// Have it checked by epubcheck, which is installed if this is root on Debian
    #[arg(long)]
    check: bool,
    /// Make it a failure if it cannot be checked: for machines that have to have everything
    #[arg(long, env = "CI", value_parser = clap::builder::FalseyValueParser::new())]
    require_all: bool,
}

pub fn run(root: &Path, options: &Options) -> Result<()> {
    let file = options.output.clone().unwrap_or_else(|| root.join(FILE));
    let Made { chapters, programs, bytes } = make(root, &file)?;
    println!(
        "made {}: {chapters} chapters, {programs} programs, {:.1} MB",
        file.display(),
        f64::from(u32::try_from(bytes)?) / 1e6
    );
    if !options.check {
        return Ok(());
    }
    match checker::check(&file)? {
        Answer::Good(version) => println!("{version} has nothing to say against it"),
        Answer::Bad(said) => bail!("epubcheck says of {}:\n{said}", file.display()),
        Answer::Unavailable(why) if options.require_all => bail!("it cannot be checked: {why}"),
        Answer::Unavailable(why) => println!("skipped: the check of the EPUB: {why}"),
    }
    Ok(())
}

/// The version of the checker, if it is here.
pub fn checker_version() -> Option<String> {
    checker::find().map(|(_, version)| version)
}

/// Builds the pages, and makes the EPUB of them.
fn make(root: &Path, file: &Path) -> Result<Made> {
    let pages = tempfile::tempdir()?;
    let book = build(root, Some(pages.path()), Purpose::Publish)?;
    let config = Config::from_disk(root.join("book.toml")).context("cannot read book.toml")?.book;
    let metadata = Metadata {
        title: config.title.context("book.toml has no title")?,
        description: config.description.context("book.toml has no description")?,
        authors: config.authors,
        language: config.language.context("book.toml has no language")?,
    };
    ::epub::make(&book, &metadata, file)
}
