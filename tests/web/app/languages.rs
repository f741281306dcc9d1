//! The lead chooses a language.

use onboarding::text::Locale;
use serde_json::json;
use wasm_bindgen_test::wasm_bindgen_test;

use super::messages::{form_of, journey};
use super::visit::Visit;
use crate::support::kept::chose_no_language;

const LANGUAGE: &str = "#language";

fn kept() -> Option<String> {
    web_sys::window().unwrap().local_storage().unwrap().unwrap().get_item("front-office.language").unwrap()
}

#[wasm_bindgen_test]
async fn it_is_spoken_at_once_kept_for_the_next_visit_and_told() {
    let steps = || journey([form_of(1, [json!({"DataPoint": {"Id": 1, "Type": "Text"}, "Label": "Name"})])]);
    let visit = Visit::in_journey(steps()).await;
    visit.tab.types("#field-1", "Zoë").await;
    for locale in [Locale::Arabic, Locale::German] {
        visit.tab.focuses(LANGUAGE);
        visit.tab.chooses(LANGUAGE, locale.tag()).await;
        visit.tells("footer [role=status]", locale.own_name()).await;
        assert!(visit.tab.has_focus(LANGUAGE));
        assert_eq!((visit.tab.value("#field-1"), kept().as_deref()), ("Zoë".to_owned(), Some(locale.tag())));
    }
    let next = Visit::again(steps()).await;
    assert_eq!((next.tab.label(LANGUAGE), next.tab.value(LANGUAGE)), ("Sprache".to_owned(), "de".to_owned()));
    assert_eq!(next.tab.text("footer [role=status]"), "", "nothing was chosen here");
    chose_no_language();
}
