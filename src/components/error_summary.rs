//! All problems of a form in one place, which takes focus and leads to each field (GOV.UK, "Error summary").

use leptos::ev::MouseEvent;
use leptos::prelude::*;
use onboarding::text::Text;

use crate::effects::focus;
use crate::words::say;

/// Where the summary is found by whoever moves focus to it.
pub(crate) const SELECTOR: &str = ".error-summary";

/// A sentence, and the selector of the control that it is about, where there is one.
#[derive(Clone, PartialEq)]
pub(crate) struct SummaryItem {
    pub(crate) sentence: String,
    pub(crate) control: Option<String>,
}

/// The summary, while there is anything in it.
pub(crate) fn error_summary(items: Signal<Vec<SummaryItem>>) -> impl IntoView {
    let item = |SummaryItem { sentence, control }: SummaryItem| match control {
        Some(control) => {
            let href = control.clone();
            let go = move |event: MouseEvent| {
                event.prevent_default();
                focus::focus(&control);
            };
            view! { <li><a class="error-summary__link" href=href on:click=go>{sentence}</a></li> }.into_any()
        }
        None => view! { <li>{sentence}</li> }.into_any(),
    };
    move || {
        let items = items.get();
        (!items.is_empty()).then(|| {
            view! {
                <div class="error-summary" tabindex="-1">
                    <div role="alert">
                        <h2 class="error-summary__title">{say(TITLE)}</h2>
                        <ul class="error-summary__list" role="list">{items.into_iter().map(item).collect_view()}</ul>
                    </div>
                </div>
            }
        })
    }
}

const TITLE: Text = Text {
    en: "There is a problem",
    fr: "Il y a un problème",
    de: "Es gibt ein Problem",
    es: "Hay un problema",
    ar: "توجد مشكلة",
};
