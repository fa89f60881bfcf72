//! What can go wrong with a browser.

use std::io;

use thirtyfour::error::WebDriverError;

#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no browser; the text says, in one line, what to install.
    #[error("{0}")]
    Missing(String),
    /// Installing it did not work. `output` is everything that the package manager said; shown is how
    /// that ended, for this is the reason of a step that is skipped.
    #[error("`{command}` failed: {}", last_line(output))]
    Provision { command: String, output: String },
    /// No engine has that name.
    #[error("there is no browser {0:?}: BOOK_BROWSER can be chromium, firefox or webkit")]
    Unknown(String),
    /// A driver, or the display of its browser, ended or said nothing before it listened.
    #[error("{program} did not start:\n{output}")]
    Start { program: String, output: String },
    /// A page did not get the size that it was to have.
    #[error("the page was to be {wanted} pixels wide, and is {is}")]
    Size { wanted: u32, is: u64 },
    /// The browser refused a command, or a script threw.
    #[error("the browser says: {0}")]
    Driver(#[source] Box<WebDriverError>),
    /// A script returned something else than was asked for.
    #[error("a script returned something unexpected: {0}")]
    Answer(#[from] serde_json::Error),
    #[error("{what}")]
    Io { what: String, source: io::Error },
}

impl Error {
    pub(crate) fn io(what: impl Into<String>) -> impl FnOnce(io::Error) -> Self {
        let what = what.into();
        move |source| Self::Io { what, source }
    }
}

fn last_line(text: &str) -> &str {
    text.trim_end().lines().next_back().unwrap_or("it said nothing")
}

impl From<WebDriverError> for Error {
    fn from(error: WebDriverError) -> Self {
        Self::Driver(Box::new(error))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_package_manager_said_is_one_line_and_kept() {
        let output = "Reading package lists...\nE: Unable to locate package chromium\n".to_owned();
        let error = Error::Provision { command: "apt-get install".into(), output };
        assert_eq!(error.to_string(), "`apt-get install` failed: E: Unable to locate package chromium");
        assert!(format!("{error:?}").contains("Reading package lists"));
    }
}
