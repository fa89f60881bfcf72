//! Links to other sites, asked for real, by lychee.
//!
//! Before it is believed, lychee is shown a page of ours with one link that lives and one that is dead: a checker
//! that finds everything well, or nothing, is broken, and not the book.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::Command;
use std::thread;

use anyhow::{Context, Result, bail, ensure};
use serde_json::Value;

use crate::progress;
use crate::test::tally::Tally;
use toolchains::CargoTool;

pub const LYCHEE: CargoTool = CargoTool { name: "lychee", version: "0.24.2", bytes: 2_000_000_000 };
/// How it asks.
const SETTINGS: &str = "lychee.toml";

pub fn check(root: &Path, folder: &Path) -> Result<Tally> {
    let lychee = match LYCHEE.ensure() {
        Ok(lychee) => lychee,
        Err(error) => return Ok(Tally::skipped(format!("{error:#}"))),
    };
    probe(&lychee, &root.join(SETTINGS))?;
    let progress = progress::spinner("asking all sites that the book names");
    let answer = ask(&lychee, &root.join(SETTINGS), folder, "https");
    progress.finish_and_clear();
    Ok(tally(&answer?))
}

/// What came of asking.
#[derive(Debug, PartialEq, Eq)]
struct Answer {
    /// How many links live.
    alive: u64,
    /// Those that do not: page, address and why, a line each.
    dead: Vec<String>,
    /// Those that are answered from another address.
    moved: u64,
}

fn tally(answer: &Answer) -> Tally {
    if answer.alive == 0 && !answer.dead.is_empty() {
        let why = format!("outside links: no site answers from here; such as {}", answer.dead[0]);
        return Tally::skipped(why);
    }
    let alive = usize::try_from(answer.alive).unwrap_or(usize::MAX);
    if answer.moved > 0 {
        println!("   {} links are answered from another address than theirs", answer.moved);
    }
    Tally {
        passed: alive,
        failed: answer.dead.len(),
        failures: if answer.dead.is_empty() { Vec::new() } else { vec![answer.dead.join("\n")] },
        ..Tally::default()
    }
}

/// Asks for all links of that scheme on the pages of a folder.
fn ask(lychee: &Path, settings: &Path, folder: &Path, scheme: &str) -> Result<Answer> {
    let mut command = Command::new(lychee);
    command.arg("--config").arg(settings).args(["--format", "json", "--no-progress", "--scheme", scheme]);
    // What begins at the host's root begins there.
    command.arg("--root-dir").arg(std::path::absolute(folder)?);
    let output = command.arg(folder).output().context("cannot run lychee")?;
    // 2 says that links are dead, which the report tells better.
    if !matches!(output.status.code(), Some(0 | 2)) {
        bail!("lychee failed: {}", String::from_utf8_lossy(&output.stderr).trim());
    }
    read(&output.stdout)
}

/// Reads lychee's report.
fn read(report: &[u8]) -> Result<Answer> {
    let report: Value = serde_json::from_slice(report).context("lychee's report is no JSON")?;
    let number = |name: &str| report[name].as_u64().with_context(|| format!("lychee's report has no {name}"));
    let mut dead = Vec::new();
    for map in ["error_map", "timeout_map"] {
        let pages = report[map].as_object().with_context(|| format!("lychee's report has no {map}"))?;
        for (page, links) in pages {
            for link in links.as_array().into_iter().flatten() {
                let (url, why) = (link["url"].as_str(), link["status"]["text"].as_str());
                dead.push(format!("{page}: {}: {}", url.unwrap_or("?"), why.unwrap_or("?")));
            }
        }
    }
    dead.sort();
    let failed = number("errors")? + number("timeouts")?;
    ensure!(failed == 0 || !dead.is_empty(), "lychee counts dead links, and names none");
    Ok(Answer { alive: number("successful")?, dead, moved: number("redirects")? })
}

/// Asks for two links of a page whose fate is known.
fn probe(lychee: &Path, settings: &Path) -> Result<()> {
    let folder = tempfile::tempdir()?;
    let server = TcpListener::bind("127.0.0.1:0").context("cannot listen on loopback")?;
    let here = server.local_addr()?;
    let page = format!("<a href=\"http://{here}/lives\">lives</a> <a href=\"http://{here}/dead\">dead</a>");
    fs::write(folder.path().join("index.html"), page)?;
    // It ends with this process, which is soon.
    thread::spawn(move || {
        for connection in server.incoming().filter_map(Result::ok) {
            // Who hangs up has no need of an answer.
            let _ = reply(connection);
        }
    });
    let answer = ask(lychee, settings, folder.path(), "http")?;
    let knows = answer.alive == 1 && answer.dead.len() == 1 && answer.dead[0].contains("/dead");
    ensure!(knows, "lychee cannot tell a link that lives from a dead one: {answer:?}");
    Ok(())
}

/// Answers one request: all is well at `/lives`, and nothing is anywhere else.
fn reply(mut connection: TcpStream) -> Result<()> {
    let mut lines = BufReader::new(connection.try_clone()?).lines();
    let request = lines.next().context("a request has a line")??;
    for line in lines {
        if line?.is_empty() {
            break;
        }
    }
    let status = if request.contains(" /lives ") { "200 OK" } else { "404 Not Found" };
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Type: text/html\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
    );
    Ok(connection.write_all(head.as_bytes())?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report(dead: &str, errors: u64, successful: u64) -> String {
        format!(
            "{{\"successful\":{successful},\"errors\":{errors},\"timeouts\":0,\"redirects\":0,\"timeout_map\":{{}},\
             \"error_map\":{{{dead}}}}}"
        )
    }

    #[test]
    fn a_dead_link_is_told_with_its_page_and_why() {
        let dead = r#""a.html":[{"url":"https://b.org/","status":{"text":"404 Not Found","code":404}}]"#;
        let answer = read(report(dead, 1, 7).as_bytes()).expect("a report");
        assert_eq!(answer.dead, ["a.html: https://b.org/: 404 Not Found"]);
        let tally = tally(&answer);
        assert_eq!((tally.passed, tally.failed, tally.skipped.len()), (7, 1, 0));
    }

    #[test]
    fn nobody_who_is_offline_is_told_that_the_world_is_dead() {
        let dead = r#""a.html":[{"url":"https://b.org/","status":{"text":"Network error"}}]"#;
        let tally = tally(&read(report(dead, 1, 0).as_bytes()).expect("a report"));
        assert_eq!((tally.failed, tally.skipped.len()), (0, 1));
    }

    #[test]
    fn a_report_that_cannot_be_read_is_no_good_news() {
        for report in ["", "{}", r#"{"successful":3}"#, &report("", 1, 3)] {
            assert!(read(report.as_bytes()).is_err(), "{report}");
        }
    }
}
