//! Documents to read, and the statement that the lead makes about them.

use serde_json::Value as Json;

use crate::activity::Answer;
use crate::document::{Document, Obstacle, Standing, obstacles};
use crate::id::DocumentId;
use crate::text::{Locale, Text};

/// What is to be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The documents, in their order.
    pub documents: Vec<Document>,
    /// What the lead acknowledges, in the company's words.
    pub statement: Option<String>,
}

/// Why this cannot be acknowledged yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// A document stands in the way.
    Document(Obstacle),
    /// The box is not ticked.
    NotAcknowledged,
}

impl Reading {
    /// What the lead acknowledges.
    pub fn statement(&self, locale: Locale) -> String {
        self.statement.clone().unwrap_or_else(|| STATEMENT.say(locale).to_owned())
    }

    /// Checks everything, given how far the page has come with each document.
    ///
    /// # Errors
    /// All problems, in the order of the page.
    pub fn check(
        &self,
        acknowledged: bool,
        standing: impl Fn(&DocumentId) -> Standing,
        locale: Locale,
    ) -> Result<Answer, Vec<Problem>> {
        let obstacles = obstacles(&self.documents, standing, locale).into_iter().map(Problem::Document);
        let problems: Vec<Problem> = obstacles.chain((!acknowledged).then_some(Problem::NotAcknowledged)).collect();
        if problems.is_empty() { Ok(Answer::new([("Acknowledged", Json::Bool(true))])) } else { Err(problems) }
    }
}

impl Problem {
    /// The sentence that stands at its place and in the summary.
    pub fn sentence(&self, locale: Locale) -> String {
        match self {
            Self::Document(obstacle) => obstacle.sentence(locale),
            Self::NotAcknowledged => NOT_ACKNOWLEDGED.say(locale).to_owned(),
        }
    }
}

const STATEMENT: Text = Text {
    en: "I have read this.",
    fr: "J’ai lu ce qui précède.",
    de: "Ich habe das gelesen.",
    es: "He leído lo anterior.",
    ar: "أقر بأنني قرأت ما ورد أعلاه.",
};
const NOT_ACKNOWLEDGED: Text = Text {
    en: "Tick the box when you have read everything.",
    fr: "Cochez la case après avoir tout lu.",
    de: "Setzen Sie das Häkchen, wenn Sie alles gelesen haben.",
    es: "Marque la casilla cuando lo haya leído todo.",
    ar: "يُرجى وضع علامة في المربع بعد قراءة كل شيء.",
};

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::document::Address;

    fn terms() -> Reading {
        let document = Document {
            id: DocumentId::new("1").unwrap(),
            name: "terms.txt".to_owned(),
            address: Address::parse("/terms.txt"),
            hash: None,
        };
        Reading { documents: vec![document], statement: None }
    }

    #[test]
    fn what_was_read_and_ticked_is_acknowledged() {
        let answer = terms().check(true, |_| Standing::Here, Locale::English).unwrap();
        assert_eq!(answer.to_body(7), r#"{"Acknowledged":true,"TimeSpent":7}"#);
    }

    #[test]
    fn what_was_not_seen_or_not_ticked_is_not() {
        let problems = terms().check(false, |_| Standing::Changed, Locale::English).unwrap_err();
        let sentences: Vec<String> = problems.iter().map(|problem| problem.sentence(Locale::English)).collect();
        assert_eq!(
            sentences,
            [
                "“terms.txt” is not the document that was meant for you. Load it again.",
                "Tick the box when you have read everything."
            ]
        );
    }
}
