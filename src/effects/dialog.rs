//! Modal dialogs (HTML standard, `dialog` element): the browser makes the page behind inert, keeps focus inside, and
//! takes it back to where it was.

use leptos::html::Dialog;
use leptos::prelude::*;

use super::focus;

/// Opens the dialog as soon as it is in the page, with focus on its title. It closes when whoever asks is unmounted.
pub(crate) fn open_while_mounted(dialog: NodeRef<Dialog>, title: String) {
    dialog.on_load(move |dialog| {
        // Refused only if it is open or out of the page by now.
        let _ = dialog.show_modal();
        focus::focus(&title);
    });
    // Before it is out of the page: what is not there any more takes focus nowhere.
    on_cleanup(move || {
        if let Some(Some(dialog)) = dialog.try_get_untracked() {
            dialog.close();
            focus::recover();
        }
    });
}

/// Whether the dialog is still mounted though it is not open.
pub(crate) fn was_closed(dialog: NodeRef<Dialog>) -> bool {
    dialog.try_get_untracked().flatten().is_some_and(|dialog| !dialog.open())
}

/// Acts once the page has been brought up to date, unless a dialog is over it then.
pub(crate) fn unless_one_is_open(act: impl FnOnce() + 'static) {
    request_animation_frame(move || {
        if document().query_selector("dialog[open]").is_ok_and(|open| open.is_none()) {
            act();
        }
    });
}
