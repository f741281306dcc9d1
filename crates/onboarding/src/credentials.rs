//! What a person proves themselves by: a password, a security code. Neither shows in logs; each goes into one request.

use std::fmt;

/// A password as it was typed; nothing is trimmed or judged (NIST SP 800-63B, section 3.1.1.2).
#[derive(Clone, PartialEq, Eq)]
pub struct Password(String);

/// A security code: digits only.
#[derive(Clone, PartialEq, Eq)]
pub struct Code(String);

/// How many digits a code may have: five by the contract, others elsewhere.
const CODE_LENGTH: std::ops::RangeInclusive<usize> = 4..=10;

/// Where each script's digits begin: European, Arabic-Indic, extended Arabic-Indic, Devanagari, full width.
const ZEROS: [char; 5] = ['0', '٠', '۰', '०', '０'];

impl Password {
    /// `None`, if nothing was typed.
    pub fn new(typed: String) -> Option<Self> {
        (!typed.is_empty()).then_some(Self(typed))
    }

    pub(crate) fn reveal(&self) -> &str {
        &self.0
    }
}

impl Code {
    /// Reads a code as people type and paste it: spaces and hyphens do not count, and any script's digits do.
    pub fn parse(typed: &str) -> Option<Self> {
        let counts =
            |c: &char| !c.is_whitespace() && !matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{200e}' | '\u{200f}');
        let code: String = typed.chars().filter(counts).map(digit).collect::<Option<_>>()?;
        CODE_LENGTH.contains(&code.len()).then_some(Self(code))
    }

    pub(crate) fn reveal(&self) -> &str {
        &self.0
    }
}

fn digit(c: char) -> Option<char> {
    ZEROS.iter().find_map(|zero| char::from_digit(u32::from(c).checked_sub(u32::from(*zero))?, 10))
}

impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Password(…)")
    }
}

impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Code(…)")
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_code_is_read_as_people_type_it() {
        for typed in ["12345", " 123 45 ", "123-45", "١٢٣٤٥", "۱۲۳۴۵", "１２３４５", "\u{200f}12345\n"] {
            assert_eq!(Code::parse(typed).unwrap().reveal(), "12345", "{typed:?}");
        }
        for typed in ["", "123", "12345678901", "1234O", "12,345", "abcde"] {
            assert!(Code::parse(typed).is_none(), "{typed:?}");
        }
    }

    #[test]
    fn secrets_do_not_show() {
        let told = format!("{:?} {:?}", Password::new("s3cret".to_owned()), Code::parse("12345"));
        assert_eq!(told, "Some(Password(…)) Some(Code(…))");
    }

    proptest::proptest! {
        #[test]
        fn no_text_panics(typed in "\\PC{0,20}") {
            let _ = Code::parse(&typed);
        }
    }
}
