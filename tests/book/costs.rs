//! The chapter on costs has its numbers from a file that a command wrote, and says of them what is so.

use std::fs;

use book_tests::root;
use serde_json::Value;

struct Figures(Value);

impl Figures {
    fn read() -> Self {
        let file = fs::read_to_string(root().join("code/costs/costs.json")).expect("somebody has measured");
        Self(serde_json::from_str(&file).expect("the figures are JSON"))
    }

    /// The numbers of a chart, those whose label or kind it is.
    fn of(&self, chart: &str, which: &str) -> Vec<f64> {
        let chart = &self.0["charts"][chart];
        let unit = chart["unit"].as_str().expect("a chart has a unit");
        let bars = chart["bars"].as_array().expect("a chart has bars").iter();
        let numbers: Vec<f64> = bars
            .filter(|bar| bar["label"] == which || bar["kind"] == which)
            .map(|bar| bar[unit].as_f64().expect("a bar has its number"))
            .collect();
        assert!(!numbers.is_empty(), "there is no {which} in that chart");
        numbers
    }

    fn least(&self, chart: &str, which: &str) -> f64 {
        self.of(chart, which).into_iter().fold(f64::INFINITY, f64::min)
    }

    fn most(&self, chart: &str, which: &str) -> f64 {
        self.of(chart, which).into_iter().fold(0.0, f64::max)
    }

    /// How many times as much a thread takes as a task of Rust: the least, and the most.
    fn times(&self, chart: &str) -> (f64, f64) {
        let thread = self.least(chart, THREAD);
        let tasks = [self.of(chart, RUNTIME), self.of(chart, OURS)].concat();
        let times = tasks.iter().map(|task| thread / task);
        (times.clone().fold(f64::INFINITY, f64::min), times.fold(0.0, f64::max))
    }
}

const THREAD: &str = "a thread of the operating system";
const RUNTIME: &str = "a task of a runtime";
const OURS: &str = "a task of this book’s executor";
const LANGUAGE: &str = "a task of another language";

#[test]
fn the_chapter_says_what_was_measured() {
    let page = fs::read_to_string(root().join("src/costs/index.md")).expect("the page is there");
    let figures = Figures::read();
    let (spawn, switch, wake, memory) =
        (figures.times("spawn"), figures.times("switch"), figures.times("wake"), figures.times("memory"));
    let one_thread = ["smol, global executor", "smol, LocalExecutor", "tokio, current thread"];
    let workers = ["async-std", "tokio, multi-thread"];
    let look = |what| figures.least("observe", what);
    let claims = [
        ("more than two lines, more than a hundred times", spawn.0 > 100.0),
        (
            "are cheaper than those with a worker for each core",
            one_thread.iter().all(|one| {
                workers.iter().all(|many| figures.most("spawn", one) < figures.least("spawn", many))
            }),
        ),
        ("as much as twenty to forty tasks", about(memory.0, 20.0) && about(memory.1, 40.0)),
        (
            "In Rust a task takes a few hundred bytes",
            figures.least("memory", RUNTIME) > 200.0 && figures.most("memory", RUNTIME) < 600.0,
        ),
        (
            "In the other languages a task takes up to a few kilobytes",
            (2000.0..4000.0).contains(&figures.most("memory", LANGUAGE)),
        ),
        (
            "in none of these charts does it take twice as long as smol",
            ["spawn", "switch", "wake"]
                .iter()
                .all(|chart| figures.most(chart, OURS) < 2.0 * figures.least(chart, "smol, LocalExecutor")),
        ),
        (
            "a poll takes a third of a nanosecond more",
            about(look("a poll, observed, nothing written down") - look("a poll, not observed"), 1.0 / 3.0),
        ),
        ("and takes half a microsecond", about(look("an event that is written down"), 500.0)),
        ("Sixty microseconds", about(figures.least("spawn", THREAD), 60_000.0)),
        (
            "To begin a task takes less than a microsecond, a thread tens of them",
            figures.most("spawn", RUNTIME) < 1000.0
                && (10_000.0..100_000.0).contains(&figures.least("spawn", THREAD)),
        ),
        (
            "takes a thread two to ten times as long as a task",
            switch.0.min(wake.0) >= 2.0 && about(switch.1.max(wake.1), 10.0),
        ),
        ("A thread keeps about ten", about(figures.least("memory", THREAD), 10_000.0)),
    ];
    for (words, holds) in claims {
        assert!(page.contains(words), "the page no longer says `{words}`; then neither should this test");
        assert!(holds, "src/costs/index.md says `{words}`, and something else was measured");
    }
}

/// Within a tenth, as far as a round number is meant.
fn about(number: f64, round: f64) -> bool {
    (number / round - 1.0).abs() <= 0.1
}
