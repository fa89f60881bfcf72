//! The same recording every time, however busy the machine is.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::Result;
use catalog::{Catalog, Problems};
use recorder::{Outcome, Plan, Request};
use serde_json::{Value, json};
use toolchains::Effort;

use super::load::Load;
use super::{median, rounded};
use crate::{progress, record, runs};

pub fn measure(root: &Path, recordings: usize) -> Result<Value> {
    let mut problems = Vec::new();
    let catalog = Catalog::walk(root, &mut problems)?;
    let made = runs::make(root, Effort::Provide)?;
    let host = runs::host(&made);
    let request = Request { only: &|_, _| true, fresh: true, effort: Effort::Provide, host: host.as_ref() };
    let recorder = Plan::new(root, &catalog, request)?.compile(&mut problems)?;
    Problems::check(root, problems)?;
    let load = Load::on_two_cores()?;
    let bar = progress::bar("recording under load");
    bar.set_length(recordings as u64);
    let (mut identical, mut retries, mut different) = (0, 0, Vec::new());
    let mut seconds: BTreeMap<String, Vec<f64>> = BTreeMap::new();
    for n in 0..recordings {
        let outcomes = recorder.run(|_, _, _| {})?;
        for outcome in &outcomes {
            seconds.entry(name(outcome)).or_default().push(outcome.took.as_secs_f64());
        }
        retries += outcomes.iter().map(|outcome| outcome.retries).sum::<usize>();
        let same = outcomes.iter().all(|outcome| {
            let recorded = catalog.programs[&outcome.program].recorded(&outcome.flavor);
            let same = matches!((&outcome.result, recorded), (Ok(fresh), Some(old)) if fresh.events == old.events);
            if !same {
                let problem = outcome.result.as_ref().err().map(|problem| problem.message.clone());
                different.push(json!({ "recording": n, "program": outcome.program, "flavor": outcome.flavor, "problem": problem }));
            }
            same
        });
        identical += usize::from(same);
        bar.inc(1);
        bar.set_message(format!("{identical} identical"));
    }
    bar.finish_and_clear();
    drop(load);
    let medians: BTreeMap<String, f64> =
        seconds.into_iter().map(|(name, all)| (name, rounded(median(all)))).collect();
    Ok(json!({
        "recordings": recordings,
        "flavors_each": medians.len(),
        "skipped": recorder.skipped.iter().map(record::in_one_line).collect::<Vec<_>>(),
        "median_seconds": medians,
        "identical": identical,
        "runs_thrown_away_as_late": retries,
        "different": different,
    }))
}

fn name(outcome: &Outcome) -> String {
    format!("{}.{}", outcome.program, outcome.flavor)
}
