//! What many believe, and a run disproves: an aside in the page that shows the run, and an index of all.
//!
//! ````text
//! ```misconception
//! claim = "Calling an async function starts it."
//! program = "eager_or_lazy"
//! truth = "One or two sentences: what the run shows."
//! ```
//! ````
//!
//! becomes an `<aside>` with an id of its own and a link to the program's figure, which has to be on the
//! same page. A `misconceptions` fence, its body empty, becomes the list of all that the book has.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use catalog::{Catalog, Flavor, Problem, did_you_mean};
use serde::Deserialize;
use toml::Spanned;

use crate::directive::{self, Flaw};
use crate::fence::{Fence, fences};
use crate::overview::{Overview, link, slug};
use crate::shown::{Shown, on_page};

/// The body of a `misconception` fence.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Body {
    /// What many believe, in one sentence of Markdown.
    claim: Spanned<String>,
    /// The program that disproves it.
    program: Spanned<String>,
    /// What the run shows, in Markdown.
    truth: Spanned<String>,
}

/// A misconception that a page tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Misconception {
    /// The page, from the text's folder.
    pub page: PathBuf,
    /// The line of its fence.
    pub line: usize,
    pub claim: String,
    pub truth: String,
    program: String,
    /// The flavors that the page shows; none of them: all that the program has.
    flavors: Vec<String>,
    /// The id of the program's figure.
    figure: String,
}

/// All misconceptions of some pages, in their order. What is wrong with one is told, and it is left out.
pub fn gather(pages: &[(&Path, &str)], src: &Path, problems: &mut Vec<Problem>) -> Vec<Misconception> {
    let mut found: Vec<Misconception> = Vec::new();
    for (page, text) in pages {
        let fences = fences(text);
        let shown = on_page(&fences, page);
        for fence in fences.iter().filter(|fence| fence.language() == "misconception") {
            let read = read(fence, page, &shown).and_then(|new| match same(&found, &new.0) {
                None => Ok(new.0),
                Some(old) => Err(told_twice(&new.1, old, src)),
            });
            match read {
                Ok(misconception) => found.push(misconception),
                Err(flaw) => problems.push(flaw.in_fence(fence, &src.join(page))),
            }
        }
    }
    found
}

fn read(
    fence: &Fence,
    page: &Path,
    shown: &[(String, Shown)],
) -> Result<(Misconception, Spanned<String>), Flaw> {
    let body: Body = directive::read(&fence.body, "a misconception takes claim, program and truth")?;
    for (name, text) in [("claim", &body.claim), ("truth", &body.truth)] {
        if text.get_ref().trim().is_empty() {
            return Err(Flaw::at(text, format!("a misconception without a {name}"), "say it in a sentence"));
        }
    }
    let program = body.program.get_ref();
    let Some((_, figure)) = shown.iter().find(|(name, _)| name == program) else {
        let message = format!("this page does not show `{program}`");
        return Err(Flaw::at(
            &body.program,
            message,
            did_you_mean(program, shown.iter().map(|(name, _)| name.as_str())),
        ));
    };
    let misconception = Misconception {
        page: page.to_owned(),
        line: fence.line,
        claim: in_one_line(body.claim.get_ref()),
        truth: in_one_line(body.truth.get_ref()),
        program: program.clone(),
        flavors: figure.flavors.clone(),
        figure: figure.figure.clone(),
    };
    Ok((misconception, body.claim))
}

fn in_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn same<'a>(found: &'a [Misconception], new: &Misconception) -> Option<&'a Misconception> {
    found.iter().find(|old| old.id() == new.id())
}

fn told_twice(claim: &Spanned<String>, old: &Misconception, src: &Path) -> Flaw {
    let place = format!("{}:{}", src.join(&old.page).display(), old.line);
    Flaw::at(claim, format!("the claim is told in {place} already"), "tell it once, and link to it")
}

impl Misconception {
    pub fn id(&self) -> String {
        format!("misconception-{}", slug(&self.claim))
    }

    /// The aside in the page, as Markdown: links and code in it are mdBook's to render. A note, and no landmark:
    /// a page may have several.
    pub fn aside(&self, catalog: &Catalog) -> String {
        format!(
            "<aside class=\"misconception\" id=\"{}\" role=\"note\">\n\n<span class=\"kind\">Misconception</span> {}\n\n\
             {} [{}](#{}) shows it.\n\n</aside>",
            self.id(),
            self.claim,
            self.truth,
            title(&self.program, catalog),
            self.figure
        )
    }

    /// In which languages the program disproves it.
    fn languages(&self, catalog: &Catalog) -> String {
        let Some(program) = catalog.programs.get(&self.program) else { return String::new() };
        let mut flavors: Vec<Flavor> = self.flavors.iter().map(|name| Flavor::named(name)).collect();
        if flavors.is_empty() {
            flavors.extend(program.sources.iter().map(|source| source.flavor.clone()));
        }
        let mut labels: Vec<&str> = Vec::new();
        for flavor in &flavors {
            if !labels.contains(&flavor.language_label()) {
                labels.push(flavor.language_label());
            }
        }
        match labels.as_slice() {
            all if all.len() == Flavor::languages().count() => "all six languages".to_owned(),
            [most @ .., last] if !most.is_empty() => format!("{} and {last}", most.join(", ")),
            few => few.join(""),
        }
    }
}

/// The list of all misconceptions of the book, for the page `page`, as Markdown.
pub fn index(fence: &Fence, page: &Path, overview: &Overview, catalog: &Catalog) -> Result<String, Flaw> {
    let flaw = |message: &str, help: &str| {
        Err(Flaw { span: None, message: message.to_owned(), help: Some(help.to_owned()) })
    };
    if !fence.body.trim().is_empty() {
        return flaw(
            "a list of misconceptions with a body",
            "its entries come from the pages; leave it empty",
        );
    }
    if overview.misconceptions.is_empty() {
        return flaw("no page tells a misconception", "tell one, or remove the list");
    }
    let mut list = String::from("<div class=\"misconceptions\">\n\n");
    for told in &overview.misconceptions {
        let _ = writeln!(
            list,
            "- [{}]({})\n  <br>[{}]({}), in {}; told in [{}]({})",
            told.claim,
            link(page, &told.page, &told.id()),
            title(&told.program, catalog),
            link(page, &told.page, &told.figure),
            told.languages(catalog),
            overview.title(&told.page),
            link(page, &told.page, "").trim_end_matches('#'),
        );
    }
    list.push_str("\n</div>");
    Ok(list)
}

/// A program's name for readers, as Markdown.
fn title(program: &str, catalog: &Catalog) -> String {
    let title = catalog.programs.get(program).map_or(program, |program| program.manifest.title.as_str());
    format!("_{title}_")
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHOWN: &str = "```program\nname = \"cake\"\nflavors = [\"rust\", \"rust-tokio\", \"go\"]\n```\n\n";

    fn gathered(pages: &[(&str, &str)]) -> (Vec<Misconception>, Vec<String>) {
        let pages: Vec<_> = pages.iter().map(|(page, text)| (Path::new(*page), *text)).collect();
        let mut problems = Vec::new();
        let found = gather(&pages, Path::new("src"), &mut problems);
        let told = problems.iter().map(|p| format!("{}:{}: {}", p.file.display(), p.line, p.message));
        (found, told.collect())
    }

    fn fence(claim: &str, program: &str) -> String {
        format!("```misconception\nclaim = \"{claim}\"\nprogram = \"{program}\"\ntruth = \"No.\"\n```\n")
    }

    #[test]
    fn a_misconception_knows_the_figure_that_disproves_it() {
        let (found, problems) =
            gathered(&[("a/index.md", &format!("{SHOWN}{}", fence("It `starts`.", "cake")))]);
        assert_eq!(problems, Vec::<String>::new());
        assert_eq!(found[0].figure, "a-index-cake-1");
        let aside = found[0].aside(&Catalog::default());
        assert!(
            aside.starts_with(
                "<aside class=\"misconception\" id=\"misconception-it-starts\" role=\"note\">\n\n"
            ),
            "{aside}"
        );
        assert!(aside.contains("No. [_cake_](#a-index-cake-1) shows it."), "{aside}");
    }

    #[test]
    fn a_program_that_the_page_does_not_show_disproves_nothing_there() {
        let (found, problems) = gathered(&[("a.md", &format!("{SHOWN}{}", fence("It starts.", "cakes")))]);
        assert_eq!((found.len(), problems.len()), (0, 1));
        assert_eq!(problems[0], "src/a.md:8: this page does not show `cakes`");
    }

    #[test]
    fn a_claim_is_told_once() {
        let text = |claim| format!("{SHOWN}{}", fence(claim, "cake"));
        let (found, problems) = gathered(&[("a.md", &text("It starts.")), ("b.md", &text("it starts"))]);
        assert_eq!(found.len(), 1);
        assert_eq!(problems, ["src/b.md:7: the claim is told in src/a.md:6 already"]);
    }

    #[test]
    fn an_unknown_key_and_an_empty_truth_are_told() {
        let (_, problems) = gathered(&[("a.md", "```misconception\ncliam = \"x\"\n```\n")]);
        assert!(problems[0].starts_with("src/a.md:2: unknown field `cliam`"), "{problems:?}");
        let empty = fence("It starts.", "cake").replace("No.", " ");
        let (_, problems) = gathered(&[("a.md", &format!("{SHOWN}{empty}"))]);
        assert_eq!(problems, ["src/a.md:9: a misconception without a truth"]);
    }
}
