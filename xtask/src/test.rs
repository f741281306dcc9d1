//! `cargo xtask test`: every step in order, each announced, with a table of outcomes and times at the end.

use crate::arguments::TestOptions;
use crate::failure::{Failure, Result};
use crate::project::Project;
use crate::say;
use crate::steps::Step;
use std::time::{Duration, Instant};

/// How one line of the table ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    Passed(Duration),
    Failed(Duration),
    NotRun,
}

/// Prepares and runs the chosen steps.
pub(crate) fn test(options: &TestOptions) -> Result<()> {
    let project = Project::here()?;
    let steps = with_requirements(&options.steps);
    let mut table = Table::default();

    say::headline("tools: what the steps need, installed where missing");
    let started = Instant::now();
    steps.iter().try_for_each(|step| step.prepare(&project))?;
    table.add("tools", Outcome::Passed(started.elapsed()));

    let mut failures = Vec::new();
    for (position, step) in steps.iter().enumerate() {
        if !failures.is_empty() && !options.keep_going {
            table.add(step.name(), Outcome::NotRun);
            continue;
        }
        say::headline(format!("{}/{} {}: {}", position + 1, steps.len(), step.name(), step.description()));
        let started = Instant::now();
        let outcome = step.run(&project);
        let elapsed = started.elapsed();
        table.add(step.name(), if outcome.is_ok() { Outcome::Passed(elapsed) } else { Outcome::Failed(elapsed) });
        failures.extend(outcome.err().map(|failure| format!("{}: {failure}", step.name())));
    }

    say::headline("Summary");
    say::line(table.text().trim_end());
    if failures.is_empty() { Ok(()) } else { Err(Failure::new(failures.join("\n  "))) }
}

/// The end-to-end tests drive a current build, so naming them alone builds it too.
fn with_requirements(chosen: &[Step]) -> Vec<Step> {
    let needs_build = chosen.contains(&Step::EndToEnd);
    Step::ALL.into_iter().filter(|step| chosen.contains(step) || (needs_build && *step == Step::Build)).collect()
}

/// What happened, one line per step.
#[derive(Default)]
struct Table(Vec<(&'static str, Outcome)>);

impl Table {
    fn add(&mut self, name: &'static str, outcome: Outcome) {
        self.0.push((name, outcome));
    }

    fn text(&self) -> String {
        let line = |(name, outcome): &(&str, Outcome)| match outcome {
            Outcome::Passed(duration) => {
                format!("  {name:<10} ok       {:>12}\n", say::spoken(*duration))
            }
            Outcome::Failed(duration) => {
                format!("  {name:<10} FAILED   {:>12}\n", say::spoken(*duration))
            }
            Outcome::NotRun => format!("  {name:<10} not run\n"),
        };
        let total = |(_, outcome): &(&str, Outcome)| match outcome {
            Outcome::Passed(duration) | Outcome::Failed(duration) => *duration,
            Outcome::NotRun => Duration::ZERO,
        };
        let lines: String = self.0.iter().map(line).collect();
        let total: Duration = self.0.iter().map(total).sum();
        format!("{lines}  {:<10}          {:>12}\n", "together", say::spoken(total))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn end_to_end_tests_bring_the_build_with_them() {
        assert_eq!(with_requirements(&[Step::EndToEnd]), [Step::Build, Step::EndToEnd]);
        assert_eq!(with_requirements(&[Step::Web]), [Step::Web]);
        assert_eq!(with_requirements(&Step::ALL), Step::ALL);
    }

    #[test]
    fn the_table_tells_outcome_and_time_of_each_step() {
        let mut table = Table::default();
        table.add("format", Outcome::Passed(Duration::from_millis(500)));
        table.add("native", Outcome::Failed(Duration::from_secs(65)));
        table.add("e2e", Outcome::NotRun);
        let lines = [
            "  format     ok              0.5 s",
            "  native     FAILED     1 min 05 s",
            "  e2e        not run",
            "  together              1 min 05 s",
        ];
        assert_eq!(table.text(), lines.map(|line| format!("{line}\n")).concat());
    }
}
