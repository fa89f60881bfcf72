//! The commands of the book. Everything that CI does is one of these.

mod bench;
mod book;
mod browsers;
mod build;
mod diagrams;
mod doctor;
mod epub;
mod exercise;
mod faults;
mod files;
mod generated;
mod lighthouse;
mod links;
mod new;
mod npm;
mod pages;
mod policy;
mod progress;
mod record;
mod runs;
mod search;
mod serve;
mod stock;
mod supply;
mod test;

use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(
    name = "cargo xtask",
    bin_name = "cargo xtask",
    about = "The commands of the book",
    max_term_width = 100
)]
struct Arguments {
    /// The book's folder, if it is not the one that this command belongs to
    #[arg(long, global = true, hide = true)]
    book: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serve the book on this machine, and build it anew whenever a file is saved
    Serve(serve::Options),
    /// Build the book as static files
    Build(build::Options),
    /// Make an EPUB of the book
    Epub(epub::Options),
    /// Check everything that CI checks, in one browser
    Test(test::Options),
    /// Check the built book in Chromium, Firefox and WebKit
    Browsers(browsers::Options),
    /// Run the programs and write what they did to their recording.json
    Record(record::Options),
    /// Do an exercise: get its file to begin with, and have it checked
    Exercise(exercise::Options),
    /// Make a program to begin with
    New(new::Options),
    /// Render the diagrams to the files that readers get
    Diagrams(diagrams::Options),
    /// Generate the files that come from the Rust types
    Types(generated::Options),
    /// Measure what the book promises, and write the figures to a file
    Bench(bench::Options),
    /// Have Lighthouse look at the pages, and write what it says to a file
    Lighthouse(lighthouse::Options),
    /// Check where the links of the built book lead, and ask the other sites for real
    Links(links::Options),
    /// Check what the book is made from: licenses, known vulnerabilities, where it comes from
    Supply(supply::Options),
    /// Put faults into a copy of the book, one at a time, and see whether the checks notice
    Faults(faults::Options),
    /// Show which tools this machine has, and what they enable
    Doctor(doctor::Options),
}

fn main() {
    let arguments = Arguments::parse();
    // From its root: a compiler may run in another folder. One that is not there is told by whoever reads it.
    let root = arguments.book.map_or_else(book::root, |book| book.canonicalize().unwrap_or(book));
    if let Err(error) = run(&root, arguments.command) {
        // Somebody whose exercise fails has been told all that there is.
        if !error.is::<exercise::NotPassed>() {
            eprintln!("{error:#}");
        }
        std::process::exit(1);
    }
}

fn run(root: &Path, command: Command) -> Result<()> {
    match command {
        Command::Serve(options) => serve::run(root, &options),
        Command::Build(options) => build::run(root, &options),
        Command::Epub(options) => epub::run(root, &options),
        Command::Test(options) => test::run(root, &options),
        Command::Browsers(options) => browsers::run(root, &options),
        Command::Record(options) => record::run(root, &options),
        Command::Exercise(options) => exercise::run(root, &options),
        Command::New(options) => new::run(root, &options),
        Command::Diagrams(options) => diagrams::run(root, &options),
        Command::Types(options) => generated::run(root, &options),
        Command::Bench(options) => bench::run(root, &options),
        Command::Lighthouse(options) => lighthouse::run(root, &options),
        Command::Links(options) => links::run(root, &options),
        Command::Supply(options) => supply::run(root, &options),
        Command::Faults(options) => faults::run(root, &options),
        Command::Doctor(options) => doctor::run(root, &options),
    }
}
