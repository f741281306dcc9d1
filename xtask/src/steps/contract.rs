//! The running sandbox against openapi.yaml and the documentation's samples, by a script in Python.

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

/// Runs `tests/contract/check.py` against a sandbox with an empty database.
pub(super) fn run(project: &Project) -> Result<()> {
    let python = python(project)?;
    let program = sandbox::build(project)?;
    let database = project.scratch("contract")?.join("sandbox.db");
    let sandbox = Sandbox::start(
        project,
        &program,
        &Place {
            port: 0,
            database: &database,
            dist: None,
        },
    )?;
    let mut check = python.command()?;
    check
        .arg(project.path("tests/contract/check.py"))
        .current_dir(project.path(""));
    check.env("FRONT_OFFICE_URL", sandbox.url());
    check.env("FRONT_OFFICE_KEY", session::workspace_key(project)?);
    check.env("FRONT_OFFICE_OPENAPI", project.path("openapi.yaml"));
    process::run(
        &mut check,
        "The sandbox does not keep to openapi.yaml; the lines above say where.",
    )
}

fn python(project: &Project) -> Result<Python> {
    python::ensure(&project.path("tests/contract/requirements.txt"))
}
