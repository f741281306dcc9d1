//! A film in a file, shown by the browser's own player, which every browser makes work by keyboard.

use leptos::html::Video as VideoElement;
use leptos::prelude::*;
use onboarding::activity::{Caption, Video};
use onboarding::watching::Millis;

use super::state::VideoState;
use crate::components::task_list::activity_name;
use crate::effects::language::language_name;
use crate::effects::{captions, player};
use crate::words::locale;

/// The player, and how to move its film.
pub(super) fn view(state: VideoState, video: &Video, name: String) -> (AnyView, Callback<Millis>) {
    let element = NodeRef::<VideoElement>::new();
    let hear = move || {
        if let Some(told) = player::told_by_file(element) {
            state.hear(told);
        }
    };
    let begin = move || {
        match state.begin() {
            0 => {}
            at => player::seek_file(element, at),
        }
        hear();
    };
    let is_fine = move || !player::is_file_stuck(element);
    state.expect_to_hear(is_fine);
    let tracks: Vec<_> = video.captions.iter().map(track).collect();
    let player = view! {
        <div class="video__box">
            <video
                class="video__film"
                node_ref=element
                src=video.address.as_str().to_owned()
                aria-label=move || activity_name(&name)
                controls
                playsinline
                preload="metadata"
                on:loadedmetadata=move |_| begin()
                on:durationchange=move |_| hear()
                on:timeupdate=move |_| hear()
                on:play=move |_| hear()
                on:pause=move |_| hear()
                on:ended=move |_| hear()
                on:seeking=move |_| hear()
                on:ratechange=move |_| hear()
                on:error=move |_| state.fail()
            >
                {tracks}
            </video>
        </div>
    };
    (player.into_any(), Callback::new(move |to| player::seek_file(element, to)))
}

/// Captions in one language, as soon as they are there.
fn track(caption: &Caption) -> impl IntoView + use<> {
    let source = captions::load(&caption.address);
    let (language, label) = (caption.locale.clone(), language_name(&caption.locale));
    let is_ours = language.split('-').next().is_some_and(|spoken| spoken.eq_ignore_ascii_case(locale().tag()));
    move || {
        source.get().map(|source| {
            view! { <track kind="captions" src=source srclang=language.clone() label=label.clone() default=is_ours /> }
        })
    }
}
