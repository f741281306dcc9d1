//! Who chooses the language of the page, and in which order.

use onboarding::machine::Event;
use onboarding::text::Locale;
use serde_json::json;

use crate::support::back_end::{form, journey, ok, session, with};
use crate::support::visit::Visit;

/// A visit whose configuration and whose workspace ask for a language each, or for none.
fn asked_for(configuration: &str, workspace: &str) -> Visit {
    let mut visit =
        Visit::configured(&json!({"Locale": (!configuration.is_empty()).then_some(configuration)}).to_string());
    let workspace = json!({"Locale": (!workspace.is_empty()).then_some(workspace)});
    visit.opens_link().hears(ok(with(session(), json!({ "Workspace": workspace }))));
    visit.does(&["GET /api/v1/journeys/70"]);
    visit
}

#[test]
fn the_lead_comes_before_the_configuration_and_that_before_the_workspace() {
    for (configuration, workspace, chosen, spoken) in [
        ("", "", None, None),
        ("", "fr", None, Some("fr")),
        ("de", "fr", None, Some("de")),
        ("de", "fr", Some(Locale::Arabic), Some("ar")),
        ("de-CH", "fr-CA", Some(Locale::German), Some("de-CH")),
        ("de-CH", "fr-CA", Some(Locale::French), Some("fr-CA")),
        ("", "", Some(Locale::Spanish), Some("es")),
    ] {
        let mut visit = asked_for(configuration, workspace);
        if let Some(locale) = chosen {
            visit.happens(Event::LanguageChosen(locale)).does(&[&format!("keep language {}", locale.tag())]);
        }
        assert_eq!(visit.model().language(), spoken, "{configuration}, {workspace}, {chosen:?}");
    }
}

#[test]
fn a_choice_of_an_earlier_visit_counts_from_the_first_page_on() {
    let mut visit = Visit::new();
    visit.speaks(Locale::German);
    assert_eq!(visit.model().language(), Some("de"));
    visit.opens_link().hears(ok(with(session(), json!({"Workspace": {"Locale": "fr"}}))));
    visit.does(&["GET /api/v1/journeys/70"]);
    assert_eq!(visit.model().language(), Some("de"), "the workspace has no say in it");
}

#[test]
fn a_choice_changes_nothing_else() {
    let mut visit = asked_for("", "fr");
    visit.hears(ok(journey([form(1)]))).does(&["replace by /activities/1"]);
    let before = format!("{:?}", visit.screen());
    visit.happens(Event::LanguageChosen(Locale::Arabic)).does(&["keep language ar"]);
    assert_eq!(format!("{:?}", visit.screen()), before);
}
