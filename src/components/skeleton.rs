//! The bones of what is on its way, as the static shell of `index.html` has them.
//!
//! Each is an element that is made, not markup that is parsed: with a literal class it would be the latter, and the
//! page's Trusted Types let no markup in (README, "Putting it on a CDN").

use leptos::prelude::*;

/// A line of text.
pub(crate) const TEXT: &str = "skeleton skeleton--text";
/// The label of a field.
pub(crate) const LABEL: &str = "skeleton skeleton--label";
/// A field.
pub(crate) const INPUT: &str = "skeleton skeleton--input";
/// A button.
pub(crate) const BUTTON: &str = "skeleton skeleton--button";
/// A row of a list.
pub(crate) const ROW: &str = "skeleton skeleton--row";

/// One of these.
pub(crate) fn bone(class: &'static str) -> impl IntoView {
    view! { <span class=class></span> }
}
