//! A film that a player shows in a frame. The frame may do what the player needs and nothing to this page.

use leptos::html::Iframe;
use leptos::prelude::*;
use onboarding::activity::Video;
use onboarding::provider::player::{Player, Said};
use onboarding::text::Text;
use onboarding::watching::Millis;

use super::state::VideoState;
use crate::components::task_list::activity_name;
use crate::effects::address;
use crate::effects::frames::Frame;
use crate::effects::player::FramedPlayer;
use crate::words::fill;

/// What both players work with; nothing opens or moves another page.
const SANDBOX: &str = "allow-scripts allow-same-origin";

/// The player, and how to move its film.
pub(super) fn view(state: VideoState, video: &Video, player: Player, name: String) -> (AnyView, Callback<Millis>) {
    // The core has judged the address: what cannot be embedded is no video.
    let Some(embed) = video.embed(&address::origin(), state.begin()) else {
        state.fail();
        return (().into_any(), Callback::new(|_| {}));
    };
    let element = NodeRef::<Iframe>::new();
    let frame = Frame::new(element, &embed.origin());
    let heard = RwSignal::new(false);
    frame.on_refused(move || state.fail());
    let speaking = FramedPlayer::new(frame, player, move |said| {
        heard.set(true);
        match said {
            Said::Ready(told) | Said::Told(told) => state.hear(told),
            Said::Failed => state.fail(),
            Said::Nothing => {}
        }
    });
    state.expect_to_hear(move || heard.get_untracked());
    let protocol = player.protocol();
    let moving = StoredValue::new_local(speaking.clone());
    let view = view! {
        <div class="video__box video__box--framed">
            <iframe
                class="video__film"
                node_ref=element
                src=embed.as_str().to_owned()
                title=move || fill(TITLE, &[&activity_name(&name), protocol.name()])
                allow=protocol.allow()
                sandbox=SANDBOX
                referrerpolicy="strict-origin-when-cross-origin"
                on:load=move |_| speaking.loaded()
            ></iframe>
        </div>
    };
    (view.into_any(), Callback::new(move |to| moving.with_value(|moving| moving.seek(to))))
}

const TITLE: Text = Text {
    en: "{} (video on {})",
    fr: "{} (vidéo sur {})",
    de: "{} (Video auf {})",
    es: "{} (vídeo en {})",
    ar: "{} (فيديو على {})",
};
