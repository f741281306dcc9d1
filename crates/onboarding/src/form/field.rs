//! One field of a form: what it asks, its rules, and how a known value looks in it.

use super::check::yes_or_no;
use super::{Context, Draft, Entry, Value};
use crate::calendar::{Date, DateTime};
use crate::decimal::{Decimal, minor_digits};
use crate::id::DataPointId;
use crate::text::Text;

/// A field (contract, section 3, "Field").
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// The data point that it asks for.
    pub id: DataPointId,
    /// What it is called, as the integrator wrote it.
    pub label: String,
    /// A sentence that helps to answer.
    pub help: Option<String>,
    /// What can be typed or chosen.
    pub kind: FieldKind,
    /// Whether the form can be sent without it.
    pub required: bool,
    /// Whether it only shows what is known.
    pub read_only: bool,
    /// The autofill token (HTML standard, "Autofill"), where the integrator gives one.
    pub autocomplete: Option<String>,
    /// The smallest number, amount, date or time, canonical.
    pub min: Option<String>,
    /// The largest.
    pub max: Option<String>,
    /// The fewest characters.
    pub min_length: Option<usize>,
    /// The most characters.
    pub max_length: Option<usize>,
    /// A regular expression that the whole text matches (HTML standard, `pattern`).
    pub pattern: Option<String>,
    /// The currency of an amount (ISO 4217).
    pub currency: Option<String>,
    /// What can be chosen.
    pub choices: Vec<Choice>,
    /// What kinds of files are taken (HTML standard, `accept`); any, where nothing is named.
    pub accept: Vec<String>,
    /// The most bytes of one file.
    pub max_bytes: Option<u64>,
    /// Whether it takes several files.
    pub multiple: bool,
    /// The field is asked only when this holds.
    pub visible_if: Option<Condition>,
}

/// What can be typed or chosen in a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FieldKind {
    /// One line.
    Text,
    /// Several lines.
    LongText,
    /// An e-mail address.
    Email,
    /// A telephone number.
    Phone,
    /// A web address.
    Url,
    /// One of the choices.
    Choice,
    /// A country, by its ISO 3166-1 alpha-2 code.
    Country,
    /// A whole number.
    Integer,
    /// A number.
    Decimal,
    /// A sum of money.
    Amount,
    /// A day.
    Date,
    /// A day and a time.
    DateTime,
    /// Yes or no.
    Boolean,
    /// Any of the choices.
    MultipleChoice,
    /// Files.
    Document,
    /// A kind that cannot be filled in here; it is shown as such and never blocks the rest.
    Unsupported,
}

/// One thing to choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What is sent.
    pub value: String,
    /// What is shown.
    pub label: String,
}

/// Shows a field only while a data point has one of some values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    /// The data point that decides.
    pub data_point: DataPointId,
    /// Any of these, canonical.
    pub equals: Vec<String>,
}

impl FieldKind {
    /// By the name that the wire uses; unknown names are shown as unsupported.
    pub fn from_name(name: &str) -> Self {
        match name {
            "Text" => Self::Text,
            "LongText" => Self::LongText,
            "Email" => Self::Email,
            "Phone" => Self::Phone,
            "URL" => Self::Url,
            "Choice" => Self::Choice,
            "Country" => Self::Country,
            "Integer" => Self::Integer,
            "Decimal" => Self::Decimal,
            "Amount" => Self::Amount,
            "Date" => Self::Date,
            "DateTime" => Self::DateTime,
            "Boolean" => Self::Boolean,
            "MultipleChoice" => Self::MultipleChoice,
            "Document" => Self::Document,
            _ => Self::Unsupported,
        }
    }
}

impl Field {
    /// Whether somebody can fill it in here.
    pub fn is_writable(&self) -> bool {
        !self.read_only && self.kind != FieldKind::Unsupported
    }

    /// What the field holds when it is emptied.
    pub(super) fn blank(&self) -> Entry {
        let nothing = String::new;
        match self.kind {
            FieldKind::Date | FieldKind::DateTime => {
                Entry::Date { day: nothing(), month: nothing(), year: nothing(), time: nothing() }
            }
            FieldKind::MultipleChoice => Entry::Many(Vec::new()),
            FieldKind::Document => Entry::Documents { held: Vec::new(), under_way: 0, failed: 0 },
            _ => Entry::Text(nothing()),
        }
    }

    /// The label of a chosen value; the value itself where there is none.
    pub fn choice_label<'a>(&'a self, value: &'a str) -> &'a str {
        self.choices.iter().find(|choice| choice.value == value).map_or(value, |choice| &choice.label)
    }

    /// What the field holds and does not offer any more: shown as further choices, each with a word about it.
    pub fn unoffered(&self, entry: Option<&Entry>, context: &Context) -> Vec<Choice> {
        let held: Vec<&str> = match (self.kind, entry) {
            (FieldKind::Choice | FieldKind::Country, Some(Entry::Text(value))) => vec![value],
            (FieldKind::MultipleChoice, Some(Entry::Many(values))) => values.iter().map(String::as_str).collect(),
            _ => Vec::new(),
        };
        let offered = |value: &&str| match self.kind {
            FieldKind::Country => self.country(value).is_ok(),
            _ => self.offered(value).is_ok(),
        };
        let unoffered = held.into_iter().filter(|value| !value.trim().is_empty() && !offered(value));
        let choice = |value: &str| {
            let label = NO_LONGER_OFFERED.fill(context.locale, &[&self.shown_choice(value, context)]);
            Choice { value: value.to_owned(), label }
        };
        unoffered.map(choice).collect()
    }

    /// A value of a choice in words.
    pub(super) fn shown_choice(&self, value: &str, context: &Context) -> String {
        match self.kind {
            FieldKind::Country => (context.country_name)(value),
            _ => self.choice_label(value).to_owned(),
        }
    }

    /// How a known value stands in the field; `None` where it cannot. Integrators register values as text only, so text
    /// is read by the field's kind.
    pub(super) fn entry_of(&self, value: &Value, context: &Context) -> Option<Entry> {
        let plain = value.plain();
        let first = || plain.first().cloned().unwrap_or_default();
        let text = match self.kind {
            FieldKind::Document => {
                let Value::Documents(held) = value else { return None };
                let entry = Entry::Documents { held: held.clone(), under_way: 0, failed: 0 };
                return (!entry.is_blank()).then_some(entry);
            }
            FieldKind::MultipleChoice => {
                // What is not offered any more stays visible: it must be neither lost nor sent unseen.
                return (!plain.is_empty()).then_some(Entry::Many(plain));
            }
            FieldKind::Date => return Date::from_canonical(&first()).map(|date| date_entry(date, String::new())),
            FieldKind::DateTime => {
                let local = DateTime::from_canonical(&first())?.to_local(context.offset_at);
                return Some(date_entry(local.date, local.time_typed()));
            }
            FieldKind::Integer | FieldKind::Decimal => Decimal::from_canonical(&first())?.to_typed(&context.numbers),
            FieldKind::Amount => {
                let currency = self.currency_of(value);
                if currency != self.currency.as_deref() {
                    // A sum in another currency must not be taken for one in the field's own.
                    return None;
                }
                let digits = minor_digits(currency.unwrap_or_default());
                Decimal::from_canonical(&first())?.with_fraction_digits(digits).to_typed(&context.numbers)
            }
            FieldKind::Boolean => first().to_ascii_lowercase(),
            _ => first(),
        };
        let entry = Entry::Text(text);
        // What is neither yes nor no could be seen by nobody.
        let shown = self.kind != FieldKind::Boolean || self.read(Some(&entry), context).is_ok();
        (shown && !entry.is_blank()).then_some(entry)
    }

    /// An amount whose field names no currency stays in the one that it has.
    pub(crate) fn adopt_currency(&mut self, value: Option<&Value>) {
        if let (FieldKind::Amount, None, Some(Value::Amount(_, currency))) = (self.kind, &self.currency, value) {
            self.currency = Some(currency.clone());
        }
    }

    /// A value in words, for reading.
    pub fn show(&self, value: &Value, context: &Context) -> String {
        if let Value::Documents(documents) = value {
            let lines: Vec<String> = documents.iter().map(|document| document.show(context)).collect();
            return lines.join("\n");
        }
        let plain = value.plain();
        let first = plain.first().map_or("", String::as_str);
        let shown = match self.kind {
            FieldKind::Integer | FieldKind::Decimal => {
                Decimal::from_canonical(first).map(|number| context.show_number(&number))
            }
            FieldKind::Amount => Decimal::from_canonical(first).map(|number| {
                let currency = self.currency_of(value).unwrap_or_default();
                context.show_money(&number.with_fraction_digits(minor_digits(currency)), currency)
            }),
            FieldKind::Date => Date::from_canonical(first).map(|date| context.show_date(date)),
            FieldKind::DateTime => DateTime::from_canonical(first).map(|time| context.show_time(time)),
            FieldKind::Country => Some((context.country_name)(first)),
            FieldKind::Boolean => yes_or_no(&first.to_ascii_lowercase())
                .map(|yes| super::problem::yes_or_no(yes, context.locale).to_owned()),
            FieldKind::Choice | FieldKind::MultipleChoice => {
                let labels: Vec<&str> = plain.iter().map(|value| self.choice_label(value)).collect();
                Some(context.show_list(&labels))
            }
            _ => None,
        };
        shown.unwrap_or_else(|| context.show_list(&plain))
    }

    /// The value of what is typed, as far as it can be read; for conditions.
    pub(super) fn typed_value(&self, draft: &Draft, context: &Context) -> Option<Value> {
        let entry = draft.get(self.id);
        let value = match (self.kind, entry) {
            // Also what is not offered any more: it is chosen, and stays so if nobody changes it.
            (FieldKind::Choice | FieldKind::Country, Some(Entry::Text(chosen))) if !chosen.trim().is_empty() => {
                Some(Value::Text(chosen.clone()))
            }
            (FieldKind::MultipleChoice, Some(Entry::Many(chosen))) if !chosen.is_empty() => {
                Some(Value::Texts(chosen.clone()))
            }
            _ => self.read(entry, context).ok().flatten(),
        };
        let unticked = (self.kind == FieldKind::Boolean && !self.required).then_some(Value::Boolean(false));
        value.or(unticked)
    }

    /// What taking a known value back is sent as; `None`: null.
    pub(super) fn emptied(&self) -> Option<Value> {
        (self.kind == FieldKind::Document).then(|| Value::Documents(Vec::new()))
    }

    fn currency_of<'a>(&'a self, value: &'a Value) -> Option<&'a str> {
        match value {
            Value::Amount(_, currency) => Some(currency),
            _ => self.currency.as_deref(),
        }
    }
}

const NO_LONGER_OFFERED: Text = Text {
    en: "{} (no longer offered)",
    fr: "{} (n’est plus disponible)",
    de: "{} (nicht mehr auswählbar)",
    es: "{} (ya no está disponible)",
    ar: "‏{} (لم يعد متاحا)",
};

fn date_entry(date: Date, time: String) -> Entry {
    let (day, month, year) = date.parts();
    Entry::Date { day, month, year, time }
}
