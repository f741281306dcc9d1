//! The one error of these commands: a sentence for a person, with the next step in it.

use std::fmt;

/// Why a command could not go on, in words for the person who called it.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Failure(String);

/// A result whose error is ready to be shown.
pub(crate) type Result<T> = std::result::Result<T, Failure>;

impl Failure {
    /// Takes a finished sentence (or a few), closing full stop included.
    pub(crate) fn new(sentence: impl Into<String>) -> Self {
        Self(sentence.into())
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// Turns an error of the operating system into a sentence: "Cannot WHAT: REASON."
pub(crate) trait OrFail<T> {
    /// `what` completes "Cannot …", for example "read Cargo.lock".
    fn or_cannot(self, what: impl FnOnce() -> String) -> Result<T>;
}

impl<T, E: fmt::Display> OrFail<T> for std::result::Result<T, E> {
    fn or_cannot(self, what: impl FnOnce() -> String) -> Result<T> {
        self.map_err(|error| Failure::new(format!("Cannot {}: {error}.", what())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_of_the_system_becomes_a_sentence() {
        let outcome: std::result::Result<(), _> = Err("permission denied");
        assert_eq!(
            outcome.or_cannot(|| "write data/sandbox.db".to_owned()),
            Err(Failure::new("Cannot write data/sandbox.db: permission denied."))
        );
    }
}
