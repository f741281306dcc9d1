//! How far a film has been watched, in words.

use super::{Millis, Watching};
use crate::text::{Counted, Locale, Text};

impl Watching {
    /// "12 of 61 seconds watched", as far as it is known.
    pub fn progress(&self, locale: Locale) -> String {
        let watched = whole_seconds(self.watched());
        match self.duration.map(whole_seconds) {
            Some(duration) if duration < SHORT => {
                OF_SECONDS.fill(locale, &[&watched.min(duration).to_string(), &duration.to_string()])
            }
            Some(duration) => OF.fill(locale, &[&span(watched, locale), &span(duration, locale)]),
            None => WATCHED.fill(locale, &[&span(watched, locale)]),
        }
    }

    /// How much must be watched, where that is known and there is any.
    pub fn needed_in_words(&self, ratio: u64, locale: Locale) -> Option<String> {
        let needed = self.needed(ratio).filter(|needed| *needed > 0)?;
        Some(span(needed.div_ceil(1000), locale))
    }

    /// How much is still to be watched, where that is known and there is any.
    pub fn missing(&self, ratio: u64, locale: Locale) -> Option<String> {
        if self.is_enough(ratio) {
            return None;
        }
        let missing = self.needed(ratio)?.saturating_sub(self.watched());
        Some(span(missing.div_ceil(1000), locale))
    }
}

/// A film of less than so many seconds is told in seconds.
const SHORT: u64 = 120;

/// Full seconds: nobody is told of more than they have watched.
fn whole_seconds(time: Millis) -> u64 {
    time / 1000
}

/// So many seconds, as people say it.
fn span(seconds: u64, locale: Locale) -> String {
    let (minutes, rest) = (seconds / 60, seconds % 60);
    match (seconds, rest) {
        (0..SHORT, _) => SECONDS.fill(locale, seconds),
        (_, 0) => MINUTES.fill(locale, &[&minutes.to_string()]),
        _ => MINUTES_AND_SECONDS.fill(locale, &[&minutes.to_string(), &rest.to_string()]),
    }
}

const OF_SECONDS: Text = Text {
    en: "{} of {} seconds watched",
    fr: "Durée regardée : {} sur {} secondes",
    de: "{} von {} Sekunden angesehen",
    es: "Vídeo visto: {} de {} segundos",
    ar: "الثواني التي شوهدت: {} من {}",
};
const OF: Text = Text {
    en: "{} of {} watched",
    fr: "Durée regardée : {} sur {}",
    de: "{} von {} angesehen",
    es: "Vídeo visto: {} de {}",
    ar: "تمت مشاهدة {} من {}",
};
const WATCHED: Text = Text {
    en: "{} watched",
    fr: "Durée regardée : {}",
    de: "{} angesehen",
    es: "Vídeo visto: {}",
    ar: "تمت مشاهدة {}",
};
const SECONDS: Counted = Counted {
    one: Text { en: "{} second", fr: "{} seconde", de: "{} Sekunde", es: "{} segundo", ar: "{} ثانية" },
    other: Text { en: "{} seconds", fr: "{} secondes", de: "{} Sekunden", es: "{} segundos", ar: "{} ثانية" },
    arabic: ["{} ثانية", "ثانيتين", "{} ثوانٍ", "{} ثانية"],
};
const MINUTES: Text = Text { en: "{} min", fr: "{} min", de: "{} min", es: "{} min", ar: "{} د" };
const MINUTES_AND_SECONDS: Text =
    Text { en: "{} min {} s", fr: "{} min {} s", de: "{} min {} s", es: "{} min {} s", ar: "{} د {} ث" };
