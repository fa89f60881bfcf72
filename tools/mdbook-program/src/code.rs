//! The lines of a program that a page shows: all of them, or those between named anchors.
//!
//! An anchor is a pair of comments, `ANCHOR: name` and `ANCHOR_END: name`, as mdBook has them. No
//! reader sees those lines; line numbers are the file's own.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use catalog::did_you_mean;
use toml::Spanned;

use crate::directive::Flaw;
use crate::highlight::Highlighter;

/// The code of a program as HTML.
pub struct Code {
    /// A `<span class="line" data-line="N">` for each line; `line rest` for those not shown first.
    pub html: String,
    /// Some lines are not shown first.
    pub partial: bool,
}

impl Code {
    /// The same where lines are blocks: the line break moves into its line, so that the text still has its
    /// breaks.
    pub fn with_breaks(&self) -> String {
        self.html.replace("</span>\n", "\n</span>")
    }
}

/// The lines between the anchors of that name, and nothing else, each run of them at the margin.
pub fn excerpt(
    text: &str,
    extension: &str,
    anchor: &Spanned<String>,
    highlighter: &Highlighter,
) -> Result<String, Flaw> {
    let name = anchor.get_ref().as_str();
    let anchors = Anchors::find(text);
    if !anchors.names().contains(name) {
        return Err(Flaw::at(anchor, format!("no anchor `{name}`"), did_you_mean(name, anchors.names())));
    }
    let colored = highlighter.lines(text, extension);
    let shown: Vec<bool> = anchors.lines.iter().map(|within| within.contains(name)).collect();
    let mut runs = Vec::new();
    let mut from = 0;
    while let Some(start) = (from..shown.len()).find(|&n| shown[n]) {
        let end = (start..shown.len()).find(|&n| !shown[n]).unwrap_or(shown.len());
        let only: Vec<bool> = (0..shown.len()).map(|n| (start..end).contains(&n)).collect();
        let margin = common_indentation(text, &only, &anchors.is_marker);
        let lines = trimmed((start..end).filter(|&n| !anchors.is_marker[n]).collect(), text);
        let lines = lines.into_iter().map(|n| match colored[n].strip_prefix(margin).unwrap_or(&colored[n]) {
            // A blank line would end the HTML that it stands in.
            "" => "<wbr>",
            line => line,
        });
        runs.push(lines.collect::<Vec<_>>().join("\n"));
        from = end;
    }
    Ok(runs.join(&format!("\n{}", GAP.trim_end())))
}

/// Highlights `text` and marks the lines between the anchors `show`; all lines when it is empty.
pub fn render(
    text: &str,
    extension: &str,
    show: &[Spanned<String>],
    highlighter: &Highlighter,
) -> Result<Code, Flaw> {
    let anchors = Anchors::find(text);
    if let Some(missing) = show.iter().find(|name| !anchors.names().contains(name.get_ref().as_str())) {
        let message = format!("no anchor `{}`", missing.get_ref());
        return Err(Flaw::at(missing, message, did_you_mean(missing.get_ref(), anchors.names())));
    }
    let shown: Vec<bool> = anchors
        .lines
        .iter()
        .map(|within| show.is_empty() || show.iter().any(|name| within.contains(name.get_ref().as_str())))
        .collect();
    let colored = highlighter.lines(text, extension);
    let partial = shown.contains(&false);
    let indentation = if partial { common_indentation(text, &shown, &anchors.is_marker) } else { "" };

    let mut html = String::new();
    let mut gap = false;
    let visible = (0..shown.len()).filter(|&n| !anchors.is_marker[n]);
    for n in trimmed(visible.collect(), text) {
        if shown[n] && gap && !html.is_empty() {
            html.push_str(GAP);
        }
        gap = !shown[n];
        let rest = if shown[n] { "" } else { " rest" };
        let _ = write!(html, "<span class=\"line{rest}\" data-line=\"{}\">", n + 1);
        match colored[n].strip_prefix(indentation).filter(|_| shown[n] && !indentation.is_empty()) {
            Some(code) => html.extend(["<span class=\"in\">", indentation, "</span>", code]),
            None => html.push_str(&colored[n]),
        }
        html.push_str("</span>\n");
    }
    if gap {
        html.push_str(GAP);
    }
    Ok(Code { html, partial })
}

/// The whitespace with which all shown lines begin. It says where in the file they stand, and a page that
/// shows only them has no use for it.
fn common_indentation<'a>(text: &'a str, shown: &[bool], is_marker: &[bool]) -> &'a str {
    let lines = text.lines().zip(shown.iter().zip(is_marker));
    let indentations = lines
        .filter(|(line, (shown, marker))| **shown && !**marker && !line.trim().is_empty())
        .map(|(line, _)| &line[..line.len() - line.trim_start().len()]);
    indentations.min_by_key(|indentation| indentation.len()).unwrap_or_default()
}

/// Where lines are left out.
const GAP: &str = "<span class=\"gap\"></span>\n";

/// Without the blank lines at either end.
fn trimmed(mut lines: Vec<usize>, text: &str) -> Vec<usize> {
    let blank: Vec<bool> = text.lines().map(|line| line.trim().is_empty()).collect();
    while lines.last().is_some_and(|&n| blank[n]) {
        lines.pop();
    }
    let first = lines.iter().position(|&n| !blank[n]).unwrap_or(0);
    lines.split_off(first)
}

/// Which anchors each line of a text stands between.
struct Anchors<'a> {
    lines: Vec<BTreeSet<&'a str>>,
    is_marker: Vec<bool>,
}

impl<'a> Anchors<'a> {
    fn find(text: &'a str) -> Self {
        let mut open: BTreeSet<&str> = BTreeSet::new();
        let mut anchors = Self { lines: Vec::new(), is_marker: Vec::new() };
        for line in text.lines() {
            let marker = marker(line);
            match marker {
                Some(Marker::Start(name)) => drop(open.insert(name)),
                Some(Marker::End(name)) => drop(open.remove(name)),
                None => {}
            }
            anchors.is_marker.push(marker.is_some());
            anchors.lines.push(open.clone());
        }
        anchors
    }

    fn names(&self) -> BTreeSet<&'a str> {
        self.lines.iter().flatten().copied().collect()
    }
}

enum Marker<'a> {
    Start(&'a str),
    End(&'a str),
}

fn marker(line: &str) -> Option<Marker<'_>> {
    let comment = line.trim().trim_start_matches(['/', '#']).trim();
    if let Some(name) = comment.strip_prefix("ANCHOR_END:") {
        return Some(Marker::End(name.trim()));
    }
    comment.strip_prefix("ANCHOR:").map(|name| Marker::Start(name.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PROGRAM: &str = "use a;\n\n// ANCHOR: main\nfn main() {}\n// ANCHOR_END: main\nfn rest() {}\n";

    fn shown(show: &[&str]) -> Result<Code, Flaw> {
        let show: Vec<_> = show.iter().map(|name| Spanned::new(0..0, (*name).to_owned())).collect();
        render(PROGRAM, "txt", &show, &Highlighter::new())
    }

    #[test]
    fn an_anchor_s_lines_are_shown_and_the_others_kept_for_the_whole_file() {
        let code = shown(&["main"]).expect("the anchor is there");
        assert!(code.partial);
        assert!(code.html.contains("<span class=\"line\" data-line=\"4\">fn main() {}"), "{}", code.html);
        assert!(
            code.html.contains("<span class=\"line rest\" data-line=\"6\">fn rest() {}"),
            "{}",
            code.html
        );
        assert!(!code.html.contains("ANCHOR"), "{}", code.html);
        assert_eq!(code.html.matches("class=\"gap\"").count(), 2, "before it, and after it: {}", code.html);
    }

    #[test]
    fn an_excerpt_stands_at_the_margin_and_the_whole_file_as_it_is() {
        let program =
            "class A\n{\n    // ANCHOR: main\n    Main()\n        more\n    // ANCHOR_END: main\n}\n";
        let show = [Spanned::new(0..0, "main".to_owned())];
        let html = render(program, "txt", &show, &Highlighter::new()).expect("the anchor is there").html;
        let indentation = "<span class=\"in\">    </span>";
        assert!(html.contains(&format!("data-line=\"4\">{indentation}Main()</span>")), "{html}");
        assert!(html.contains(&format!("data-line=\"5\">{indentation}    more</span>")), "{html}");
        assert!(html.contains("data-line=\"7\">}</span>"), "{html}");
    }

    #[test]
    fn an_excerpt_alone_has_each_of_its_runs_at_the_margin() {
        let program = "A\n  // ANCHOR: a\n  one\n    more\n  // ANCHOR_END: a\nB\n// ANCHOR: a\ntwo\n// ANCHOR_END: a\n";
        let excerpt = |name: &str| {
            super::excerpt(program, "txt", &Spanned::new(0..0, name.to_owned()), &Highlighter::new())
        };
        assert_eq!(excerpt("a").expect("the anchor is there"), format!("one\n  more\n{}two", GAP.trim_end()));
        assert_eq!(excerpt("b").expect_err("there is no b").message, "no anchor `b`");
    }

    #[test]
    fn without_anchors_the_whole_file_is_shown() {
        let code = shown(&[]).expect("no anchor is asked for");
        assert!(!code.partial);
        assert!(!code.html.contains("rest\""));
    }

    #[test]
    fn a_misspelled_anchor_offers_the_nearest() {
        let flaw = shown(&["mian"]).err().expect("`mian` is no anchor");
        assert_eq!(flaw.help.as_deref(), Some("did you mean `main`?"));
    }
}
