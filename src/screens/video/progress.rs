//! How far a film was watched. The seconds run silently; screen readers hear of each quarter of what is needed.

use leptos::prelude::*;
use onboarding::text::Text;
use onboarding::watching::Millis;

use super::state::VideoState;
use crate::components::button::Weight;
use crate::components::notice::{Tone, notice};
use crate::words::{fill, locale, say};

/// "12 of 61 seconds watched", in words and as a bar, and whether it is enough.
pub(super) fn view(state: VideoState) -> impl IntoView {
    let (watching, ratio, locale) = (state.watching(), state.ratio(), locale());
    let words = Memo::new(move |_| watching.with(|watching| watching.progress(locale)));
    let needed = Memo::new(move |_| watching.with(|watching| watching.needed_in_words(ratio, locale)));
    // The whole bar is what is needed; of a film that asks for nothing, the film.
    let most = Memo::new(move |_| {
        watching.with(|watching| watching.needed(ratio).filter(|most| *most > 0).or(watching.duration()).unwrap_or(1))
    });
    let done = Memo::new(move |_| watching.with(|watching| watching.watched()).min(most.get()));
    let enough = state.is_enough();
    // Nothing was watched of a film that does not play.
    let (trouble, untouched) =
        (state.has_trouble(), Memo::new(move |_| watching.with(|watching| watching.watched() == 0)));
    let needed_words = move || needed.get().filter(|_| !enough.get()).map(|needed| fill(NEEDED, &[&needed]));
    view! {
        <div class="video__progress" hidden=move || trouble.get() && untouched.get()>
            <p class="video__words">
                <span id="watched-words">{words}</span>
                <span class="video__needed">{needed_words}</span>
            </p>
            <progress
                class="progress__bar"
                max=move || most.get().to_string()
                value=move || done.get().to_string()
                aria-labelledby="watched-words"
            ></progress>
            <p class="visually-hidden" role="status">{quarters(state)}</p>
        </div>
        {move || (enough.get() && ratio > 0).then(|| notice(Tone::Success, None, say(ENOUGH).to_owned()))}
    }
}

/// What is missing, once the lead wants to go on, and the way to it.
pub(super) fn refusal(state: VideoState, seek: Callback<Millis>) -> impl IntoView {
    let refusal = state.refusal();
    let skipped = Memo::new(move |_| state.watching().with(|watching| watching.has_skipped()));
    let to_gap = move |_| seek.run(state.begin());
    let back = move || {
        (refusal.with(Option::is_some) && skipped.get()).then(|| {
            view! {
                <div class="button-group">
                    <button class=Weight::Secondary.class() type="button" on:click=to_gap>{say(SKIPPED)}</button>
                </div>
            }
        })
    };
    view! {
        {move || refusal.get().map(|refusal| notice(Tone::Info, None, refusal))}
        {back}
    }
}

/// Told when a quarter is full, from then on; those of an earlier visit are no news. The last one has its own notice.
fn quarters(state: VideoState) -> impl Fn() -> Option<String> {
    let (watching, ratio) = (state.watching(), state.ratio());
    let quarters = Memo::new(move |_| watching.with(|watching| watching.quarters(ratio)));
    let known = quarters.get_untracked();
    move || {
        let quarters = quarters.get();
        let news = quarters > known && quarters < 4;
        news.then(|| fill(QUARTER, &[&(u32::from(quarters) * 25).to_string()]))
    }
}

const NEEDED: Text = Text {
    en: "Watch at least {} to continue.",
    fr: "Regardez au moins {} pour continuer.",
    de: "Sehen Sie sich mindestens {} des Videos an, um weiterzumachen.",
    es: "Vea al menos {} para continuar.",
    ar: "للمتابعة، يُرجى مشاهدة {} على الأقل.",
};
const QUARTER: Text = Text {
    en: "You have watched {}% of what is needed.",
    fr: "Vous avez regardé {} % de la durée requise.",
    de: "Sie haben {} % von dem angesehen, was nötig ist.",
    es: "Ha visto el {} % de lo necesario.",
    ar: "شاهدت {}‎%‎ مما هو مطلوب.",
};
const ENOUGH: Text = Text {
    en: "You have watched enough. You can continue.",
    fr: "C’est suffisant. Vous pouvez continuer.",
    de: "Sie haben genug vom Video gesehen. Sie können weitermachen.",
    es: "Ha visto lo suficiente. Puede continuar.",
    ar: "شاهدت ما يكفي. يمكنك المتابعة.",
};
const SKIPPED: Text = Text {
    en: "Go to the part that is missing",
    fr: "Aller au passage non regardé",
    de: "Zur fehlenden Stelle springen",
    es: "Ir a la parte que falta",
    ar: "الانتقال إلى الجزء الناقص",
};
