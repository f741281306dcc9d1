//! What the page knows of its film: how far it was watched, and whether it plays at all.

use std::sync::Arc;

use leptos::prelude::*;
use onboarding::activity::Video;
use onboarding::id::{ActivityId, UserId};
use onboarding::text::{Locale, Text};
use onboarding::watching::{Millis, Told, Watching};

use crate::effects::{clock, visibility, watched};
use crate::screens::sending::send;
use crate::store::Store;
use crate::words::locale;

/// A player that has told nothing for so many milliseconds will not, as far as anybody can know.
const PATIENCE: u32 = 10_000;

/// Why a film does not play.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Trouble {
    /// Its player tells nothing, which may be the network's doing.
    Silent,
    /// Its player says so, or the browser does.
    Failed,
}

/// A handle to the film on the page; cheap to copy into every closure.
#[derive(Clone, Copy)]
pub(super) struct VideoState {
    store: Store,
    activity: ActivityId,
    /// Who watches.
    lead: Option<UserId>,
    video: StoredValue<Arc<Video>>,
    watching: RwSignal<Watching>,
    trouble: RwSignal<Option<Trouble>>,
    /// Why the lead cannot go on yet, as it was when they wanted to.
    refusal: RwSignal<Option<String>>,
    locale: Locale,
}

impl VideoState {
    pub(super) fn new(store: Store, activity: ActivityId, video: Arc<Video>) -> Self {
        let lead = store.user();
        let kept = lead.and_then(|lead| video.from_kept(&watched::kept(lead, activity)?));
        let mut watching = store.watching(activity).unwrap_or_default();
        watching.merge(&kept.unwrap_or_default());
        let state = Self {
            store,
            activity,
            lead,
            video: StoredValue::new(video),
            watching: RwSignal::new(watching),
            trouble: RwSignal::new(None),
            refusal: RwSignal::new(None),
            locale: locale(),
        };
        on_cleanup(move || state.leave());
        state
    }

    /// Takes in what the player tells.
    pub(super) fn hear(self, told: Told) {
        if self.trouble.get_untracked() == Some(Trouble::Silent) {
            self.trouble.set(None);
        }
        let before = self.watching.with_untracked(Watching::watched);
        if !self.watching.try_update(|watching| watching.hear(&told, visibility::is_visible())).unwrap_or_default() {
            return;
        }
        // Whoever watches need not touch anything.
        self.store.touch(self.activity);
        if self.watching.with_untracked(Watching::watched) / 1000 > before / 1000 {
            self.keep();
        }
    }

    /// The film does not play.
    pub(super) fn fail(self) {
        self.trouble.set(Some(Trouble::Failed));
    }

    /// From now on the film should be heard of in time, unless `is_fine` says that it need not.
    pub(super) fn expect_to_hear(self, is_fine: impl Fn() -> bool + 'static) {
        clock::after(PATIENCE, move || {
            if !is_fine() && self.trouble.get_untracked().is_none() {
                self.trouble.set(Some(Trouble::Silent));
            }
        });
    }

    /// Where the film is to begin: where it was not watched yet.
    pub(super) fn begin(self) -> Millis {
        self.watching.with_untracked(Watching::first_gap)
    }

    /// Goes on, if enough was watched or nobody but the lead can know; otherwise tells what is missing.
    pub(super) fn submit(self) {
        let enough = self.watching.with_untracked(|watching| watching.is_enough(self.ratio()));
        if enough || self.trouble.with_untracked(Option::is_some) {
            return self.send();
        }
        let missing = self.watching.with_untracked(|watching| watching.missing(self.ratio(), self.locale));
        self.refusal.set(Some(match missing {
            Some(missing) => MISSING.fill(self.locale, &[&missing]),
            None => NOT_STARTED.say(self.locale).to_owned(),
        }));
    }

    /// Sends what was watched as far as it is known; the back-end judges it.
    fn send(self) {
        self.refusal.set(None);
        send(self.store, self.activity, self.watching.with_untracked(Watching::answer));
    }

    pub(super) fn watching(self) -> RwSignal<Watching> {
        self.watching
    }

    /// Whether the film does not play.
    pub(super) fn has_trouble(self) -> Memo<bool> {
        Memo::new(move |_| self.trouble.with(Option::is_some))
    }

    /// Why the lead cannot go on yet, until they can.
    pub(super) fn refusal(self) -> Memo<Option<String>> {
        let (enough, trouble) = (self.is_enough(), self.has_trouble());
        Memo::new(move |_| self.refusal.get().filter(|_| !enough.get() && !trouble.get()))
    }

    /// Whether enough was watched.
    pub(super) fn is_enough(self) -> Memo<bool> {
        Memo::new(move |_| self.watching.with(|watching| watching.is_enough(self.ratio())))
    }

    /// How much must be watched, in thousandths.
    pub(super) fn ratio(self) -> u64 {
        self.video.try_with_value(|video| video.ratio).unwrap_or_default()
    }

    /// Keeps what was watched, and what another tab has kept meanwhile.
    fn keep(self) {
        let Some(lead) = self.lead.filter(|_| self.is_theirs()) else { return };
        let text = self.video.with_value(|video| {
            let mut watching = self.watching.get_untracked();
            let elsewhere = watched::kept(lead, self.activity).and_then(|text| video.from_kept(&text));
            watching.merge(&elsewhere.unwrap_or_default());
            video.to_kept(&watching)
        });
        watched::keep(lead, self.activity, &text);
    }

    /// Whether whoever watches is still here: nobody else goes on with what they watched.
    fn is_theirs(self) -> bool {
        self.store.user() == self.lead
    }

    /// The page of the film is left: what was watched stays, until the lead's part is done.
    fn leave(self) {
        let Some(watching) = self.watching.try_get_untracked() else { return };
        if !self.is_theirs() {
            return;
        }
        self.store.keep_watching(self.activity, watching.rested());
        match self.lead {
            Some(lead) if self.store.is_handed_in(self.activity) => watched::forget(lead, self.activity),
            _ if watching == Watching::default() => {}
            _ => self.keep(),
        }
    }
}

const MISSING: Text = Text {
    en: "Not quite yet: please watch {} more, then continue.",
    fr: "Pas tout à fait : regardez encore {}, puis continuez.",
};
const NOT_STARTED: Text = Text {
    en: "Not quite yet: please play the video, then continue.",
    fr: "Pas tout à fait : lancez la vidéo, puis continuez.",
};
