//! The steps of `cargo xtask test`: one file per step, one arm per match here.

mod build;
mod clippy;
mod contract;
mod end_to_end;
mod format;
mod fuzz;
mod gallery;
mod native;
mod new_kind;
mod web;

use crate::failure::Result;
use crate::project::Project;
use crate::tools::toolchain;

/// One kind of check.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Step {
    /// Formatting.
    Format,
    /// Lints.
    Clippy,
    /// Tests that need no browser.
    Native,
    /// Parsers of untrusted bytes, with changing inputs.
    Fuzz,
    /// wasm-bindgen tests.
    Web,
    /// openapi.yaml and the samples against the running sandbox.
    Contract,
    /// The app as it is deployed.
    Build,
    /// The built app in a browser.
    EndToEnd,
    /// Everything that a page can show, in a browser.
    Gallery,
}

impl Step {
    /// Every step: what fails fast and often comes first.
    pub(crate) const ALL: [Self; 9] = [
        Self::Format,
        Self::Clippy,
        Self::Native,
        Self::Fuzz,
        Self::Web,
        Self::Contract,
        Self::Build,
        Self::EndToEnd,
        Self::Gallery,
    ];

    /// What the command line calls it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Format => "format",
            Self::Clippy => "clippy",
            Self::Native => "native",
            Self::Fuzz => "fuzz",
            Self::Web => "web",
            Self::Contract => "contract",
            Self::Build => "build",
            Self::EndToEnd => "e2e",
            Self::Gallery => "gallery",
        }
    }

    /// What it does and how long that takes on two cores, in words.
    pub(crate) fn description(self) -> &'static str {
        match self {
            Self::Format => "formatting (a second)",
            Self::Clippy => "lints, natively and for WebAssembly (about 3 minutes the first time)",
            Self::Native => "unit, story, contract and tidy tests (about 3 minutes the first time)",
            Self::Fuzz => "parsers of untrusted bytes, with changing inputs (about 2 minutes the first time)",
            Self::Web => "tests in headless Chromium (about 3 minutes the first time)",
            Self::Contract => "the sandbox against openapi.yaml (about 2 minutes)",
            Self::Build => "the app as it is deployed (about 2 minutes)",
            Self::EndToEnd => "the built app in headless Chromium (about half an hour)",
            Self::Gallery => "everything that a page can show, in headless Chromium (about 8 minutes the first time)",
        }
    }

    /// Installs what the step needs, so that a missing tool is told before anything long begins.
    pub(crate) fn prepare(self, project: &Project) -> Result<()> {
        match self {
            Self::Format => toolchain::ensure_rustfmt(),
            Self::Clippy => {
                toolchain::ensure_wasm_target()?;
                toolchain::ensure_clippy()
            }
            Self::Native => new_kind::prepare(),
            Self::Fuzz => fuzz::prepare(),
            Self::Web => web::prepare(project),
            Self::Contract => contract::prepare(project),
            Self::Build => build::prepare(project),
            Self::EndToEnd => end_to_end::prepare(project),
            Self::Gallery => gallery::prepare(project),
        }
    }

    /// Runs the step, its output streamed.
    pub(crate) fn run(self, project: &Project) -> Result<()> {
        match self {
            Self::Format => format::run(project),
            Self::Clippy => clippy::run(project),
            Self::Native => native::run(project),
            Self::Fuzz => fuzz::run(project),
            Self::Web => web::run(project),
            Self::Contract => contract::run(project),
            Self::Build => build::run(project),
            Self::EndToEnd => end_to_end::run(project),
            Self::Gallery => gallery::run(project),
        }
    }
}
