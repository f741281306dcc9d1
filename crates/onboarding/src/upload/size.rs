//! Sizes of files in words: "2.4 MB", "2,4 Mo".

use crate::decimal::Decimal;
use crate::form::Context;
use crate::text::Text;

/// A size as file managers on phones show it: in thousands, with two digits or more.
pub fn show_size(bytes: u64, context: &Context) -> String {
    in_units(bytes, 1000, Rounding::Nearest, context)
}

/// The most that a file may have, and what one has that is larger. A limit that is a whole number of 1024s is meant
/// that way; rounding never makes the two look the same, nor the limit larger than it is.
pub(super) fn limit_and_size(limit: u64, size: u64, context: &Context) -> (String, String) {
    let base = if limit > 0 && limit.is_multiple_of(1024) { 1024 } else { 1000 };
    let said = in_units(limit, base, Rounding::Down, context);
    let actual = in_units(size, base, Rounding::Up, context);
    (said, actual)
}

#[derive(Clone, Copy)]
enum Rounding {
    Down,
    Nearest,
    Up,
}

fn in_units(bytes: u64, base: u64, rounding: Rounding, context: &Context) -> String {
    let mut unit = 1;
    let mut name = 0;
    // What would be rounded up to a whole next unit is told in that one.
    while name + 1 < UNITS.len() && divide(bytes, unit, rounding) >= base {
        unit *= base;
        name += 1;
    }
    let tenths = match (name, tenths(bytes, unit, rounding)) {
        (0, tenths) => tenths,
        (_, tenths) if tenths < 100 => tenths,
        (_, _) => divide(bytes, unit, rounding) * 10,
    };
    let number = Decimal::from_canonical(&format!("{}.{}", tenths / 10, tenths % 10));
    let shown = number.map(|number| {
        let digits = if tenths.is_multiple_of(10) { 0 } else { 1 };
        context.show_number(&number.with_fraction_digits(digits))
    });
    format!("{}\u{a0}{}", shown.unwrap_or_default(), UNITS[name].say(context.locale))
}

fn tenths(bytes: u64, unit: u64, rounding: Rounding) -> u64 {
    divide(bytes.saturating_mul(10), unit, rounding)
}

fn divide(number: u64, by: u64, rounding: Rounding) -> u64 {
    match rounding {
        Rounding::Down => number / by,
        Rounding::Nearest => number.saturating_add(by / 2) / by,
        Rounding::Up => number.div_ceil(by),
    }
}

const UNITS: [Text; 4] = [
    Text { en: "bytes", fr: "octets", de: "Byte", es: "bytes", ar: "بايت" },
    Text { en: "kB", fr: "ko", de: "kB", es: "kB", ar: "كيلوبايت" },
    Text { en: "MB", fr: "Mo", de: "MB", es: "MB", ar: "ميغابايت" },
    Text { en: "GB", fr: "Go", de: "GB", es: "GB", ar: "غيغابايت" },
];
