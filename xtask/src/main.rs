//! The project's commands, called as `cargo xtask run` and `cargo xtask test`.
//!
//! They install what they need, say what they do, and end every failure in one sentence
//! that names the next step.

mod app;
mod arguments;
mod desktop;
mod failure;
mod http;
mod process;
mod project;
mod run;
mod sandbox;
mod say;
mod session;
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
        Command::Run(options) => run::run(&options),
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
