//! axe-core, which knows what keeps readers out: it looks at a page as it stands.

use std::fs;

use book_tests::root;
use serde_json::Value;

use crate::page::Page;

/// One file, from npm; `cargo xtask build` has fetched it.
const FILE: &str = "target/npm/node_modules/axe-core/axe.min.js";

/// What to look for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rules {
    /// Every rule of axe's own choice: WCAG 2 on the levels A and AA, and good practice.
    All,
    /// The same without the next one, which takes the longest: colors do not depend on the width.
    AllButContrast,
    /// Whether text stands out against what is behind it.
    Contrast,
}

/// axe, ready for any page.
#[derive(Clone)]
pub struct Axe {
    source: String,
}

impl Axe {
    /// Nothing, and a word about it, on a machine without npm's packages.
    pub fn find() -> Option<Self> {
        let file = root().join(FILE);
        if !file.is_file() {
            eprintln!("skipped: what axe-core finds: no {}", file.display());
            return None;
        }
        Some(Self { source: fs::read_to_string(file).expect("axe can be read") })
    }

    /// What is wrong within a part of a page, given as axe has it, a selector or `{ include, exclude }`: the rule,
    /// the element, and what would mend it.
    pub async fn violations(&self, page: &Page<'_>, within: &Value, rules: Rules) -> Vec<String> {
        if page.script("return window.axe === undefined").await {
            let () = page.script(&self.source).await;
        }
        let only = match rules {
            Rules::All => "",
            Rules::AllButContrast => "rules: { 'color-contrast': { enabled: false } },",
            Rules::Contrast => "runOnly: ['color-contrast'],",
        };
        // No frame of ours holds anything to read.
        let run = format!(
            "const {{ violations }} = await axe.run({within}, {{ {only} iframes: false, resultTypes: ['violations'] }}); \
             return violations.flatMap(({{ id, nodes }}) => nodes.map(({{ target, failureSummary }}) => \
             `${{id}}: ${{target.join(' ')}}: ${{failureSummary.replace(/\\s+/g, ' ')}}`))"
        );
        page.browser.script_async(&run, Vec::new()).await.expect("axe looks at the page")
    }
}
