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

cargo xtask dist [options]        build the app for a CDN: hashed, compressed, with headers, in target/dist
  --config FILE   the configuration block of the page, as JSON; `Hosts` in it goes into the headers
  --out FOLDER    where to put `public` and `hosting` (default target/dist)
  --from FOLDER   configure this earlier build instead of building again

cargo xtask test [options] [STEP…]   run every check, or only the steps named
  format          cargo fmt, check only
  clippy          lints, warnings denied, natively and for WebAssembly
  native          unit, story, contract and tidy tests
  fuzz            parsers of untrusted bytes, with changing inputs, briefly
  web             wasm-bindgen tests in headless Chromium
  contract        openapi.yaml against the running sandbox (Python, schemathesis)
  build           the app as it is deployed, and its weight against the budget
  e2e             the built app in headless Chromium (Playwright)
  gallery         every component, field and screen in every state, likewise, in a build for development
  --keep-going    run the remaining steps after one failed

cargo xtask fuzz [options] [TARGET…]  look longer for inputs that a parser cannot bear
  --seconds N     for each target (default 60)
  --replay FILE   run one target once, on this file

cargo xtask profile               note anew what the first screens need of the app, which `dist` sends first

cargo xtask shots [SCREEN…]            pictures of every screen, narrow and wide, light and dark, in target/shots
                                  (only of those with one of these words in their name)

cargo xtask bench [options]            the app beside what a team would build instead, in tests/bench/results.md
  --runs N        visits of each (default 5)
  --dist FOLDER   measure this build (`public` of `cargo xtask dist`) instead of making one

All install what is missing. Compile-heavy tools are installed once for all checkouts, under
$FRONT_OFFICE_TOOLS (default: $XDG_CACHE_HOME/front-office or ~/.cache/front-office).
CHROME and CHROMEDRIVER name a browser and its driver where they stand in an unusual place.
";

/// The command that the user asked for.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Command {
    /// Print the help.
    Help,
    /// `cargo xtask dist`
    Dist(DistOptions),
    /// `cargo xtask profile`
    Profile,
    /// `cargo xtask run`
    Run(RunOptions),
    /// `cargo xtask test`
    Test(TestOptions),
    /// `cargo xtask fuzz`
    Fuzz(FuzzOptions),
    /// `cargo xtask shots`
    Shots(ShotsOptions),
    /// `cargo xtask bench`
    Bench(BenchOptions),
}

/// Options of `cargo xtask dist`.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct DistOptions {
    /// The integrator's configuration.
    pub(crate) config: Option<PathBuf>,
    /// Where the build goes, where it is not the default folder.
    pub(crate) out: Option<PathBuf>,
    /// An earlier build, to be configured anew.
    pub(crate) from: Option<PathBuf>,
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

/// Options of `cargo xtask fuzz`.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct FuzzOptions {
    /// The targets to run; none: all of them.
    pub(crate) targets: Vec<String>,
    /// For how long each.
    pub(crate) seconds: u32,
    /// The file to run the one target on, instead of looking.
    pub(crate) replay: Option<PathBuf>,
}

/// Options of `cargo xtask shots`.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct ShotsOptions {
    /// Words of the names of screens; none: all of them.
    pub(crate) screens: Vec<String>,
}

/// Options of `cargo xtask bench`.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct BenchOptions {
    /// How often each is visited.
    pub(crate) runs: u32,
    /// The build to measure, instead of making one.
    pub(crate) dist: Option<PathBuf>,
}

const DEFAULT_PORT: u16 = 8080;
const DEFAULT_SECONDS: u32 = 60;
const DEFAULT_RUNS: u32 = 5;

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
        "dist" => parse_dist(&mut parser),
        "run" => parse_run(&mut parser),
        "test" => parse_test(&mut parser),
        "fuzz" => parse_fuzz(&mut parser),
        "profile" => nothing_more(&mut parser, Command::Profile),
        "shots" => parse_shots(&mut parser),
        "bench" => parse_bench(&mut parser),
        other => Err(Failure::new(format!("There is no command `{other}`."))),
    }
}

fn nothing_more(parser: &mut lexopt::Parser, command: Command) -> Result<Command> {
    match parser.next().map_err(wrong_usage)? {
        None => Ok(command),
        Some(Short('h') | Long("help")) => Ok(Command::Help),
        Some(other) => Err(wrong_usage(other.unexpected())),
    }
}

fn parse_dist(parser: &mut lexopt::Parser) -> Result<Command> {
    let mut options = DistOptions::default();
    while let Some(argument) = parser.next().map_err(wrong_usage)? {
        let place = match argument {
            Short('h') | Long("help") => return Ok(Command::Help),
            Long("config") => &mut options.config,
            Long("out") => &mut options.out,
            Long("from") => &mut options.from,
            other => return Err(wrong_usage(other.unexpected())),
        };
        *place = Some(parser.value().map_err(wrong_usage)?.into());
    }
    Ok(Command::Dist(options))
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

fn parse_fuzz(parser: &mut lexopt::Parser) -> Result<Command> {
    let mut options = FuzzOptions { targets: Vec::new(), seconds: DEFAULT_SECONDS, replay: None };
    while let Some(argument) = parser.next().map_err(wrong_usage)? {
        match argument {
            Short('h') | Long("help") => return Ok(Command::Help),
            Long("seconds") => options.seconds = number(parser, "--seconds", "seconds")?,
            Long("replay") => options.replay = Some(parser.value().map_err(wrong_usage)?.into()),
            Value(name) => options.targets.push(name.to_string_lossy().into_owned()),
            other => return Err(wrong_usage(other.unexpected())),
        }
    }
    if options.replay.is_some() && options.targets.len() != 1 {
        return Err(Failure::new("`--replay` needs the name of one target."));
    }
    Ok(Command::Fuzz(options))
}

fn parse_shots(parser: &mut lexopt::Parser) -> Result<Command> {
    let mut screens = Vec::new();
    while let Some(argument) = parser.next().map_err(wrong_usage)? {
        match argument {
            Short('h') | Long("help") => return Ok(Command::Help),
            Value(name) => screens.push(name.to_string_lossy().into_owned()),
            other => return Err(wrong_usage(other.unexpected())),
        }
    }
    Ok(Command::Shots(ShotsOptions { screens }))
}

fn parse_bench(parser: &mut lexopt::Parser) -> Result<Command> {
    let mut options = BenchOptions { runs: DEFAULT_RUNS, dist: None };
    while let Some(argument) = parser.next().map_err(wrong_usage)? {
        match argument {
            Short('h') | Long("help") => return Ok(Command::Help),
            Long("runs") => options.runs = number(parser, "--runs", "visits")?,
            Long("dist") => options.dist = Some(parser.value().map_err(wrong_usage)?.into()),
            other => return Err(wrong_usage(other.unexpected())),
        }
    }
    Ok(Command::Bench(options))
}

/// The value of an option that counts something: one at least.
fn number(parser: &mut lexopt::Parser, option: &str, of: &str) -> Result<u32> {
    let value = parser.value().map_err(wrong_usage)?;
    let value = value.to_string_lossy();
    let number = value.parse().ok().filter(|number| *number > 0);
    number.ok_or_else(|| Failure::new(format!("`{option} {value}` is no number of {of}.")))
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
    fn dist_takes_a_configuration_and_folders() {
        assert_eq!(parsed("dist"), Ok(Command::Dist(DistOptions::default())));
        let expected =
            DistOptions { config: Some("prod.json".into()), out: Some("out".into()), from: Some("built".into()) };
        assert_eq!(parsed("dist --config prod.json --out=out --from built"), Ok(Command::Dist(expected)));
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
    fn fuzz_takes_targets_and_a_time_or_a_file() {
        let expected = FuzzOptions { targets: Vec::new(), seconds: 60, replay: None };
        assert_eq!(parsed("fuzz"), Ok(Command::Fuzz(expected)));
        let expected = FuzzOptions { targets: vec!["journey".to_owned()], seconds: 5, replay: None };
        assert_eq!(parsed("fuzz journey --seconds 5"), Ok(Command::Fuzz(expected)));
        let expected = FuzzOptions { targets: vec!["tus".to_owned()], seconds: 60, replay: Some("a b".into()) };
        let line = ["xtask", "fuzz", "tus", "--replay", "a b"].map(OsString::from);
        assert_eq!(parse(line), Ok(Command::Fuzz(expected)));
    }

    #[test]
    fn shots_takes_words_of_screens_or_none() {
        assert_eq!(parsed("profile"), Ok(Command::Profile));
        assert!(parsed("profile one").is_err());
        assert_eq!(parsed("shots"), Ok(Command::Shots(ShotsOptions { screens: Vec::new() })));
        let screens = vec!["dialog".to_owned(), "form".to_owned()];
        assert_eq!(parsed("shots dialog form"), Ok(Command::Shots(ShotsOptions { screens })));
    }

    #[test]
    fn bench_takes_a_number_of_runs_and_a_build() {
        assert_eq!(parsed("bench"), Ok(Command::Bench(BenchOptions { runs: 5, dist: None })));
        let expected = BenchOptions { runs: 9, dist: Some("target/dist".into()) };
        assert_eq!(parsed("bench --runs 9 --dist target/dist"), Ok(Command::Bench(expected)));
    }

    #[test]
    fn every_step_is_in_the_help() {
        for step in Step::ALL {
            assert!(HELP.contains(&format!("\n  {} ", step.name())), "{} is missing", step.name());
        }
    }

    #[test]
    fn nothing_and_help_print_the_help() {
        for line in
            ["", "--help", "-h", "help", "run --help", "test -h", "fuzz --help", "shots -h", "dist -h", "bench -h"]
        {
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
                "There is no step `everything`; the steps are format, clippy, native, fuzz, web, contract, build, e2e, gallery.",
            ),
            ("fuzz --seconds 0", "`--seconds 0` is no number of seconds."),
            ("bench --runs 0", "`--runs 0` is no number of visits."),
            ("fuzz --replay crash", "`--replay` needs the name of one target."),
        ] {
            assert_eq!(parsed(line), Err(Failure::new(sentence)), "{line}");
        }
    }
}
