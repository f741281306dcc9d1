//! What the page knows of its film: how far it was watched, and whether it plays at all.

use std::sync::Arc;

use leptos::prelude::*;
use onboarding::activity::Video;
use onboarding::id::{ActivityId, UserId};
use onboarding::text::Text;
use onboarding::watching::{Millis, Told, Watching};
use onboarding::work::Piece;

use crate::effects::{clock, visibility, work};
use crate::screens::sending::send;
use crate::store::Store;
use crate::words::{fill, locale, say};

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
    refusal: RwSignal<Option<Watching>>,
}

impl VideoState {
    pub(super) fn new(store: Store, activity: ActivityId, video: Arc<Video>) -> Self {
        let lead = store.user();
        let kept = store.work().film(activity).and_then(|text| video.from_kept(&text));
        let state = Self {
            store,
            activity,
            lead,
            video: StoredValue::new(video),
            watching: RwSignal::new(kept.unwrap_or_default()),
            trouble: RwSignal::new(None),
            refusal: RwSignal::new(None),
        };
        on_cleanup(move || state.leave());
        state
    }

    /// Takes in what the player tells.
    pub(super) fn hear(self, told: Told) {
        if self.trouble.get_untracked() == Some(Trouble::Silent) {
            self.trouble.set(None);
        }
        if !self.watching.try_update(|watching| watching.hear(&told, visibility::is_visible())).unwrap_or_default() {
            return;
        }
        // Whoever watches need not touch anything.
        work::touch(self.store, self.activity);
        self.keep();
    }

    /// The film does not play.
    pub(super) fn fail(self) {
        self.trouble.set(Some(Trouble::Failed));
    }

    /// From now on the film should be heard of in time, unless `is_fine` says that it need not.
    pub(super) fn expect_to_hear(self, is_fine: impl Fn() -> bool + 'static) {
        clock::after(PATIENCE, move || {
            if !is_fine() && self.trouble.try_get_untracked() == Some(None) {
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
        self.refusal.set(Some(self.watching.get_untracked()));
    }

    /// What was missing of a film when the lead wanted to go on.
    fn refusal_of(self, watching: &Watching) -> String {
        match watching.missing(self.ratio(), locale()) {
            Some(missing) => fill(MISSING, &[&missing]),
            None => say(NOT_STARTED).to_owned(),
        }
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
        Memo::new(move |_| {
            let refused = self.refusal.get().filter(|_| !enough.get() && !trouble.get());
            refused.map(|watching| self.refusal_of(&watching))
        })
    }

    /// Whether enough was watched.
    pub(super) fn is_enough(self) -> Memo<bool> {
        Memo::new(move |_| self.watching.with(|watching| watching.is_enough(self.ratio())))
    }

    /// How much must be watched, in thousandths.
    pub(super) fn ratio(self) -> u64 {
        self.video.try_with_value(|video| video.ratio).unwrap_or_default()
    }

    /// Keeps what was watched.
    fn keep(self) {
        let text = self.video.with_value(|video| self.watching.with_untracked(|watching| video.to_kept(watching)));
        work::give(self.store, self.activity, Piece::Film(text));
    }

    /// The page of the film is left: what was watched of it stays with whoever watched, if they are still here.
    fn leave(self) {
        let is_theirs = self.store.user() == self.lead;
        let has_watched = self.watching.try_with_untracked(|watching| *watching != Watching::default());
        if is_theirs && has_watched == Some(true) {
            self.keep();
        }
    }
}

const MISSING: Text = Text {
    en: "Not quite yet: please watch {} more, then continue.",
    fr: "Pas tout à fait : regardez encore {}, puis continuez.",
    de: "Noch nicht ganz: Bitte sehen Sie noch {} an, dann geht es weiter.",
    es: "Aún falta un poco: vea {} más y después continúe.",
    ar: "لم تكتمل المشاهدة بعد: بقيت مشاهدة {}، ثم يمكنك المتابعة.",
};
const NOT_STARTED: Text = Text {
    en: "Not quite yet: please play the video, then continue.",
    fr: "Pas tout à fait : lancez la vidéo, puis continuez.",
    de: "Noch nicht ganz: Bitte spielen Sie das Video ab, dann geht es weiter.",
    es: "Antes de continuar, reproduzca el vídeo.",
    ar: "لم يكتمل بعد: يُرجى تشغيل الفيديو، ثم المتابعة.",
};
