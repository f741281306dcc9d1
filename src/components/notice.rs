//! A notice: something to know, without leaving the page.

use leptos::prelude::*;

use super::icon::{Icon, icon};

/// How a notice is meant.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tone {
    Info,
    Success,
    Error,
}

impl Tone {
    fn parts(self) -> (&'static str, Icon, &'static str) {
        match self {
            Self::Info => ("notice notice--info", Icon::Info, "status"),
            Self::Success => ("notice notice--success", Icon::CheckCircle, "status"),
            Self::Error => ("notice notice--error", Icon::Error, "alert"),
        }
    }
}

/// A notice that screen readers announce when it arrives, without moving focus (WCAG 4.1.3).
pub(crate) fn notice(tone: Tone, title: Option<String>, text: String) -> impl IntoView {
    let (class, shape, role) = tone.parts();
    view! {
        <div class=class role=role>
            {icon(shape, "notice__icon")}
            <div class="notice__body">
                {title.map(|title| view! { <p class="notice__title">{title}</p> })}
                <p class="notice__text">{text}</p>
            </div>
        </div>
    }
}
