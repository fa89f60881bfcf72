//! Programs and kitchens as they are: what is edited, and what languages run that need no compiler.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use catalog::Catalog;
use recorder::{Job, compiling};
use serde_json::json;

use crate::shelf::Shelf;
use crate::{Artefact, Part};

/// The kitchens that a page hands to a program, by language and by the extension of their files.
const KITCHENS: [(&str, &str); 2] = [("javascript", "js"), ("python", "py")];

/// Writes every program's sources, the exercises, and the kitchens.
pub fn make(shelf: &Shelf, catalog: &Catalog, root: &Path) -> Result<()> {
    let mut names = BTreeSet::new();
    for program in catalog.programs.values() {
        for source in &program.sources {
            let name = name(Job { program, source });
            shelf.write(&name, source.text.as_bytes())?;
            names.insert(name);
        }
    }
    for exercise in catalog.exercises.values() {
        let versions = exercise.start.iter().chain(&exercise.solution).map(|it| (&it.file, &it.text));
        for (file, text) in versions.chain([(&exercise.test.0, &exercise.test.1)]) {
            let file = file.file_name().unwrap_or_default().to_string_lossy();
            let name = format!("source/{}/{file}", exercise.name);
            shelf.write(&name, text.as_bytes())?;
            names.insert(name);
        }
    }
    shelf.keep_only("source", &names)?;
    let mut kitchens = BTreeMap::new();
    for (language, extension) in KITCHENS {
        let mut files = BTreeMap::new();
        for file in compiling::kitchen(root, extension)? {
            let text = fs::read_to_string(root.join(&file));
            let text = text.with_context(|| format!("cannot read {}", file.display()))?;
            let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
            files.insert(name, text);
        }
        kitchens.insert(language, files);
    }
    shelf.write("kitchen.json", json!(kitchens).to_string().as_bytes())
}

/// The programs whose text is what is run.
pub fn artefacts(shelf: &Shelf, jobs: &[Job<'_>]) -> Part {
    let mut part = Part::default();
    for job in jobs {
        let name = name(*job);
        part.add(*job, Artefact { file: shelf.path(&name), bytes: shelf.bytes(&name), toolchain: None });
    }
    part
}

fn name(job: Job<'_>) -> String {
    format!("source/{}/{}", job.program.name, job.source.flavor.file_name())
}
