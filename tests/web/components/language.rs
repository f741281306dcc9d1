//! Another language on a page that is in use: `src/components/language.rs` and `src/words.rs`. Nothing is lost.

use onboarding::form::{FieldKind, Form};
use onboarding::screen::{LogInScreen, LogInState, Screen, StayScreen};
use onboarding::text::Locale;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::dom::document;
use crate::support::forms::{CONTROL, asking, field, form, numbered};
use crate::support::providers::{at, frame, step, veriff};
use crate::support::tab::{Tab, show};
use crate::support::wait::eventually;

const LANGUAGE: &str = "footer #language";

fn root(name: &str) -> Option<String> {
    document().document_element().unwrap().get_attribute(name)
}

#[wasm_bindgen_test]
async fn each_language_is_offered_by_its_own_name() {
    let tab = show(Screen::NotFound).await;
    assert_eq!(tab.texts("footer option"), Locale::ALL.map(Locale::own_name));
    assert_eq!(tab.attributes("footer option", "lang"), Locale::ALL.map(Locale::tag));
    assert_eq!((tab.label(LANGUAGE), tab.value(LANGUAGE)), ("Language".to_owned(), "en".to_owned()));
}

#[wasm_bindgen_test]
async fn the_document_says_which_language_it_is_in_and_where_lines_begin() {
    let tab = show(Screen::NotFound).await;
    for (language, tag, direction, label) in
        [("ar-EG", "ar", "rtl", "اللغة"), ("de-DE", "de", "ltr", "Sprache"), ("es-MX", "es", "ltr", "Idioma")]
    {
        tab.speaks(language).await;
        assert_eq!((root("lang").as_deref(), root("dir").as_deref()), (Some(tag), Some(direction)));
        assert_eq!((tab.label(LANGUAGE), tab.value(LANGUAGE)), (label.to_owned(), tag.to_owned()));
    }
}

#[wasm_bindgen_test]
async fn focus_stays_on_the_list_of_languages() {
    let tab = show(asking(form([field(FieldKind::Text)]))).await;
    tab.focuses(LANGUAGE);
    let list = tab.find(LANGUAGE);
    tab.speaks("ar-EG").await;
    assert!(tab.focused() == list && tab.find(LANGUAGE) == list);
}

#[wasm_bindgen_test]
async fn focus_stays_there_over_a_review_as_well() {
    let tab = show(asking(Form { review: true, ..form([field(FieldKind::Text)]) })).await;
    tab.types(CONTROL, "Anvils").await;
    tab.clicks("form button[type=submit]").await;
    assert!(tab.has_focus("#review-title"));
    tab.focuses(LANGUAGE);
    tab.speaks("fr-FR").await;
    assert!(tab.has("#review-title") && tab.has_focus(LANGUAGE));
}

/// Waits for the title, which follows the heading.
async fn is_called(title: &str) {
    eventually(title, || document().title() == title).await;
}

#[wasm_bindgen_test]
async fn what_is_typed_stays_and_what_is_wrong_is_said_anew() {
    let asked = || -> Form {
        form([
            numbered(10, "Name", field(FieldKind::Text)),
            numbered(11, "Born", field(FieldKind::Date)),
            numbered(12, "E-mail", field(FieldKind::Email)),
            numbered(13, "Country", field(FieldKind::Country)),
        ])
    };
    let tab = show(asking(asked())).await;
    tab.types(CONTROL, "Zoë").await;
    tab.types("#field-11-year", "19").await;
    tab.types("#field-12", "nobody").await;
    tab.chooses("#field-13", "DE").await;
    tab.sends().await;
    is_called("Error: Your company").await;
    for (language, error, title) in [
        ("de-DE", "Fehler: „E-mail“ muss eine E-Mail-Adresse sein", "Fehler: Your company"),
        ("fr-FR", "Erreur : « E-mail » doit être une adresse e-mail", "Erreur\u{a0}: Your company"),
        ("en-GB", "Error: “E-mail” must be an e-mail address", "Error: Your company"),
    ] {
        tab.speaks(language).await;
        assert_eq!((tab.value(CONTROL), tab.value("#field-11-year")), ("Zoë".to_owned(), "19".to_owned()));
        assert_eq!((tab.value("#field-12"), tab.value("#field-13")), ("nobody".to_owned(), "DE".to_owned()));
        let told = tab.texts(".field__error");
        assert!(told.iter().any(|told| told.starts_with(error)), "{told:?}");
        assert_eq!(tab.count(".error-summary a"), 2);
        is_called(title).await;
    }
}

#[wasm_bindgen_test]
async fn a_password_that_is_half_typed_stays_in_its_field() {
    let tab = show(Screen::LogIn(LogInScreen { state: LogInState::Ready })).await;
    tab.types("#log-in-email", "john@example.com").await;
    tab.types("#log-in-password", "s3cr").await;
    let field = tab.find("#log-in-password");
    tab.speaks("ar-EG").await;
    assert!(tab.find("#log-in-password") == field, "the same field");
    assert_eq!(
        (tab.value("#log-in-email"), tab.value("#log-in-password")),
        ("john@example.com".to_owned(), "s3cr".to_owned())
    );
    assert_eq!(tab.label("#log-in-password"), "كلمة المرور");
    tab.clicks(".log-in__reveal").await;
    assert_eq!(tab.attribute("#log-in-password", "type").as_deref(), Some("text"), "its button still works");
}

#[wasm_bindgen_test]
async fn a_provider_s_frame_is_left_alone() {
    let tab: Tab = show(step(&veriff(), [], at(StayScreen::Framed(frame())))).await;
    let shown = tab.find("iframe");
    tab.speaks("de-DE").await;
    assert!(tab.find("iframe") == shown, "the same frame");
    assert_eq!(tab.attribute("iframe", "title").as_deref(), Some("Identitätsprüfung durch Veriff"));
    assert_eq!(tab.text("main h2"), "Identitätsprüfung durch Veriff");
}
