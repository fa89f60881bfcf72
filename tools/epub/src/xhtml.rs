//! HTML as XML, which an EPUB's pages are.

use std::fmt::Write as _;

use scraper::{ElementRef, Selector};

/// A selector that this crate writes itself.
pub fn selector(css: &str) -> Selector {
    Selector::parse(css).expect("a selector of this crate's own is one")
}

/// Whether an element has one of these classes.
pub fn is_any(element: ElementRef<'_>, classes: &[&str]) -> bool {
    element.value().classes().any(|class| classes.contains(&class))
}

/// Text for XML content and double-quoted attributes. What XML cannot hold at all is left out.
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\t' | '\n' | ' '.. => escaped.push(character),
            _ => {}
        }
    }
    escaped
}

/// The beginning of an element.
pub fn open<'a>(out: &mut String, name: &str, attributes: impl IntoIterator<Item = (&'a str, &'a str)>) {
    let _ = write!(out, "<{name}");
    for (name, value) in attributes {
        let _ = write!(out, " {name}=\"{}\"", escape(value));
    }
    out.push('>');
}

/// The end of an element. One without content stays as it is: browsers that take the page for HTML would not see
/// the end of `<td/>`.
pub fn close(out: &mut String, name: &str) {
    if is_void(name) {
        // `<br>` becomes `<br/>`.
        out.pop();
        out.push_str("/>");
    } else {
        let _ = write!(out, "</{name}>");
    }
}

/// The elements that have no end in HTML.
fn is_void(name: &str) -> bool {
    matches!(name, "br" | "col" | "hr" | "img" | "wbr")
}

/// A whole document; `up` leads from its folder to that of the style sheet.
pub fn document(title: &str, language: &str, up: &str, body: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE html>\n\
         <html xmlns=\"http://www.w3.org/1999/xhtml\" xmlns:epub=\"http://www.idpf.org/2007/ops\" \
         lang=\"{language}\" xml:lang=\"{language}\">\n<head>\n<title>{}</title>\n\
         <link rel=\"stylesheet\" type=\"text/css\" href=\"{up}style.css\"/>\n</head>\n<body>\n{body}\n</body>\n</html>\n",
        escape(title)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_xml() {
        let mut out = String::new();
        open(&mut out, "p", [("title", "a \"b\" & c")]);
        open(&mut out, "br", []);
        close(&mut out, "br");
        out.push_str(&escape("x < y\u{7}"));
        close(&mut out, "p");
        assert_eq!(out, "<p title=\"a &quot;b&quot; &amp; c\"><br/>x &lt; y</p>");
    }
}
