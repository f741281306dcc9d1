//! `cargo xtask dist`: the folder that is put on a CDN, and what its host has to say about each file.
//!
//! Everything after Trunk happens in memory and by content alone, so that two builds of one commit are byte-equal.

mod assembly;
mod boot;
mod compression;
mod configuration;
mod digest;
mod headers;
mod hosting;
mod hosts;
mod html;
mod names;
mod parts;
mod policy;
mod providers;
mod site;
mod stylesheet;

pub(crate) use configuration::Configuration;

use crate::app;
use crate::arguments::DistOptions;
use crate::failure::{OrFail, Result};
use crate::playwright;
use crate::process;
use crate::project::Project;
use crate::say;
use crate::tools::{self, SearchPath};
use parts::Built;
use site::Site;
use std::path::{self, Path, PathBuf};

/// Where it goes unless `--out` says otherwise.
const OUT: &str = "target/dist";
/// Where Trunk leaves its output.
const RAW: &str = "target/xtask/trunk";
/// A build that notes what of it runs.
const NOTING: &str = "target/xtask/dist-noting";
/// What is put on the CDN, below the folder that was asked for.
const PUBLIC: &str = "public";
/// What its host is told, likewise.
const HOSTING: &str = "hosting";

/// Builds, or takes what was built before, and says where it is.
pub(crate) fn dist(options: &DistOptions) -> Result<()> {
    let project = Project::here()?;
    let configuration = options.config.as_deref().map_or_else(|| Ok(Configuration::default()), Configuration::read)?;
    let out = match &options.out {
        Some(folder) => path::absolute(folder).or_cannot(|| format!("use {}", folder.display()))?,
        None => project.path(OUT),
    };
    match &options.from {
        Some(built) => finish(Site::read(&public(built))?.without_generated(), &configuration, &out)?,
        None => build(&project, &configuration, &out)?,
    }
    say::line(format!("The files for the CDN:      {}", public(&out).display()));
    say::line(format!("For its configuration:      {}", hosting(&out).display()));
    Ok(())
}

/// Builds the app for deployment into `out`.
pub(crate) fn build(project: &Project, configuration: &Configuration, out: &Path) -> Result<()> {
    let tools = tools::for_the_app(project, true)?;
    let mut site = trunk(project, &tools)?;
    parts::cut(project, &Built::new(project, &tools)?, &mut site)?;
    boot::put(&mut site, &boot::SOURCES.map(|source| project.read(source)).into_iter().collect::<Result<Vec<_>>>()?)?;
    finish(site, configuration, out)
}

/// What Trunk makes of the project, to be cut.
fn trunk(project: &Project, tools: &SearchPath) -> Result<Site> {
    let raw = project.path(RAW);
    app::build_with(project, tools, true, &raw, Some(&parts::flags()))?;
    Site::read(&raw)
}

/// Builds the app, looks on while its first screens are opened, and keeps the list of what ran.
pub(crate) fn profile() -> Result<()> {
    let project = Project::here()?;
    let tools = tools::for_the_app(&project, true)?;
    playwright::prepare(&project)?;
    let (notes, dist) = (project.scratch("profile")?, project.path(NOTING));
    let mut site = trunk(&project, &tools)?;
    let built = Built::new(&project, &tools)?;
    let page = parts::noting(&built, &mut site)?;
    site.write(&dist)?;
    let mut playwright = playwright::command(&project, &dist)?;
    playwright.arg("--config").arg("profile/playwright.config.ts");
    playwright.env("FRONT_OFFICE_NOTES", &notes).env("FRONT_OFFICE_NOTES_AT", page.to_string());
    say::doing("Opening the first screens");
    process::run(&mut playwright, "A screen was not reached; the lines above name it.")?;
    let files = std::fs::read_dir(&notes).or_cannot(|| format!("read {}", notes.display()))?;
    let files: Vec<PathBuf> = files.filter_map(|file| Some(file.ok()?.path())).collect();
    let functions = parts::keep_list(&project, &built, &files)?;
    say::line(format!("{functions} functions run until the first screens are there."));
    Ok(())
}

/// What of a build is public.
pub(crate) fn public(out: &Path) -> PathBuf {
    out.join(PUBLIC)
}

/// What the hosts of a build are told.
pub(crate) fn hosting(out: &Path) -> PathBuf {
    out.join(HOSTING)
}

fn finish(site: Site, configuration: &Configuration, out: &Path) -> Result<()> {
    say::doing("Naming, configuring and compressing the files (some seconds)");
    let assembly = assembly::assemble(site, configuration)?;
    assembly.public.write(&public(out))?;
    assembly.hosting.write(&hosting(out))
}
