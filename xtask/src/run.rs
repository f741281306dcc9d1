//! `cargo xtask run`: from a checkout to a link that opens the app, and the servers behind it until Ctrl-C.

use crate::app;
use crate::arguments::RunOptions;
use crate::desktop;
use crate::failure::{OrFail, Result};
use crate::project::Project;
use crate::sandbox::{self, Place, Sandbox};
use crate::say;
use crate::session::{self, Session};
use crate::tools;
use std::path::{self, Path, PathBuf};
use std::time::Instant;

const DEFAULT_DATABASE: &str = "data/sandbox.db";
const DIST: &str = "dist";

/// Builds, serves, opens a session and stays.
pub(crate) fn run(options: &RunOptions) -> Result<()> {
    let started = Instant::now();
    sandbox::check_ports(options.port)?;
    let project = Project::here()?;
    let database = database(&project, options.database.as_deref())?;
    let dist = project.path(DIST);
    let key = session::workspace_key(&project)?;

    let tools = tools::for_the_app(&project, options.release)?;
    app::build(&project, &tools, options.release, &dist)?;
    let program = sandbox::build(&project)?;

    say::doing(format!("Starting the sandbox on {}", database.display()));
    let place = Place { port: options.port, database: &database, dist: Some(&dist), seed: None };
    let mut sandbox = Sandbox::start(&project, &program, &place)?;
    let session = session::open(sandbox.authority(), &key)?;
    tell(&sandbox, &session, started);
    if options.open.unwrap_or_else(desktop::is_there) && !desktop::open(&session.connection_url) {
        say::line("No browser could be started from here: open the link yourself.");
    }
    sandbox.wait()
}

/// The database file as an absolute path, in a directory that exists.
fn database(project: &Project, chosen: Option<&Path>) -> Result<PathBuf> {
    let file = match chosen {
        Some(file) => path::absolute(file).or_cannot(|| format!("use {} as the database", file.display()))?,
        None => project.path(DEFAULT_DATABASE),
    };
    if let Some(directory) = file.parent() {
        std::fs::create_dir_all(directory).or_cannot(|| format!("create {}", directory.display()))?;
    }
    Ok(file)
}

fn tell(sandbox: &Sandbox, session: &Session, started: Instant) {
    let url = sandbox.url();
    say::headline(format!("Ready after {}", say::spoken(started.elapsed())));
    say::line(format!("Open this link as the lead. It works once{}:\n", within(session.minutes)));
    say::prominent(&session.connection_url);
    say::line(format!("\nNew links, other funnels, sent e-mails:  {url}/sandbox"));
    say::line(format!("Stand-ins for providers' pages:  {}", sandbox.stand_ins_url()));
    say::line("Ctrl-C ends everything.");
}

fn within(minutes: Option<u32>) -> String {
    minutes.map(|minutes| format!(", within {minutes} minutes")).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn a_database_given_by_a_relative_path_is_meant_from_where_the_user_is() {
        let file = database(&Project::here().unwrap(), Some(Path::new("a b.db"))).unwrap();
        assert_eq!(file, std::env::current_dir().unwrap().join("a b.db"));
    }

    #[test]
    fn without_a_choice_the_database_is_in_the_ignored_data_directory() {
        let project = Project::here().unwrap();
        assert_eq!(database(&project, None).unwrap(), project.path("data/sandbox.db"));
    }
}
