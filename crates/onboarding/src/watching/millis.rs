//! Seconds as players write them, kept as whole milliseconds: read from and written as decimal text, never a float.

use serde_json::Value as Json;

/// A time or a length, in milliseconds.
pub type Millis = u64;

/// No film is longer than a year; what claims to be is no time at all.
pub(crate) const LONGEST: Millis = 366 * 24 * 3_600_000;

/// Reads seconds, as JSON writes them (RFC 8259, section 6), cut off after the milliseconds. Negative, endless and
/// absurd times are none.
pub fn from_seconds(text: &str) -> Option<Millis> {
    scaled(text, 3).filter(|time| *time <= LONGEST)
}

/// A number of seconds in a message.
pub(crate) fn from_json(value: &Json) -> Option<Millis> {
    value.as_number().and_then(|number| from_seconds(&number.to_string()))
}

/// A number that is not negative, times ten to a power, cut off after the point.
pub(crate) fn scaled(text: &str, power: u8) -> Option<u64> {
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, exponent.parse::<i32>().ok()?),
        None => (text, 0),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let are_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || !are_digits(whole) || !are_digits(fraction) {
        return None;
    }
    // The digits before the point, wherever the exponent and the power move it to.
    let kept = i64::try_from(whole.len()).ok()? + i64::from(exponent) + i64::from(power);
    let digits = whole.bytes().chain(fraction.bytes()).chain(std::iter::repeat(b'0'));
    let kept = match usize::try_from(kept) {
        Err(_) => return Some(0),
        Ok(kept) if kept > 40 => return whole.bytes().chain(fraction.bytes()).all(|b| b == b'0').then_some(0),
        Ok(kept) => kept,
    };
    digits.take(kept).try_fold(0_u64, |sum, digit| sum.checked_mul(10)?.checked_add(u64::from(digit - b'0')))
}

/// Seconds as a JSON number: `12.5`, and `61` rather than `61.0`.
pub(crate) fn to_json(time: Millis) -> Json {
    let text = to_seconds(time);
    serde_json::from_str(&text).unwrap_or(Json::Null)
}

fn to_seconds(time: Millis) -> String {
    let text = format!("{}.{:03}", time / 1000, time % 1000);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn seconds_are_read_to_the_millisecond() {
        for (text, time) in [
            ("0", 0),
            ("12.5", 12_500),
            ("61", 61_000),
            ("0.0015", 1),
            ("12.345678", 12_345),
            ("1e2", 100_000),
            ("1.25E1", 12_500),
            ("1e-3", 1),
            ("1e-7", 0),
            ("0e999", 0),
            ("5e-2147483648", 0),
        ] {
            assert_eq!(from_seconds(text), Some(time), "{text}");
        }
    }

    #[test]
    fn what_is_no_time_is_none() {
        for text in ["", "-1", "-0", "+1", ".5", "1e", "1e99", "1e2147483648", "NaN", "Infinity", "1 2", "99999999999"]
        {
            assert_eq!(from_seconds(text), None, "{text}");
        }
        for json in ["null", "\"1\"", "[1]", "{}", "true", "-1"] {
            assert_eq!(from_json(&serde_json::from_str(json).unwrap()), None, "{json}");
        }
    }

    #[test]
    fn times_are_written_as_short_as_they_are() {
        for (time, json) in [(0, "0"), (12_500, "12.5"), (61_000, "61"), (100_010, "100.01"), (1, "0.001")] {
            assert_eq!(to_json(time).to_string(), json);
        }
    }

    proptest! {
        #[test]
        fn no_text_panics(text in ".{0,40}") {
            let _ = from_seconds(&text);
        }

        #[test]
        fn what_is_written_is_read_back(time in 0..LONGEST) {
            prop_assert_eq!(from_json(&to_json(time)), Some(time));
            prop_assert_eq!(from_seconds(&to_seconds(time)), Some(time));
        }
    }
}
