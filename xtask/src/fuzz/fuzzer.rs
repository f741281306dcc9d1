//! libFuzzer over the targets: compiled with coverage counters, which stable Rust can be asked for, and run.

use super::report::Report;
use crate::failure::{Failure, OrFail, Result};
use crate::process;
use crate::project::Project;
use crate::say;
use crate::tools::cpp;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Counters of every edge, and what is compared with what: what libFuzzer steers by.
const INSTRUMENTATION: [&str; 7] = [
    "--cfg=fuzzing",
    "-Cpasses=sancov-module",
    "-Cllvm-args=-sanitizer-coverage-level=4",
    "-Cllvm-args=-sanitizer-coverage-inline-8bit-counters",
    "-Cllvm-args=-sanitizer-coverage-pc-table",
    "-Cllvm-args=-sanitizer-coverage-trace-compares",
    "-Ccodegen-units=1",
];
/// Where the first inputs are, a folder for each target.
const CORPUS: &str = "tests/fuzz/corpus";
/// By far: by chance it would take 2^56.
const ENOUGH_FOR_THE_PLANTED: u32 = 2_000_000;
/// Seconds after which an input that is still being read counts as harmful.
const PATIENCE: u32 = 20;

/// When to stop looking.
#[derive(Clone, Copy)]
pub(crate) enum Limit {
    /// After so many seconds. What is found is kept for the next time.
    Seconds(u32),
    /// After so many inputs, chosen the same way each time. Nothing is kept.
    Runs(u32),
}

/// The program with all targets in it.
pub(crate) struct Fuzzer<'a> {
    project: &'a Project,
    program: PathBuf,
}

/// The names of all targets.
pub(crate) fn targets(project: &Project) -> Result<Vec<String>> {
    let folders = fs::read_dir(project.path(CORPUS)).or_cannot(|| format!("read {CORPUS}"))?;
    let mut names: Vec<String> =
        folders.flatten().map(|folder| folder.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    Ok(names)
}

/// Whether libFuzzer runs here.
pub(crate) const fn is_possible() -> bool {
    cfg!(unix)
}

/// Installs what compiles libFuzzer.
pub(crate) fn prepare() -> Result<()> {
    if !is_possible() {
        return Err(Failure::new(
            "libFuzzer runs on Linux and macOS only; `cargo test -p fuzz` replays its inputs here.",
        ));
    }
    cpp::ensure()
}

impl<'a> Fuzzer<'a> {
    /// Compiles the targets, in a folder of their own: other flags would compile everything else anew each time.
    pub(crate) fn build(project: &'a Project) -> Result<Self> {
        say::doing("Compiling the targets with coverage counters (about a minute the first time)");
        let platform = platform()?;
        let folder = project.path("target/fuzz/build");
        let mut cargo = project.cargo();
        cargo.args(["build", "--package", "fuzz", "--bin", "fuzz", "--profile", "fuzz"]);
        // Named, so that the flags are for the targets and not for programs that run while compiling.
        cargo.args(["--target", &platform]).arg("--target-dir").arg(&folder);
        cargo.env("CARGO_ENCODED_RUSTFLAGS", INSTRUMENTATION.join("\u{1f}"));
        process::run(&mut cargo, "The fuzz targets do not compile; the lines above say why.")?;
        Ok(Self { project, program: folder.join(platform).join("fuzz/fuzz") })
    }

    /// Looks for harmful inputs, and tells how far that went.
    pub(crate) fn look(&self, target: &str, limit: Limit) -> Result<()> {
        let (seeds, found, limits) = match limit {
            Limit::Seconds(seconds) => {
                let found = self.folder(&format!("found/{target}"))?;
                (self.folder(&format!("seeds/{target}"))?, found, vec![format!("-max_total_time={seconds}")])
            }
            Limit::Runs(runs) => {
                let scratch = |name: &str| self.project.scratch(&format!("fuzz/{name}/{target}"));
                (scratch("seeds")?, scratch("found")?, vec![format!("-runs={runs}"), "-seed=1".to_owned()])
            }
        };
        let crashes = self.folder(&format!("crashes/{target}"))?;
        let mut command = self.command(target);
        // The first folder gets what is new.
        command.args([&found, &seeds]).arg(self.project.path(CORPUS).join(target)).args(limits);
        command.arg(format!("-dict={}", self.project.path("tests/fuzz/dictionary.txt").display()));
        command.arg(format!("-artifact_prefix={}/", crashes.display())).env("FUZZ_SEEDS", seeds);
        let (ended_well, report) = self.run(target, command)?;
        if ended_well {
            say::line(format!("  {target:<14} {report}"));
            return Ok(());
        }
        say::line(report.panic().unwrap_or("What went wrong is not told."));
        let harmful = report.harmful_input().unwrap_or_default();
        Err(Failure::new(format!(
            "An input does harm to the target `{target}`: see it again by `cargo xtask fuzz {target} --replay {harmful}`. \
             Once it does not, put it into {CORPUS}/{target}."
        )))
    }

    /// Makes sure that the fuzzer sees which code an input reaches: it finds what nobody finds by chance.
    pub(crate) fn finds_what_is_planted(&self) -> Result<()> {
        let folder = self.project.scratch("fuzz/planted")?;
        let mut command = self.command("planted");
        command.arg(&folder).args([format!("-runs={ENOUGH_FOR_THE_PLANTED}"), "-seed=1".to_owned()]);
        command.arg(format!("-artifact_prefix={}/", folder.display()));
        match self.run("planted", command)? {
            (false, report) if report.panic().is_some_and(|told| told.contains("what was planted is found")) => Ok(()),
            _ => Err(Failure::new(
                "The fuzzer did not find the harm that was planted for it, so it would find no other: \
                 see target/fuzz/log/planted.",
            )),
        }
    }

    /// Runs a target once, on one file.
    pub(crate) fn replay(&self, target: &str, file: &Path) -> Result<()> {
        process::run(self.command(target).arg(file), "The file does harm; the lines above say where.")
    }

    fn command(&self, target: &str) -> Command {
        let mut command = Command::new(&self.program);
        command.env("FUZZ_TARGET", target).arg(format!("-timeout={PATIENCE}"));
        command
    }

    /// Whether it ended well, and what it told.
    fn run(&self, target: &str, mut command: Command) -> Result<(bool, Report)> {
        let path = self.folder("log")?.join(target);
        let log = File::create(&path).or_cannot(|| format!("write {}", path.display()))?;
        let outcome = process::run(command.stderr(log), "");
        let text = fs::read(&path).or_cannot(|| format!("read {}", path.display()))?;
        Ok((outcome.is_ok(), Report::new(&String::from_utf8_lossy(&text))))
    }

    fn folder(&self, name: &str) -> Result<PathBuf> {
        let folder = self.project.path("target/fuzz").join(name);
        fs::create_dir_all(&folder).or_cannot(|| format!("create {}", folder.display()))?;
        Ok(folder)
    }
}

/// What the compiler calls the platform that it runs on.
fn platform() -> Result<String> {
    let told = process::capture(Command::new("rustc").arg("-vV")).unwrap_or_default();
    let host = told.lines().find_map(|line| line.strip_prefix("host: "));
    host.map(str::to_owned).ok_or_else(|| Failure::new("`rustc -vV` does not name the platform: is Rust installed?"))
}
