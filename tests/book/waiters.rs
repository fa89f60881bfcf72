//! The chapter on threads tells what a waiter costs, and has it from a file that a command wrote.

use std::fs;

use book_tests::root;
use serde_json::Value;

#[test]
fn the_table_says_what_was_measured() {
    let page = fs::read_to_string(root().join("src/threads/stacks.md")).expect("the page is there");
    let file = fs::read_to_string(root().join("code/threads/waiters.json")).expect("somebody has measured");
    let figures: Value = serde_json::from_str(&file).expect("the figures are JSON");
    let languages = [
        ("Go", "go"),
        ("Swift", "swift"),
        ("Rust", "rust"),
        ("Python", "python"),
        ("C#", "csharp"),
        ("JavaScript", "javascript"),
    ];
    for (language, flavor) in languages {
        let figure = |name: &str| figures["each"][flavor][name].as_f64().expect("a figure for each flavor");
        let (used, reserved) = (memory(figure("kib_in_use")), memory(figure("kib_reserved")));
        let told = format!("{used} | {reserved} | {} ms |", time(figure("microseconds") / 1000.0));
        let row = page.lines().find(|line| line.starts_with(&format!("| {language} | ")));
        let row = row.unwrap_or_else(|| panic!("no row for {language}"));
        assert!(row.ends_with(&told), "{row}\nwas measured as\n{told}");
    }
}

/// With two digits, or those before the point.
fn memory(kib: f64) -> String {
    if kib < 1.0 {
        return "hardly any".to_owned();
    }
    let (number, unit) = if kib < 1000.0 { (kib, "KiB") } else { (kib / 1024.0, "MiB") };
    let digits = format!("{number:.*}", usize::from(number < 9.95));
    format!("{} {unit}", digits.trim_end_matches(".0"))
}

/// With one digit, or those before the point.
fn time(milliseconds: f64) -> String {
    let places = (0..6).find(|places| milliseconds * 10_f64.powi(*places) >= 0.95).unwrap_or(6);
    format!("{milliseconds:.*}", places.try_into().unwrap_or(0))
}
