//! The written samples and the running sandbox, each against openapi.yaml, by programs in Python.

use crate::failure::Result;
use crate::process;
use crate::project::Project;
use crate::sandbox::{self, Place, Sandbox};
use crate::session;
use crate::tools::python::{self, Python};

/// Installs the Python packages.
pub(super) fn prepare(project: &Project) -> Result<()> {
    python(project).map(drop)
}

/// Checks the samples against openapi.yaml, then a sandbox with an empty database against it.
pub(super) fn run(project: &Project) -> Result<()> {
    let python = python(project)?;
    check_samples(project, &python)?;
    let program = sandbox::build(project)?;
    let database = project.scratch("contract")?.join("sandbox.db");
    let place = Place { port: 0, database: &database, dist: None, seed: None };
    let sandbox = Sandbox::start(project, &program, &place)?;
    check_sandbox(project, &python, &sandbox)
}

fn check_samples(project: &Project, python: &Python) -> Result<()> {
    let mut check = python.command("python")?;
    check.arg(project.path("tests/contract/check.py")).current_dir(project.path(""));
    process::run(&mut check, "openapi.yaml and tests/contract/*.json disagree; the lines above say where.")
}

fn check_sandbox(project: &Project, python: &Python, sandbox: &Sandbox) -> Result<()> {
    let mut schemathesis = python.command("schemathesis")?;
    schemathesis.args(["--config-file", "tests/contract/schemathesis.toml", "run", "openapi.yaml"]);
    schemathesis.arg("--url").arg(sandbox.url()).current_dir(project.path(""));
    schemathesis.env("FRONT_OFFICE_KEY", session::workspace_key(project)?);
    process::run(&mut schemathesis, "The sandbox does not keep to openapi.yaml; the lines above say where.")
}

fn python(project: &Project) -> Result<Python> {
    python::ensure(&project.path("tests/contract/requirements.txt"))
}
