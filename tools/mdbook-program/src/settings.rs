//! `book.toml`, as far as mdBook takes it without a look: files of the theme that are not there stop its build with a
//! message that names neither them nor a line.

use std::fs;
use std::path::Path;

use catalog::{Problem, did_you_mean};
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

/// Tells what is wrong with the book's settings. A book in the making may have none.
pub fn check(root: &Path, problems: &mut Vec<Problem>) {
    let Ok(text) = fs::read_to_string(root.join(FILE)) else { return };
    let html = match toml::from_str::<Settings>(&text) {
        Ok(settings) => settings.output.html,
        Err(error) => {
            problems.push(Problem::in_text(FILE, &text, error.span(), error.message()));
            return;
        }
    };
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
        assert!(told("[book]\ntitle = \"Cake\nlanguage = \"en\"\n")[0].starts_with("2: "));
    }
}
