//! One file of all: an archive with a list of what is in it and a table of contents, as EPUB 3 has it.
//!
//! Written here, since the crates that write EPUBs do not say of a page that drawings are in it
//! (`properties="svg"`), without which an EPUB is not valid.

use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::Path;

use anyhow::{Context, Result};
use jiff::Timestamp;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::Metadata;
use crate::contents::Chapter;
use crate::paper::up;
use crate::xhtml::{self, escape};

/// The book's name among all EPUBs; a new version of the same book keeps it.
const IDENTIFIER: &str = "urn:uuid:7d0b3c52-58f4-4a56-9d2e-3a1f6c0e9b41";
const CONTAINER: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
    <container version=\"1.0\" xmlns=\"urn:oasis:names:tc:opendocument:xmlns:container\">\n<rootfiles>\n\
    <rootfile full-path=\"EPUB/package.opf\" media-type=\"application/oebps-package+xml\"/>\n\
    </rootfiles>\n</container>\n";
const STYLE: &str = include_str!("style.css");
/// Made of `cover.svg` beside it.
const COVER: &[u8] = include_bytes!("../cover.png");
const COVER_WORDS: &str = "Two bars on a time line: the oven bakes, and meanwhile Alice reads.";
const RIGHTS: &str = "Text and pictures: CC BY 4.0. Code: MIT or Apache-2.0, at your choice.";
/// What readers who do not see a page, or not all of it, have to know.
const ACCESS: [(&str, &str); 12] = [
    ("accessMode", "textual"),
    ("accessMode", "visual"),
    ("accessModeSufficient", "textual"),
    ("accessibilityFeature", "alternativeText"),
    ("accessibilityFeature", "describedMath"),
    ("accessibilityFeature", "displayTransformability"),
    ("accessibilityFeature", "longDescription"),
    ("accessibilityFeature", "readingOrder"),
    ("accessibilityFeature", "structuralNavigation"),
    ("accessibilityFeature", "tableOfContents"),
    ("accessibilityHazard", "none"),
    (
        "accessibilitySummary",
        "Each timeline, diagram and chart has a description. What a timeline shows is also told in words, on the page \
         of its program at the end of the book.",
    ),
];

/// A page of the EPUB.
pub struct Document {
    /// Its file: `blocking/index.xhtml`.
    file: String,
    title: String,
    depth: usize,
    part: Option<String>,
    /// XHTML.
    text: String,
}

impl Document {
    pub fn chapter(chapter: &Chapter, text: String) -> Self {
        let Chapter { page, title, depth, part } = chapter.clone();
        Self { file: page.replace(".html", ".xhtml"), title, depth, part, text }
    }

    fn id(&self) -> String {
        let name = self.file.trim_end_matches(".xhtml");
        format!("page-{}", name.replace('/', "-"))
    }
}

/// All that goes into the file.
pub struct Package<'a> {
    pub metadata: &'a Metadata,
    pub documents: &'a [Document],
}

impl Package<'_> {
    /// Writes the file, and says how many bytes it has.
    pub fn write(&self, to: &Path) -> Result<u64> {
        if let Some(folder) = to.parent() {
            fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
        }
        let file = File::create(to).with_context(|| format!("cannot write {}", to.display()))?;
        self.pack(BufWriter::new(file)).with_context(|| format!("cannot write {}", to.display()))?;
        Ok(fs::metadata(to)?.len())
    }

    fn pack(&self, file: BufWriter<File>) -> Result<()> {
        let mut archive = ZipWriter::new(file);
        // First, and not compressed: by it, this is an EPUB before anything has been unpacked.
        let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
        archive.start_file("mimetype", stored)?;
        archive.write_all(b"application/epub+zip")?;
        let packed = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        let mut add = |name: &str, content: &[u8]| -> Result<()> {
            archive.start_file(name, packed)?;
            Ok(archive.write_all(content)?)
        };
        add("META-INF/container.xml", CONTAINER.as_bytes())?;
        add("EPUB/package.opf", self.list(&modified()?).as_bytes())?;
        add("EPUB/nav.xhtml", self.navigation().as_bytes())?;
        add("EPUB/style.css", STYLE.as_bytes())?;
        add("EPUB/cover.png", COVER)?;
        add("EPUB/cover.xhtml", self.cover().as_bytes())?;
        for document in self.documents {
            let Document { file, title, text, .. } = document;
            let text = xhtml::document(title, &self.metadata.language, &up(file), text);
            add(&format!("EPUB/{file}"), text.as_bytes())?;
        }
        archive.finish()?.flush()?;
        Ok(())
    }

    /// What is in the file, in which order it is read, and what is said of the book.
    fn list(&self, modified: &str) -> String {
        let Metadata { title, description, authors, language } = self.metadata;
        let mut text = format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<package xmlns=\"http://www.idpf.org/2007/opf\" version=\"3.0\" \
             unique-identifier=\"book\" xml:lang=\"{language}\">\n<metadata xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n\
             <dc:identifier id=\"book\">{IDENTIFIER}</dc:identifier>\n<dc:title>{}</dc:title>\n\
             <dc:language>{language}</dc:language>\n<dc:description>{}</dc:description>\n<dc:rights>{RIGHTS}</dc:rights>\n\
             <meta property=\"dcterms:modified\">{modified}</meta>\n",
            escape(title),
            escape(description)
        );
        for author in authors {
            let _ = writeln!(text, "<dc:creator>{}</dc:creator>", escape(author));
        }
        for (property, value) in ACCESS {
            let _ = writeln!(text, "<meta property=\"schema:{property}\">{value}</meta>");
        }
        text.push_str(
            "</metadata>\n<manifest>\n\
             <item id=\"nav\" href=\"nav.xhtml\" media-type=\"application/xhtml+xml\" properties=\"nav\"/>\n\
             <item id=\"style\" href=\"style.css\" media-type=\"text/css\"/>\n\
             <item id=\"cover-image\" href=\"cover.png\" media-type=\"image/png\" properties=\"cover-image\"/>\n\
             <item id=\"cover\" href=\"cover.xhtml\" media-type=\"application/xhtml+xml\"/>\n",
        );
        for document in self.documents {
            let drawn = if document.text.contains("<svg") { " properties=\"svg\"" } else { "" };
            let _ = writeln!(
                text,
                "<item id=\"{}\" href=\"{}\" media-type=\"application/xhtml+xml\"{drawn}/>",
                document.id(),
                document.file
            );
        }
        text.push_str("</manifest>\n<spine>\n<itemref idref=\"cover\"/>\n<itemref idref=\"nav\"/>\n");
        for document in self.documents {
            let _ = writeln!(text, "<itemref idref=\"{}\"/>", document.id());
        }
        text + "</spine>\n</package>\n"
    }

    /// The table of contents, in which a part is a line of its own.
    fn navigation(&self) -> String {
        let mut text = String::from("<nav epub:type=\"toc\" id=\"toc\">\n<h1>Contents</h1>\n<ol>\n");
        let mut in_part = false;
        // A page's line stays open until it is known whether there are pages below it.
        let mut open: Vec<usize> = Vec::new();
        for Document { file, title, depth, part, .. } in self.documents {
            if let Some(below) = open.last()
                && depth > below
            {
                text.push_str("\n<ol>\n");
            } else {
                end_lines(&mut text, &mut open, *depth);
            }
            let leaves_part = in_part && *depth == 0 && !is_numbered(title);
            if in_part && (part.is_some() || leaves_part) {
                text.push_str("</ol>\n</li>\n");
                in_part = false;
            }
            if let Some(part) = part {
                let _ = write!(text, "<li><span>{}</span>\n<ol>\n", escape(part));
                in_part = true;
            }
            let _ = write!(text, "<li><a href=\"{file}\">{}</a>", escape(title));
            open.push(*depth);
        }
        end_lines(&mut text, &mut open, 0);
        text.push_str(if in_part { "</ol>\n</li>\n</ol>\n</nav>" } else { "</ol>\n</nav>" });
        xhtml::document("Contents", &self.metadata.language, "", &text)
    }

    fn cover(&self) -> String {
        let words = escape(&format!("{}. {COVER_WORDS}", self.metadata.title));
        let body = format!(
            "<section epub:type=\"cover\" class=\"cover\"><img src=\"cover.png\" alt=\"{words}\"/></section>"
        );
        xhtml::document(&self.metadata.title, &self.metadata.language, "", &body)
    }
}

/// Ends the lines of pages at this depth and below.
fn end_lines(text: &mut String, open: &mut Vec<usize>, depth: usize) {
    let mut first = true;
    while let Some(last) = open.last().copied()
        && last >= depth
    {
        if !first {
            text.push_str("</ol>\n");
        }
        text.push_str("</li>\n");
        open.pop();
        // The line above, if there is one, has a list open.
        first = open.last().is_none_or(|above| *above == last);
    }
}

/// Chapters of a part have numbers; what follows the last part has none.
fn is_numbered(title: &str) -> bool {
    title.starts_with(|first: char| first.is_ascii_digit())
}

/// When this version was made, in UTC; `SOURCE_DATE_EPOCH` decides it for those who build the same file twice.
fn modified() -> Result<String> {
    let now = match std::env::var("SOURCE_DATE_EPOCH") {
        Ok(seconds) => {
            Timestamp::from_second(seconds.parse().context("SOURCE_DATE_EPOCH is no number of seconds")?)?
        }
        Err(_) => Timestamp::now(),
    };
    Ok(now.strftime("%Y-%m-%dT%H:%M:%SZ").to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(page: &str, title: &str, depth: usize, part: Option<&str>) -> Document {
        let chapter = Chapter { part: part.map(str::to_owned), ..Chapter::new(page, title, depth) };
        Document::chapter(&chapter, "<p>text</p>".to_owned())
    }

    #[test]
    fn the_table_of_contents_is_as_deep_as_the_book() {
        let documents = [
            document("index.html", "Cake", 0, None),
            document("a/index.html", "1. A", 0, Some("Part")),
            document("a/b.html", "1.1. B", 1, None),
            document("a/c.html", "1.2. C", 1, None),
            document("d.html", "2. D", 0, None),
            document("z.html", "Glossary", 0, None),
        ];
        let metadata = Metadata {
            title: "Cake".to_owned(),
            description: String::new(),
            authors: Vec::new(),
            language: "en".to_owned(),
        };
        let navigation = Package { metadata: &metadata, documents: &documents }.navigation();
        let line = |file: &str, title: &str| format!("<li><a href=\"{file}\">{title}</a>");
        let expected = [
            line("index.xhtml", "Cake") + "</li>",
            "<li><span>Part</span> <ol>".to_owned(),
            line("a/index.xhtml", "1. A") + " <ol>",
            line("a/b.xhtml", "1.1. B") + "</li>",
            line("a/c.xhtml", "1.2. C") + "</li> </ol> </li>",
            line("d.xhtml", "2. D") + "</li> </ol> </li>",
            line("z.xhtml", "Glossary") + "</li> </ol> </nav>",
        ];
        let flat = navigation.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(flat.contains(&expected.join(" ")), "{navigation}");
    }
}
