//! What came of the tests.

use std::fmt;
use std::iter;
use std::ops::AddAssign;
use std::time::Instant;

use anyhow::{Result, bail};

/// Numbers of tests, and what there is to say about those that did not pass.
#[derive(Debug, Default, Clone)]
pub struct Tally {
    pub passed: usize,
    pub failed: usize,
    /// Why each of the skipped was skipped.
    pub skipped: Vec<String>,
    /// What failed, in full, for the end of the report.
    pub failures: Vec<String>,
}

impl Tally {
    pub fn passed(passed: usize) -> Self {
        Self { passed, ..Self::default() }
    }

    pub fn failed(what: impl Into<String>) -> Self {
        Self { failed: 1, failures: vec![what.into()], ..Self::default() }
    }

    pub fn skipped(why: impl Into<String>) -> Self {
        Self { skipped: vec![why.into()], ..Self::default() }
    }

    /// Reads the counts of a test runner's own report; a report without a test is a failure, and so
    /// is one that is all green of a runner that failed.
    pub fn of_report(success: bool, report: &str, count: impl Fn(&str) -> Option<(usize, usize)>) -> Self {
        let mut tally = Self::default();
        for (passed, failed) in report.lines().filter_map(count) {
            tally.passed += passed;
            tally.failed += failed;
        }
        let silent = tally.passed + tally.failed == 0;
        if silent || success != (tally.failed == 0) {
            tally.failed = tally.failed.max(1);
        }
        if tally.failed > 0 {
            tally.failures.push(report.trim().to_owned());
        }
        tally
    }

    /// With what the tests themselves say that they have left out, each once: several may lack the same.
    pub fn with_skips(mut self, report: &str) -> Self {
        for why in report.lines().filter_map(|line| line.strip_prefix("skipped: ")) {
            if !self.skipped.iter().any(|told| told == why) {
                self.skipped.push(why.to_owned());
            }
        }
        self
    }

    /// Makes each skip a failure: for machines that have to have everything.
    pub fn require(&mut self) {
        for why in std::mem::take(&mut self.skipped) {
            self.failed += 1;
            self.failures.push(format!("skipped, and nothing may be skipped here: {why}"));
        }
    }

    /// What there is to say of a step of that name: a line with the counts, and one for each skip.
    pub fn told(&self, step: &str, how: &str) -> String {
        let skipped = self.skipped.iter().map(|why| format!("   skipped: {why}"));
        let lines = iter::once(format!("── {step}: {self} ({how})")).chain(skipped);
        lines.collect::<Vec<_>>().join("\n")
    }

    /// Prints the end of a report; an error if something failed, or if there was nothing.
    pub fn conclude(&self, started: Instant) -> Result<()> {
        for failure in &self.failures {
            println!("\n{failure}");
        }
        println!("\n{:.0} s in all", started.elapsed().as_secs_f64());
        println!("{self}");
        if self.failed > 0 {
            bail!("a test failed");
        }
        if self.passed == 0 {
            bail!("no test ran");
        }
        Ok(())
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, more: Self) {
        self.passed += more.passed;
        self.failed += more.failed;
        self.skipped.extend(more.skipped);
        self.failures.extend(more.failures);
    }
}

/// The line that ends a report: `12 passed, 0 failed, 1 skipped`.
impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} passed, {} failed, {} skipped", self.passed, self.failed, self.skipped.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(line: &str) -> Option<(usize, usize)> {
        let (passed, failed) = line.split_once('/')?;
        Some((passed.parse().ok()?, failed.parse().ok()?))
    }

    #[test]
    fn counts_of_several_reports_are_added() {
        let tally = Tally::of_report(false, "2/1\nnoise\n3/0\n", count);
        assert_eq!(tally.to_string(), "5 passed, 1 failed, 0 skipped");
    }

    #[test]
    fn what_several_tests_lack_is_told_once() {
        let report = "---- cake stdout ----\nskipped: no oven\nskipped: no oven\n it said skipped: no\n1/0";
        let tally = Tally::of_report(true, report, count).with_skips(report);
        assert_eq!((tally.passed, tally.skipped), (1, vec!["no oven".to_owned()]));
    }

    #[test]
    fn a_report_without_a_test_is_a_failure() {
        assert_eq!(Tally::of_report(true, "nothing to see", count).failed, 1);
    }

    #[test]
    fn a_runner_that_failed_is_a_failure_whatever_it_counted() {
        assert_eq!(Tally::of_report(false, "5/0", count).failed, 1);
    }
}
