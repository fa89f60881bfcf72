//! The commands of the book. Everything that CI does is one of these.

mod book;
mod progress;
mod record;

use anyhow::Result;
use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(name = "cargo xtask", about = "The commands of the book", max_term_width = 100)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Run the programs and write what they did to their recording.json
    Record(record::Options),
}

fn main() {
    if let Err(error) = run(Arguments::parse().command) {
        eprintln!("{error:?}");
        std::process::exit(1);
    }
}

fn run(command: Command) -> Result<()> {
    let root = book::root();
    match command {
        Command::Record(options) => record::run(&root, &options),
    }
}
