//! A program as one file, for the Rust Playground: with a kitchen below it that is short enough for an address.

use anyhow::{Result, bail};
use catalog::{Catalog, Program, Source};

use crate::cargo::Crates;
use crate::text::without_anchors;

/// The kitchen that goes along, and tells nobody what happens but what is said.
const KITCHEN: &str = include_str!("../../../code/kitchen/playground.rs");

/// What the Playground has of the crates that programs of the book use: it has the hundred that are
/// downloaded most.
const CRATES: [&str; 2] = ["futures", "tokio"];

/// The longest address that the Playground is reached by, in characters, with room for its beginning. It stands
/// behind [CloudFront](https://github.com/rust-lang/simpleinfra/blob/HEAD/terraform/playground/cloudfront.tf), which
/// takes [8,192 bytes](https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html).
const LONGEST_ADDRESS: usize = 8_000;

/// The file; `None` for a program that no page offers there, which the catalog knows.
pub fn file(
    catalog: &Catalog,
    crates: &Crates,
    program: &Program,
    source: &Source,
) -> Result<Option<String>> {
    if !catalog.is_for_playground(program, source) {
        return Ok(None);
    }
    let needs = crates.needs(program, source)?;
    if let Some(name) = needs.crates().find(|name| !CRATES.contains(name)) {
        bail!("a page would offer it in the Rust Playground, which does not have `{name}`");
    }
    let text = without_anchors(&source.text) + KITCHEN;
    let length = in_address(&text);
    if length > LONGEST_ADDRESS {
        bail!(
            "with the kitchen, it takes {length} characters in an address, and the Rust Playground gets at most \
             {LONGEST_ADDRESS}"
        );
    }
    Ok(Some(text))
}

/// So many characters a text takes in an address, where the player puts it.
fn in_address(text: &str) -> usize {
    let is_kept = |byte: u8| byte.is_ascii_alphanumeric() || b" -_.!~*'()".contains(&byte);
    text.bytes().map(|byte| if is_kept(byte) { 1 } else { 3 }).sum()
}
