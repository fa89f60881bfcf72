//! `book.toml` and the templates of the theme. What is wrong with them stops mdBook's build as well, with a message that
//! names no line, or not even the file.

use std::fs;
use std::path::Path;

use catalog::{Problem, did_you_mean};
use handlebars::Template;
use mdbook_preprocessor::config::Config;
use serde::Deserialize;
use toml::Spanned;
use walkdir::WalkDir;

const FILE: &str = "book.toml";

#[derive(Deserialize)]
struct Settings {
    #[serde(default)]
    output: Output,
}

#[derive(Default, Deserialize)]
struct Output {
    #[serde(default)]
    html: Html,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Html {
    #[serde(default)]
    additional_css: Vec<Spanned<String>>,
    #[serde(default)]
    additional_js: Vec<Spanned<String>>,
}

/// Tells what is wrong with the book's settings, and with the templates of its theme.
pub fn check(root: &Path, problems: &mut Vec<Problem>) {
    check_settings(root, problems);
    for name in files(root, Path::new("theme")).into_iter().filter(|name| name.ends_with(".hbs")) {
        let text = fs::read_to_string(root.join(&name)).unwrap_or_default();
        if let Err(error) = Template::compile(&text) {
            let line = error.pos().map_or(1, |(line, _)| line);
            problems.push(Problem::new(name, line, format!("not a template: {}", error.reason())));
        }
    }
}

/// A book in the making may have none.
fn check_settings(root: &Path, problems: &mut Vec<Problem>) {
    let Ok(text) = fs::read_to_string(root.join(FILE)) else { return };
    let html = match toml::from_str::<Settings>(&text) {
        Ok(settings) => settings.output.html,
        Err(error) => {
            problems.push(Problem::in_text(FILE, &text, error.span(), error.message()));
            return;
        }
    };
    if let Err(error) = text.parse::<Config>() {
        let message = format!("{error:#}");
        // "unknown field `autor`, expected one of …", without a place.
        let key = message.split('`').nth(1).unwrap_or_default();
        let line = 1 + text.lines().position(|line| line.trim_start().starts_with(key)).unwrap_or(0);
        problems.push(Problem::new(FILE, line, message));
    }
    for file in html.additional_css.iter().chain(&html.additional_js) {
        let name = file.get_ref();
        if !root.join(name).is_file() {
            let folder = Path::new(name).parent().unwrap_or(Path::new(""));
            let there = files(root, folder);
            let message = format!("{name} is not there");
            let problem = Problem::in_text(FILE, &text, Some(file.span()), &message);
            problems.push(problem.help(did_you_mean(name, there.iter().map(String::as_str))));
        }
    }
}

/// The files in a folder, from the book's.
fn files(root: &Path, folder: &Path) -> Vec<String> {
    let entries = WalkDir::new(root.join(folder)).max_depth(1).sort_by_file_name().into_iter();
    let files = entries.filter_map(Result::ok).filter(|entry| entry.file_type().is_file());
    files.map(|entry| folder.join(entry.file_name()).to_string_lossy().replace('\\', "/")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(settings: &str) -> Vec<String> {
        let book = tempfile::tempdir().expect("a temporary folder");
        fs::create_dir(book.path().join("theme")).expect("a folder can be made");
        fs::write(book.path().join("theme/text.css"), "").expect("a file can be written");
        fs::write(book.path().join(FILE), settings).expect("a file can be written");
        let mut problems = Vec::new();
        check(book.path(), &mut problems);
        let help = |problem: &Problem| problem.help.clone().unwrap_or_default();
        problems
            .iter()
            .map(|it| format!("{}: {} {}", it.line, it.message, help(it)).trim().to_owned())
            .collect()
    }

    #[test]
    fn what_the_settings_name_is_there() {
        let settings =
            "[output.html]\n\nadditional-css = [\"theme/text.css\"]\nadditional-js = [\"theme/text.cs\"]\n";
        assert_eq!(told(settings), ["4: theme/text.cs is not there did you mean `theme/text.css`?"]);
        let settings = "[book]\ntitle = \"Cake\"\nautor = \"Alice\"\n";
        assert!(told(settings)[0].contains("unknown field `autor`"), "{:?}", told(settings));
        assert!(told(settings)[0].starts_with("3: "), "{:?}", told(settings));
        assert!(told("[book]\ntitle = \"Cake\nlanguage = \"en\"\n")[0].starts_with("2: "));
    }

    #[test]
    fn a_template_that_is_not_closed_is_told_with_its_line() {
        let book = tempfile::tempdir().expect("a temporary folder");
        fs::create_dir(book.path().join("theme")).expect("a folder can be made");
        let of = |text: &str| {
            fs::write(book.path().join("theme/head.hbs"), text).expect("a file can be written");
            let mut problems = Vec::new();
            check(book.path(), &mut problems);
            problems.iter().map(|it| format!("{}:{}", it.file.display(), it.line)).collect::<Vec<_>>()
        };
        assert_eq!(of("<link>\n{{ resource \"a\" }}\n{{#if x}}a{{/if}}\n"), Vec::<String>::new());
        assert_eq!(of("<link>\n{{ resource \"a }}\n"), ["theme/head.hbs:2"]);
        assert_eq!(of("<link>\n{{#if x}}\n").len(), 1);
    }
}
