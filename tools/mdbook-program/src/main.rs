//! The preprocessor as the command that mdBook calls: a book comes in, a book goes out.

use std::io;
use std::process::ExitCode;

use anyhow::Result;
use mdbook_preprocessor::{Preprocessor, parse_input};
use mdbook_program::ProgramPreprocessor;

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    // mdBook asks first whether a renderer is supported; the exit code is the answer.
    if arguments.next().as_deref() == Some("supports") {
        let renderer = arguments.next().unwrap_or_default();
        let supported = ProgramPreprocessor::default().supports_renderer(&renderer).unwrap_or(false);
        return if supported { ExitCode::SUCCESS } else { ExitCode::FAILURE };
    }
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<()> {
    let (context, book) = parse_input(io::stdin())?;
    let book = ProgramPreprocessor::default().run(&context, book)?;
    serde_json::to_writer(io::stdout(), &book)?;
    Ok(())
}
