//! What is wrong with a field, in words that say how to put it right.

use super::{Context, Field, FieldKind};
use crate::calendar::DateProblem;
use crate::decimal::Decimal;
use crate::id::DataPointId;
use crate::text::{Locale, Text};

/// One field and what is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The field.
    pub field: DataPointId,
    /// What is wrong.
    pub fault: Fault,
}

/// What can be wrong with what was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Nothing was typed or chosen.
    Required,
    /// It cannot be read as what it should be.
    Format,
    /// It is none of the choices.
    Choice,
    /// A value that was known before is not among the choices any more.
    NotOffered(String),
    /// More characters than allowed.
    TooLong {
        /// Allowed.
        most: usize,
        /// Typed.
        length: usize,
    },
    /// Fewer characters than asked for.
    TooShort {
        /// Asked for.
        fewest: usize,
        /// Typed.
        length: usize,
    },
    /// Below the smallest value, which is shown as the lead writes it.
    BelowMin(String),
    /// Above the largest value.
    AboveMax(String),
    /// More digits after the point than there can be.
    FractionDigits(usize),
    /// No date.
    Date(DateProblem),
    /// No time of day.
    Time,
    /// A time that daylight saving skips.
    SkippedTime,
    /// Files are still on their way to the back-end.
    StillSending,
    /// Files could not be sent.
    NotSent,
    /// Several files where one is asked for.
    TooManyFiles,
    /// The back-end refused it (contract, section 3, 422): its code, and its own words where it has any.
    Refused {
        /// `Required`, `TooLong`, `Format`, `Range`, `Type`, `Size` or one yet unknown.
        code: String,
        /// A sentence for the lead.
        message: Option<String>,
    },
}

impl Fault {
    /// The sentence that stands at the field and in the summary.
    pub fn sentence(&self, field: &Field, context: &Context) -> String {
        let say = |text: Text, parts: &[&str]| text.fill(context.locale, parts);
        let label = field.label.as_str();
        match self {
            Self::Required => required(field, context.locale),
            Self::Format => wrong_format(field, context),
            Self::Choice => say(CHOOSE, &[label]),
            Self::NotOffered(value) => {
                let text = if field.kind == FieldKind::MultipleChoice { UNTICK } else { CHOOSE_ANOTHER };
                say(text, &[label, &field.shown_choice(value, context)])
            }
            Self::TooLong { most, length } => say(TOO_LONG, &[label, &most.to_string(), &length.to_string()]),
            Self::TooShort { fewest, length } => say(TOO_SHORT, &[label, &fewest.to_string(), &length.to_string()]),
            Self::BelowMin(min) if is_day(field) => say(NOT_BEFORE, &[label, min]),
            Self::AboveMax(max) if is_day(field) => say(NOT_AFTER, &[label, max]),
            Self::BelowMin(min) => say(AT_LEAST, &[label, min]),
            Self::AboveMax(max) => say(AT_MOST, &[label, max]),
            Self::FractionDigits(0) => say(WHOLE, &[label]),
            Self::FractionDigits(digits) => say(FRACTION, &[label, &digits.to_string(), &example(context, *digits)]),
            Self::Date(DateProblem::Incomplete) => say(DATE_INCOMPLETE, &[label]),
            Self::Date(DateProblem::YearDigits) => say(YEAR_DIGITS, &[label]),
            Self::Date(DateProblem::NotReal) => say(DATE_NOT_REAL, &[label, context.date_example()]),
            Self::Time => say(TIME, &[label]),
            Self::SkippedTime => say(SKIPPED_TIME, &[label]),
            Self::StillSending => say(STILL_SENDING, &[label]),
            Self::NotSent => say(NOT_SENT, &[label]),
            Self::TooManyFiles => say(TOO_MANY_FILES, &[label]),
            Self::Refused { message: Some(message), .. } => message.clone(),
            Self::Refused { code, message: None } => match code.as_str() {
                "Required" => required(field, context.locale),
                "TooLong" => say(REFUSED_LONG, &[label]),
                "Range" => say(REFUSED_RANGE, &[label]),
                "Size" => say(REFUSED_SIZE, &[label]),
                "Type" if field.kind == FieldKind::Document => say(REFUSED_TYPE, &[label]),
                "Format" | "Type" => wrong_format(field, context),
                _ => say(REFUSED, &[label]),
            },
        }
    }
}

/// `Yes` or `No`.
pub fn yes_or_no(yes: bool, locale: Locale) -> &'static str {
    let text = if yes { Text { en: "Yes", fr: "Oui" } } else { Text { en: "No", fr: "Non" } };
    text.say(locale)
}

fn required(field: &Field, locale: Locale) -> String {
    let text = match field.kind {
        FieldKind::Choice | FieldKind::Country | FieldKind::MultipleChoice | FieldKind::Boolean => CHOOSE,
        FieldKind::Document if field.multiple => ADD_FILES,
        FieldKind::Document => ADD_FILE,
        _ => FILL_IN,
    };
    text.fill(locale, &[&field.label])
}

fn wrong_format(field: &Field, context: &Context) -> String {
    let label = field.label.as_str();
    let say = |text: Text, parts: &[&str]| text.fill(context.locale, parts);
    match field.kind {
        FieldKind::Email => say(EMAIL, &[label]),
        FieldKind::Phone => say(PHONE, &[label]),
        FieldKind::Url => say(WEB_ADDRESS, &[label]),
        FieldKind::Integer => say(WHOLE, &[label]),
        FieldKind::Decimal | FieldKind::Amount => say(NUMBER, &[label, &example(context, 2)]),
        FieldKind::Date | FieldKind::DateTime => say(DATE_NOT_REAL, &[label, context.date_example()]),
        _ => say(WRONG_FORMAT, &[label]),
    }
}

fn is_day(field: &Field) -> bool {
    matches!(field.kind, FieldKind::Date | FieldKind::DateTime)
}

fn example(context: &Context, digits: usize) -> String {
    let number = Decimal::from_canonical("1234.5").map(|number| number.with_fraction_digits(digits));
    number.map_or_else(String::new, |number| context.show_number(&number))
}

const FILL_IN: Text = Text { en: "Fill in “{}”.", fr: "Remplissez « {} »." };
const CHOOSE: Text = Text { en: "Choose an answer for “{}”.", fr: "Choisissez une réponse pour « {} »." };
const ADD_FILE: Text = Text { en: "Add a file for “{}”.", fr: "Ajoutez un fichier pour « {} »." };
const ADD_FILES: Text =
    Text { en: "Add at least one file for “{}”.", fr: "Ajoutez au moins un fichier pour « {} »." };
const STILL_SENDING: Text = Text {
    en: "Files for “{}” are still being sent. Wait until they have arrived, or remove them.",
    fr: "Des fichiers pour « {} » sont encore en cours d’envoi. Attendez qu’ils soient arrivés, ou retirez-les.",
};
const NOT_SENT: Text = Text {
    en: "A file for “{}” could not be sent. Try again, or remove it.",
    fr: "Un fichier pour « {} » n’a pas pu être envoyé. Réessayez, ou retirez-le.",
};
const TOO_MANY_FILES: Text = Text {
    en: "“{}” takes one file. Keep one and remove the others.",
    fr: "« {} » n’accepte qu’un fichier. Gardez-en un et retirez les autres.",
};
const CHOOSE_ANOTHER: Text = Text {
    en: "“{}”: “{}” is no longer offered. Choose another answer.",
    fr: "« {} » : « {} » n’est plus proposé. Choisissez une autre réponse.",
};
const UNTICK: Text = Text {
    en: "“{}”: “{}” is no longer offered. Untick it.",
    fr: "« {} » : « {} » n’est plus proposé. Décochez-le.",
};
const SKIPPED_TIME: Text = Text {
    en: "“{}”: this time does not exist on that day, because the clocks go forward. Choose an earlier or a later time.",
    fr: "« {} » : cette heure n’existe pas ce jour-là, car on passe à l’heure d’été. Choisissez une heure plus tôt ou plus tard.",
};
const TOO_LONG: Text = Text {
    en: "“{}” can have {} characters at most; it has {} now.",
    fr: "« {} » peut compter {} caractères au plus ; il y en a {} pour l’instant.",
};
const TOO_SHORT: Text = Text {
    en: "“{}” needs at least {} characters; it has {} now.",
    fr: "« {} » doit compter au moins {} caractères ; il y en a {} pour l’instant.",
};
const NOT_BEFORE: Text = Text { en: "“{}” must be {} or later.", fr: "« {} » doit être le {} ou après." };
const NOT_AFTER: Text = Text { en: "“{}” must be {} or earlier.", fr: "« {} » doit être le {} ou avant." };
const AT_LEAST: Text =
    Text { en: "“{}” must be {} or more.", fr: "« {} » doit être supérieur ou égal à {}." };
const AT_MOST: Text =
    Text { en: "“{}” must be {} or less.", fr: "« {} » doit être inférieur ou égal à {}." };
const WHOLE: Text =
    Text { en: "“{}” must be a whole number, like 12.", fr: "« {} » doit être un nombre entier, comme 12." };
const NUMBER: Text =
    Text { en: "“{}” must be a number, like {}.", fr: "« {} » doit être un nombre, comme {}." };
const FRACTION: Text = Text {
    en: "“{}” can have {} decimals at most, like {}.",
    fr: "« {} » peut avoir {} décimales au plus, comme {}.",
};
const DATE_INCOMPLETE: Text = Text {
    en: "“{}” needs a day, a month and a year.",
    fr: "« {} » doit comporter un jour, un mois et une année.",
};
const YEAR_DIGITS: Text = Text {
    en: "The year in “{}” needs four digits, like 1984.",
    fr: "L’année de « {} » doit avoir quatre chiffres, comme 1984.",
};
const DATE_NOT_REAL: Text = Text {
    en: "“{}” must be a date that exists, like {}.",
    fr: "« {} » doit être une date qui existe, comme {}.",
};
const TIME: Text =
    Text { en: "“{}” needs a time of day, like 14:05.", fr: "« {} » doit comporter une heure, comme 14:05." };
const EMAIL: Text = Text {
    en: "“{}” must be an e-mail address, like name@example.com.",
    fr: "« {} » doit être une adresse e-mail, comme nom@exemple.fr.",
};
const PHONE: Text = Text {
    en: "“{}” must be a phone number, like +44 20 7946 0958.",
    fr: "« {} » doit être un numéro de téléphone, comme +33 1 99 00 12 34.",
};
const WEB_ADDRESS: Text = Text {
    en: "“{}” must be a web address, like https://www.example.com.",
    fr: "« {} » doit être une adresse web, comme https://www.exemple.fr.",
};
const WRONG_FORMAT: Text =
    Text { en: "“{}” is not in the right format.", fr: "« {} » n’a pas le bon format." };
const REFUSED_LONG: Text = Text { en: "“{}” is too long.", fr: "« {} » est trop long." };
const REFUSED_RANGE: Text = Text {
    en: "“{}” is outside what can be accepted.",
    fr: "« {} » est en dehors de ce qui peut être accepté.",
};
const REFUSED_SIZE: Text = Text {
    en: "A file for “{}” is too large. Remove it and add a smaller one.",
    fr: "Un fichier pour « {} » est trop volumineux. Retirez-le et ajoutez-en un plus petit.",
};
const REFUSED_TYPE: Text = Text {
    en: "A file for “{}” is of a type that cannot be accepted. Remove it and add another one.",
    fr: "Le type d’un fichier pour « {} » ne peut pas être accepté. Retirez-le et ajoutez-en un autre.",
};
const REFUSED: Text = Text {
    en: "“{}” was not accepted. Check it and try again.",
    fr: "« {} » n’a pas été accepté. Vérifiez et réessayez.",
};
