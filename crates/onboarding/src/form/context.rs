//! What a form must know of its surroundings, given by the shell, since the core asks nobody.

use crate::calendar::{Date, DateOrder, DateTime};
use crate::decimal::{Decimal, NumberStyle};
use crate::text::Locale;

/// The lead's language and habits of writing, and two things that only a browser can do.
#[derive(Clone, Debug)]
pub struct Context {
    /// The language of the interface.
    pub locale: Locale,
    /// How numbers are written.
    pub numbers: NumberStyle,
    /// How dates are written.
    pub date_order: DateOrder,
    /// The names of the months, January first.
    pub months: Vec<String>,
    /// Minutes between the lead's wall clock and UTC, at a time given in minutes since 1970-01-01T00:00Z.
    pub offset_at: fn(i64) -> i64,
    /// Whether a whole text matches a pattern (HTML standard, the `pattern` attribute). A pattern that is not one matches.
    pub matches: fn(pattern: &str, text: &str) -> bool,
    /// The name of a country, by its ISO 3166-1 alpha-2 code.
    pub country_name: fn(code: &str) -> String,
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
        match self.date_order {
            DateOrder::DayMonthYear => format!("{day} {name} {year}"),
            DateOrder::MonthDayYear => format!("{name} {day}, {year}"),
            DateOrder::YearMonthDay => date.canonical(),
        }
    }

    /// A time on the lead's wall clock, for reading.
    pub fn show_time(&self, utc: DateTime) -> String {
        let local = utc.to_local(self.offset_at);
        format!("{}, {}", self.show_date(local.date), local.time_typed())
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
