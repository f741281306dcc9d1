//! A password field that can be read for a moment.

use leptos::html::Input;
use leptos::prelude::*;

/// Shows or hides what stands in it. Browsers lose the caret when a field becomes another kind of field.
pub(crate) fn reveal(field: NodeRef<Input>, shown: bool) {
    let Some(Some(field)) = field.try_get_untracked() else { return };
    let caret = (field.selection_start().ok().flatten(), field.selection_end().ok().flatten());
    field.set_type(if shown { "text" } else { "password" });
    let has_focus = document().active_element().is_some_and(|focused| focused == **field);
    // Elsewhere some browsers would take the caret for a wish to have focus there.
    if let (true, (Some(start), Some(end))) = (has_focus, caret) {
        let _ = field.set_selection_range(start, end);
    }
}
