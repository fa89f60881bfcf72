//! What was measured, as a chart.
//!
//! ````text
//! ```chart
//! file = "code/costs/costs.json"
//! chart = "spawn"
//! ```
//! ````
//!
//! becomes a `<figure>`: a drawing that is complete without a script, and takes its colors from the page's
//! theme; a table of the same numbers; and a line that says on what they were measured, when, and by which
//! command. All of it is in the file, which that command wrote.

mod axis;
mod draw;

use std::fs;
use std::path::{Component, Path};

use catalog::did_you_mean;
use serde::Deserialize;
use serde_json::{Map, Value};
use toml::Spanned;

use crate::directive::{self, Flaw};
use axis::{Scale, Unit};

/// The body of a `chart` fence.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Directive {
    /// From the book's folder.
    file: Spanned<String>,
    /// Which of its charts.
    chart: Spanned<String>,
}

/// A file of measurements.
#[derive(Deserialize)]
struct File {
    command: String,
    date: String,
    machine: Machine,
    /// What there is to measure, which decides the mark of each.
    kinds: Vec<String>,
    charts: Map<String, Value>,
}

#[derive(Deserialize)]
struct Machine {
    processor: String,
    cores: u32,
    system: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Drawn {
    title: String,
    unit: Unit,
    scale: Scale,
    bars: Vec<Map<String, Value>>,
}

/// A chart, read and found to be complete.
struct Chart {
    title: String,
    unit: Unit,
    scale: Scale,
    bars: Vec<Bar>,
    /// The kinds of the whole file.
    kinds: Vec<String>,
    /// On what it was measured, when, and how.
    source: String,
}

/// One thing that was measured.
struct Bar {
    label: String,
    /// Its place among the kinds.
    kind: usize,
    value: f64,
    /// The least and the most of several measurements.
    range: (f64, f64),
    /// How many of them there were at once.
    waiters: Option<u64>,
}

impl Directive {
    pub fn parse(body: &str) -> Result<Self, Flaw> {
        directive::read(body, "a chart takes file and chart")
    }

    /// What is in the file, which is one of the book's.
    pub fn read(&self, root: &Path) -> Result<String, Flaw> {
        let file = self.file.get_ref();
        let is_inside = Path::new(file).components().all(|part| matches!(part, Component::Normal(_)));
        if !is_inside || !file.starts_with("code/") {
            return Err(Flaw::at(&self.file, format!("`{file}` is not in code/"), "name a file in there"));
        }
        fs::read_to_string(root.join(file)).map_err(|error| {
            Flaw::at(&self.file, format!("cannot read {file}: {error}"), "measure, and commit the file")
        })
    }

    /// The chart as HTML; `text` is what is in the file.
    pub fn render(&self, id: &str, text: &str) -> Result<String, Flaw> {
        Ok(draw::figure(id, &self.chart(text)?))
    }

    fn chart(&self, text: &str) -> Result<Chart, Flaw> {
        let (path, name) = (self.file.get_ref(), self.chart.get_ref());
        let unusable = |error: serde_json::Error| {
            Flaw::at(&self.file, format!("{path} cannot be used: {error}"), "measure again")
        };
        let mut file: File = serde_json::from_str(text).map_err(unusable)?;
        let Some(chart) = file.charts.remove(name) else {
            let known = file.charts.keys().map(String::as_str);
            let message = format!("no chart `{name}` in {path}");
            return Err(Flaw::at(&self.chart, message, did_you_mean(name, known)));
        };
        let wrong = |what: String| {
            Flaw::at(&self.chart, format!("chart `{name}` in {path}: {what}"), "measure again")
        };
        let drawn: Drawn = serde_json::from_value(chart).map_err(|error| wrong(error.to_string()))?;
        if drawn.bars.is_empty() {
            return Err(wrong("nothing was measured".to_owned()));
        }
        let bars = drawn.bars.iter().map(|bar| Bar::of(bar, drawn.unit, &file.kinds));
        let bars = bars.collect::<Result<Vec<_>, String>>().map_err(wrong)?;
        let Machine { processor, cores, system } = file.machine;
        let source = format!("{processor}, {cores} cores, {system}; {}; {}", file.date, file.command);
        let Drawn { title, unit, scale, .. } = drawn;
        Ok(Chart { title, unit, scale, bars, kinds: file.kinds, source })
    }
}

impl Bar {
    fn of(bar: &Map<String, Value>, unit: Unit, kinds: &[String]) -> Result<Self, String> {
        let text = |field: &str| {
            let text = bar.get(field).and_then(Value::as_str);
            text.map(str::to_owned).ok_or_else(|| format!("a bar without `{field}`"))
        };
        let label = text("label")?;
        let number = |field: &str| {
            let number = bar.get(field).and_then(Value::as_f64).filter(|number| *number > 0.0);
            number.ok_or_else(|| format!("`{label}` has no `{field}`"))
        };
        let kind = text("kind")?;
        let Some(kind) = kinds.iter().position(|known| *known == kind) else {
            return Err(format!("`{label}` is of no kind of that file: `{kind}`"));
        };
        let name = unit.name();
        Ok(Self {
            kind,
            value: number(name)?,
            range: (number(&format!("least_{name}"))?, number(&format!("most_{name}"))?),
            waiters: bar.get("waiters").and_then(Value::as_u64),
            label,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MEASURED: &str = r#"{
        "command": "cargo xtask bench costs", "date": "2026-01-02",
        "machine": { "processor": "Some & more", "cores": 2, "system": "Linux 6" },
        "kinds": ["a thread", "a task"],
        "charts": { "spawn": { "title": "To start one", "unit": "nanoseconds", "scale": "logarithmic", "bars": [
            { "label": "tokio", "kind": "a task", "nanoseconds": 85.2, "least_nanoseconds": 80, "most_nanoseconds": 99 },
            { "label": "thread", "kind": "a thread", "nanoseconds": 12345, "least_nanoseconds": 12000,
              "most_nanoseconds": 13000, "waiters": 10000 }
        ] } } }"#;
    const BODY: &str = "file = \"code/costs/costs.json\"\nchart = \"spawn\"\n";

    fn rendered(body: &str, text: &str) -> Result<String, String> {
        let html = Directive::parse(body).and_then(|directive| directive.render("costs-spawn", text));
        html.map_err(|flaw| flaw.message)
    }

    #[test]
    fn a_chart_is_a_drawing_a_table_and_where_both_are_from() {
        let html = rendered(BODY, MEASURED).expect("a chart");
        assert!(!html.contains("\n\n"), "Markdown would end the figure at a blank line: {html}");
        assert!(html.contains("<figcaption id=\"costs-spawn\">To start one</figcaption>"), "{html}");
        assert!(html.contains(">85 ns</text>") && html.contains(">12 µs</text>"), "{html}");
        assert!(
            html.contains(
                "<tr><th scope=\"row\">thread</th><td>12 µs</td><td>12 µs to 13 µs</td><td>10,000</td></tr>"
            ),
            "{html}"
        );
        let source = "Some &amp; more, 2 cores, Linux 6; 2026-01-02; cargo xtask bench costs";
        assert!(html.contains(source), "{html}");
    }

    #[test]
    fn kinds_are_told_apart_without_color() {
        let html = rendered(BODY, MEASURED).expect("a chart");
        let marks = |class: &str| html.matches(&format!("class=\"mark {class}\"")).count();
        // One in the drawing, and one beside what it means.
        assert_eq!((marks("disk"), marks("ring")), (2, 2), "{html}");
        let one = MEASURED.replace("\"kind\": \"a thread\"", "\"kind\": \"a task\"");
        let html = rendered(BODY, &one).expect("a chart");
        assert!(!html.contains("class=\"kinds\""), "of one kind, there is nothing to tell apart: {html}");
    }

    #[test]
    fn what_is_missing_is_told() {
        let told = |body: &str, from: &str, to: &str| {
            rendered(body, &MEASURED.replace(from, to)).expect_err("it is incomplete")
        };
        assert_eq!(
            told(&BODY.replace("spawn", "swpan"), "", ""),
            "no chart `swpan` in code/costs/costs.json"
        );
        assert_eq!(
            told(BODY, "\"least_nanoseconds\": 12000,", ""),
            "chart `spawn` in code/costs/costs.json: `thread` has no `least_nanoseconds`"
        );
        let told_kind = told(BODY, "\"kind\": \"a task\"", "\"kind\": \"a tsak\"");
        assert!(told_kind.ends_with("`tokio` is of no kind of that file: `a tsak`"), "{told_kind}");
        assert!(told(BODY, "\"nanoseconds\",", "\"parsecs\",").contains("unknown variant `parsecs`"));
        assert!(told(BODY, "\"cores\": 2,", "").contains("missing field `cores`"));
        assert!(told(&BODY.replace("chart =", "chrat ="), "", "").contains("unknown field `chrat`"));
    }

    #[test]
    fn only_a_file_of_the_book_s_code_is_read() {
        let root = tempfile::tempdir().unwrap();
        let read = |file: &str| {
            let directive = Directive::parse(&BODY.replace("code/costs/costs.json", file)).unwrap();
            directive.read(root.path()).expect_err("there is no such file").message
        };
        assert_eq!(read("code/../Cargo.toml"), "`code/../Cargo.toml` is not in code/");
        assert_eq!(read("/etc/hostname"), "`/etc/hostname` is not in code/");
        assert!(read("code/costs.json").starts_with("cannot read code/costs.json: "));
    }
}
