//! Focus, the document's title and its language. Routers move none of these, so that a screen reader would not
//! notice a new page (WCAG 2.4.2, 2.4.3, 3.1.1).

use std::cell::Cell;

use leptos::prelude::*;
use onboarding::text::Locale;
use wasm_bindgen::JsCast;
use web_sys::{FocusEvent, FocusOptions, HtmlElement};

thread_local! {
    /// The word in front of the title.
    static MARK: Cell<&'static str> = const { Cell::new("") };
}

/// Names the document after the page's heading and moves focus there, once the new page is in place. Whoever has opened
/// the menu meanwhile is about to choose in it: there it would close under their finger.
pub(crate) fn announce_page(workspace: Option<String>) {
    request_animation_frame(move || {
        let Some(heading) = query("main h1") else { return };
        MARK.set("");
        name_after(&heading, workspace);
        if query("header [aria-expanded=true]").is_none() {
            let _ = heading.focus();
        }
        window().scroll_to_with_x_and_y(0.0, 0.0);
    });
}

/// Names the document after the page's heading, which says the same in another language. Focus stays where it is.
pub(crate) fn rename_page(workspace: Option<String>) {
    request_animation_frame(move || {
        if let Some(heading) = query("main h1") {
            name_after(&heading, workspace);
        }
    });
}

fn name_after(heading: &HtmlElement, workspace: Option<String>) {
    let title = heading.text_content().unwrap_or_default();
    let title = match workspace {
        Some(workspace) => format!("{title} – {workspace}"),
        None => title,
    };
    document().set_title(&format!("{}{title}", MARK.get()));
}

/// A part of the page is about to be replaced though the lead has not gone anywhere: focus that is in it goes to the
/// heading, since it would be lost otherwise. Nothing scrolls.
pub(crate) fn keep_in_page() {
    if is_inside("main") {
        recover_outside("main");
    }
}

/// Focus may have been on something that is gone: then it goes to the heading. Nothing scrolls.
pub(crate) fn recover() {
    recover_outside("body *");
}

fn recover_outside(place: &'static str) {
    request_animation_frame(move || {
        if let Some(heading) = query("main h1").filter(|_| !is_inside(place)) {
            let options = FocusOptions::new();
            options.set_prevent_scroll(true);
            let _ = heading.focus_with_options(&options);
        }
    });
}

fn is_inside(place: &str) -> bool {
    document().active_element().and_then(|element| element.closest(place).ok().flatten()).is_some()
}

/// Gives focus back, when whoever asks is gone and focus with it, to where it was before it came to them: call it with
/// each event of focus coming in.
pub(crate) fn giving_back() -> impl Fn(FocusEvent) + Copy + 'static {
    let before = StoredValue::<Option<HtmlElement>, LocalStorage>::new_local(None);
    on_cleanup(move || {
        let Some(element) = before.try_get_value().flatten() else { return };
        request_animation_frame(move || {
            if !is_inside("body *") {
                let _ = element.focus();
            }
            recover();
        });
    });
    move |event| {
        let within = event.current_target().and_then(|target| target.dyn_into::<web_sys::Node>().ok());
        let came_from = event.related_target().and_then(|target| target.dyn_into::<HtmlElement>().ok());
        // Going from one control of theirs to the next is no coming in.
        if let Some(element) = came_from.filter(|element| !within.is_some_and(|within| within.contains(Some(element))))
        {
            before.set_value(Some(element));
        }
    }
}

/// Puts a word in front of the title while the page has errors (GOV.UK, "error summary"), or takes it away.
pub(crate) fn mark_title(prefix: &'static str, marked: bool) {
    let title = document().title();
    let bare = title.strip_prefix(MARK.get()).unwrap_or(&title);
    MARK.set(if marked { prefix } else { "" });
    document().set_title(&format!("{}{bare}", MARK.get()));
}

/// Moves focus to the first element that matches, once the page has been brought up to date.
pub(crate) fn focus_soon(selector: String) {
    request_animation_frame(move || focus(&selector));
}

/// Moves focus to the first element that matches, now.
pub(crate) fn focus(selector: &str) {
    if let Some(element) = query(selector) {
        let _ = element.focus();
        element.scroll_into_view();
    }
}

/// Moves focus from one element, which is about to go, to another one. Focus that is elsewhere stays there.
pub(crate) fn hand_over(from: &str, to: &str) {
    if document().active_element().is_some_and(|focused| focused.id() == from) {
        focus(&format!("[id='{to}']"));
    }
}

/// Tells the document's language, and where its lines begin.
pub(crate) fn set_language(locale: Locale) {
    if let Some(root) = document().document_element() {
        let _ = root.set_attribute("lang", locale.tag());
        let _ = root.set_attribute("dir", locale.direction().attribute());
    }
}

fn query(selector: &str) -> Option<HtmlElement> {
    document().query_selector(selector).ok()??.dyn_into().ok()
}
