//! The project's commands, called as `cargo xtask run`, `dist`, `test`, `fuzz`, `shots` and `bench`.
//!
//! They install what they need, say what they do, and end every failure in one sentence
//! that names the next step.

mod app;
mod arguments;
mod bench;
mod budget;
mod desktop;
mod dist;
mod failure;
mod fuzz;
mod http;
mod playwright;
mod process;
mod project;
mod run;
mod sandbox;
mod say;
mod session;
mod shots;
mod steps;
mod test;
mod tools;

use arguments::Command;
use std::process::ExitCode;

/// What a shell reports for a command that was used wrongly.
const USAGE_ERROR: u8 = 2;

fn main() -> ExitCode {
    let command = match arguments::parse(std::env::args_os()) {
        Ok(command) => command,
        Err(failure) => {
            eprintln!("{failure}\nSee `cargo xtask --help`.");
            return ExitCode::from(USAGE_ERROR);
        }
    };
    process::stop_children_on_signals();
    let outcome = match command {
        Command::Help => {
            print!("{}", arguments::HELP);
            Ok(())
        }
        Command::Bench(options) => bench::bench(&options),
        Command::Dist(options) => dist::dist(&options),
        Command::Fuzz(options) => fuzz::fuzz(&options),
        Command::Profile => dist::profile(),
        Command::Run(options) => run::run(&options),
        Command::Shots(options) => shots::shots(&options),
        Command::Test(options) => test::test(&options),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            say::failure(&failure);
            ExitCode::FAILURE
        }
    }
}
