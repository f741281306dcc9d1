//! What libFuzzer tells while it runs, as far as it is passed on.

use std::fmt;

/// The lines that it wrote.
pub(super) struct Report(String);

impl Report {
    pub(super) fn new(text: &str) -> Self {
        Self(text.to_owned())
    }

    /// Where and why a target panicked; the line itself says where, the next why.
    pub(super) fn panic(&self) -> Option<&str> {
        let begin = self.0.find("panicked at ")?;
        let told = &self.0[begin..];
        Some(told.split("\nstack backtrace:").next().and_then(|told| told.split("\nnote: ").next()).unwrap_or(told))
    }

    /// The file with the input that did harm.
    pub(super) fn harmful_input(&self) -> Option<&str> {
        self.0.lines().find_map(|line| line.split_once("Test unit written to ")).map(|(_, path)| path.trim())
    }

    /// The number behind a word, in the last line that has it.
    fn last(&self, word: &str) -> Option<&str> {
        let mut lines = self.0.lines().rev();
        lines.find_map(|line| line.split_once(word)).and_then(|(_, rest)| rest.split(['/', ' ']).next())
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [runs, seconds] = ["Done ", " runs in "].map(|word| self.last(word).unwrap_or("?"));
        let [edges, inputs] = ["DONE   cov: ", " corp: "].map(|word| self.last(word).unwrap_or("?"));
        write!(f, "{runs} runs in {seconds} s, {edges} edges reached by {inputs} inputs")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_line_tells_how_far_it_went() {
        let report = Report::new(
            "#34\tINITED cov: 2124 ft: 2385 corp: 15/3742b exec/s: 0 rss: 31Mb\n\
             #130410\tDONE   cov: 2509 ft: 4318 corp: 674/180Kb lim: 4096 exec/s: 14490 rss: 32Mb\n\
             Done 130410 runs in 9 second(s)\n",
        );
        assert_eq!(report.to_string(), "130410 runs in 9 s, 2509 edges reached by 674 inputs");
        assert_eq!((report.panic(), report.harmful_input()), (None, None));
    }

    #[test]
    fn harm_is_told_with_its_place_and_its_input() {
        let report = Report::new(
            "\nthread '<unnamed>' (7) panicked at crates/onboarding/src/x.rs:1:2:\nnot so\nstack backtrace:\n   0: a\n\
             artifact_prefix='c/'; Test unit written to c/crash-ed8b\nBase64: MDAg\n",
        );
        assert_eq!(report.panic(), Some("panicked at crates/onboarding/src/x.rs:1:2:\nnot so"));
        assert_eq!(report.harmful_input(), Some("c/crash-ed8b"));
    }
}
