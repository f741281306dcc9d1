//! `cargo xtask fuzz`: looks for inputs that a parser of untrusted bytes cannot bear.
//!
//! The targets and their first inputs are in `tests/fuzz`. What is found stays under `target/fuzz`: inputs that reach
//! new code, which the next call begins with, and those that did harm.

mod fuzzer;
mod report;

pub(crate) use fuzzer::{Fuzzer, Limit, is_possible, prepare, targets};

use crate::arguments::FuzzOptions;
use crate::failure::{Failure, Result};
use crate::project::Project;
use crate::say;
use std::path::Path;

/// Runs every target that is named, or all of them, for a while each; or one of them once, on one file.
pub(crate) fn fuzz(options: &FuzzOptions) -> Result<()> {
    let project = Project::here()?;
    let targets = chosen(&targets(&project)?, &options.targets)?;
    prepare()?;
    let fuzzer = Fuzzer::build(&project)?;
    if let (Some(file), [target]) = (&options.replay, targets.as_slice()) {
        return replay(&fuzzer, target, file);
    }
    all(&targets, |target| {
        say::doing(format!("{target}, for {} seconds", options.seconds));
        fuzzer.look(target, Limit::Seconds(options.seconds))
    })
}

/// Does `each` for every target, also after one of them failed.
pub(crate) fn all(targets: &[String], each: impl Fn(&str) -> Result<()>) -> Result<()> {
    let failures: Vec<String> =
        targets.iter().filter_map(|target| each(target).err()).map(|failure| failure.to_string()).collect();
    if failures.is_empty() { Ok(()) } else { Err(Failure::new(failures.join("\n  "))) }
}

fn replay(fuzzer: &Fuzzer, target: &str, file: &Path) -> Result<()> {
    if !file.is_file() {
        return Err(Failure::new(format!("There is no file {}.", file.display())));
    }
    fuzzer.replay(target, file)?;
    say::line(format!("{} does no harm.", file.display()));
    Ok(())
}

fn chosen(known: &[String], named: &[String]) -> Result<Vec<String>> {
    if let Some(unknown) = named.iter().find(|name| !known.contains(name)) {
        return Err(Failure::new(format!("There is no target `{unknown}`; the targets are {}.", known.join(", "))));
    }
    Ok(known.iter().filter(|name| named.is_empty() || named.contains(name)).cloned().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(words: &[&str]) -> Vec<String> {
        words.iter().map(|word| (*word).to_owned()).collect()
    }

    #[test]
    fn no_name_means_every_target_and_an_unknown_one_is_told() {
        let known = words(&["journey", "session"]);
        assert_eq!(chosen(&known, &[]), Ok(known.clone()));
        assert_eq!(chosen(&known, &words(&["session"])), Ok(words(&["session"])));
        let told = "There is no target `jurney`; the targets are journey, session.";
        assert_eq!(chosen(&known, &words(&["jurney"])), Err(Failure::new(told)));
    }

    #[test]
    fn a_target_that_fails_does_not_stop_the_others() {
        let outcome = all(&words(&["a", "b", "c"]), |target| match target {
            "b" => Ok(()),
            other => Err(Failure::new(format!("{other} broke."))),
        });
        assert_eq!(outcome, Err(Failure::new("a broke.\n  c broke.")));
    }

    #[test]
    fn the_targets_of_the_project_are_found() {
        let targets = Project::here().and_then(|project| targets(&project));
        assert!(targets.is_ok_and(|targets| targets.contains(&"journey".to_owned())));
    }
}
