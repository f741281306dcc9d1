//! `cargo xtask bench`: the app beside what a team would build instead, measured by turns in one run.

use crate::arguments::BenchOptions;
use crate::dist::{self, Configuration};
use crate::failure::{Failure, Result};
use crate::process;
use crate::project::Project;
use crate::say;
use crate::tools::{chromium, node};
use std::path::{Path, PathBuf};
use std::process::Command;

const DIRECTORY: &str = "tests/bench";
/// Beside the builds of the other commands, so that none changes what another one serves.
const DIST: &str = "target/xtask/dist-bench";
/// The back-end of the bench carries sessions by a cookie, so a link may be spent as early as its peers spend it.
const CONFIGURATION: &str = r#"{"Autologin": "early"}"#;

/// Builds the app and its peers, measures all of them, and says where the tables are.
pub(crate) fn bench(options: &BenchOptions) -> Result<()> {
    let project = Project::here()?;
    let directory = project.path(DIRECTORY);
    node::install_packages(&directory)?;
    let chromium = chromium::ensure()?;
    let dist = match &options.dist {
        Some(dist) => there(dist)?,
        None => build(&project)?,
    };
    say::doing("Measuring (about ten minutes for five runs; nothing else should run meanwhile)");
    let mut measure = Command::new("node");
    measure.arg(directory.join("main.mjs")).current_dir(&directory);
    measure.env("FRONT_OFFICE_DIST", dist);
    measure.env("FRONT_OFFICE_PEERS", project.scratch("peers")?);
    measure.env("FRONT_OFFICE_CHROMIUM", chromium.browser);
    measure.env("FRONT_OFFICE_BENCH_RUNS", options.runs.to_string());
    process::run(&mut measure, "It could not be measured; the lines above say why.")?;
    say::line(format!("Both tables:  {}", directory.join("results.md").display()));
    Ok(())
}

/// The app as it is deployed.
fn build(project: &Project) -> Result<PathBuf> {
    let out = project.path(DIST);
    dist::build(project, &Configuration::parse(CONFIGURATION)?, &out)?;
    Ok(dist::public(&out))
}

fn there(dist: &Path) -> Result<PathBuf> {
    let page = dist.join("index.html");
    std::path::absolute(dist).ok().filter(|_| page.is_file()).ok_or_else(|| {
        Failure::new(format!("There is no index.html in {}: it is no build of the app.", dist.display()))
    })
}
