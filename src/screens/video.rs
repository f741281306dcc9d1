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
use onboarding::screen::ActivityScreen;
use onboarding::text::Text;

use self::state::VideoState;
use super::activity::{prose, top};
use super::sending::{failure_or_refusal_notice, measure_use, send_button_saying};
use crate::components::button::Weight;
use crate::components::icon::{Icon, icon};
use crate::components::saved::saved_line;
use crate::store::Store;
use crate::words::{in_each_language, say};

pub(crate) fn view(store: Store, activity: &ActivityScreen, video: &Arc<Video>) -> AnyView {
    let state = VideoState::new(store, activity.id, video.clone());
    measure_use(store, activity.id);
    let name = activity.name.clone();
    let (player, seek) = match video.film {
        Film::File => file::view(state, video, name),
        Film::Framed(player) => framed::view(state, video, player, name),
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        state.submit();
    };
    let trouble = state.has_trouble();
    let words = Signal::derive(move || say(if trouble.get() { WATCHED } else { CONTINUE }));
    let (id, activity, shown) = (activity.id, activity.clone(), video.clone());
    // Another language changes the words around the player and leaves it alone.
    view! {
        {in_each_language(move || top(store, &activity))}
        <div class="panel">
            <form class="form" novalidate on:submit=submit>
                <div class="video">{player}{in_each_language(move || progress::view(state).into_any())}</div>
                {trouble::view(state, &video.address)}
                {progress::refusal(state, seek)}
                {failure_or_refusal_notice(store)}
                {in_each_language(move || {
                    view! {
                        <div class="button-group">{send_button_saying(store, words)}</div>
                        {saved_line(store.work(), id)}
                    }
                    .into_any()
                })}
            </form>
        </div>
        {move || transcript(&shown)}
    }
    .into_any()
}

/// A film that was watched: where to see it again, and what is said in it.
pub(super) fn given(video: &Video) -> AnyView {
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

const CONTINUE: Text = Text { en: "Continue", fr: "Continuer", de: "Weiter", es: "Continuar", ar: "متابعة" };
/// Where the film did not play, nobody but the lead knows.
const WATCHED: Text = Text {
    en: "I have watched it",
    fr: "J’ai regardé la vidéo",
    de: "Ich habe das Video angesehen",
    es: "He visto el vídeo",
    ar: "تمت مشاهدة الفيديو",
};
const TRANSCRIPT: Text = Text {
    en: "Read what is said in the video",
    fr: "Lire le texte de la vidéo",
    de: "Text des Videos lesen",
    es: "Leer lo que se dice en el vídeo",
    ar: "قراءة ما يُقال في الفيديو",
};
const WATCH_AGAIN: Text = Text {
    en: "Watch the video again",
    fr: "Revoir la vidéo",
    de: "Video noch einmal ansehen",
    es: "Ver el vídeo de nuevo",
    ar: "مشاهدة الفيديو من جديد",
};
const IN_NEW_TAB: Text = Text {
    en: "(opens in a new tab)",
    fr: "(s’ouvre dans un nouvel onglet)",
    de: "(öffnet sich in einem neuen Tab)",
    es: "(se abre en una pestaña nueva)",
    ar: "(يُفتح في علامة تبويب جديدة)",
};
