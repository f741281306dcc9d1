//! Exact decimal numbers as text: typed the way a locale writes them, stored canonical, never a float.

use std::cmp::Ordering;

/// How a locale writes numbers (Unicode CLDR `numbers/symbols`), as the shell learns it from the browser.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NumberStyle {
    /// Between whole and fraction.
    pub decimal: char,
    /// Between groups of digits. Spaces are understood in every locale.
    pub group: char,
}

impl Default for NumberStyle {
    fn default() -> Self {
        Self { decimal: '.', group: ',' }
    }
}

/// A decimal number in canonical form: `-?digits(.digits)?`, without needless leading zeros and never `-0`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Decimal(String);

/// Digits that a number may have; far beyond any amount, short enough for any database.
const MOST_DIGITS: usize = 40;

impl Decimal {
    /// Reads the wire's form, `"1234.50"` (contract, "Rules for every message"). Trailing zeros are kept.
    pub fn from_canonical(text: &str) -> Option<Self> {
        let unsigned = text.strip_prefix('-').unwrap_or(text);
        let (whole, fraction) = match unsigned.split_once('.') {
            Some((whole, fraction)) => (whole, Some(fraction)),
            None => (unsigned, None),
        };
        let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        let well_formed = digits(whole) && fraction.is_none_or(digits) && unsigned.len() <= MOST_DIGITS;
        well_formed.then(|| Self::build(text.starts_with('-'), whole, fraction.unwrap_or_default()))
    }

    /// Reads what somebody typed in the given style. Grouping is optional but must be in its place:
    /// a misplaced separator is refused, because guessing would change the amount.
    pub fn from_typed(text: &str, style: &NumberStyle) -> Option<Self> {
        // Arabic keyboards have marks of their own (U+066B, U+066C), and bidirectional text leaves marks that do not show.
        let written = |c: char| match c {
            '\u{66b}' => Some(style.decimal),
            '\u{66c}' => Some(plain(style.group)),
            '\u{200e}' | '\u{200f}' | '\u{61c}' => None,
            c => Some(plain(c)),
        };
        let text: String = text.trim().chars().filter_map(written).collect();
        let (negative, unsigned) = match text.strip_prefix('-') {
            Some(rest) => (true, rest.trim_start()),
            None => (false, text.strip_prefix('+').unwrap_or(&text)),
        };
        let (whole, fraction) = split_at_decimal(unsigned, style)?;
        if !fraction.bytes().all(|b| b.is_ascii_digit()) || unsigned.len() > MOST_DIGITS {
            return None;
        }
        let whole = ungroup(whole, style)?;
        if whole.is_empty() && fraction.is_empty() {
            return None;
        }
        Some(Self::build(negative, &whole, fraction))
    }

    /// The canonical text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// How many digits follow the point, trailing zeros aside.
    pub fn fraction_digits(&self) -> usize {
        self.fraction().trim_end_matches('0').len()
    }

    /// The same number with at least so many digits after the point (`12.5` with 2 is `12.50`), or exactly as many
    /// where the rest is zeros.
    pub fn with_fraction_digits(&self, digits: usize) -> Self {
        let fraction = self.fraction().trim_end_matches('0');
        let padded = format!("{fraction:0<digits$}");
        Self::build(self.is_negative(), self.whole(), &padded)
    }

    /// The number as a locale writes it in a field for typing: its own decimal mark, no grouping.
    pub fn to_typed(&self, style: &NumberStyle) -> String {
        self.0.replace('.', &style.decimal.to_string())
    }

    fn build(negative: bool, whole: &str, fraction: &str) -> Self {
        let whole = whole.trim_start_matches('0');
        let whole = if whole.is_empty() { "0" } else { whole };
        let zero = whole == "0" && fraction.bytes().all(|b| b == b'0');
        let sign = if negative && !zero { "-" } else { "" };
        let point = if fraction.is_empty() { "" } else { "." };
        Self(format!("{sign}{whole}{point}{fraction}"))
    }

    fn is_negative(&self) -> bool {
        self.0.starts_with('-')
    }

    fn whole(&self) -> &str {
        let unsigned = self.0.trim_start_matches('-');
        unsigned.split_once('.').map_or(unsigned, |(whole, _)| whole)
    }

    fn fraction(&self) -> &str {
        self.0.split_once('.').map_or("", |(_, fraction)| fraction)
    }

    fn magnitude(&self) -> (usize, &str, &str) {
        (self.whole().len(), self.whole(), self.fraction().trim_end_matches('0'))
    }

    /// Compares by value: `1.0` and `1` are equal in value, though written differently.
    pub fn compare(&self, other: &Self) -> Ordering {
        match (self.is_negative(), other.is_negative()) {
            (false, true) => Ordering::Greater,
            (true, false) => Ordering::Less,
            (false, false) => self.magnitude().cmp(&other.magnitude()),
            (true, true) => other.magnitude().cmp(&self.magnitude()),
        }
    }
}

/// ASCII digits, signs and spaces for their look-alikes (Arabic-Indic, extended Arabic-Indic and full-width digits).
pub(crate) fn plain(c: char) -> char {
    let digit = |zero: u32| char::from_digit(u32::from(c) - zero, 10).unwrap_or(c);
    match c {
        '\u{0660}'..='\u{0669}' => digit(0x0660),
        '\u{06f0}'..='\u{06f9}' => digit(0x06f0),
        '\u{ff10}'..='\u{ff19}' => digit(0xff10),
        '\u{2212}' | '\u{2013}' => '-',
        '\u{2019}' => '\'',
        c if c.is_whitespace() => ' ',
        c => c,
    }
}

/// Whole and fraction. Where the locale does not group by a point or comma, either may be the decimal mark,
/// since phones offer only one of the two on their number pads.
fn split_at_decimal<'a>(text: &'a str, style: &NumberStyle) -> Option<(&'a str, &'a str)> {
    let group = plain(style.group);
    let is_mark = |c: char| c == style.decimal || (matches!(c, '.' | ',') && c != group);
    let mut parts = text.split(is_mark);
    let whole = parts.next().unwrap_or_default();
    let fraction = parts.next().unwrap_or_default();
    parts.next().is_none().then_some((whole, fraction))
}

/// The digits of the whole part, if each separator is where one may be: groups of three, or of two before the
/// last three as in India.
fn ungroup(whole: &str, style: &NumberStyle) -> Option<String> {
    let group = plain(style.group);
    let groups: Vec<&str> = whole.split([' ', group]).collect();
    if !groups.iter().all(|digits| digits.bytes().all(|b| b.is_ascii_digit())) {
        return None;
    }
    let in_place = match groups.as_slice() {
        [_] => true,
        [first, middle @ .., last] => {
            (1..=3).contains(&first.len())
                && middle.iter().all(|digits| matches!(digits.len(), 2 | 3))
                && last.len() == 3
        }
        [] => false,
    };
    in_place.then(|| groups.concat())
}

/// Digits after the point for a currency (ISO 4217, minor units); two where nothing else is said.
pub fn minor_digits(currency: &str) -> usize {
    match currency {
        "BIF" | "CLP" | "DJF" | "GNF" | "ISK" | "JPY" | "KMF" | "KRW" | "PYG" | "RWF" | "UGX" | "UYI" | "VND"
        | "VUV" | "XAF" | "XOF" | "XPF" => 0,
        "BHD" | "IQD" | "JOD" | "KWD" | "LYD" | "OMR" | "TND" => 3,
        "CLF" | "UYW" => 4,
        _ => 2,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;

    const ENGLISH: NumberStyle = NumberStyle { decimal: '.', group: ',' };
    const FRENCH: NumberStyle = NumberStyle { decimal: ',', group: '\u{202f}' };
    const GERMAN: NumberStyle = NumberStyle { decimal: ',', group: '.' };
    const SWISS: NumberStyle = NumberStyle { decimal: '.', group: '’' };
    const ARABIC: NumberStyle = NumberStyle { decimal: '٫', group: '٬' };

    fn check(style: &NumberStyle, typed: &str, canonical: Option<&str>) {
        assert_eq!(Decimal::from_typed(typed, style).as_ref().map(Decimal::as_str), canonical, "{typed:?}");
    }

    #[test]
    fn numbers_are_read_as_the_locale_writes_them() {
        check(&ENGLISH, "1,234.50", Some("1234.50"));
        check(&ENGLISH, " 1234.5 ", Some("1234.5"));
        check(&ENGLISH, "12,34,567", Some("1234567"));
        check(&FRENCH, "1 234,50", Some("1234.50"));
        check(&FRENCH, "1\u{202f}234\u{a0}567,5", Some("1234567.5"));
        check(&FRENCH, "1234.5", Some("1234.5"));
        check(&GERMAN, "1.234,50", Some("1234.50"));
        check(&GERMAN, "1.234", Some("1234"));
        check(&SWISS, "1’234.50", Some("1234.50"));
        check(&SWISS, "1'234.50", Some("1234.50"));
        check(&ARABIC, "١٬٢٣٤٫٥٠", Some("1234.50"));
        // An Arabic keyboard, in a language or a country with Western marks.
        for style in [&ENGLISH, &FRENCH] {
            check(style, "١٬٢٣٤٫٥٠", Some("1234.50"));
            check(style, "۱٢３\u{200f}", Some("123"));
        }
        check(&ENGLISH, "-5", Some("-5"));
        check(&ENGLISH, "\u{2212}5", Some("-5"));
        check(&ENGLISH, "+007", Some("7"));
        check(&ENGLISH, ".5", Some("0.5"));
        check(&ENGLISH, "5.", Some("5"));
        check(&ENGLISH, "-0.00", Some("0.00"));
        check(&ENGLISH, "9007199254740993", Some("9007199254740993"));
    }

    #[test]
    fn a_misplaced_separator_is_refused_rather_than_guessed() {
        for (style, typed) in [
            (&ENGLISH, "1,5"),
            (&ENGLISH, "1,2345"),
            (&ENGLISH, ",123"),
            (&ENGLISH, "1.234.567"),
            (&ENGLISH, "1.2,3"),
            (&GERMAN, "1234.50"),
            (&GERMAN, "1,2,3"),
            (&FRENCH, "12 34"),
            (&ENGLISH, "1,,234"),
            (&ENGLISH, "1234,567"),
        ] {
            check(style, typed, None);
        }
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for typed in ["", " ", ".", "-", "+-1", "--1", "1e5", "abc", "1 000 €x", "٣x", "NaN", "0x10", &"9".repeat(41)]
        {
            check(&ENGLISH, typed, None);
        }
    }

    #[test]
    fn values_compare_without_floats() {
        let compare =
            |a: &str, b: &str| Decimal::from_canonical(a).unwrap().compare(&Decimal::from_canonical(b).unwrap());
        assert_eq!(compare("10", "9"), Ordering::Greater);
        assert_eq!(compare("1.0", "1"), Ordering::Equal);
        assert_eq!(compare("-10", "-9"), Ordering::Less);
        assert_eq!(compare("-1", "1"), Ordering::Less);
        assert_eq!(compare("0.09", "0.1"), Ordering::Less);
        assert_eq!(compare("9007199254740993", "9007199254740992"), Ordering::Greater);
    }

    #[test]
    fn fractions_are_padded_to_the_currency() {
        let padded = |text: &str, digits| {
            Decimal::from_canonical(text).unwrap().with_fraction_digits(digits).as_str().to_owned()
        };
        assert_eq!(padded("1234.5", 2), "1234.50");
        assert_eq!(padded("1234", 2), "1234.00");
        assert_eq!(padded("1234.500", 2), "1234.50");
        assert_eq!(padded("1234.0", 0), "1234");
        assert_eq!(minor_digits("JPY"), 0);
        assert_eq!(minor_digits("EUR"), 2);
        assert_eq!(minor_digits("TND"), 3);
    }

    #[test]
    fn only_the_canonical_form_comes_from_the_wire() {
        for text in ["", "-", "1,2", "1.", ".5", "+1", "1e3", " 1", "1.2.3", "١"] {
            assert_eq!(Decimal::from_canonical(text), None, "{text:?}");
        }
        assert_eq!(Decimal::from_canonical("007.10").unwrap().as_str(), "7.10");
    }

    proptest! {
        #[test]
        fn no_text_panics(text in ".{0,50}") {
            for style in [&ENGLISH, &FRENCH, &GERMAN, &SWISS, &ARABIC] {
                let _ = Decimal::from_typed(&text, style);
            }
        }

        #[test]
        fn what_is_shown_is_read_back(text in "-?[0-9]{1,18}(\\.[0-9]{1,4})?") {
            let number = Decimal::from_canonical(&text).unwrap();
            for style in [&ENGLISH, &FRENCH, &GERMAN, &SWISS, &ARABIC] {
                prop_assert_eq!(Decimal::from_typed(&number.to_typed(style), style), Some(number.clone()));
            }
        }
    }
}
