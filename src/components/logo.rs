//! Whose page it is: their logo, or their name where the logo is missing, broken, late or not a logo at all.

use leptos::prelude::*;

use crate::effects::brand;

/// How the logo's picture stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Picture {
    Awaited,
    Shown,
    Unusable,
}

/// The name, which gives way to the logo once that is there whole.
pub(crate) fn logo_or_name(logo: Option<String>, name: Option<String>) -> impl IntoView {
    let picture = RwSignal::new(if logo.is_some() { Picture::Awaited } else { Picture::Unusable });
    let alt = name.clone().unwrap_or_default();
    let words = move || {
        let class = match picture.get() {
            Picture::Shown => return None,
            Picture::Awaited => "header__name header__name--meanwhile",
            Picture::Unusable => "header__name",
        };
        name.clone().map(|name| view! { <span class=class><bdi>{name}</bdi></span> })
    };
    let is_usable = Memo::new(move |_| picture.get() != Picture::Unusable);
    let image = move || {
        let logo = logo.clone().filter(|_| is_usable.get())?;
        Some(view! {
            <img
                class="header__logo"
                src=logo
                alt=alt.clone()
                // The company's host is told nothing of the page (W3C, Referrer Policy).
                referrerpolicy="no-referrer"
                decoding="async"
                hidden=move || picture.get() != Picture::Shown
                on:load=move |event| {
                    picture.set(if brand::can_be_logo(&event) { Picture::Shown } else { Picture::Unusable });
                }
                on:error=move |_| picture.set(Picture::Unusable)
            />
        })
    };
    view! { {words} {image} }
}
