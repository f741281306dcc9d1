//! What players of films tell: the browser's own for a file, and those in frames, spoken with through the one broker.

use std::cell::Cell;
use std::rc::Rc;

use leptos::html::Video as VideoElement;
use leptos::prelude::*;
use onboarding::provider::player::{Player, Said};
use onboarding::watching::{Millis, Ranges, Told};

use super::clock;
use super::frames::Frame;

/// How often a player is greeted until it answers: before it is ready, it hears nothing.
const GREETING_PAUSE: u32 = 500;

/// What the browser's own player tells right now.
pub(crate) fn told_by_file(element: NodeRef<VideoElement>) -> Option<Told> {
    let video = element.try_get_untracked()??;
    let played = video.played();
    let stretch = |index| Some((millis(played.start(index).ok()?)?, millis(played.end(index).ok()?)?));
    Some(Told {
        position: millis(video.current_time()),
        duration: millis(video.duration()),
        playing: Some(!video.paused() && !video.ended()),
        rate: millis(video.playback_rate()),
        jumped: video.seeking(),
        played: Some((0..played.length()).filter_map(stretch).collect::<Ranges>()),
    })
}

/// Moves the film of the browser's own player.
pub(crate) fn seek_file(element: NodeRef<VideoElement>, to: Millis) {
    if let Some(video) = element.try_get_untracked().flatten() {
        video.set_current_time(to as f64 / 1000.0);
    }
}

/// Whether the browser's own player still waits for the beginning of its film. One that has loaded nothing because it
/// saves data waits for the lead instead (HTML standard, `networkState`).
pub(crate) fn is_file_stuck(element: NodeRef<VideoElement>) -> bool {
    let Some(video) = element.try_get_untracked().flatten() else { return false };
    const HAVE_NOTHING: u16 = 0;
    const NETWORK_IDLE: u16 = 1;
    video.ready_state() == HAVE_NOTHING && video.network_state() != NETWORK_IDLE
}

/// A player in a frame.
#[derive(Clone)]
pub(crate) struct FramedPlayer {
    frame: Frame,
    player: Player,
    contact: Rc<Contact>,
}

#[derive(Default)]
struct Contact {
    /// The frame has its page.
    loaded: Cell<bool>,
    /// Its page has answered.
    answered: Cell<bool>,
}

impl FramedPlayer {
    /// The player in that frame; reports what it says, as long as whoever listens is mounted.
    pub(crate) fn new(frame: Frame, player: Player, heard: impl Fn(Said) + 'static) -> Self {
        let framed = Self { frame, player, contact: Rc::default() };
        framed.listen(heard);
        framed.greet_until_answered();
        framed
    }

    /// The frame has loaded its page. A page that takes the place of another has heard nothing yet.
    pub(crate) fn loaded(&self) {
        if self.contact.loaded.replace(true) {
            self.contact.answered.set(false);
        }
        self.greet();
    }

    /// Moves the film.
    pub(crate) fn seek(&self, to: Millis) {
        self.frame.post(&self.player.protocol().seek(to));
    }

    fn listen(&self, heard: impl Fn(Said) + 'static) {
        let framed = self.clone();
        self.frame.listen(move |message| {
            let said = framed.player.protocol().read(&message);
            if said == Said::Nothing {
                return;
            }
            if !framed.contact.answered.replace(true) {
                framed.player.protocol().wishes().iter().for_each(|wish| framed.frame.post(wish));
            }
            heard(said);
        });
    }

    fn greet_until_answered(&self) {
        let framed = self.clone();
        let greeting = set_interval_with_handle(move || framed.greet(), clock::duration(GREETING_PAUSE));
        on_cleanup(move || {
            if let Ok(greeting) = greeting {
                greeting.clear();
            }
        });
    }

    fn greet(&self) {
        if self.contact.loaded.get() && !self.contact.answered.get() {
            self.frame.post(&self.player.protocol().greeting());
        }
    }
}

/// Seconds as the browser measures them; an endless or unknown time is none.
fn millis(seconds: f64) -> Option<Millis> {
    (seconds.is_finite() && seconds >= 0.0).then_some((seconds * 1000.0) as Millis)
}
