//! The pages' Content-Security-Policy lets no script run that stands in a page itself, but for those that it lists by
//! their hash (`theme/head.hbs`): here is looked whether it lists those that pages have, and no others.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use catalog::Problem;
use memchr::memmem;
use sha2::{Digest, Sha256};

use crate::pages::Pages;

/// What has the policy, and what mdBook makes every page of; from the book's folder.
const HEAD: &str = "theme/head.hbs";
const FRAME: &str = "theme/index.hbs";
/// By what a line is known to be the policy's.
const POLICY: &str = "script-src";

/// What is wrong with the policy of the pages of a book.
pub fn check(root: &Path, pages: &Pages) -> Vec<Problem> {
    let read = |file| fs::read_to_string(root.join(file)).unwrap_or_default();
    let (head, frame) = (read(HEAD), read(FRAME));
    if !head.contains(POLICY) {
        let message = "it has no policy, and so pages run whatever script is put into them";
        return vec![
            Problem::new(HEAD, 1, message).help("take it from the repository: a <meta> with script-src"),
        ];
    }
    differences(&head, &frame, pages)
}

fn differences(head: &str, frame: &str, pages: &Pages) -> Vec<Problem> {
    let listed = listed(head);
    // A script that the frame has under a condition is allowed in pages that are served elsewhere.
    let mut wanted: BTreeMap<String, (&str, &str)> = BTreeMap::new();
    for (page, text) in
        pages.iter().map(|(page, text)| (page.as_str(), text.as_str())).chain([(FRAME, frame)])
    {
        for script in scripts(text) {
            wanted.entry(hash(script)).or_insert((page, script));
        }
    }
    let policy = 1 + head.lines().position(|line| line.contains(POLICY)).unwrap_or_default();
    let missing = wanted.iter().filter(|(hash, _)| !listed.contains_key(hash.as_str())).map(
        |(hash, (page, script))| {
            let begin: String =
                script.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(60).collect();
            Problem::new(
                HEAD,
                policy,
                format!("the policy does not allow a script that {page} has: {begin}…"),
            )
            .help(format!(
                "list '{hash}' there, if the script is the same in all pages; else make a file of it"
            ))
        },
    );
    let unused = listed.iter().filter(|(hash, _)| !wanted.contains_key(**hash)).map(|(hash, line)| {
        Problem::new(HEAD, *line, format!("the policy lists '{hash}', and no page has such a script"))
            .help("take it out: a script has been changed, or has gone")
    });
    missing.chain(unused).collect()
}

/// The hashes that a policy lists, each with its line, counted from 1.
fn listed(head: &str) -> BTreeMap<&str, usize> {
    let lines = head.lines().zip(1..);
    lines
        .flat_map(|(line, n)| {
            line.split('\'').filter(|part| part.starts_with("sha256-")).map(move |hash| (hash, n))
        })
        .collect()
}

/// The scripts that stand in a page, without those that are files or data.
fn scripts(page: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = page;
    while let Some(start) = memmem::find(rest.as_bytes(), b"<script") {
        let after = &rest[start + "<script".len()..];
        let Some((attributes, after)) = after.split_once('>') else { break };
        let (script, after) = after.split_once("</script>").unwrap_or((after, ""));
        let is_data = attributes.contains("type=\"application/json\"");
        if !is_data && !attributes.contains(" src=") {
            found.push(script);
        }
        rest = after;
    }
    found
}

/// As a policy lists a script: `sha256-…`.
fn hash(script: &str) -> String {
    format!("sha256-{}", STANDARD.encode(Sha256::digest(script)))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The hash of `wake()`.
    const WAKE: &str = "sha256-yXX2tkYSp3+dTNKGjRO8FfVgYGS3iLQNeIcAp40um+c=";

    fn told(head: &str, frame: &str, page: &str) -> Vec<String> {
        let pages = BTreeMap::from([("index.html".to_owned(), page.to_owned())]);
        differences(head, frame, &pages)
            .into_iter()
            .map(|problem| {
                format!("{}: {} ({})", problem.line, problem.message, problem.help.unwrap_or_default())
            })
            .collect()
    }

    #[test]
    fn what_a_page_has_and_the_policy_does_not_is_told_with_its_hash() {
        let told = told("<head>\n<meta content=\"script-src 'self'\">", "", "<script>wake()</script>");
        assert!(
            matches!(&told[..], [one] if one.starts_with("2: ") && one.contains("index.html has: wake()") && one.contains(WAKE)),
            "{told:?}"
        );
    }

    #[test]
    fn what_the_policy_has_and_no_page_does_is_told_at_its_line() {
        let told = told(&format!("<meta content=\"script-src\n'{WAKE}'\">"), "", "<p>Nothing runs here.</p>");
        assert!(
            matches!(&told[..], [one] if one.starts_with("2: ") && one.contains("no page has")),
            "{told:?}"
        );
    }

    #[test]
    fn files_data_and_what_is_listed_are_well() {
        let page = "<script type=\"module\">wake()</script><script src=\"a.js\"></script>\
                    <script type=\"application/json\">{\"a\": 1}</script>";
        assert_eq!(told(&format!("<meta content=\"script-src '{WAKE}'\">"), "", page), Vec::<String>::new());
    }

    #[test]
    fn what_only_the_frame_has_is_wanted_too() {
        let head = format!("<meta content=\"script-src '{WAKE}'\">");
        assert_eq!(told(&head, "{{#if live}}<script>wake()</script>{{/if}}", ""), Vec::<String>::new());
    }
}
