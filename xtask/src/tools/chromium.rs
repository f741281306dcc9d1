//! A Chromium (or Chrome) of the system and the ChromeDriver of the same version; never a downloaded one.

use super::system_packages::{self, SystemPackage};
use crate::failure::{Failure, Result};
use crate::process;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A browser and the driver that can steer it.
pub(crate) struct Chromium {
    /// The browser's program.
    pub(crate) browser: PathBuf,
    /// ChromeDriver of the same major version.
    pub(crate) driver: PathBuf,
}

/// Runs without a display, as root and in containers, and talks to nobody but the page under test.
pub(crate) const ARGUMENTS: [&str; 8] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
];

const BROWSERS_ON_PATH: [&str; 5] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
const BROWSERS_ELSEWHERE: [&str; 4] = [
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
    "/snap/bin/chromium",
];
const DRIVERS_ELSEWHERE: [&str; 3] =
    ["/usr/lib/chromium/chromedriver", "/usr/lib/chromium-browser/chromedriver", "/snap/bin/chromium.chromedriver"];

/// A program and its major version, where it tells one.
type Versioned = (PathBuf, Option<u32>);

/// Finds a browser and its driver; installs them when root.
pub(crate) fn ensure() -> Result<Chromium> {
    if let Some(chromium) = find()? {
        return Ok(chromium);
    }
    system_packages::install(SystemPackage::Chromium, "Chromium or its driver is missing.")?;
    find()?.ok_or_else(|| {
        Failure::new("Chromium was installed but is not found: name it and its driver in CHROME and CHROMEDRIVER.")
    })
}

fn find() -> Result<Option<Chromium>> {
    let browsers = candidates("CHROME", &BROWSERS_ON_PATH, &BROWSERS_ELSEWHERE)?;
    let drivers = candidates("CHROMEDRIVER", &["chromedriver"], &DRIVERS_ELSEWHERE)?;
    if browsers.is_empty() || drivers.is_empty() {
        return Ok(None);
    }
    let versioned = |paths: Vec<PathBuf>| -> Vec<Versioned> {
        paths.into_iter().map(|path| (path.clone(), version_of(&path))).collect()
    };
    matching(&versioned(browsers), &versioned(drivers)).map(Some)
}

/// Programs that exist: the one that the environment variable names alone, or all in the usual places.
fn candidates(variable: &str, on_path: &[&str], elsewhere: &[&str]) -> Result<Vec<PathBuf>> {
    if let Some(path) = std::env::var_os(variable).filter(|path| !path.is_empty()).map(PathBuf::from) {
        let broken =
            || Failure::new(format!("{variable} names {}, which is no program: correct or unset it.", path.display()));
        return process::is_program(&path).then(|| vec![path.clone()]).ok_or_else(broken);
    }
    let on_path = on_path.iter().filter_map(|name| process::find_on_path(name));
    let elsewhere = elsewhere.iter().map(PathBuf::from).filter(|path| process::is_program(path));
    Ok(on_path.chain(elsewhere).collect())
}

/// The first pair of the same major version. A version that is not told (Chrome on Windows tells none)
/// is taken to fit.
fn matching(browsers: &[Versioned], drivers: &[Versioned]) -> Result<Chromium> {
    let pairs = drivers.iter().flat_map(|driver| browsers.iter().map(move |browser| (browser, driver)));
    for ((browser, browser_version), (driver, driver_version)) in pairs {
        if browser_version.zip(*driver_version).is_none_or(|(browser, driver)| browser == driver) {
            return Ok(Chromium { browser: browser.clone(), driver: driver.clone() });
        }
    }
    let spoken = |programs: &[Versioned]| {
        let words =
            programs.iter().map(|(path, version)| format!("{} ({})", path.display(), version.unwrap_or_default()));
        words.collect::<Vec<_>>().join(", ")
    };
    Err(Failure::new(format!(
        "The browser {} and the driver {} are of different versions: install a pair of the same one, or name it in CHROME and CHROMEDRIVER.",
        spoken(browsers),
        spoken(drivers)
    )))
}

fn version_of(program: &Path) -> Option<u32> {
    if cfg!(windows) {
        return None;
    }
    major_version(&process::capture(Command::new(program).arg("--version"))?)
}

/// `Chromium 140.0.7339.80 built on Debian` → 140
fn major_version(output: &str) -> Option<u32> {
    output.split_whitespace().find_map(|word| word.split_once('.')?.0.parse().ok())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn versioned(name: &str, version: Option<u32>) -> Versioned {
        (name.into(), version)
    }

    #[test]
    fn the_major_version_is_read_from_the_words_of_each_vendor() {
        for output in [
            "Chromium 140.0.7339.80 built on Debian GNU/Linux 12",
            "Google Chrome 140.0.1 ",
            "ChromeDriver 140.0.7339.80 (abc-refs/x@{#1})",
        ] {
            assert_eq!(major_version(output), Some(140), "{output}");
        }
        assert_eq!(major_version("no version here."), None);
    }

    #[test]
    fn of_several_browsers_the_one_that_fits_the_driver_is_taken() {
        let browsers = [versioned("chromium", Some(139)), versioned("chrome", Some(140))];
        let chromium = matching(&browsers, &[versioned("chromedriver", Some(140))]).unwrap();
        assert_eq!((chromium.browser, chromium.driver), ("chrome".into(), "chromedriver".into()));
    }

    #[test]
    fn a_browser_that_does_not_tell_its_version_is_tried() {
        let chromium = matching(&[versioned("chrome", None)], &[versioned("chromedriver", Some(140))]).unwrap();
        assert_eq!(chromium.browser, PathBuf::from("chrome"));
    }

    #[test]
    fn a_pair_that_does_not_fit_is_named() {
        let failure =
            matching(&[versioned("chromium", Some(139))], &[versioned("chromedriver", Some(140))]).err().unwrap();
        assert!(
            failure.to_string().starts_with("The browser chromium (139) and the driver chromedriver (140) are"),
            "{failure}"
        );
    }
}
