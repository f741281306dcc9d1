//! A brief look for harmful inputs: the same number of inputs for each target, chosen the same way, on every machine.

use crate::failure::Result;
use crate::fuzz::{self, Fuzzer, Limit};
use crate::project::Project;
use crate::say;

/// For each target, its first inputs among them.
const RUNS: u32 = 5000;

/// Installs what compiles libFuzzer.
pub(super) fn prepare() -> Result<()> {
    if fuzz::is_possible() { fuzz::prepare() } else { Ok(()) }
}

/// Compiles the targets and runs each.
pub(super) fn run(project: &Project) -> Result<()> {
    if !fuzz::is_possible() {
        say::line("libFuzzer does not run here; the native tests replay its inputs.");
        return Ok(());
    }
    let fuzzer = Fuzzer::build(project)?;
    fuzzer.finds_what_is_planted()?;
    fuzz::all(&fuzz::targets(project)?, |target| fuzzer.look(target, Limit::Runs(RUNS)))
}
