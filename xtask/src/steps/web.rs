//! wasm-bindgen tests of fields, components and screens, in headless Chromium.

use crate::failure::{OrFail, Result};
use crate::process;
use crate::project::Project;
use crate::tools::chromium::{self, Chromium};
use crate::tools::toolchain::WASM_TARGET;
use crate::tools::{self, TEST_RUNNER};
use serde_json::json;
use std::path::{Path, PathBuf};

/// For all tests together; the runner's own limit of 20 seconds is for small suites.
const SECONDS_FOR_TESTS: &str = "600";
/// For the driver to listen; the runner's own limit of 5 seconds fails on a busy machine.
const SECONDS_FOR_DRIVER: &str = "60";

/// Installs the runner and the browser.
pub(super) fn prepare(project: &Project) -> Result<()> {
    tools::for_web_tests(project)?;
    chromium::ensure().map(drop)
}

/// Runs the tests in `tests/web`.
pub(super) fn run(project: &Project) -> Result<()> {
    let tools = tools::for_web_tests(project)?;
    let chromium = chromium::ensure()?;
    let mut cargo = project.cargo();
    tools.apply(&mut cargo)?;
    cargo.args(["test", "--package", "front-office", "--target", WASM_TARGET, "--test", "web"]);
    cargo.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", TEST_RUNNER);
    cargo.env("CHROMEDRIVER", &chromium.driver);
    cargo.env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", webdriver_file(project, &chromium)?);
    cargo.env("WASM_BINDGEN_TEST_ONLY_WEB", "1").env("WASM_BINDGEN_TEST_TIMEOUT", SECONDS_FOR_TESTS);
    cargo.env("WASM_BINDGEN_TEST_DRIVER_TIMEOUT", SECONDS_FOR_DRIVER);
    // A backtrace of the runner itself would bury the test that failed.
    cargo.env("RUST_BACKTRACE", "0");
    process::run(&mut cargo, "A browser test failed; the lines above name it.")
}

/// Tells the driver which browser to start and how. It gets an empty profile of its own.
fn webdriver_file(project: &Project, chromium: &Chromium) -> Result<PathBuf> {
    let directory = project.scratch("web")?;
    let file = directory.join("webdriver.json");
    let capabilities = capabilities(&chromium.browser, &directory.join("profile"));
    std::fs::write(&file, capabilities).or_cannot(|| format!("write {}", file.display()))?;
    Ok(file)
}

fn capabilities(browser: &Path, profile: &Path) -> String {
    let arguments = chromium::ARGUMENTS.map(str::to_owned).into_iter();
    let arguments: Vec<_> = arguments.chain([format!("--user-data-dir={}", profile.display())]).collect();
    json!({"goog:chromeOptions": {"binary": browser, "args": arguments}}).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_driver_starts_the_browser_that_was_found_with_a_profile_of_its_own() {
        let capabilities = capabilities(Path::new("/opt/a browser"), Path::new("/p/profile"));
        assert!(capabilities.contains(r#""binary":"/opt/a browser""#), "{capabilities}");
        assert!(capabilities.contains(r#""--headless""#), "{capabilities}");
        assert!(capabilities.contains(r#""--user-data-dir=/p/profile""#), "{capabilities}");
    }
}
