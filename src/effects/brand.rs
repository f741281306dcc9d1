//! The company's colours and pictures on the document itself: custom properties, the browser's own bars, its tab.

use leptos::prelude::*;
use onboarding::brand::Palette;
use onboarding::session::Workspace;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, HtmlImageElement};

use crate::store::Store;

/// Wears whatever company the page is of.
pub(crate) fn follow(store: Store) {
    let page = store.page();
    let workspace = Memo::new(move |_| page.with(|page| page.workspace.clone()));
    Effect::new(move |_| workspace.with(wear));
}

fn wear(workspace: &Workspace) {
    let palette = workspace.palette();
    let palette = palette.as_ref();
    color_page(palette);
    // The light bar runs on into the stripe of the header.
    let bar = |scheme: &str, color: Option<String>| {
        let media = format!("(prefers-color-scheme: {scheme})");
        in_head("meta", &[("name", "theme-color"), ("media", &media)], "content", color.as_deref());
    };
    bar("light", palette.map(|palette| palette.given.to_string()));
    bar("dark", palette.map(|palette| palette.dark.soft.to_string()));
    let own = workspace.favicon_url.as_deref();
    let letter = || workspace.monogram(palette).map(|svg| format!("data:image/svg+xml,{}", percent_encoded(&svg)));
    // Without one, browsers would ask the host for /favicon.ico.
    let icon = own.map(str::to_owned).or_else(letter).unwrap_or_else(|| "data:,".to_owned());
    in_head("link", &[("rel", "icon")], "href", Some(&icon));
    in_head("link", &[("rel", "apple-touch-icon")], "href", own);
}

fn color_page(palette: Option<&Palette>) {
    let Some(root) = document().document_element().and_then(|root| root.dyn_into::<HtmlElement>().ok()) else { return };
    let style = root.style();
    let Some(palette) = palette else {
        return Palette::PROPERTIES.into_iter().for_each(|name| drop(style.remove_property(name)));
    };
    for (name, color) in palette.properties() {
        let _ = style.set_property(name, &color.to_string());
    }
}

/// Sets one attribute of the element in the head that has these, and makes it; without a value it goes.
fn in_head(tag: &str, marks: &[(&str, &str)], attribute: &str, value: Option<&str>) {
    let Some(head) = document().head() else { return };
    let selector = marks.iter().fold(tag.to_owned(), |selector, (name, mark)| format!("{selector}[{name}='{mark}']"));
    let found = head.query_selector(&selector).ok().flatten();
    let Some(value) = value else { return found.iter().for_each(Element::remove) };
    let element = found.or_else(|| {
        let made = document().create_element(tag).ok()?;
        for (name, mark) in marks {
            let _ = made.set_attribute(name, mark);
        }
        head.append_child(&made).ok().map(|_| made)
    });
    // An icon that is set again is fetched again.
    if let Some(element) = element.filter(|element| element.get_attribute(attribute).as_deref() != Some(value)) {
        let _ = element.set_attribute(attribute, value);
    }
}

fn percent_encoded(text: &str) -> String {
    js_sys::encode_uri_component(text).into()
}

/// Whether the picture that has just arrived can be a logo: no pixel of a tracker, no hair, no thread. One without a
/// size of its own (SVG) is taken for one.
pub(crate) fn can_be_logo(arrived: &Event) -> bool {
    let image = arrived.target().and_then(|target| target.dyn_into::<HtmlImageElement>().ok());
    let Some((width, height)) = image.map(|image| (image.natural_width(), image.natural_height())) else {
        return false;
    };
    let is_shape = width > 1 && height > 1 && width / 24 <= height && height / 4 <= width;
    is_shape || (width, height) == (0, 0)
}
