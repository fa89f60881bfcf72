//! A real browser for the book's own commands: Chromium, Firefox or WebKit, each driven through its own driver.
//!
//! [`find`] says whether both are here and work, and [`provision`] fetches them where that can be done
//! without asking; [`Browser::launch`] opens a session. Whatever happens to the process that launched
//! it, the browser ends with it (see [`keeper`]).

pub mod apt;
mod engine;
mod error;
mod geckodriver;
mod host;
mod installed;
mod keeper;
mod session;
mod site;
mod weight;

pub use engine::{Engine, Feature, VARIABLE};
pub use error::Error;
pub use host::Host;
pub use installed::{Installed, Presence, find, provision};
pub use session::{Browser, ColorScheme, Options, Viewport};
pub use site::Site;
pub use thirtyfour;
pub use weight::{Weight, gzipped};
