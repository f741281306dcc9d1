//! What a form must know of its surroundings, given by the shell, since the core asks nobody.

use crate::calendar::{Date, DateOrder, DateTime};
use crate::decimal::{Decimal, NumberStyle};
use crate::text::{Direction, Locale, fill, isolated};

/// The lead's language and habits of writing, and what only a browser can do.
#[derive(Clone, Debug)]
pub struct Context {
    /// The language of the interface.
    pub locale: Locale,
    /// The same with the habits of a country, as `list`, `money` and `moment` take it (BCP 47).
    pub tag: String,
    /// How numbers are written.
    pub numbers: NumberStyle,
    /// How dates are written.
    pub date_order: DateOrder,
    /// The names of the months, January first.
    pub months: Vec<String>,
    /// A date in words, with gaps for the day `{0}`, the name of the month `{1}` and the year `{2}`.
    pub written_date: String,
    /// Minutes between the lead's wall clock and UTC, at a time given in minutes since 1970-01-01T00:00Z.
    pub offset_at: fn(i64) -> i64,
    /// Whether a whole text matches a pattern (HTML standard, the `pattern` attribute). A pattern that is not one matches.
    pub matches: fn(pattern: &str, text: &str) -> bool,
    /// The name of a country, by its ISO 3166-1 alpha-2 code.
    pub country_name: fn(code: &str) -> String,
    /// Several as one phrase: “a, b and c”, or “a, b or c” where `any` of them will do.
    pub list: fn(tag: &str, items: &[String], any: bool) -> String,
    /// How an amount of a currency (ISO 4217) is written, with a gap for its digits: `-€{}`.
    pub money: fn(tag: &str, currency: &str, negative: bool) -> String,
    /// A time of day on a wall clock, in minutes since 1970-01-01T00:00 on that clock, with its day or without.
    pub moment: fn(tag: &str, minutes: i64, with_day: bool) -> String,
}

impl Context {
    /// An example date in the order in which its parts are asked.
    pub fn date_example(&self) -> &'static str {
        match self.date_order {
            DateOrder::DayMonthYear => "27 3 2024",
            DateOrder::MonthDayYear => "3 27 2024",
            DateOrder::YearMonthDay => "2024 3 27",
        }
    }

    /// A date in words, for reading.
    pub fn show_date(&self, date: Date) -> String {
        let (day, month, year) = date.parts();
        let name = month.parse::<usize>().ok().and_then(|month| self.months.get(month - 1));
        let Some(name) = name else { return date.canonical() };
        self.ordinal(fill(&self.written_date, &[&day, name, &year]))
    }

    /// A time on the lead's wall clock, for reading.
    pub fn show_time(&self, utc: DateTime) -> String {
        self.ordinal((self.moment)(&self.tag, utc.to_local(self.offset_at).minutes(), true))
    }

    /// In French the first of a month is “1er”, which browsers do not write.
    fn ordinal(&self, written: String) -> String {
        match written.strip_prefix('1') {
            Some(rest) if self.locale == Locale::French && rest.starts_with(char::is_whitespace) => {
                format!("1er{rest}")
            }
            _ => written,
        }
    }

    /// Its time of day on the lead's wall clock, for reading.
    pub fn show_time_of_day(&self, utc: DateTime) -> String {
        (self.moment)(&self.tag, utc.to_local(self.offset_at).minutes(), false)
    }

    /// Several things in one phrase: “a, b and c”.
    pub fn show_list<T: AsRef<str>>(&self, items: &[T]) -> String {
        self.joined(items, false)
    }

    /// Several things of which one will do: “a, b or c”.
    pub fn show_any<T: AsRef<str>>(&self, items: &[T]) -> String {
        self.joined(items, true)
    }

    fn joined<T: AsRef<str>>(&self, items: &[T], any: bool) -> String {
        if let [only] = items {
            return only.as_ref().to_owned();
        }
        let whole = |item: &T| match self.locale.direction() {
            Direction::LeftToRight => item.as_ref().to_owned(),
            Direction::RightToLeft => isolated(item.as_ref()),
        };
        (self.list)(&self.tag, &items.iter().map(whole).collect::<Vec<_>>(), any)
    }

    /// An amount of a currency, for reading.
    pub fn show_money(&self, number: &Decimal, currency: &str) -> String {
        if !is_currency(currency) {
            return format!("{}\u{a0}{currency}", self.show_number(number)).trim_end().to_owned();
        }
        let shown = self.show_number(number);
        let unsigned = shown.strip_prefix('-').unwrap_or(&shown);
        fill(&(self.money)(&self.tag, currency, unsigned.len() < shown.len()), &[unsigned])
    }

    /// The sign or name of a currency, and whether it stands before the number.
    pub fn currency_sign(&self, currency: &str) -> (String, bool) {
        if !is_currency(currency) {
            return (currency.to_owned(), false);
        }
        let written = (self.money)(&self.tag, currency, false);
        let bare = |text: &str| text.trim_matches(|c: char| c.is_whitespace() || is_mark_of_direction(c)).to_owned();
        let (before, after) = written.split_once("{}").unwrap_or(("", &written));
        let (before, after) = (bare(before), bare(after));
        if before.is_empty() { (after, false) } else { (before, true) }
    }

    /// A number with grouping, for reading.
    pub fn show_number(&self, number: &Decimal) -> String {
        let text = number.as_str();
        let (sign, unsigned) = text.strip_prefix('-').map_or(("", text), |rest| ("-", rest));
        let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, ""));
        let mut shown = sign.to_owned();
        for (index, digit) in whole.char_indices() {
            if index > 0 && (whole.len() - index).is_multiple_of(3) {
                shown.push(self.numbers.group);
            }
            shown.push(digit);
        }
        if !fraction.is_empty() {
            shown.push(self.numbers.decimal);
            shown.push_str(fraction);
        }
        shown
    }
}

/// Whether a browser takes it for a currency (ECMA-402, `IsWellFormedCurrencyCode`).
fn is_currency(code: &str) -> bool {
    code.len() == 3 && code.bytes().all(|b| b.is_ascii_alphabetic())
}

/// Marks that do not show (UAX 9): Arabic has them around amounts.
fn is_mark_of_direction(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{61c}')
}
