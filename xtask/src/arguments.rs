//! The command line: text in, [`Command`] out. Decides nothing else.

use crate::failure::{Failure, Result};
use crate::steps::Step;
use lexopt::prelude::*;
use std::ffi::OsString;
use std::path::PathBuf;

/// What `--help` prints.
pub(crate) const HELP: &str = "\
The project's commands.

cargo xtask run [options]         build, start the sandbox back-end, open a first session
  --port PORT     where to serve app and API (default 8080)
  --db FILE       the sandbox's SQLite file (default data/sandbox.db, kept between runs)
  --open          open the link in the browser
  --no-open       only print it (default: open it where there is a desktop)
  --release       build the app as it is deployed: slower to build, small to load

cargo xtask test [options] [STEP…]   run every check, or only the steps named
  format          cargo fmt, check only
  clippy          lints, warnings denied, natively and for WebAssembly
  native          unit, story, contract and tidy tests
  web             wasm-bindgen tests in headless Chromium
  contract        openapi.yaml against the running sandbox (Python, schemathesis)
  build           the app as it is deployed
  e2e             the built app in headless Chromium (Playwright)
  --keep-going    run the remaining steps after one failed

Both install what is missing. Compile-heavy tools are installed once for all checkouts, under
$FRONT_OFFICE_TOOLS (default: $XDG_CACHE_HOME/front-office or ~/.cache/front-office).
CHROME and CHROMEDRIVER name a browser and its driver where they stand in an unusual place.
";

/// The command that the user asked for.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Command {
    /// Print the help.
    Help,
    /// `cargo xtask run`
    Run(RunOptions),
    /// `cargo xtask test`
    Test(TestOptions),
}

/// Options of `cargo xtask run`.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct RunOptions {
    /// TCP port on the loopback interface; 0 lets the system choose.
    pub(crate) port: u16,
    /// The SQLite file, where it is not the default one.
    pub(crate) database: Option<PathBuf>,
    /// Whether to open the link; `None` leaves it to the presence of a desktop.
    pub(crate) open: Option<bool>,
    /// Build the app with the release profile.
    pub(crate) release: bool,
}

/// Options of `cargo xtask test`.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct TestOptions {
    /// The steps to run, in the order of [`Step::ALL`].
    pub(crate) steps: Vec<Step>,
    /// Do not stop at the first failure.
    pub(crate) keep_going: bool,
}

const DEFAULT_PORT: u16 = 8080;

/// Reads the command line, the program's own name first.
pub(crate) fn parse(arguments: impl IntoIterator<Item = OsString>) -> Result<Command> {
    let mut parser = lexopt::Parser::from_iter(arguments);
    let command = match parser.next().map_err(wrong_usage)? {
        None | Some(Short('h') | Long("help")) => return Ok(Command::Help),
        Some(Value(name)) => name,
        Some(other) => return Err(wrong_usage(other.unexpected())),
    };
    match command.to_string_lossy().as_ref() {
        "help" => Ok(Command::Help),
        "run" => parse_run(&mut parser),
        "test" => parse_test(&mut parser),
        other => Err(Failure::new(format!("There is no command `{other}`."))),
    }
}

fn parse_run(parser: &mut lexopt::Parser) -> Result<Command> {
    let mut options = RunOptions { port: DEFAULT_PORT, database: None, open: None, release: false };
    while let Some(argument) = parser.next().map_err(wrong_usage)? {
        match argument {
            Short('h') | Long("help") => return Ok(Command::Help),
            Long("port") => {
                let value = parser.value().map_err(wrong_usage)?;
                options.port = value.to_string_lossy().parse().map_err(|_| {
                    Failure::new(format!(
                        "`--port {}` is not a port: give a number from 1 to 65535.",
                        value.to_string_lossy()
                    ))
                })?;
            }
            Long("db") => options.database = Some(parser.value().map_err(wrong_usage)?.into()),
            Long("open") => options.open = Some(true),
            Long("no-open") => options.open = Some(false),
            Long("release") => options.release = true,
            other => return Err(wrong_usage(other.unexpected())),
        }
    }
    Ok(Command::Run(options))
}

fn parse_test(parser: &mut lexopt::Parser) -> Result<Command> {
    let mut named = Vec::new();
    let mut keep_going = false;
    while let Some(argument) = parser.next().map_err(wrong_usage)? {
        match argument {
            Short('h') | Long("help") => return Ok(Command::Help),
            Long("keep-going") => keep_going = true,
            Value(name) => named.push(step_named(&name.to_string_lossy())?),
            other => return Err(wrong_usage(other.unexpected())),
        }
    }
    let wanted = |step: &Step| named.is_empty() || named.contains(step);
    let steps = Step::ALL.into_iter().filter(wanted).collect();
    Ok(Command::Test(TestOptions { steps, keep_going }))
}

fn step_named(name: &str) -> Result<Step> {
    Step::ALL.into_iter().find(|step| step.name() == name).ok_or_else(|| {
        let names = Step::ALL.map(Step::name).join(", ");
        Failure::new(format!("There is no step `{name}`; the steps are {names}."))
    })
}

fn wrong_usage(error: lexopt::Error) -> Failure {
    let message = error.to_string();
    let mut letters = message.chars();
    let sentence: String = letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect();
    Failure::new(format!("{sentence}."))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn parsed(line: &str) -> Result<Command> {
        parse(std::iter::once("xtask").chain(line.split_whitespace()).map(OsString::from))
    }

    fn steps(line: &str) -> Vec<Step> {
        match parsed(line).unwrap() {
            Command::Test(options) => options.steps,
            other => panic!("{other:?} is not a test command"),
        }
    }

    #[test]
    fn run_alone_serves_on_8080_and_leaves_the_rest_to_the_defaults() {
        let expected = RunOptions { port: 8080, database: None, open: None, release: false };
        assert_eq!(parsed("run"), Ok(Command::Run(expected)));
    }

    #[test]
    fn run_takes_all_its_options() {
        let expected = RunOptions { port: 9000, database: Some("a.db".into()), open: Some(false), release: true };
        assert_eq!(parsed("run --port 9000 --db=a.db --no-open --release"), Ok(Command::Run(expected)));
    }

    #[test]
    fn the_last_word_on_opening_wins() {
        let Ok(Command::Run(options)) = parsed("run --no-open --open") else { panic!("not a run command") };
        assert_eq!(options.open, Some(true));
    }

    #[test]
    fn test_alone_runs_every_step() {
        assert_eq!(steps("test"), Step::ALL);
    }

    #[test]
    fn named_steps_run_once_each_in_the_usual_order() {
        assert_eq!(steps("test e2e native e2e"), [Step::Native, Step::EndToEnd]);
    }

    #[test]
    fn every_step_is_in_the_help() {
        for step in Step::ALL {
            assert!(HELP.contains(&format!("\n  {} ", step.name())), "{} is missing", step.name());
        }
    }

    #[test]
    fn nothing_and_help_print_the_help() {
        for line in ["", "--help", "-h", "help", "run --help", "test -h"] {
            assert_eq!(parsed(line), Ok(Command::Help), "{line}");
        }
    }

    #[test]
    fn mistakes_are_named() {
        for (line, sentence) in [
            ("fly", "There is no command `fly`."),
            ("run --port 99999", "`--port 99999` is not a port: give a number from 1 to 65535."),
            ("run --prot 1", "Invalid option '--prot'."),
            ("run --db", "Missing argument for option '--db'."),
            (
                "test everything",
                "There is no step `everything`; the steps are format, clippy, native, web, contract, build, e2e.",
            ),
        ] {
            assert_eq!(parsed(line), Err(Failure::new(sentence)), "{line}");
        }
    }
}
