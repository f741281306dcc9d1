//! A film to watch: the player, how far it was watched, what is said in it, and a way on when it does not play.

mod file;
mod framed;
mod progress;
mod state;
mod trouble;

use std::sync::Arc;

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use onboarding::activity::{Film, Video};
use onboarding::id::ActivityId;
use onboarding::screen::ActivityScreen;
use onboarding::text::Text;

use self::state::VideoState;
use super::activity::{back_link, heading, passing_notice, prose};
use super::sending::{failure_or_refusal_notice, measure_use, send_button_saying};
use crate::components::button::Weight;
use crate::components::icon::{Icon, icon};
use crate::components::task_list::activity_name;
use crate::effects::watched;
use crate::store::Store;
use crate::words::say;

pub(crate) fn view(store: Store, activity: &ActivityScreen, video: &Arc<Video>) -> AnyView {
    let state = VideoState::new(store, activity.id, video.clone());
    measure_use(store, activity.id);
    let name = activity_name(&activity.name);
    let (player, seek) = match video.film {
        Film::File => file::view(state, video, name),
        Film::Framed(player) => framed::view(state, video, player, name),
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        state.submit();
    };
    let (going_on, watched) = (say(CONTINUE), say(WATCHED));
    let words = Signal::derive(move || if state.has_trouble().get() { watched } else { going_on });
    view! {
        {back_link()}
        {passing_notice(store)}
        {heading(store, activity)}
        <div class="panel">
            <form class="form" novalidate on:submit=submit>
                <div class="video">{player}{progress::view(state)}</div>
                {trouble::view(state, &video.address)}
                {progress::refusal(state, seek)}
                {failure_or_refusal_notice(store)}
                <div class="button-group">{send_button_saying(store, words)}</div>
            </form>
        </div>
        {transcript(video)}
    }
    .into_any()
}

/// A film that was watched: where to see it again, and what is said in it.
pub(super) fn given(store: Store, activity: ActivityId, video: &Video) -> AnyView {
    if let Some(lead) = store.user() {
        watched::forget(lead, activity);
    }
    view! {
        <div class="button-group">
            <a class=Weight::Secondary.class() href=video.address.as_str().to_owned() target="_blank" rel="noopener">
                {icon(Icon::External, "")}{say(WATCH_AGAIN)}
                <span class="visually-hidden">{say(IN_NEW_TAB)}</span>
            </a>
        </div>
        {transcript(video)}
    }
    .into_any()
}

fn transcript(video: &Video) -> Option<impl IntoView + use<>> {
    video.transcript.as_deref().map(|transcript| {
        view! {
            <details class="panel video-transcript">
                <summary class="video-transcript__title">{say(TRANSCRIPT)}</summary>
                {prose(transcript)}
            </details>
        }
    })
}

const CONTINUE: Text = Text { en: "Continue", fr: "Continuer" };
/// Where the film did not play, nobody but the lead knows.
const WATCHED: Text = Text { en: "I have watched it", fr: "Je l’ai regardée" };
const TRANSCRIPT: Text = Text { en: "Read what is said in the video", fr: "Lire le texte de la vidéo" };
const WATCH_AGAIN: Text = Text { en: "Watch the video again", fr: "Revoir la vidéo" };
const IN_NEW_TAB: Text = Text { en: "(opens in a new tab)", fr: "(s’ouvre dans un nouvel onglet)" };
