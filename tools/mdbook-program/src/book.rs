//! The whole book, page by page.

use std::collections::BTreeMap;
use std::fs;
use std::panic::resume_unwind;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::thread;

use anyhow::{Context, Result};
use catalog::{Catalog, Problem, Problems};
use mdbook_preprocessor::book::{Book, BookItem};
use mdbook_preprocessor::{Preprocessor, PreprocessorContext};

use crate::cache::Cache;
use crate::links;
use crate::overview::Overview;
use crate::page::{self, Kit};
use crate::render;
use crate::rendered::Rendered;
use crate::settings;
use crate::summary::{self, Order};

/// The preprocessor, as mdBook knows it.
#[derive(Debug, Clone, Default)]
pub struct ProgramPreprocessor {
    /// The author is at work: a diagram that is not rendered yet is no error.
    pub writing: bool,
    /// Figures that need not go through mdBook again; who gives them here has to put them back.
    pub rendered: Option<Rendered>,
}

impl Preprocessor for ProgramPreprocessor {
    fn name(&self) -> &'static str {
        "program"
    }

    fn run(&self, context: &PreprocessorContext, mut book: Book) -> Result<Book> {
        let mut pages = take(&mut book);
        let problems = replace_all(&mut pages, &context.root, &context.config.book.src, self)?;
        Problems::check(&context.root, problems)?;
        put_back(&mut book, &pages);
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
    let mut pages = Pages::new();
    for page in summary::pages(&root.join(src))? {
        let file = root.join(src).join(&page);
        let text = fs::read_to_string(&file).with_context(|| format!("cannot read {}", file.display()))?;
        pages.insert(page, text);
    }
    replace_all(&mut pages, root, src, &ProgramPreprocessor { writing, rendered: None })
}

/// The pages of a book: their files, from the text's folder, and what is in them.
pub type Pages = BTreeMap<PathBuf, String>;

/// The texts of a book's pages, which it then has no longer.
pub fn take(book: &mut Book) -> Pages {
    let mut pages = Pages::new();
    book.for_each_mut(|item| {
        if let BookItem::Chapter(chapter) = item
            && let Some(page) = &chapter.source_path
        {
            pages.insert(page.clone(), std::mem::take(&mut chapter.content));
        }
    });
    pages
}

/// Gives a book the texts of its pages.
pub fn put_back(book: &mut Book, pages: &Pages) {
    book.for_each_mut(|item| {
        if let BookItem::Chapter(chapter) = item
            && let Some(text) = chapter.source_path.as_ref().and_then(|page| pages.get(page))
        {
            chapter.content.clone_from(text);
        }
    });
}

/// Replaces the fences of all pages, several pages at once; the answer is all that is wrong.
fn replace_all(
    pages: &mut Pages,
    root: &Path,
    src: &Path,
    ProgramPreprocessor { writing, rendered }: &ProgramPreprocessor,
) -> Result<Vec<Problem>> {
    let mut problems = Vec::new();
    settings::check(root, &mut problems);
    summary::check(root, &root.join(src), &mut problems)?;
    let catalog = Catalog::walk(root, &mut problems)?;
    for program in catalog.programs.values() {
        program.check_freshness(&mut problems);
    }
    let overview = Overview::of(pages, &Order::of(&root.join(src))?, src, &mut problems);
    let (preamble, exercise_style) = (render::preamble(root)?, render::exercise_style(root)?);
    let cache = Cache::of(root, &render::sources(root)?);
    let written = pages.clone();
    let workers = thread::available_parallelism().map_or(1, usize::from).min(pages.len());
    let waiting = Mutex::new(pages.iter_mut());
    let next = || waiting.lock().unwrap_or_else(PoisonError::into_inner).next();
    let work = || {
        let kit = Kit::new(root, &catalog, &overview, &cache, (&preamble, &exercise_style), *writing);
        let mut problems = Vec::new();
        while let Some((page, text)) = next() {
            *text = page::replace(text, &src.join(page), page, &kit, &mut problems);
            if let Some(rendered) = rendered {
                *text = rendered.leave_out(text);
            }
        }
        problems
    };
    thread::scope(|scope| {
        let workers: Vec<_> = (0..workers).map(|_| scope.spawn(work)).collect();
        for worker in workers {
            problems.extend(worker.join().unwrap_or_else(|panic| resume_unwind(panic)));
        }
    });
    links::Pages { written: &written, made: pages, root, src }.check(&mut problems);
    Ok(problems)
}
