//! Moments as milliseconds since 1970 (UTC), written as RFC 3339 with milliseconds and read back.
//! Dates are `YYYY-MM-DD` of the proleptic Gregorian calendar (civil-day arithmetic after Howard Hinnant).

/// A moment: milliseconds since 1970-01-01T00:00:00Z.
pub type Milliseconds = i64;

const DAY: i64 = 86_400_000;

/// Writes a moment as `2022-04-07T13:10:01.614Z`.
pub(crate) fn rfc3339(moment: Milliseconds) -> String {
    let (year, month, day) = civil_from_days(moment.div_euclid(DAY));
    let of_day = moment.rem_euclid(DAY);
    let (hours, minutes) = (of_day / 3_600_000, of_day / 60_000 % 60);
    let (seconds, milliseconds) = (of_day / 1000 % 60, of_day % 1000);
    format!("{year:04}-{month:02}-{day:02}T{hours:02}:{minutes:02}:{seconds:02}.{milliseconds:03}Z")
}

/// Writes a moment to the second as `Thu, 07 Apr 2022 13:10:01 GMT` (IMF-fixdate; RFC 9110, 5.6.7).
pub(crate) fn imf_fixdate(moment: Milliseconds) -> String {
    const WEEKDAYS: [&str; 7] = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"];
    const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let days = moment.div_euclid(DAY);
    let (year, month, day) = civil_from_days(days);
    // 1970 began on a Thursday.
    let weekday = WEEKDAYS[days.rem_euclid(7) as usize];
    let month = MONTHS[(month - 1) as usize];
    let of_day = moment.rem_euclid(DAY) / 1000;
    let (hours, minutes, seconds) = (of_day / 3600, of_day / 60 % 60, of_day % 60);
    format!("{weekday}, {day:02} {month} {year:04} {hours:02}:{minutes:02}:{seconds:02} GMT")
}

/// Whether the text is a day that exists, written `YYYY-MM-DD`.
pub(crate) fn is_date(text: &str) -> bool {
    days_of(text).is_some()
}

/// Reads an RFC 3339 moment with `Z` or an offset and any number of fraction digits.
pub(crate) fn parse_rfc3339(text: &str) -> Option<Milliseconds> {
    let days = days_of(text.get(..10)?)?;
    let rest = text.get(10..)?.strip_prefix(['T', 't'])?;
    let (hours, minutes, seconds) = clock_of(rest.get(..8)?)?;
    let (fraction, zone) = split_fraction(rest.get(8..)?)?;
    let of_day = ((hours * 60 + minutes) * 60 + seconds) * 1000 + fraction;
    Some(days * DAY + of_day - offset_of(zone)?)
}

fn split_fraction(text: &str) -> Option<(i64, &str)> {
    let Some(digits) = text.strip_prefix('.') else {
        return Some((0, text));
    };
    let end = digits.find(|c: char| !c.is_ascii_digit())?;
    if end == 0 {
        return None;
    }
    let milliseconds = format!("{:0<3}", &digits[..end])[..3].parse().ok()?;
    Some((milliseconds, &digits[end..]))
}

fn offset_of(zone: &str) -> Option<i64> {
    if zone.eq_ignore_ascii_case("z") {
        return Some(0);
    }
    let sign = match zone.get(..1)? {
        "+" => 1,
        "-" => -1,
        _ => return None,
    };
    let (hours, minutes) = zone.get(1..)?.split_once(':')?;
    let (hours, minutes) = (two_digits(hours, 23)?, two_digits(minutes, 59)?);
    Some(sign * (hours * 60 + minutes) * 60_000)
}

fn clock_of(text: &str) -> Option<(i64, i64, i64)> {
    let mut parts = text.split(':');
    let clock = (two_digits(parts.next()?, 23)?, two_digits(parts.next()?, 59)?, two_digits(parts.next()?, 59)?);
    parts.next().is_none().then_some(clock)
}

fn two_digits(text: &str, most: i64) -> Option<i64> {
    let value = digits(text, 2)?;
    (value <= most).then_some(value)
}

fn digits(text: &str, count: usize) -> Option<i64> {
    let plain = text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| text.parse().ok()).flatten()
}

fn days_of(text: &str) -> Option<i64> {
    let mut parts = text.split('-');
    let year = digits(parts.next()?, 4)?;
    let month = digits(parts.next()?, 2)?;
    let day = digits(parts.next()?, 2)?;
    if parts.next().is_some() {
        return None;
    }
    let days = days_from_civil(year, month, day);
    (civil_from_days(days) == (year, month, day)).then_some(days)
}

fn days_from_civil(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

fn civil_from_days(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = (month_from_march + 2) % 12 + 1;
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    (year, month, day)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn the_documentations_own_moment_goes_there_and_back() {
        let moment = parse_rfc3339("2022-04-07T13:10:01.614Z").unwrap();
        assert_eq!(moment, 1_649_337_001_614);
        assert_eq!(rfc3339(moment), "2022-04-07T13:10:01.614Z");
    }

    #[test]
    fn the_date_header_has_the_form_of_the_standards_own_example() {
        let date = |text: &str| imf_fixdate(parse_rfc3339(text).unwrap());
        assert_eq!(date("1994-11-06T08:49:37.999Z"), "Sun, 06 Nov 1994 08:49:37 GMT");
        assert_eq!(date("2024-02-29T23:59:59Z"), "Thu, 29 Feb 2024 23:59:59 GMT");
        assert_eq!(date("1969-12-31T00:00:00Z"), "Wed, 31 Dec 1969 00:00:00 GMT");
    }

    #[test]
    fn offsets_and_fractions_are_understood() {
        let utc = parse_rfc3339("2026-11-22T10:00:00Z").unwrap();
        assert_eq!(parse_rfc3339("2026-11-22T12:00:00+02:00"), Some(utc));
        assert_eq!(parse_rfc3339("2026-11-22T10:00:00.123456Z"), Some(utc + 123));
    }

    #[test]
    fn moments_that_do_not_exist_are_refused() {
        for text in [
            "",
            "2026-11-22",
            "2026-02-30T10:00:00Z",
            "2026-11-22T24:00:00Z",
            "2026-11-22T10:00:00",
            "2026-11-22T10:00:00.Z",
            "2026-11-22 10:00:00Z",
            "2026-11-22T10:00:00+2:00",
            "é026-11-22T10:00:00Z",
        ] {
            assert_eq!(parse_rfc3339(text), None, "{text}");
        }
    }

    #[test]
    fn only_days_of_the_calendar_are_dates() {
        for text in ["2024-02-29", "2026-11-22", "1900-03-01", "0001-01-01"] {
            assert!(is_date(text), "{text}");
        }
        for text in ["2023-02-29", "1900-02-29", "2026-13-01", "2026-00-10", "2026-1-1", "22-11-2026"] {
            assert!(!is_date(text), "{text}");
        }
    }

    #[test]
    fn every_day_of_four_centuries_survives_the_arithmetic() {
        for days in -150_000..150_000 {
            let (year, month, day) = civil_from_days(days);
            assert_eq!(days_from_civil(year, month, day), days);
        }
    }
}
