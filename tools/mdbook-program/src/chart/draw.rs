//! A chart as HTML. Places are in percent and heights in pixels: on a narrow page the drawing is narrower,
//! and its words are as large as anywhere.

use std::fmt::Write as _;

use super::axis::{Axis, Scale};
use super::{Bar, Chart};
use crate::overview::escape;

/// Of one bar: its words, and below them its line.
const ROW: usize = 44;
const WORDS: usize = 15;
const LINE: usize = 28;
/// Of the numbers below the lines.
const FOOT: usize = 24;

/// What stands at the end of a bar, by the place of its kind; told apart without a color.
const MARKS: [&str; 4] = ["ring", "disk", "diamond", "square"];

/// A `<figure>` without a blank line. Its title has the id.
pub fn figure(id: &str, chart: &Chart) -> String {
    let mut html = format!(
        "<figure class=\"chart\">\n<figcaption id=\"{id}\">{}</figcaption>\n{}{}",
        escape(&chart.title),
        kinds(chart),
        drawing(id, chart)
    );
    let _ = write!(
        html,
        "<details>\n<summary>The same as a table</summary>\n{}</details>\n<p class=\"source\">Measured on {}</p>\n</figure>",
        table(chart),
        escape(&chart.source)
    );
    html
}

/// What the marks mean, where there is more than one.
fn kinds(chart: &Chart) -> String {
    let is_used = |place: &usize| chart.bars.iter().any(|bar| bar.kind == *place);
    let used: Vec<usize> = (0..chart.kinds.len()).filter(is_used).collect();
    if used.len() < 2 {
        return String::new();
    }
    let mut html = String::from("<ul class=\"kinds\">\n");
    for kind in used {
        let _ = writeln!(
            html,
            "<li><svg width=\"14\" height=\"14\" aria-hidden=\"true\">{}</svg>{}</li>",
            mark(kind, "7px", 7),
            escape(&chart.kinds[kind])
        );
    }
    html + "</ul>\n"
}

fn drawing(id: &str, chart: &Chart) -> String {
    let values = chart.bars.iter().flat_map(|bar| [bar.value, bar.range.0, bar.range.1]);
    let axis = Axis::of(chart.scale, chart.unit, values);
    let bottom = chart.bars.len() * ROW;
    let mut svg = format!(
        "<svg class=\"bars\" width=\"100%\" height=\"{}\" role=\"img\" aria-labelledby=\"{id}\" aria-describedby=\"{id}-words\">\n\
         <desc id=\"{id}-words\">{}</desc>\n",
        bottom + FOOT,
        escape(&in_words(chart))
    );
    for line in axis.lines() {
        let place = axis.place(line);
        let anchor = if place < 1.0 {
            "start"
        } else if place > 99.0 {
            "end"
        } else {
            "middle"
        };
        let _ = writeln!(
            svg,
            "<line class=\"rule\" x1=\"{place:.2}%\" x2=\"{place:.2}%\" y2=\"{bottom}\"/>\
             <text class=\"tick\" x=\"{place:.2}%\" y=\"{}\" text-anchor=\"{anchor}\">{}</text>",
            bottom + FOOT - 8,
            chart.unit.told(line)
        );
    }
    for (n, bar) in chart.bars.iter().enumerate() {
        svg.push_str(&row(n * ROW, bar, chart, &axis));
    }
    svg.push_str("</svg>\n");
    if chart.scale == Scale::Logarithmic {
        let (_, step) = chart.unit.step();
        let _ = writeln!(svg, "<p class=\"scale\">Each line is {step} times the one to its left.</p>");
    }
    svg
}

fn row(top: usize, bar: &Bar, chart: &Chart, axis: &Axis) -> String {
    let (words, line) = (top + WORDS, top + LINE);
    let place = axis.place(bar.value);
    let (least, most) = (axis.place(bar.range.0), axis.place(bar.range.1));
    let waiters =
        bar.waiters.map(|waiters| format!(" <tspan class=\"waiters\">× {}</tspan>", grouped(waiters)));
    let lead = if chart.scale == Scale::Linear { "bar" } else { "lead" };
    format!(
        "<text x=\"0\" y=\"{words}\">{}{}</text><text class=\"value\" x=\"100%\" y=\"{words}\" text-anchor=\"end\">{}</text>\n\
         <line class=\"{lead}\" x1=\"0\" x2=\"{place:.2}%\" y1=\"{line}\" y2=\"{line}\"/>\
         <line class=\"range\" x1=\"{least:.2}%\" x2=\"{most:.2}%\" y1=\"{line}\" y2=\"{line}\"/>{}\n",
        escape(&bar.label),
        waiters.unwrap_or_default(),
        chart.unit.told(bar.value),
        mark(bar.kind, &format!("{place:.2}%"), line)
    )
}

/// A mark whose middle is there. Only what SVG can place by percent: circles, and a nested drawing.
fn mark(kind: usize, x: &str, y: usize) -> String {
    let class = MARKS[kind % MARKS.len()];
    match class {
        "disk" | "ring" => format!("<circle class=\"mark {class}\" cx=\"{x}\" cy=\"{y}\" r=\"5\"/>"),
        _ => {
            let shape = if class == "diamond" { "M0 -7 7 0 0 7 -7 0Z" } else { "M-5 -5H5V5H-5Z" };
            format!("<svg x=\"{x}\" y=\"{y}\"><path class=\"mark {class}\" d=\"{shape}\"/></svg>")
        }
    }
}

/// What the drawing says, for those who do not see it.
fn in_words(chart: &Chart) -> String {
    let told = |bar: &Bar| format!("{}: {}", bar.label, chart.unit.told(bar.value));
    chart.bars.iter().map(told).collect::<Vec<_>>().join("; ") + "."
}

fn table(chart: &Chart) -> String {
    let with_waiters = chart.bars.iter().any(|bar| bar.waiters.is_some());
    let waiting = if with_waiters { "<th scope=\"col\">at once</th>" } else { "" };
    let mut html = format!(
        "<table>\n<thead><tr><td></td><th scope=\"col\">median</th><th scope=\"col\">least and most</th>{waiting}</tr></thead>\n<tbody>\n"
    );
    for bar in &chart.bars {
        let told = |value| chart.unit.told(value);
        let waiters = bar.waiters.map(grouped).unwrap_or_default();
        let waiters = if with_waiters { format!("<td>{waiters}</td>") } else { String::new() };
        let _ = writeln!(
            html,
            "<tr><th scope=\"row\">{}</th><td>{}</td><td>{} to {}</td>{waiters}</tr>",
            escape(&bar.label),
            told(bar.value),
            told(bar.range.0),
            told(bar.range.1)
        );
    }
    html + "</tbody>\n</table>\n"
}

/// `1,000,000`.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (n, digit) in digits.chars().enumerate() {
        if n > 0 && (digits.len() - n).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}
