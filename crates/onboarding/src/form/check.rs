//! From what was typed to a value, or to the one thing that is wrong with it.

use std::cmp::Ordering;

use super::{Context, Entry, Fault, Field, FieldKind, Value, countries};
use crate::calendar::{Date, DateTime};
use crate::decimal::{self, Decimal, minor_digits};

impl Field {
    /// The value, `None` for an optional field left empty, or what is wrong.
    pub fn check(&self, entry: Option<&Entry>, context: &Context) -> Result<Option<Value>, Fault> {
        let Some(value) = self.read(entry, context)? else {
            return match (self.required, self.kind) {
                (true, _) => Err(Fault::Required),
                // An unticked box is an answer.
                (false, FieldKind::Boolean) => Ok(Some(Value::Boolean(false))),
                (false, _) => Ok(None),
            };
        };
        self.within_limits(&value, context)?;
        Ok(Some(value))
    }

    /// What the entry means, without the field's limits.
    pub(super) fn read(&self, entry: Option<&Entry>, context: &Context) -> Result<Option<Value>, Fault> {
        let Some(entry) = entry.filter(|entry| !entry.is_blank()) else { return Ok(None) };
        let text = entry.text().trim();
        let value = match self.kind {
            FieldKind::Text => Value::Text(text.to_owned()),
            FieldKind::LongText => Value::Text(text.replace("\r\n", "\n")),
            FieldKind::Email => Value::Text(email(text).ok_or(Fault::Format)?),
            FieldKind::Phone => Value::Text(phone(text).ok_or(Fault::Format)?),
            FieldKind::Url => Value::Text(web_address(text).ok_or(Fault::Format)?),
            // Not trimmed: the integrator's values are taken to the letter.
            FieldKind::Choice => Value::Text(self.offered(entry.text())?),
            FieldKind::Country => Value::Text(self.country(text)?),
            FieldKind::Integer => Value::Decimal(whole(number(text, context)?)?),
            FieldKind::Decimal => Value::Decimal(number(text, context)?),
            FieldKind::Amount => self.amount(text, context)?,
            FieldKind::Date => Value::Date(date(entry, context)?),
            FieldKind::DateTime => Value::DateTime(date_time(entry, context)?),
            FieldKind::Boolean => Value::Boolean(yes_or_no(text).ok_or(Fault::Choice)?),
            FieldKind::MultipleChoice => self.several(entry)?,
            FieldKind::Document => self.documents(entry)?,
            FieldKind::Unsupported => return Ok(None),
        };
        Ok(Some(value))
    }

    pub(super) fn offered(&self, value: &str) -> Result<String, Fault> {
        let offered = self.choices.iter().any(|choice| choice.value == value);
        offered.then(|| value.to_owned()).ok_or_else(|| Fault::NotOffered(value.to_owned()))
    }

    pub(super) fn country(&self, code: &str) -> Result<String, Fault> {
        match self.choices.is_empty() {
            true if countries().any(|country| country == code) => Ok(code.to_owned()),
            true => Err(Fault::NotOffered(code.to_owned())),
            false => self.offered(code),
        }
    }

    fn several(&self, entry: &Entry) -> Result<Value, Fault> {
        let Entry::Many(values) = entry else { return Err(Fault::Choice) };
        values.iter().map(|value| self.offered(value)).collect::<Result<_, _>>().map(Value::Texts)
    }

    fn documents(&self, entry: &Entry) -> Result<Value, Fault> {
        match entry {
            Entry::Documents { under_way: 1.., .. } => Err(Fault::StillSending),
            Entry::Documents { failed: 1.., .. } => Err(Fault::NotSent),
            Entry::Documents { held, .. } if held.len() > 1 && !self.multiple => Err(Fault::TooManyFiles),
            Entry::Documents { held, .. } => Ok(Value::Documents(held.clone())),
            _ => Err(Fault::Format),
        }
    }

    fn amount(&self, text: &str, context: &Context) -> Result<Value, Fault> {
        let currency = self.currency.clone().unwrap_or_default();
        let number = number(without_currency(text, &currency, context), context)?;
        let digits = minor_digits(&currency);
        if number.fraction_digits() > digits {
            return Err(Fault::FractionDigits(digits));
        }
        Ok(Value::Amount(number.with_fraction_digits(digits), currency))
    }

    fn within_limits(&self, value: &Value, context: &Context) -> Result<(), Fault> {
        match value {
            Value::Text(text) => self.text_within_limits(text, context),
            Value::Decimal(number) => {
                let shown = |limit: &Decimal| context.show_number(limit);
                self.range(Decimal::from_canonical, |limit| number.compare(limit), shown)
            }
            Value::Amount(number, currency) => {
                let digits = |limit: &Decimal| if limit.fraction_digits() == 0 { 0 } else { minor_digits(currency) };
                let shown = |limit: &Decimal| context.show_money(&limit.with_fraction_digits(digits(limit)), currency);
                self.range(Decimal::from_canonical, |limit| number.compare(limit), shown)
            }
            Value::Date(date) => {
                self.range(Date::from_canonical, |limit| date.cmp(limit), |limit| context.show_date(*limit))
            }
            Value::DateTime(time) => {
                self.range(DateTime::from_canonical, |limit| time.cmp(limit), |limit| context.show_time(*limit))
            }
            Value::Texts(_) | Value::Boolean(_) | Value::Documents(_) => Ok(()),
        }
    }

    fn text_within_limits(&self, text: &str, context: &Context) -> Result<(), Fault> {
        let length = text.chars().count();
        if let Some(most) = self.max_length.filter(|most| length > *most) {
            return Err(Fault::TooLong { most, length });
        }
        if let Some(fewest) = self.min_length.filter(|fewest| length < *fewest) {
            return Err(Fault::TooShort { fewest, length });
        }
        match &self.pattern {
            Some(pattern) if !(context.matches)(pattern, text) => Err(Fault::Format),
            _ => Ok(()),
        }
    }

    /// Compares with `Min` and `Max`; a limit that cannot be read limits nothing, since the back-end checks again.
    fn range<T>(
        &self,
        read: impl Fn(&str) -> Option<T>,
        compare: impl Fn(&T) -> Ordering,
        show: impl Fn(&T) -> String,
    ) -> Result<(), Fault> {
        let limit = |text: &Option<String>| text.as_deref().and_then(&read);
        if let Some(min) = limit(&self.min).filter(|min| compare(min) == Ordering::Less) {
            return Err(Fault::BelowMin(show(&min)));
        }
        if let Some(max) = limit(&self.max).filter(|max| compare(max) == Ordering::Greater) {
            return Err(Fault::AboveMax(show(&max)));
        }
        Ok(())
    }
}

fn number(text: &str, context: &Context) -> Result<Decimal, Fault> {
    Decimal::from_typed(text, &context.numbers).ok_or(Fault::Format)
}

fn whole(number: Decimal) -> Result<Decimal, Fault> {
    match number.fraction_digits() {
        0 => Ok(number.with_fraction_digits(0)),
        _ => Err(Fault::FractionDigits(0)),
    }
}

/// People type the currency along with the sum. Another currency stays, and makes the sum unreadable.
fn without_currency<'a>(text: &'a str, currency: &str, context: &Context) -> &'a str {
    let text = sign_of(currency).map_or(text, |sign| text.trim_matches(sign));
    if !currency.chars().any(char::is_numeric) && is_between_digits(text.trim()) {
        // Most sums are bare, and this is asked with each key that is pressed.
        return text.trim();
    }
    // As it stands beside the field, too: `$CA` in French.
    let shown = context.currency_sign(currency).0;
    let names = [shown.as_str(), currency];
    let bare = names.iter().find_map(|name| text.strip_suffix(name).or_else(|| text.strip_prefix(name)));
    bare.unwrap_or(text).trim()
}

fn is_between_digits(text: &str) -> bool {
    text.starts_with(char::is_numeric) && text.ends_with(char::is_numeric)
}

fn sign_of(currency: &str) -> Option<char> {
    match currency {
        "EUR" => Some('€'),
        "GBP" => Some('£'),
        "JPY" | "CNY" => Some('¥'),
        "USD" | "CAD" | "AUD" | "NZD" | "HKD" | "SGD" | "MXN" => Some('$'),
        _ => None,
    }
}

/// The two answers to a yes-or-no question, as the fields and registered texts spell them.
pub(super) fn yes_or_no(text: &str) -> Option<bool> {
    match text {
        "true" => Some(true),
        "false" => Some(false),
        _ => None,
    }
}

/// The browser's own idea of an address (HTML standard, "valid e-mail address"), plus letters beyond ASCII (RFC 6531).
fn email(text: &str) -> Option<String> {
    let (local, domain) = text.rsplit_once('@')?;
    let local_ok = !local.is_empty()
        && local.chars().all(|c| {
            c.is_alphanumeric()
                || (c.is_ascii_graphic()
                    && !matches!(c, '@' | ',' | ';' | '<' | '>' | '(' | ')' | '[' | ']' | '\\' | ':' | '"'))
        });
    let label_ok = |label: &str| {
        !label.is_empty()
            && label.chars().all(|c| c.is_alphanumeric() || c == '-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    (local_ok && domain.split('.').all(label_ok)).then(|| text.to_owned())
}

/// Digits with the marks that people put between them; at least three digits, the shortest numbers there are.
fn phone(text: &str) -> Option<String> {
    let text: String = text.chars().map(decimal::plain).collect();
    let rest = text.strip_prefix('+').unwrap_or(&text);
    let digits = rest.bytes().filter(u8::is_ascii_digit).count();
    let rest_ok = rest.chars().all(|c| c.is_ascii_digit() || matches!(c, ' ' | '-' | '.' | '(' | ')' | '/'));
    (rest_ok && (3..=20).contains(&digits)).then_some(text)
}

/// A web address; `https://` is put before one that was typed without.
fn web_address(text: &str) -> Option<String> {
    let lower = text.to_ascii_lowercase();
    let address = match lower.split_once(':') {
        Some(("http" | "https", rest)) if rest.starts_with("//") => text.to_owned(),
        // Another scheme; a colon before digits is a port, and one further behind is part of the path.
        Some((before, rest))
            if !before.contains(['/', '?', '#']) && !rest.starts_with(|c: char| c.is_ascii_digit()) =>
        {
            return None;
        }
        _ => format!("https://{text}"),
    };
    let rest = address.split_once("://")?.1;
    let authority = rest.split(['/', '?', '#']).next()?;
    let host = authority.split(':').next()?;
    let host_ok = host.contains('.')
        && host.split('.').all(|label| !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || c == '-'));
    (host_ok && !address.chars().any(char::is_whitespace)).then_some(address)
}

fn date(entry: &Entry, context: &Context) -> Result<Date, Fault> {
    let Entry::Date { day, month, year, .. } = entry else { return Err(Fault::Format) };
    Date::from_typed(day, month, year, &context.months).map_err(Fault::Date)
}

fn date_time(entry: &Entry, context: &Context) -> Result<DateTime, Fault> {
    let Entry::Date { time, .. } = entry else { return Err(Fault::Format) };
    let date = date(entry, context)?;
    if time.trim().is_empty() {
        return Err(Fault::Time);
    }
    let local = DateTime::from_typed(date, time).map_err(|_| Fault::Time)?;
    local.to_utc(context.offset_at).ok_or(Fault::SkippedTime)
}
