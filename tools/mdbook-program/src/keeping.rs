//! A `keeping` fence, its body empty: the controls with which a reader keeps the book for reading without a network.
//! A script wakes them (`web/player/keep.js`); the service worker behind them is made by a build.

use std::fmt::Write as _;

use crate::directive::Flaw;
use crate::fence::Fence;
use crate::render::wake;

/// What can be kept, each apart: its name for the worker, for the reader, and what is in it.
const PARCELS: [(&str, &str, &str); 2] = [
    ("pages", "The whole book", "all pages with their recordings and diagrams, and the search."),
    ("runners", "What runs programs", "Python, Go and JavaScript, and the book’s own programs in Rust."),
];

/// What wakes them, but on paper.
const SCRIPT: &str = wake!("keep.js");

/// The controls, as HTML without blank lines.
pub fn controls(fence: &Fence) -> Result<String, Flaw> {
    if !fence.body.trim().is_empty() {
        let help = Some("leave its body empty".to_owned());
        return Err(Flaw { span: None, message: "the controls make themselves".to_owned(), help });
    }
    let mut html = String::from("<div class=\"keeping\">\n");
    for (name, title, contents) in PARCELS {
        let _ = writeln!(
            html,
            "<div class=\"parcel\" data-parcel=\"{name}\" role=\"group\" aria-label=\"{title}\">\
             <p><strong>{title}</strong>: {contents} <span class=\"size\"></span></p>\
             <p class=\"tools\"><button type=\"button\" data-do=\"keep\" disabled>Keep for offline</button>\
             <button type=\"button\" data-do=\"stop\" hidden>Stop</button>\
             <button type=\"button\" data-do=\"remove\" hidden>Remove</button>\
             <progress aria-label=\"{title}: fetched so far\" hidden></progress></p>\
             <output></output></div>"
        );
    }
    let _ = write!(html, "<output class=\"why\"></output>\n{SCRIPT}\n</div>");
    Ok(html)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fence::fences;

    #[test]
    fn there_are_controls_for_each_parcel_and_none_works_before_its_script() {
        let html = controls(&fences("```keeping\n```\n")[0]).expect("an empty body is right");
        assert_eq!(html.matches("data-do=\"keep\" disabled").count(), 2, "{html}");
        assert!(html.contains("player/keep.js"), "{html}");
        assert!(!html.contains("\n\n"), "a blank line would end it: {html}");
    }

    #[test]
    fn a_body_is_refused() {
        let flaw = controls(&fences("```keeping\nall = true\n```\n")[0]).expect_err("nothing can be set");
        assert_eq!(flaw.message, "the controls make themselves");
    }
}
