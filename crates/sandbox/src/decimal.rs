//! Decimal numbers as text: compared digit by digit, never through a float.

use std::cmp::Ordering;

/// A decimal number as it was written, e.g. `-1234.50`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Decimal {
    negative: bool,
    /// Without leading zeros; empty for zero.
    whole: String,
    /// Without trailing zeros.
    fraction: String,
}

impl Decimal {
    /// Reads `-?digits[.digits]`; no exponent, no plus sign, no spaces.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let (negative, magnitude) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (whole, fraction) = match magnitude.split_once('.') {
            Some((_, "")) => return None,
            Some(parts) => parts,
            None => (magnitude, ""),
        };
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || !digits(whole) || !digits(fraction) {
            return None;
        }
        let whole = whole.trim_start_matches('0').to_owned();
        let fraction = fraction.trim_end_matches('0').to_owned();
        let negative = negative && !(whole.is_empty() && fraction.is_empty());
        Some(Self { negative, whole, fraction })
    }

    /// Whether nothing but zeros stands behind the point.
    pub(crate) fn is_integer(&self) -> bool {
        self.fraction.is_empty()
    }

    fn magnitude(&self) -> (usize, &str, &str) {
        (self.whole.len(), &self.whole, &self.fraction)
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        match (self.negative, other.negative) {
            (false, true) => Ordering::Greater,
            (true, false) => Ordering::Less,
            (false, false) => self.magnitude().cmp(&other.magnitude()),
            (true, true) => other.magnitude().cmp(&self.magnitude()),
        }
    }
}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_ordered_by_value_and_not_by_text() {
        let ordered = ["-100", "-9.5", "-9", "0", "0.05", "0.5", "3", "10", "10.01", "10.1", "100"];
        for pair in ordered.windows(2) {
            let (small, large) = (Decimal::parse(pair[0]), Decimal::parse(pair[1]));
            assert!(small.unwrap() < large.unwrap(), "{pair:?}");
        }
    }

    #[test]
    fn the_same_value_written_differently_is_equal() {
        for (one, other) in [("1.50", "1.5"), ("007", "7"), ("-0.0", "0"), ("1.0", "1")] {
            assert_eq!(Decimal::parse(one), Decimal::parse(other));
        }
    }

    #[test]
    fn what_floats_would_round_stays_apart() {
        let one = Decimal::parse("9007199254740993").unwrap();
        let other = Decimal::parse("9007199254740992").unwrap();
        assert!(one > other);
    }

    #[test]
    fn other_notations_are_refused() {
        for text in ["", "-", ".", "1.", ".5", "1e3", "+1", "1,5", " 1", "1 000", "0x1", "NaN", "--1"] {
            assert_eq!(Decimal::parse(text), None, "{text}");
        }
    }
}
