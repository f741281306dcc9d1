//! Proof of watching: the union of what was played, counted as it is played and never where it was skipped.
//!
//! Seeking is the lead's right, so nothing is fought; what was jumped over simply does not count. The page is no
//! proof, so the stretches themselves are sent and the back-end judges them.

pub(crate) mod millis;
mod ranges;
mod words;

use serde_json::Value as Json;

pub use millis::{Millis, from_seconds};
pub use ranges::Ranges;

use crate::activity::Answer;

/// What a player tells of itself at one moment; most of its messages tell only some of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// Where the film is.
    pub position: Option<Millis>,
    /// How long the film is.
    pub duration: Option<Millis>,
    /// Whether the film is running.
    pub playing: Option<bool>,
    /// The speed, in thousandths of the normal one.
    pub rate: Option<u64>,
    /// The film was moved to another place.
    pub jumped: bool,
    /// What the browser itself says was played. Where it says so, nothing else counts.
    pub played: Option<Ranges>,
}

/// How far a film has been watched.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Watching {
    ranges: Ranges,
    duration: Option<Millis>,
    position: Option<Millis>,
    playing: bool,
    rate: Option<u64>,
}

/// How much further a film may be than a moment ago, at the normal speed: players tell several times a second.
const LONGEST_STEP: Millis = 1500;
/// Nobody follows a film that runs faster than this, in thousandths of the normal speed.
const FASTEST: u64 = 2000;
const NORMAL: u64 = 1000;

impl Watching {
    /// Takes in what the player tells, at a moment at which the page is seen or not; whether more is watched now.
    ///
    /// A stretch counts when it was played on a visible page, at twice the normal speed at most, and from a moment
    /// ago: a longer step is a jump.
    pub fn hear(&mut self, told: &Told, visible: bool) -> bool {
        let was_playing = self.playing;
        let credible = |time: &Millis| *time <= millis::LONGEST;
        self.duration = told.duration.filter(|duration| *duration > 0 && credible(duration)).or(self.duration);
        self.playing = told.playing.unwrap_or(self.playing);
        self.rate = told.rate.or(self.rate);
        if told.jumped {
            self.position = told.position.filter(credible);
            return false;
        }
        let Some(now) = told.position.filter(credible) else { return false };
        let Some(before) = self.position.replace(now) else { return false };
        let rate = self.rate.unwrap_or(NORMAL);
        let counts = visible
            && (was_playing || self.playing)
            && rate <= FASTEST
            && before < now
            && now - before <= LONGEST_STEP * rate / NORMAL;
        let covered = self.ranges.covered();
        match &told.played {
            _ if !counts => {}
            Some(played) => self.ranges.merge(&played.between(before, now)),
            None => self.ranges.add(before, now),
        }
        self.ranges.covered() > covered
    }

    /// How much was watched, as far as the film goes.
    pub fn watched(&self) -> Millis {
        self.within_film().covered()
    }

    /// How long the film is, once its player has told.
    pub fn duration(&self) -> Option<Millis> {
        self.duration
    }

    /// Adds what was watched of the same film elsewhere, as in another tab.
    pub fn merge(&mut self, other: &Self) {
        self.ranges.merge(&other.ranges);
        self.duration = self.duration.or(other.duration);
    }

    /// The same, before a player is heard that begins anew.
    pub fn rested(&self) -> Self {
        Self { ranges: self.ranges.clone(), duration: self.duration, ..Self::default() }
    }

    /// How much must be watched, by the ratio in thousandths; `None` while nobody knows how long the film is. Players
    /// do not tell of the very first and last moment, so a hundredth of a film, a second at most, is never needed.
    pub fn needed(&self, ratio: u64) -> Option<Millis> {
        if ratio == 0 {
            return Some(0);
        }
        let reachable = |duration: Millis| duration - (duration / 100).min(1000);
        self.duration.map(|duration| (duration * ratio).div_ceil(1000).min(reachable(duration)))
    }

    /// Whether enough was watched.
    pub fn is_enough(&self, ratio: u64) -> bool {
        self.needed(ratio).is_some_and(|needed| self.watched() >= needed)
    }

    /// How many quarters of what is needed were watched; the last one is full when it is enough.
    pub fn quarters(&self, ratio: u64) -> u8 {
        if self.is_enough(ratio) {
            return 4;
        }
        let Some(needed) = self.needed(ratio).filter(|needed| *needed > 0) else { return 0 };
        u8::try_from(self.watched() * 4 / needed).map_or(3, |quarters| quarters.min(3))
    }

    /// Where the first stretch begins that was not watched; the beginning, if all of the film was.
    pub fn first_gap(&self) -> Millis {
        Some(self.ranges.first_gap()).filter(|gap| self.duration.is_none_or(|duration| *gap < duration)).unwrap_or(0)
    }

    /// Whether something was watched behind a stretch that was not.
    pub fn has_skipped(&self) -> bool {
        self.ranges.iter().any(|(from, _)| from > self.ranges.first_gap())
    }

    /// The completion body (contract, section 3: `Video`). Nothing is claimed of a film that was never heard of.
    pub fn answer(&self) -> Answer {
        let pair = |(from, to)| Json::Array(vec![millis::to_json(from), millis::to_json(to)]);
        let ranges = self.within_film().iter().map(pair).collect();
        let duration = self.duration.map_or(Json::Null, millis::to_json);
        Answer::new([("WatchedRanges", Json::Array(ranges)), ("Duration", duration)])
    }

    /// A text that brings all this back after a reload: the length, then the stretches, in milliseconds.
    pub fn to_kept(&self) -> String {
        let mut kept = self.duration.unwrap_or(0).to_string();
        for (from, to) in self.ranges.iter() {
            kept.push_str(&format!(" {from}-{to}"));
        }
        kept
    }

    /// Reads such a text. Where the film was and whether it ran is not kept: it begins anew.
    pub fn from_kept(text: &str) -> Option<Self> {
        let time = |text: &str| text.parse().ok().filter(|time| *time <= millis::LONGEST);
        let mut words = text.split(' ');
        let duration = time(words.next()?)?;
        let stretch = |word: &str| word.split_once('-').and_then(|(from, to)| Some((time(from)?, time(to)?)));
        let ranges = words.map(stretch).collect::<Option<Ranges>>()?;
        Some(Self { ranges, duration: Some(duration).filter(|duration| *duration > 0), ..Self::default() })
    }

    fn within_film(&self) -> Ranges {
        self.ranges.between(0, self.duration.unwrap_or(Millis::MAX))
    }
}

/// Two texts of [`crate::activity::Video::to_kept`] as one, where both are of the same film.
pub(crate) fn together(own: &str, other: &str) -> Option<String> {
    let ((film, own), (of, other)) = (own.split_once(' ')?, other.split_once(' ')?);
    let mut watching = Watching::from_kept(own).filter(|_| film == of)?;
    watching.merge(&Watching::from_kept(other)?);
    Some(format!("{film} {}", watching.to_kept()))
}

#[cfg(test)]
mod tests;
