//! Signing documents on this page: a typed name or a drawn signature, the consent, and the check that turns both into
//! an answer.

mod strokes;

use serde_json::{Value as Json, json};

pub use strokes::{HEIGHT, Point, Strokes, WIDTH};

use crate::activity::Answer;
use crate::document::{self, Document, Obstacle, Standing, obstacles};
use crate::id::DocumentId;
use crate::text::{Locale, Text};

/// What is to be signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signing {
    /// The documents, in their order.
    pub documents: Vec<Document>,
    /// What the lead agrees to, in the company's words.
    pub consent: Option<String>,
}

/// How somebody signs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Method {
    /// By typing their name: by keyboard alone, too.
    #[default]
    Typed,
    /// By drawing, with their name beside it.
    Drawn,
}

/// What was typed, drawn and ticked so far. Another method keeps what belongs to the one before.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    /// How they sign.
    pub method: Method,
    /// Their name, as typed.
    pub name: String,
    /// What they drew.
    pub strokes: Strokes,
    /// Whether they agree.
    pub consent: bool,
}

/// Why this cannot be signed yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// A document stands in the way.
    Document(Obstacle),
    /// No name was typed.
    NameMissing,
    /// What was typed has no letter in it.
    NameWithoutLetter,
    /// More characters than a name can have.
    NameTooLong,
    /// Nothing was drawn.
    NothingDrawn,
    /// A dot or a tick, but no signature.
    TooLittleDrawn,
    /// The box is not ticked.
    NoConsent,
}

/// The most characters that a name can have (contract, `Signature.Text`).
pub const LONGEST_NAME: usize = 200;

impl Signing {
    /// What the lead agrees to.
    pub fn consent(&self, locale: Locale) -> String {
        self.consent.clone().unwrap_or_else(|| CONSENT.say(locale).to_owned())
    }

    /// Checks everything, given how far the page has come with each document.
    ///
    /// # Errors
    /// All problems, in the order of the page.
    pub fn check(
        &self,
        draft: &Draft,
        standing: impl Fn(&DocumentId) -> Standing,
        locale: Locale,
    ) -> Result<Answer, Vec<Problem>> {
        let obstacles = obstacles(&self.documents, standing, locale).into_iter().map(Problem::Document);
        let problems: Vec<Problem> = obstacles
            .chain(draft.name_problem())
            .chain(draft.drawing_problem())
            .chain(draft.consent_problem())
            .collect();
        if problems.is_empty() { Ok(self.answer(draft)) } else { Err(problems) }
    }

    /// The completion body (contract, section 3, `Signature`). A hash that is sent back is that of what was shown.
    fn answer(&self, draft: &Draft) -> Answer {
        let mut signature = json!({ "Method": "Typed", "Text": draft.trimmed_name() });
        if draft.method == Method::Drawn {
            signature["Method"] = Json::from("Drawn");
            signature["Strokes"] = draft.strokes.to_json();
        }
        let answer = Answer::new([("Signature", signature), ("Consent", Json::Bool(true))]);
        match document::hashes(&self.documents) {
            Some(hashes) => answer.with("Documents", hashes),
            None => answer,
        }
    }
}

impl Draft {
    /// The name without white space around it.
    pub fn trimmed_name(&self) -> &str {
        self.name.trim()
    }

    fn name_problem(&self) -> Option<Problem> {
        let name = self.trimmed_name();
        if name.is_empty() {
            return Some(Problem::NameMissing);
        }
        if !name.chars().any(char::is_alphabetic) {
            return Some(Problem::NameWithoutLetter);
        }
        (name.chars().count() > LONGEST_NAME).then_some(Problem::NameTooLong)
    }

    fn drawing_problem(&self) -> Option<Problem> {
        if self.method == Method::Typed || self.strokes.is_signature() {
            return None;
        }
        Some(if self.strokes.is_empty() { Problem::NothingDrawn } else { Problem::TooLittleDrawn })
    }

    fn consent_problem(&self) -> Option<Problem> {
        (!self.consent).then_some(Problem::NoConsent)
    }
}

impl Problem {
    /// The sentence that stands at its place and in the summary.
    pub fn sentence(&self, locale: Locale) -> String {
        let text = match self {
            Self::Document(obstacle) => return obstacle.sentence(locale),
            Self::NameMissing => NAME_MISSING,
            Self::NameWithoutLetter => NAME_WITHOUT_LETTER,
            Self::NameTooLong => return NAME_TOO_LONG.fill(locale, &[&LONGEST_NAME.to_string()]),
            Self::NothingDrawn => NOTHING_DRAWN,
            Self::TooLittleDrawn => TOO_LITTLE_DRAWN,
            Self::NoConsent => NO_CONSENT,
        };
        text.say(locale).to_owned()
    }
}

const CONSENT: Text = Text {
    en: "I have read this and agree to sign it electronically.",
    fr: "J’ai lu le ou les documents ci-dessus et j’accepte de les signer électroniquement.",
    de: "Ich habe das gelesen und bin damit einverstanden, es elektronisch zu unterschreiben.",
    es: "He leído lo anterior y acepto firmarlo electrónicamente.",
    ar: "أقر بأنني قرأت ما ورد أعلاه وأوافق على توقيعه إلكترونيا.",
};
const NAME_MISSING: Text = Text {
    en: "Type your full name.",
    fr: "Saisissez votre nom complet.",
    de: "Geben Sie Ihren vollständigen Namen ein.",
    es: "Escriba su nombre completo.",
    ar: "يُرجى كتابة اسمك الكامل.",
};
const NAME_WITHOUT_LETTER: Text = Text {
    en: "Type your name in letters, as you sign with it.",
    fr: "Votre nom doit contenir des lettres : saisissez-le tel que vous signez.",
    de: "Geben Sie Ihren Namen in Buchstaben ein, so wie Sie unterschreiben.",
    es: "Su nombre debe contener letras: escríbalo tal como firma.",
    ar: "يُرجى كتابة اسمك بالأحرف، كما يظهر في توقيعك.",
};
const NAME_TOO_LONG: Text = Text {
    en: "Your name can have {} characters at most.",
    fr: "Votre nom peut compter {} caractères au plus.",
    de: "Ihr Name darf höchstens {} Zeichen haben.",
    es: "Su nombre puede tener {} caracteres como máximo.",
    ar: "الحد الأقصى لعدد أحرف الاسم هو {}.",
};
const NOTHING_DRAWN: Text = Text {
    en: "Draw your signature, or choose to type your name instead.",
    fr: "Dessinez votre signature ou choisissez plutôt de saisir votre nom.",
    de: "Zeichnen Sie Ihre Unterschrift oder geben Sie stattdessen Ihren Namen ein.",
    es: "Dibuje su firma o elija escribir su nombre.",
    ar: "يُرجى رسم توقيعك، أو اختيار كتابة اسمك بدلا من ذلك.",
};
const TOO_LITTLE_DRAWN: Text = Text {
    en: "This is too little for a signature. Draw all of it.",
    fr: "C’est trop peu pour une signature. Dessinez-la en entier.",
    de: "Das ist zu wenig für eine Unterschrift. Zeichnen Sie sie bitte vollständig.",
    es: "Es muy poco para una firma. Dibújela entera.",
    ar: "هذا لا يكفي ليكون توقيعا. يُرجى رسم التوقيع كاملا.",
};
const NO_CONSENT: Text = Text {
    en: "Tick the box if you agree.",
    fr: "Cochez la case si vous êtes d’accord.",
    de: "Setzen Sie das Häkchen, wenn Sie einverstanden sind.",
    es: "Marque la casilla si está de acuerdo.",
    ar: "في حال موافقتك، يُرجى وضع علامة في المربع.",
};

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::document::{Address, Hash};

    fn contract(hash: Option<&str>) -> Signing {
        let document = Document {
            id: DocumentId::new("9007199254740993").unwrap(),
            name: "contract.pdf".to_owned(),
            address: Address::parse("/contract.pdf"),
            hash: hash.map(Hash::new),
        };
        Signing { documents: vec![document], consent: None }
    }

    fn typed(name: &str) -> Draft {
        Draft { name: name.to_owned(), consent: true, ..Draft::default() }
    }

    fn drawn(points: &[(i32, i32)]) -> Draft {
        let mut draft = Draft { method: Method::Drawn, ..typed("John Doe") };
        for (number, (x, y)) in points.iter().enumerate() {
            let point = Point::at(*x, *y);
            if number == 0 { draft.strokes.begin(point) } else { draft.strokes.extend(point) }
        }
        draft
    }

    fn check(draft: &Draft) -> Result<String, Vec<Problem>> {
        let checked = contract(None).check(draft, |_| Standing::Here, Locale::English);
        checked.map(|answer| answer.to_body(0))
    }

    #[test]
    fn a_typed_name_is_trimmed_and_has_a_letter() {
        for name in ["John Doe", "  John Doe\t", "\u{a0}John Doe "] {
            let body = check(&typed(name)).unwrap();
            assert_eq!(body, r#"{"Consent":true,"Signature":{"Method":"Typed","Text":"John Doe"},"TimeSpent":0}"#);
        }
        assert!(check(&typed("李")).is_ok() && check(&typed(&"é".repeat(LONGEST_NAME))).is_ok());
        for (name, problem) in [
            ("", Problem::NameMissing),
            (" \t\u{a0}", Problem::NameMissing),
            ("1234", Problem::NameWithoutLetter),
            ("---", Problem::NameWithoutLetter),
            (&*"é".repeat(LONGEST_NAME + 1), Problem::NameTooLong),
        ] {
            assert_eq!(check(&typed(name)), Err(vec![problem]), "{name:?}");
        }
    }

    #[test]
    fn a_drawing_goes_with_the_name_and_a_dot_is_none() {
        let body = check(&drawn(&[(10, 20), (200, 30)])).unwrap();
        assert!(body.contains(r#""Signature":{"Method":"Drawn","Strokes":[[[10,20],[200,30]]],"Text":"John Doe"}"#));
        assert_eq!(check(&drawn(&[])), Err(vec![Problem::NothingDrawn]));
        assert_eq!(check(&drawn(&[(10, 20)])), Err(vec![Problem::TooLittleDrawn]));
        assert_eq!(check(&drawn(&[(10, 20), (20, 20)])), Err(vec![Problem::TooLittleDrawn]));
        let nameless = Draft { name: String::new(), ..drawn(&[(10, 20), (200, 30)]) };
        assert_eq!(check(&nameless), Err(vec![Problem::NameMissing]));
    }

    #[test]
    fn another_method_keeps_what_was_drawn_and_sends_only_what_belongs_to_it() {
        let typed = Draft { method: Method::Typed, ..drawn(&[(10, 20)]) };
        assert!(!check(&typed).unwrap().contains("Strokes"));
        assert!(!typed.strokes.is_empty());
    }

    #[test]
    fn nothing_is_signed_without_consent() {
        let draft = Draft { consent: false, ..drawn(&[]) };
        assert_eq!(check(&draft), Err(vec![Problem::NothingDrawn, Problem::NoConsent]));
    }

    #[test]
    fn a_changed_document_is_not_signed_and_a_shown_one_is_named_by_its_hash() {
        let signing = contract(Some("sha256:00"));
        let problems = signing.check(&typed("John Doe"), |_| Standing::Changed, Locale::English).unwrap_err();
        assert_eq!(
            problems[0].sentence(Locale::English),
            "“contract.pdf” is not the document that was meant for you. Load it again."
        );
        let body = signing.check(&typed("John Doe"), |_| Standing::Here, Locale::English).unwrap().to_body(0);
        assert!(body.contains(r#""Documents":[{"Hash":"sha256:00","Id":9007199254740993}]"#), "{body}");
    }
}
