//! `cargo xtask shots`: a picture of every screen of the real app, narrow and wide, light and dark, from left to right and
//! from right to left, and contact sheets of them.

use crate::app;
use crate::arguments::ShotsOptions;
use crate::failure::{OrFail, Result};
use crate::playwright;
use crate::process;
use crate::project::Project;
use crate::say;
use crate::tools;
use std::path::Path;

const PICTURES: &str = "target/shots";
/// Beside the builds of the other commands, so that none changes what another one serves.
const DIST: &str = "target/xtask/dist-shots";

/// Builds the app, takes the pictures that were asked for, and says where they are.
pub(crate) fn shots(options: &ShotsOptions) -> Result<()> {
    let project = Project::here()?;
    let tools = tools::for_the_app(&project, false)?;
    playwright::prepare(&project)?;
    let (dist, pictures) = (project.path(DIST), project.path(PICTURES));
    app::build(&project, &tools, false, &dist)?;
    if options.screens.is_empty() {
        clear(&pictures)?;
    }
    let mut playwright = playwright::command(&project, &dist)?;
    playwright.arg("--config").arg("shots/playwright.config.ts").env("FRONT_OFFICE_SHOTS", &pictures);
    if !options.screens.is_empty() {
        playwright.arg("--grep").arg(any_of(&options.screens));
    }
    say::doing("Taking the pictures (about five minutes for all of them)");
    process::run(
        &mut playwright,
        "A screen was not reached; the lines above name it. The others are in target/shots.",
    )?;
    say::line(format!("Every picture:  {}", pictures.join("index.html").display()));
    Ok(())
}

/// Screens that are no more must not stay on the sheets.
fn clear(pictures: &Path) -> Result<()> {
    if pictures.exists() {
        std::fs::remove_dir_all(pictures).or_cannot(|| format!("empty {}", pictures.display()))?;
    }
    Ok(())
}

/// A pattern for names that have one of these words in them, whatever characters those have.
fn any_of(words: &[String]) -> String {
    let literal = |word: &String| {
        let escaped =
            word.chars().map(|c| if c.is_alphanumeric() || c == ' ' { c.to_string() } else { format!("\\{c}") });
        escaped.collect::<String>()
    };
    words.iter().map(literal).collect::<Vec<_>>().join("|")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_looked_for_as_they_are() {
        assert_eq!(any_of(&["a form".to_owned(), "log-in (1)".to_owned()]), r"a form|log\-in \(1\)");
    }
}
