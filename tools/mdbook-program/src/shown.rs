//! Which programs the pages show, and where: what links to a figure needs its id before it is made.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::directive::Directive;
use crate::fence::{Fence, fences};

/// A figure of a page that shows a program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// The page, from the text's folder.
    pub page: PathBuf,
    /// The figure's id.
    pub figure: String,
    /// The flavors that the page names; none of them: all that the program has.
    pub flavors: Vec<String>,
}

/// Programs, each with the figures that show it.
pub type Figures = BTreeMap<String, Vec<Shown>>;

/// The id of a page's figure. The page is part of it: the print page holds the figures of all pages.
pub fn figure_id(page: &Path, program: &str, number: usize) -> String {
    let page = page.with_extension("").to_string_lossy().replace(['/', '\\'], "-");
    format!("{page}-{program}-{number}")
}

/// The programs that these pages show.
pub fn gather(pages: &[(&Path, &str)]) -> Figures {
    let mut figures = Figures::new();
    for (page, text) in pages {
        for (program, shown) in on_page(&fences(text), page) {
            figures.entry(program).or_default().push(shown);
        }
    }
    figures
}

/// The programs of a page, each as often as it is shown.
pub fn on_page(fences: &[Fence], page: &Path) -> Vec<(String, Shown)> {
    let mut shown = Vec::new();
    let programs = fences.iter().filter(|fence| fence.language() == "program");
    for (n, fence) in programs.enumerate() {
        // One that cannot be read is told where the figure is made.
        let Ok(directive) = Directive::parse(&fence.body) else { continue };
        for named in directive.programs() {
            let figure = figure_id(page, directive.name.get_ref(), n + 1);
            let flavors = named.flavors.iter().map(|flavor| flavor.get_ref().clone()).collect();
            shown.push((named.name.get_ref().clone(), Shown { page: page.to_owned(), figure, flavors }));
        }
    }
    shown
}

/// The names of the programs that a page shows.
pub fn programs(text: &str) -> Vec<String> {
    on_page(&fences(text), Path::new("")).into_iter().map(|(program, _)| program).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_is_shown_by_the_figure_that_it_stands_in() {
        let page = "```program\nname = \"cake\"\n```\n\n```program\nname = \"cake\"\n[beside]\nname = \"book\"\n\
                    flavors = [\"go\"]\n```\n";
        let figures = gather(&[(Path::new("a/index.md"), page)]);
        let ids = |program: &str| figures[program].iter().map(|shown| &*shown.figure).collect::<Vec<_>>();
        assert_eq!(ids("cake"), ["a-index-cake-1", "a-index-cake-2"]);
        assert_eq!(ids("book"), ["a-index-cake-2"]);
        assert_eq!(figures["book"][0].flavors, ["go"]);
    }
}
