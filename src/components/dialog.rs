//! A dialog over the page: nothing behind it can be reached until it is answered or left (WAI-ARIA Authoring
//! Practices, "Dialog (Modal) Pattern").

use leptos::ev::Event;
use leptos::html;
use leptos::prelude::*;

use super::button::Weight;
use crate::effects;

/// The words around what a dialog holds.
pub(crate) struct Dialog {
    /// Its id; those of its parts derive from it.
    pub(crate) id: &'static str,
    /// Its heading, which takes focus: a key that was meant for the page behind does nothing there.
    pub(crate) title: &'static str,
    /// A sentence that is read out together with the heading.
    pub(crate) text: Option<String>,
    /// What the button says that leaves it.
    pub(crate) leave: &'static str,
}

impl Dialog {
    /// Opens over the page for as long as it is mounted, then takes focus back to where it was, or else to the
    /// heading of the page. Escape and its last button call `leave`, which is to unmount it.
    pub(crate) fn view(self, leave: impl Fn() + Copy + 'static, content: impl IntoView + 'static) -> AnyView {
        let Self { id, title, text, .. } = self;
        let (title_id, text_id) = (format!("{id}-title"), format!("{id}-text"));
        let element = NodeRef::<html::Dialog>::new();
        effects::dialog::open_while_mounted(element, format!("#{title_id}"));
        let cancel = move |event: Event| {
            event.prevent_default();
            leave();
        };
        // Browsers may insist on closing (HTML standard, "close watcher"). They tell late, and of our own closing too.
        let closed = move |_| {
            if effects::dialog::was_closed(element) {
                leave();
            }
        };
        let described_by = text.is_some().then(|| text_id.clone());
        view! {
            <dialog
                class="dialog"
                id=id
                node_ref=element
                aria-labelledby=title_id.clone()
                aria-describedby=described_by
                on:cancel=cancel
                on:close=closed
            >
                <h2 class="dialog__title" id=title_id.clone() tabindex="-1">{title}</h2>
                {text.map(|text| view! { <p class="dialog__text" id=text_id>{text}</p> })}
                {content.into_any()}
                <button class=format!("{} dialog__leave", Weight::Link.class()) type="button" on:click=move |_| leave()>
                    {self.leave}
                </button>
            </dialog>
        }
        .into_any()
    }
}
