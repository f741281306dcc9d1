//! The languages of the interface. Words stand beside their use, as [`Text`]; a language that is missing does not compile.

/// A language that the interface speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Locale {
    /// English, also spoken to those whose language is not here yet.
    #[default]
    English,
    /// French.
    French,
}

impl Locale {
    /// The first of the given BCP 47 tags (RFC 5646), in order of preference, whose language is spoken here.
    pub fn choose<'a>(tags: impl IntoIterator<Item = &'a str>) -> Self {
        tags.into_iter().find_map(Self::from_tag).unwrap_or_default()
    }

    /// The tag for the page's `lang` attribute.
    pub fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::French => "fr",
        }
    }

    fn from_tag(tag: &str) -> Option<Self> {
        match tag.split(['-', '_']).next()?.to_ascii_lowercase().as_str() {
            "en" => Some(Self::English),
            "fr" => Some(Self::French),
            _ => None,
        }
    }
}

/// One phrase in every language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Text {
    /// English.
    pub en: &'static str,
    /// French.
    pub fr: &'static str,
}

impl Text {
    /// The phrase in the given language.
    pub fn say(self, locale: Locale) -> &'static str {
        match locale {
            Locale::English => self.en,
            Locale::French => self.fr,
        }
    }

    /// The phrase with each `{}` replaced, in order, by the given parts.
    pub fn fill(self, locale: Locale, parts: &[&str]) -> String {
        let mut pieces = self.say(locale).split("{}");
        let mut filled = pieces.next().unwrap_or_default().to_owned();
        for (piece, part) in pieces.zip(parts) {
            filled.push_str(part);
            filled.push_str(piece);
        }
        filled
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_spoken_language_wins() {
        assert_eq!(Locale::choose(["xx", "fr-CA", "en"]), Locale::French);
        assert_eq!(Locale::choose(["EN_gb"]), Locale::English);
        assert_eq!(Locale::choose(["xx"]), Locale::English);
        assert_eq!(Locale::choose([]), Locale::English);
    }

    #[test]
    fn parts_fill_the_gaps_in_order() {
        let text = Text { en: "{} of {} done", fr: "{} sur {} terminées" };
        assert_eq!(text.fill(Locale::English, &["2", "5"]), "2 of 5 done");
        assert_eq!(text.fill(Locale::French, &["{}", "5"]), "{} sur 5 terminées");
    }
}
