//! The languages of the interface. Words stand beside their use, as [`Text`]; a language that is missing does not compile.

/// A language that the interface speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Locale {
    /// English, also spoken to those whose language is not here yet.
    #[default]
    English,
    /// French.
    French,
    /// German.
    German,
    /// Spanish.
    Spanish,
    /// Arabic, from right to left.
    Arabic,
}

/// Where lines begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// On the left.
    LeftToRight,
    /// On the right.
    RightToLeft,
}

impl Direction {
    /// The value of the page's `dir` attribute (HTML standard, "The dir attribute").
    pub fn attribute(self) -> &'static str {
        match self {
            Self::LeftToRight => "ltr",
            Self::RightToLeft => "rtl",
        }
    }
}

impl Locale {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 5] = [Self::English, Self::French, Self::German, Self::Spanish, Self::Arabic];

    /// What the language calls itself.
    pub fn own_name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::French => "Français",
            Self::German => "Deutsch",
            Self::Spanish => "Español",
            Self::Arabic => "العربية",
        }
    }

    /// Where its lines begin.
    pub fn direction(self) -> Direction {
        if self == Self::Arabic { Direction::RightToLeft } else { Direction::LeftToRight }
    }

    /// The first of the given BCP 47 tags (RFC 5646), in order of preference, whose language is spoken here.
    pub fn choose<'a>(tags: impl IntoIterator<Item = &'a str>) -> Self {
        tags.into_iter().find_map(Self::from_tag).unwrap_or_default()
    }

    /// The tag for the page's `lang` attribute.
    pub fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::French => "fr",
            Self::German => "de",
            Self::Spanish => "es",
            Self::Arabic => "ar",
        }
    }

    /// The language of a tag, if it is spoken here.
    pub fn from_tag(tag: &str) -> Option<Self> {
        let language = tag.split(['-', '_']).next()?;
        Self::ALL.into_iter().find(|locale| locale.tag().eq_ignore_ascii_case(language))
    }
}

/// One phrase in every language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Text {
    /// English.
    pub en: &'static str,
    /// French.
    pub fr: &'static str,
    /// German.
    pub de: &'static str,
    /// Spanish.
    pub es: &'static str,
    /// Arabic.
    pub ar: &'static str,
}

impl Text {
    /// The phrase in the given language.
    pub fn say(self, locale: Locale) -> &'static str {
        match locale {
            Locale::English => self.en,
            Locale::French => self.fr,
            Locale::German => self.de,
            Locale::Spanish => self.es,
            Locale::Arabic => self.ar,
        }
    }

    /// The phrase with its gaps filled: each `{}` by the next of the given parts, `{0}` by the first wherever it
    /// stands, since not every language says things in the same order.
    pub fn fill(self, locale: Locale, parts: &[&str]) -> String {
        match locale.direction() {
            Direction::LeftToRight => fill(self.say(locale), parts),
            Direction::RightToLeft => {
                let isolated: Vec<String> = parts.iter().map(|part| isolated(part)).collect();
                fill(self.say(locale), &isolated.iter().map(String::as_str).collect::<Vec<_>>())
            }
        }
    }
}

/// The plural categories of the languages spoken here (CLDR 47, "Language Plural Rules", whole numbers).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Category {
    /// None, in Arabic.
    Zero,
    /// One; in French none, too.
    One,
    /// Two, in Arabic.
    Two,
    /// Some, in Arabic: those that end in 3 to 10.
    Few,
    /// Many, in Arabic: those that end in 11 to 99.
    Many,
    /// Any other number. Round millions of French and Spanish are counted here: written in digits they read alike.
    Other,
}

impl Category {
    /// The category of a count in a language, as `Intl.PluralRules` has it (ECMA-402).
    pub fn of(locale: Locale, count: u64) -> Self {
        match (locale, count, count % 100) {
            (Locale::Arabic, 0, _) => Self::Zero,
            (Locale::French, 0, _) | (_, 1, _) => Self::One,
            (Locale::Arabic, 2, _) => Self::Two,
            (Locale::Arabic, _, 3..=10) => Self::Few,
            (Locale::Arabic, _, 11..=99) => Self::Many,
            _ => Self::Other,
        }
    }
}

/// One phrase with a count in it, in every language. Its first gap is the count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counted {
    /// Of one.
    pub one: Text,
    /// Of any count that has no form of its own.
    pub other: Text,
    /// Of none, of two, of a few and of many, in Arabic.
    pub arabic: [&'static str; 4],
}

impl Counted {
    /// The phrase for a count, in its form.
    pub fn fill(self, locale: Locale, count: u64) -> String {
        let [zero, two, few, many] = self.arabic;
        let words = match Category::of(locale, count) {
            Category::Zero => zero,
            Category::One => self.one.say(locale),
            Category::Two => two,
            Category::Few => few,
            Category::Many => many,
            Category::Other => self.other.say(locale),
        };
        fill(words, &[&count.to_string()])
    }
}

/// Keeps what a server or a lead wrote from tearing the words around it apart (UAX 9, isolates): a name in Latin letters
/// in an Arabic sentence. Bare numbers run with the sentence, as the boxes of a date do.
pub(crate) fn isolated(part: &str) -> String {
    if part.chars().all(|c| c.is_ascii_digit() || c == ' ') {
        return part.to_owned();
    }
    format!("\u{2068}{part}\u{2069}")
}

/// Words with their gaps filled, as [`Text::fill`] does it.
pub(crate) fn fill(words: &str, parts: &[&str]) -> String {
    let mut pieces = words.split('{');
    let mut filled = pieces.next().unwrap_or_default().to_owned();
    let mut parts_in_order = parts.iter();
    for piece in pieces {
        let (gap, rest) = piece.split_once('}').unwrap_or(("", piece));
        let part = match gap.parse::<usize>() {
            Ok(number) => parts.get(number),
            Err(_) => parts_in_order.next(),
        };
        filled.push_str(part.copied().unwrap_or_default());
        filled.push_str(rest);
    }
    filled
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
        assert_eq!(Locale::choose(["de-CH", "fr"]), Locale::German);
        for locale in Locale::ALL {
            assert_eq!(Locale::from_tag(locale.tag()), Some(locale));
        }
    }

    #[test]
    fn counts_have_the_form_of_their_language() {
        let steps = Counted {
            one: Text { en: "{} step", fr: "{} étape", de: "{} Schritt", es: "{} paso", ar: "{} خطوة" },
            other: Text { en: "{} steps", fr: "{} étapes", de: "{} Schritte", es: "{} pasos", ar: "{} خطوة" },
            arabic: ["لا خطوات", "خطوتان", "{} خطوات", "{} خطوة"],
        };
        for (locale, counts) in [
            (Locale::English, [(0, "0 steps"), (1, "1 step"), (2, "2 steps"), (11, "11 steps"), (100, "100 steps")]),
            (Locale::French, [(0, "0 étape"), (1, "1 étape"), (2, "2 étapes"), (11, "11 étapes"), (100, "100 étapes")]),
            (Locale::Arabic, [(0, "لا خطوات"), (1, "1 خطوة"), (2, "خطوتان"), (105, "105 خطوات"), (100, "100 خطوة")]),
        ] {
            for (count, said) in counts {
                assert_eq!(steps.fill(locale, count), said);
            }
        }
    }

    #[test]
    fn names_of_another_direction_stay_whole_in_an_arabic_sentence() {
        let text = Text { en: "{} / {}", fr: "{} / {}", de: "{} / {}", es: "{} / {}", ar: "{} / {}" };
        assert_eq!(
            text.fill(Locale::Arabic, &["scan (1).pdf", "27 3 2024"]),
            "\u{2068}scan (1).pdf\u{2069} / 27 3 2024"
        );
        assert_eq!(text.fill(Locale::Arabic, &["-5", ""]), "\u{2068}-5\u{2069} / ");
        assert_eq!(text.fill(Locale::German, &["a.pdf", "-5"]), "a.pdf / -5");
    }

    #[test]
    fn parts_fill_the_gaps_in_order() {
        let text = Text {
            en: "{} of {} done",
            fr: "{} sur {} terminées",
            de: "{} von {} erledigt",
            es: "{} de {} completados",
            ar: "من أصل {1}: {0}",
        };
        assert_eq!(text.fill(Locale::English, &["2", "5"]), "2 of 5 done");
        assert_eq!(text.fill(Locale::French, &["{}", "5"]), "{} sur 5 terminées");
        assert_eq!(text.fill(Locale::German, &["{1}", "{0}"]), "{1} von {0} erledigt");
        assert_eq!(text.fill(Locale::Arabic, &["2", "5"]), "من أصل 5: 2");
        assert_eq!(text.fill(Locale::Arabic, &["2"]), "من أصل : 2");
    }
}
