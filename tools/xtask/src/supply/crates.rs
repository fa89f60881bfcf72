//! What `deny.toml` asks of all crates, checked by cargo-deny.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};

use crate::test::one_check;
use crate::test::tally::Tally;
use toolchains::CargoTool;

pub const CARGO_DENY: CargoTool = CargoTool { name: "cargo-deny", version: "0.20.2", bytes: 1_500_000_000 };

/// What is checked without asking anybody, each by cargo-deny's name.
const OF_THE_TREE: [&str; 3] = ["licenses", "bans", "sources"];

pub fn check(root: &Path) -> Result<Tally> {
    let deny = match CARGO_DENY.ensure() {
        Ok(deny) => deny,
        Err(error) => return Ok(Tally::skipped(format!("{error:#}"))),
    };
    let mut tally = Tally::default();
    for what in OF_THE_TREE {
        tally += one_check(&mut command(&deny, root, what))?;
    }
    tally += advisories(&deny, root)?;
    Ok(tally)
}

/// Asks the `RustSec` database, of which cargo-deny fetches a copy with git.
fn advisories(deny: &Path, root: &Path) -> Result<Tally> {
    let mut command = command(deny, root, "advisories");
    // Who is asked for a password is asked by a server that is not the one.
    let output = command.env("GIT_TERMINAL_PROMPT", "0").output().context("cannot run cargo-deny")?;
    if output.status.success() {
        return Ok(Tally::passed(1));
    }
    let said = String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned();
    Ok(match unreachable(&said) {
        Some(why) => Tally::skipped(format!("advisories: the RustSec database cannot be fetched: {why}")),
        None => Tally::failed(said.trim()),
    })
}

/// One of cargo-deny's checks. Warnings count, such as that an exception is no longer needed.
fn command(deny: &Path, root: &Path, what: &str) -> Command {
    let mut command = Command::new(deny);
    command.current_dir(root).args(["--locked", "--color", "never", "check", "--deny", "warnings", what]);
    command
}

/// Why the database could not be fetched, in git's own words, if it is that.
fn unreachable(said: &str) -> Option<&str> {
    let (_, of_git) = said.split_once("failed to fetch advisory database")?;
    let why = of_git.lines().find_map(|line| line.trim().strip_prefix("fatal: "));
    why.or_else(|| of_git.lines().next()).map(str::trim)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_network_is_at_fault_only_if_git_says_so() {
        let offline = "2026-12-01 06:07:31 [ERROR] failed to fetch advisory database https://github.com/RustSec/advisory-db \
                       with cli: failed to clone: [\"clone\"]\nCloning into '/root/dbs'...\n\
                       fatal: unable to access 'https://github.com/': Could not resolve host: github.com\n";
        assert_eq!(
            unreachable(offline),
            Some("unable to access 'https://github.com/': Could not resolve host: github.com")
        );
        let found = "error[vulnerability]: it fetches\n  fatal: to whoever uses it\n\nadvisories FAILED\n";
        assert_eq!(unreachable(found), None);
    }
}
