//! What README promises about safety is shown by tests that exist: each row of its table names at least one.

use std::collections::HashSet;

use super::files::{everything, file};

const SECTION: &str = "## Safety of links and sessions";

/// Tests by the names that README uses: titles of stories in “…”, functions in `…`.
struct Tests {
    titles: Vec<String>,
    functions: HashSet<String>,
}

#[test]
fn every_promise_of_safety_is_shown_by_a_test_that_exists() {
    let tests = Tests::found();
    let readme = file("README.md").text;
    let rows = rows(&readme);
    assert!(rows.len() > 15, "only {} promises were found", rows.len());
    let faults: Vec<String> = rows.iter().flat_map(|row| tests.faults(row)).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn a_test_that_does_not_exist_is_noticed() {
    let readme = "# A\n| a | `b` |\n## Safety of links and sessions\n| point | by |\n|---|---|\n| x | “A story of two” |\n| y | `works` |\n## B\n| z | `c` |\n";
    assert_eq!(rows(readme), ["| x | “A story of two” |", "| y | `works` |"]);
    let titles = titles("test('A story of two', async () => {\ntest(`in ${place} it is ${how}`, async");
    assert_eq!(titles, ["A story of two", "in ${place} it is ${how}"]);
    let tests = Tests { titles, functions: functions("async fn works() {}\nfn of<T>(t: T) {}") };
    let count = |row: &str| tests.faults(row).len();
    assert_eq!(count("| x | how `this` is met | “A story of two”, `works` |"), 0);
    assert_eq!(count("| x | “in a tab it is dark”; `of` |"), 0);
    assert_eq!(count("| x | “A story” |"), 1);
    assert_eq!(count("| x | “A story of two”, `words` |"), 1);
    assert_eq!(count("| x | seen in a browser |"), 1);
}

impl Tests {
    fn found() -> Self {
        let (mut all_titles, mut all_functions) = (Vec::new(), HashSet::new());
        for source in everything() {
            if source.path.ends_with(".spec.ts") {
                all_titles.extend(titles(&source.text));
            } else if source.path.ends_with(".rs") {
                all_functions.extend(functions(&source.text));
            }
        }
        Self { titles: all_titles, functions: all_functions }
    }

    /// What is wrong with the last cell of a row.
    fn faults(&self, row: &str) -> Vec<String> {
        let cell = row.trim_end_matches('|').rsplit('|').next().unwrap_or_default();
        let stories = between(cell, '“', '”');
        let named = between(cell, '`', '`');
        if stories.is_empty() && named.is_empty() {
            return vec![format!("no test is named: {row}")];
        }
        let missing_stories = stories.iter().filter(|name| !self.titles.iter().any(|title| fits(title, name)));
        let missing = named.iter().filter(|name| !self.functions.contains(**name)).chain(missing_stories);
        missing.map(|name| format!("there is no test “{name}”")).collect()
    }
}

/// The rows of the section's tables, without their heads.
fn rows(readme: &str) -> Vec<&str> {
    let section = readme.split(SECTION).nth(1).unwrap_or_default();
    let section = section.split("\n## ").next().unwrap_or_default();
    let lines: Vec<&str> = section.lines().collect();
    let is_row = |at: usize| {
        let next_is_rule = lines.get(at + 1).is_some_and(|line| line.starts_with("|--"));
        lines[at].starts_with('|') && !lines[at].starts_with("|--") && !next_is_rule
    };
    (0..lines.len()).filter(|at| is_row(*at)).map(|at| lines[at]).collect()
}

/// The titles of stories; what varies stands as `${…}`.
fn titles(source: &str) -> Vec<String> {
    let starts = source.match_indices("test(").chain(source.match_indices("apart("));
    let title = |at: usize| {
        let rest = &source[at..];
        let quote = rest.chars().next().filter(|quote| matches!(quote, '\'' | '`'))?;
        rest[1..].split(quote).next().map(str::to_owned)
    };
    starts.filter_map(|(at, call)| title(at + call.len())).collect()
}

fn functions(source: &str) -> HashSet<String> {
    let name =
        |rest: &str| rest.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or_default().to_owned();
    source.split("fn ").skip(1).map(name).collect()
}

/// Whether a title, with anything in place of what varies, is that name.
fn fits(title: &str, name: &str) -> bool {
    let mut parts = title.split("${");
    let Some(mut rest) = parts.next().and_then(|start| name.strip_prefix(start)) else { return false };
    for part in parts {
        let fixed = part.split_once('}').map_or("", |(_, fixed)| fixed);
        match rest.find(fixed) {
            Some(at) if !fixed.is_empty() => rest = &rest[at + fixed.len()..],
            _ => rest = "",
        }
    }
    rest.is_empty()
}

fn between(text: &str, open: char, close: char) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some((inside, after)) = rest.split_once(open).and_then(|(_, after)| after.split_once(close)) {
        found.push(inside);
        rest = after;
    }
    found
}
