//! What must hold on every page, whatever it shows: nothing refers to what is not there, everything has a name.

use std::collections::HashSet;

use web_sys::Element;

use super::dom::{all, ids, is_hidden, text};

/// Everything that is wrong with a page, in words.
pub(crate) fn faults(root: &Element) -> Vec<String> {
    let mut faults = Vec::new();
    faults.extend(references(root));
    faults.extend(names(root));
    faults.extend(headings(root));
    for element in all(root, "[aria-invalid]:not([aria-invalid='true'])") {
        faults.push(format!("aria-invalid is true or absent: {}", element.outer_html()));
    }
    faults
}

/// Each id stands once, and each reference leads to one.
fn references(root: &Element) -> Vec<String> {
    let mut faults = Vec::new();
    let mut known = HashSet::new();
    for element in all(root, "[id]") {
        if !known.insert(element.id()) {
            faults.push(format!("two elements have the id {}", element.id()));
        }
    }
    for attribute in ["for", "aria-describedby", "aria-labelledby"] {
        for element in all(root, &format!("[{attribute}]")) {
            for id in ids(&element, attribute).into_iter().filter(|id| !known.contains(id)) {
                faults.push(format!("{attribute} names {id}, which is not there"));
            }
        }
    }
    for link in all(root, "a[href^='#']") {
        let id = link.get_attribute("href").unwrap_or_default();
        if !known.contains(id.trim_start_matches('#')) {
            faults.push(format!("a link leads to {id}, which is not there"));
        }
    }
    faults
}

/// Each control, link, button and picture has a name, or is hidden from those who would ask for it.
fn names(root: &Element) -> Vec<String> {
    let mut faults = Vec::new();
    for control in all(root, "input, select, textarea") {
        let labels = all(root, &format!("label[for='{}']", control.id()));
        if labels.len() != 1 || text(&labels[0]).is_empty() {
            faults.push(format!("not one label: {}", control.outer_html()));
        }
    }
    for element in all(root, "a, button, legend, label, h1, h2") {
        if text(&element).is_empty() {
            faults.push(format!("without words: {}", element.outer_html()));
        }
    }
    for picture in all(root, "img:not([alt]), svg:not([aria-hidden='true'], [role='img'][aria-label])") {
        faults.push(format!("neither described nor decorative: {}", picture.outer_html()));
    }
    for frame in all(root, "iframe:not([title])") {
        faults.push(format!("without a name: {}", frame.outer_html()));
    }
    for progress in all(root, "progress:not([aria-label]):not([aria-labelledby])") {
        faults.push(format!("without a name: {}", progress.outer_html()));
    }
    faults
}

/// One place for the content, and in it at most one heading of the page, which can take focus.
fn headings(root: &Element) -> Vec<String> {
    let mut faults = Vec::new();
    if all(root, "main").len() != 1 {
        faults.push("not one main".to_owned());
    }
    let headings: Vec<Element> = all(root, "h1").into_iter().filter(|heading| !is_hidden(heading)).collect();
    if headings.len() > 1 {
        faults.push("more than one h1".to_owned());
    }
    if headings.iter().any(|heading| heading.get_attribute("tabindex").as_deref() != Some("-1")) {
        faults.push("the h1 cannot take focus".to_owned());
    }
    faults
}
