//! The whole book, page by page.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use catalog::{Catalog, Problem, Problems};
use mdbook_preprocessor::book::{Book, BookItem};
use mdbook_preprocessor::{Preprocessor, PreprocessorContext};

use crate::highlight::Highlighter;
use crate::page::{self, Kit};
use crate::render::Renderer;
use crate::summary;

/// The preprocessor, as mdBook knows it.
#[derive(Debug, Clone, Copy, Default)]
pub struct ProgramPreprocessor {
    /// The author is at work: a diagram that is not rendered yet is no error.
    pub writing: bool,
}

impl Preprocessor for ProgramPreprocessor {
    fn name(&self) -> &'static str {
        "program"
    }

    fn run(&self, context: &PreprocessorContext, mut book: Book) -> Result<Book> {
        let root = &context.root;
        let src = &context.config.book.src;
        let mut problems = Vec::new();
        summary::check(root, &root.join(src), &mut problems)?;
        let bench = Bench::set_up(root, &mut problems)?;
        let kit = bench.kit(root, self.writing);
        book.for_each_mut(|item| {
            if let BookItem::Chapter(chapter) = item
                && let Some(page) = &chapter.source_path
            {
                chapter.content = page::replace(&chapter.content, &src.join(page), page, &kit, &mut problems);
            }
        });
        Problems::check(root, problems)?;
        Ok(book)
    }

    fn supports_renderer(&self, renderer: &str) -> Result<bool> {
        Ok(renderer != "not-supported")
    }
}

/// Everything that is wrong with the book in `root`, without building it: for when mdBook could not
/// even load it.
pub fn check(root: &Path, writing: bool) -> Result<Vec<Problem>> {
    let src = Path::new("src");
    let mut problems = Vec::new();
    summary::check(root, &root.join(src), &mut problems)?;
    let bench = Bench::set_up(root, &mut problems)?;
    let kit = bench.kit(root, writing);
    for page in summary::pages(&root.join(src))? {
        let file = src.join(&page);
        let text = fs::read_to_string(root.join(&file))
            .with_context(|| format!("cannot read {}", file.display()))?;
        page::replace(&text, &file, &page, &kit, &mut problems);
    }
    Ok(problems)
}

/// What pages are made with, loaded once.
struct Bench {
    catalog: Catalog,
    highlighter: Highlighter,
    renderer: Renderer,
}

impl Bench {
    fn set_up(root: &Path, problems: &mut Vec<Problem>) -> Result<Self> {
        let catalog = Catalog::walk(root, problems)?;
        for program in catalog.programs.values() {
            program.check_freshness(problems);
        }
        Ok(Self { catalog, highlighter: Highlighter::new(), renderer: Renderer::load(root)? })
    }

    fn kit<'a>(&'a self, root: &'a Path, writing: bool) -> Kit<'a> {
        Kit {
            root,
            catalog: &self.catalog,
            highlighter: &self.highlighter,
            renderer: &self.renderer,
            writing,
        }
    }
}
