//! A real browser for the book's own commands: Chromium, driven through chromedriver.
//!
//! [`find`] says whether both are here and work, and [`provision`] fetches them where that can be done
//! without asking; [`Browser::launch`] opens a session. Whatever happens to the process that launched
//! it, the browser ends with it (see [`keeper`]).

mod error;
mod host;
mod installed;
mod keeper;
mod session;
mod site;
mod weight;

pub use error::Error;
pub use host::Host;
pub use installed::{Installed, Presence, find, provision};
pub use session::{Browser, ColorScheme, Options, Viewport};
pub use site::Site;
pub use thirtyfour;
pub use weight::{Weight, gzipped};
