//! Dates and times of the civil calendar: typed in parts, stored as RFC 3339 text, without a clock.

use crate::decimal::plain;
use crate::text::Locale;

/// A day of the proleptic Gregorian calendar, years 1 to 9999.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    year: u16,
    month: u8,
    day: u8,
}

/// A minute of a day, in UTC unless said otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct DateTime {
    /// The day.
    pub date: Date,
    /// Minutes since midnight, 0 to 1439.
    pub minute: u16,
    /// Milliseconds since the minute, 0 to 59 999: nobody types them, and what is known must not lose them.
    pub millisecond: u16,
}

/// The order in which a locale writes a date.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DateOrder {
    /// 22 11 2026.
    #[default]
    DayMonthYear,
    /// 11 22 2026.
    MonthDayYear,
    /// 2026 11 22.
    YearMonthDay,
}

/// What is wrong with a typed date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateProblem {
    /// One or two of day, month and year are missing.
    Incomplete,
    /// The year does not have four digits.
    YearDigits,
    /// There is no such day, month or time.
    NotReal,
}

impl Date {
    /// The day, if it exists.
    pub fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        let real = (1..=9999).contains(&year) && (1..=12).contains(&month) && day >= 1 && day <= days_in(year, month);
        real.then_some(Self { year, month, day })
    }

    /// Reads `YYYY-MM-DD` (RFC 3339, `full-date`); a time behind it is passed over.
    pub fn from_canonical(text: &str) -> Option<Self> {
        let text = text.split('T').next()?;
        let mut parts = text.split('-');
        let mut digits = |length: usize| {
            let part = parts.next()?;
            (part.len() == length && part.bytes().all(|b| b.is_ascii_digit())).then_some(part)
        };
        let (year, month, day) = (digits(4)?, digits(2)?, digits(2)?);
        if parts.next().is_some() {
            return None;
        }
        Self::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
    }

    /// Reads typed parts; the month may be a name or its beginning, in any case, from `months` (January first).
    ///
    /// # Errors
    /// What is wrong, in the typist's terms.
    pub fn from_typed(day: &str, month: &str, year: &str, months: &[String]) -> Result<Self, DateProblem> {
        let (day, month, year) = (digits(day), month.trim(), digits(year));
        if day.is_empty() || month.is_empty() || year.is_empty() {
            return Err(DateProblem::Incomplete);
        }
        if year.len() != 4 {
            return Err(DateProblem::YearDigits);
        }
        let month = digits(month).parse().ok().or_else(|| month_by_name(month, months));
        let parts = (year.parse(), month, day.parse());
        let (Ok(year), Some(month), Ok(day)) = parts else { return Err(DateProblem::NotReal) };
        Self::new(year, month, day).ok_or(DateProblem::NotReal)
    }

    /// `YYYY-MM-DD`.
    pub fn canonical(self) -> String {
        format!("{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }

    /// Day, month and year as they are typed.
    pub fn parts(self) -> (String, String, String) {
        (self.day.to_string(), self.month.to_string(), format!("{:04}", self.year))
    }

    /// Days since 1970-01-01 (H. Hinnant, "chrono-compatible low-level date algorithms", `days_from_civil`).
    fn days_since_epoch(self) -> i64 {
        let year = i64::from(self.year) - i64::from(self.month <= 2);
        let era = year.div_euclid(400);
        let year_of_era = year.rem_euclid(400);
        let shifted_month = (i64::from(self.month) + 9) % 12;
        let day_of_year = (153 * shifted_month + 2) / 5 + i64::from(self.day) - 1;
        let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        era * 146_097 + day_of_era - 719_468
    }

    /// The inverse (`civil_from_days`).
    fn from_days_since_epoch(days: i64) -> Option<Self> {
        let days = days + 719_468;
        let era = days.div_euclid(146_097);
        let day_of_era = days.rem_euclid(146_097);
        let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let shifted_month = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
        let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
        let year = year_of_era + era * 400 + i64::from(month <= 2);
        Self::new(u16::try_from(year).ok()?, u8::try_from(month).ok()?, u8::try_from(day).ok()?)
    }
}

impl DateTime {
    /// Reads RFC 3339 `date-time`, to the millisecond; an offset is applied.
    pub fn from_canonical(text: &str) -> Option<Self> {
        let date = Date::from_canonical(text)?;
        let time = text.get(11..)?;
        let local = Self { date, minute: minute_of_day(time.get(..5)?)?, millisecond: 0 };
        let zone_at = time.find(['Z', 'z', '+', '-'])?;
        let millisecond = time.get(5..zone_at).map_or(0, milliseconds);
        let zone = &time[zone_at..];
        let offset = match zone.as_bytes() {
            [b'Z' | b'z'] => 0,
            [b'+', ..] => i64::from(minute_of_day(&zone[1..])?),
            [b'-', ..] => -i64::from(minute_of_day(&zone[1..])?),
            _ => return None,
        };
        Some(Self { millisecond, ..Self::from_minutes(local.minutes() - offset)? })
    }

    /// Reads a typed time of day, `14:05`, `14.05`, `14h05`, `9`, for a day.
    pub fn from_typed(date: Date, time: &str) -> Result<Self, DateProblem> {
        let minute = typed_minute(time).ok_or(DateProblem::NotReal)?;
        Ok(Self { date, minute, millisecond: 0 })
    }

    /// `YYYY-MM-DDTHH:MM:SS.mmmZ`, for a time in UTC (contract: RFC 3339 with milliseconds, UTC).
    pub fn canonical(self) -> String {
        let (second, millisecond) = (self.millisecond / 1000, self.millisecond % 1000);
        format!("{}T{}:{second:02}.{millisecond:03}Z", self.date.canonical(), self.time_typed())
    }

    /// `14:05`.
    pub fn time_typed(self) -> String {
        format!("{:02}:{:02}", self.minute / 60, self.minute % 60)
    }

    /// Minutes since 1970-01-01T00:00.
    pub fn minutes(self) -> i64 {
        self.date.days_since_epoch() * 1440 + i64::from(self.minute)
    }

    /// Whole seconds since 1970-01-01T00:00.
    pub fn seconds(self) -> i64 {
        self.minutes() * 60 + i64::from(self.millisecond / 1000)
    }

    /// Milliseconds since 1970-01-01T00:00.
    pub fn milliseconds(self) -> i64 {
        self.minutes() * 60_000 + i64::from(self.millisecond)
    }

    /// The inverse of [`DateTime::milliseconds`]; `None` outside the years 1 to 9999.
    pub fn from_milliseconds(milliseconds: i64) -> Option<Self> {
        let millisecond = u16::try_from(milliseconds.rem_euclid(60_000)).ok()?;
        Some(Self { millisecond, ..Self::from_minutes(milliseconds.div_euclid(60_000))? })
    }

    /// The inverse of [`DateTime::minutes`]; `None` outside the years 1 to 9999.
    pub fn from_minutes(minutes: i64) -> Option<Self> {
        let date = Date::from_days_since_epoch(minutes.div_euclid(1440))?;
        Some(Self { date, minute: u16::try_from(minutes.rem_euclid(1440)).ok()?, millisecond: 0 })
    }

    /// The inverse of [`DateTime::seconds`]; `None` outside the years 1 to 9999.
    pub fn from_seconds(seconds: i64) -> Option<Self> {
        Self::from_milliseconds(seconds.checked_mul(1000)?)
    }

    /// This UTC time on a wall clock whose offset from UTC, in minutes, is `offset_at(UTC minutes)`.
    pub fn to_local(self, offset_at: fn(i64) -> i64) -> Self {
        let local = Self::from_minutes(self.minutes() + offset_at(self.minutes()));
        local.map_or(self, |local| Self { millisecond: self.millisecond, ..local })
    }

    /// This wall-clock time in UTC; `None` for a time that daylight saving skips. Of an hour that comes twice, one is
    /// taken.
    pub fn to_utc(self, offset_at: fn(i64) -> i64) -> Option<Self> {
        let local = self.minutes();
        let guess = local - offset_at(local);
        let exact = local - offset_at(guess);
        let utc = [exact, guess].into_iter().find(|utc| utc + offset_at(*utc) == local)?;
        Some(Self { millisecond: self.millisecond, ..Self::from_minutes(utc)? })
    }
}

/// The names of the months in a language of the interface, January first.
pub fn month_names(locale: Locale) -> Vec<String> {
    let names = match locale {
        Locale::English => "January February March April May June July August September October November December",
        Locale::French => "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
        Locale::German => "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
        Locale::Spanish => "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
        Locale::Arabic => "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
    };
    names.split(' ').map(str::to_owned).collect()
}

fn days_in(year: u16, month: u8) -> u8 {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        2 => 28 + u8::from(leap),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Trimmed, with the digits of other scripts made plain.
fn digits(text: &str) -> String {
    text.trim().chars().map(plain).collect()
}

/// The only month whose name begins so; at least three letters.
fn month_by_name(typed: &str, months: &[String]) -> Option<u8> {
    let typed = fold(typed.trim_end_matches('.'));
    if typed.chars().count() < 3 {
        return None;
    }
    let mut matching = (1u8..).zip(months).filter(|(_, name)| fold(name).starts_with(&typed));
    let (month, _) = matching.next()?;
    matching.next().is_none().then_some(month)
}

/// Lower case without the accents that people leave out on a phone.
fn fold(text: &str) -> String {
    let plain = |c| match c {
        'é' | 'è' | 'ê' => 'e',
        'û' | 'ü' | 'ù' => 'u',
        'ä' | 'à' | 'â' => 'a',
        // Often typed without the hamza.
        'أ' | 'إ' | 'آ' => 'ا',
        c => c,
    };
    text.to_lowercase().chars().map(plain).collect()
}

/// `HH:MM`, exactly.
fn minute_of_day(text: &str) -> Option<u16> {
    let (hours, minutes) = text.split_once(':')?;
    (hours.len() == 2 && minutes.len() == 2).then_some(())?;
    minute_from(hours, minutes)
}

/// `:SS` with or without a fraction; what cannot be read is nought.
fn milliseconds(text: &str) -> u16 {
    let (seconds, fraction) = text.split_once('.').unwrap_or((text, ""));
    let number = |text: &str| text.bytes().all(|b| b.is_ascii_digit()).then(|| text.parse::<u16>().ok()).flatten();
    let seconds = seconds.strip_prefix(':').and_then(number).filter(|seconds| *seconds < 60);
    let thousandths: String = fraction.chars().chain("000".chars()).take(3).collect();
    seconds.map_or(0, |seconds| seconds * 1000 + number(&thousandths).unwrap_or(0))
}

fn typed_minute(text: &str) -> Option<u16> {
    let text = digits(text).to_lowercase();
    let (text, afternoon) = match (text.strip_suffix("pm"), text.strip_suffix("am")) {
        (Some(rest), _) => (rest.trim_end().to_owned(), Some(true)),
        (_, Some(rest)) => (rest.trim_end().to_owned(), Some(false)),
        _ => (text.clone(), None),
    };
    let (hours, minutes) = text.split_once([':', '.', 'h']).unwrap_or((&text, ""));
    let minutes = if minutes.is_empty() { "00" } else { minutes };
    if hours.is_empty() || hours.len() > 2 || minutes.len() != 2 {
        return None;
    }
    let minute = minute_from(hours, minutes)?;
    match afternoon {
        None => Some(minute),
        Some(_) if !(60..13 * 60).contains(&minute) => None,
        Some(afternoon) => Some(minute % 720 + if afternoon { 720 } else { 0 }),
    }
}

fn minute_from(hours: &str, minutes: &str) -> Option<u16> {
    let number = |text: &str| text.bytes().all(|b| b.is_ascii_digit()).then(|| text.parse::<u16>().ok()).flatten();
    let (hours, minutes) = (number(hours)?, number(minutes)?);
    (hours < 24 && minutes < 60).then_some(hours * 60 + minutes)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;

    fn months() -> Vec<String> {
        month_names(Locale::French)
    }

    fn typed(day: &str, month: &str, year: &str) -> Result<String, DateProblem> {
        Date::from_typed(day, month, year, &months()).map(Date::canonical)
    }

    #[test]
    fn typed_dates_are_read() {
        assert_eq!(typed("22", "11", "2026").as_deref(), Ok("2026-11-22"));
        assert_eq!(typed(" 1 ", "03", "1999").as_deref(), Ok("1999-03-01"));
        assert_eq!(typed("29", "2", "2024").as_deref(), Ok("2024-02-29"));
        assert_eq!(typed("1", "fév.", "2024").as_deref(), Ok("2024-02-01"));
        assert_eq!(typed("1", "FEVRIER", "2024").as_deref(), Ok("2024-02-01"));
        assert_eq!(typed("٢٢", "١١", "٢٠٢٦").as_deref(), Ok("2026-11-22"));
    }

    #[test]
    fn wrong_dates_say_what_is_wrong() {
        assert_eq!(typed("", "11", "2026"), Err(DateProblem::Incomplete));
        assert_eq!(typed("22", "11", "26"), Err(DateProblem::YearDigits));
        for (day, month, year) in [
            ("31", "11", "2026"),
            ("29", "2", "2023"),
            ("0", "1", "2026"),
            ("1", "13", "2026"),
            ("1", "jui", "2026"),
            ("1", "ja", "2026"),
            ("x", "1", "2026"),
            ("1", "1", "0000"),
            ("-1", "1", "2026"),
        ] {
            assert_eq!(typed(day, month, year), Err(DateProblem::NotReal), "{day} {month} {year}");
        }
    }

    #[test]
    fn the_wires_times_are_read_with_their_offset() {
        let read = |text: &str| DateTime::from_canonical(text).map(DateTime::canonical);
        assert_eq!(read("2022-04-07T13:10:01.614Z").as_deref(), Some("2022-04-07T13:10:01.614Z"));
        assert_eq!(read("2022-04-07T13:10:09.5Z").as_deref(), Some("2022-04-07T13:10:09.500Z"));
        assert_eq!(read("2022-04-07T13:10:xxZ").as_deref(), Some("2022-04-07T13:10:00.000Z"));
        assert_eq!(read("2022-04-07T00:10:00+02:00").as_deref(), Some("2022-04-06T22:10:00.000Z"));
        assert_eq!(read("2022-12-31T23:30:00-01:30").as_deref(), Some("2023-01-01T01:00:00.000Z"));
        for text in ["2022-04-07", "2022-04-07T13:10", "2022-04-07T25:00:00Z", "2022-04-07T13:1é", "x"] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn typed_times_are_read() {
        let date = Date::new(2026, 11, 22).unwrap();
        let read = |text: &str| DateTime::from_typed(date, text).map(DateTime::time_typed);
        for (text, time) in [
            ("14:05", "14:05"),
            ("14h05", "14:05"),
            ("9", "09:00"),
            ("9.30", "09:30"),
            ("2:05 pm", "14:05"),
            ("12am", "00:00"),
            ("12:30 PM", "12:30"),
        ] {
            assert_eq!(read(text).as_deref(), Ok(time), "{text}");
        }
        for text in ["", "24:00", "9:5", "noon", "13pm", "0am", "1:60"] {
            assert_eq!(read(text), Err(DateProblem::NotReal), "{text}");
        }
    }

    /// Paris: one hour ahead in winter, two in the summer of 2026 (from 29 March 01:00 to 25 October 01:00 UTC).
    fn paris(utc: i64) -> i64 {
        let at = |text| DateTime::from_canonical(text).unwrap().minutes();
        let summer = at("2026-03-29T01:00:00Z")..at("2026-10-25T01:00:00Z");
        if summer.contains(&utc) { 120 } else { 60 }
    }

    #[test]
    fn wall_clocks_become_utc_and_back() {
        for (local, utc) in [
            ("2026-01-10T12:00:00Z", "2026-01-10T11:00:00.000Z"),
            ("2026-07-10T12:00:00Z", "2026-07-10T10:00:00.000Z"),
            ("2026-03-29T01:30:00Z", "2026-03-29T00:30:00.000Z"),
            ("2026-03-29T03:30:00Z", "2026-03-29T01:30:00.000Z"),
        ] {
            let wall = DateTime::from_canonical(local).unwrap();
            assert_eq!(wall.to_utc(paris).unwrap().canonical(), utc);
            assert_eq!(wall.to_utc(paris).unwrap().to_local(paris), wall);
        }
    }

    #[test]
    fn a_time_that_daylight_saving_skips_is_none() {
        let wall = |text| DateTime::from_canonical(text).unwrap();
        for (local, exists) in [
            ("2026-03-29T01:59:00Z", true),
            ("2026-03-29T02:00:00Z", false),
            ("2026-03-29T02:59:00Z", false),
            ("2026-03-29T03:00:00Z", true),
            ("2026-10-25T02:30:00Z", true),
        ] {
            assert_eq!(wall(local).to_utc(paris).is_some(), exists, "{local}");
        }
    }

    proptest! {
        #[test]
        fn no_text_panics(a in ".{0,30}", b in ".{0,6}", c in ".{0,6}") {
            let _ = Date::from_canonical(&a);
            let _ = DateTime::from_canonical(&a);
            let _ = Date::from_typed(&a, &b, &c, &months());
            let _ = DateTime::from_typed(Date::new(2026, 1, 1).unwrap(), &b);
        }

        #[test]
        fn every_day_survives_counting(days in -719_000i64..2_900_000) {
            let date = Date::from_days_since_epoch(days).unwrap();
            prop_assert_eq!(date.days_since_epoch(), days);
            prop_assert_eq!(Date::from_canonical(&date.canonical()), Some(date));
        }
    }
}
