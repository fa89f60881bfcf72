//! What can go wrong with a browser.

use std::io;

use thirtyfour::error::WebDriverError;

#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no browser; the text says, in one line, what to install.
    #[error("{0}")]
    Missing(String),
    /// Installing it did not work; with everything that the package manager said.
    #[error("`{command}` failed:\n{output}")]
    Provision { command: String, output: String },
    /// chromedriver ended, or said nothing, before it listened.
    #[error("chromedriver did not start:\n{output}")]
    Start { output: String },
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

impl From<WebDriverError> for Error {
    fn from(error: WebDriverError) -> Self {
        Self::Driver(Box::new(error))
    }
}
