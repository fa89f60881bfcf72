//! The same text in stock mdBook as it comes: no plugin, no theme; each program is a block of code.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};
use catalog::Catalog;
use mdbook_program::{fences, programs};
use tempfile::TempDir;

use crate::files::copy_tree;
use crate::stock;

/// Builds it; the answer is the folder of its pages.
pub fn build(root: &Path) -> Result<TempDir> {
    let mdbook = stock::ensure()?.join("mdbook");
    let (book, pages) = (tempfile::tempdir()?, tempfile::tempdir()?);
    fs::write(
        book.path().join("book.toml"),
        "[book]\ntitle = \"While the Cake Bakes\"\nlanguage = \"en\"\n",
    )?;
    let src = book.path().join("src");
    fs::create_dir(&src)?;
    fs::copy(root.join("src/SUMMARY.md"), src.join("SUMMARY.md"))?;
    let catalog = Catalog::walk(root, &mut Vec::new())?;
    for page in mdbook_program::pages(&root.join("src"))? {
        let (from, to) = (root.join("src").join(&page), src.join(&page));
        let text = fs::read_to_string(&from).with_context(|| format!("cannot read {}", from.display()))?;
        fs::create_dir_all(to.parent().context("a page is in a folder")?)?;
        fs::write(&to, plain(&text, &catalog))?;
    }
    for entry in fs::read_dir(root.join("src"))?.collect::<Result<Vec<_>, _>>()? {
        let diagrams = entry.path().join("diagrams");
        if diagrams.is_dir() {
            copy_tree(&diagrams, &src.join(entry.file_name()).join("diagrams"))?;
        }
    }
    let output = Command::new(mdbook).arg("build").arg(book.path()).arg("-d").arg(pages.path()).output()?;
    if !output.status.success() {
        bail!("stock mdbook build failed:\n{}", String::from_utf8_lossy(&output.stderr));
    }
    Ok(pages)
}

/// A page with the first flavor of each program as a block of code. What other fences of ours make is left out: stock
/// mdBook has nothing of that kind.
fn plain(text: &str, catalog: &Catalog) -> String {
    let mut plain = text.to_owned();
    for fence in fences(text).into_iter().rev() {
        let shown = match fence.language() {
            "program" => blocks(&text[fence.place.clone()], catalog),
            _ if fence.is_replaced() => String::new(),
            _ => continue,
        };
        plain.replace_range(fence.place, &shown);
    }
    plain
}

fn blocks(fence: &str, catalog: &Catalog) -> String {
    let shown = programs(fence).into_iter().filter_map(|name| catalog.programs.get(&name)?.sources.first());
    let block = |source: &catalog::Source| {
        format!("```{}\n{}\n```\n", source.flavor.language(), source.text.trim_end())
    };
    shown.map(block).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_is_a_block_of_code_and_what_stock_mdbook_has_not_is_gone() {
        let root = crate::book::root();
        let catalog = Catalog::walk(&root, &mut Vec::new()).expect("code/ can be read");
        let text = "One\n\n```program\nname = \"cake_then_book\"\n```\n\nTwo\n\n```exercise\nname = \"a\"\n```\n\n```console\n$ ls\n```\n";
        let plain = plain(text, &catalog);
        assert!(plain.starts_with("One\n\n```javascript\n") && plain.contains("\n```\n\n\nTwo"), "{plain}");
        assert!(!plain.contains("name = ") && plain.ends_with("```console\n$ ls\n```\n"), "{plain}");
    }
}
