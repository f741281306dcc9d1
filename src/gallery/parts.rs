//! What examples are made of: whose page it is, tasks, and activities as the core reads them from a journey.

use std::sync::Arc;

use onboarding::api::Response;
use onboarding::config::Config;
use onboarding::id::ActivityId;
use onboarding::journey::Progress;
use onboarding::machine::{self, Arrival, Effect, Event, Model};
use onboarding::route::Route;
use onboarding::screen::{
    AccountScreen, ActivityScreen, Content, JourneyScreen, Page, Row, RowState, Screen, StageRows,
};
use onboarding::session::Workspace;

/// The frame of a person who is here, at a company that says everything about itself.
pub(super) fn here() -> Page {
    Page {
        workspace: company(),
        person: Some("Jeanne Petit".to_owned()),
        email: Some("j•••@example.com".to_owned()),
        has_journey: true,
        account: Some(AccountScreen::default()),
        ..Page::default()
    }
}

/// The frame before anybody is here.
pub(super) fn nobody() -> Page {
    Page { workspace: company(), ..Page::default() }
}

fn company() -> Workspace {
    Workspace {
        name: Some("Example Bank".to_owned()),
        support_email: Some("help@example.com".to_owned()),
        privacy_url: Some("https://example.com/privacy".to_owned()),
        ..Workspace::default()
    }
}

pub(super) fn row(id: u32, name: &str, state: RowState, opens: bool) -> Option<Row> {
    let id = ActivityId::from_digits(&id.to_string())?;
    Some(Row { id, name: name.to_owned(), state, actor: None, due: None, minutes: None, opens })
}

pub(super) fn stage(name: &str, rows: impl IntoIterator<Item = Option<Row>>) -> StageRows {
    StageRows { name: name.to_owned(), rows: rows.into_iter().flatten().collect() }
}

pub(super) fn journey(stages: Vec<StageRows>) -> JourneyScreen {
    let total = stages.iter().map(|stage| stage.rows.len()).sum();
    JourneyScreen {
        name: Some("Opening an account".to_owned()),
        first_name: Some("Jeanne".to_owned()),
        progress: Progress { done: 1.min(total), total },
        stages: Arc::new(stages),
        notice: None,
    }
}

/// One activity of a type with these settings, as JSON, and what the journey knows already, as members of an array.
pub(super) fn activity(kind: &str, name: &str, settings: &str, known: &str) -> Option<ActivityScreen> {
    let activity = format!(
        r#"{{"Id":1,"Name":{},"Description":"What this is for.\n\nIn two paragraphs.","Type":"{kind}",
        "Status":"InProgress","AssignedTo":{{"Role":"Lead"}},"DueDate":"2026-12-24","EstimatedMinutes":5,"Settings":{settings}}}"#,
        quoted(name)
    );
    let other = r#"{"Id":2,"Name":"What comes later","Type":"Form","Status":"Blocked","AssignedTo":{"Role":"Lead"},"Settings":{}}"#;
    let journey = format!(
        r#"{{"Id":70,"Status":"InProgress","Stages":[{{"Id":1,"Name":"First steps","Position":1,
        "Activities":[{activity},{other}]}}],"JourneyData":[{known}]}}"#
    );
    let session = r#"{"User":{"Id":1},"Role":"Lead","Journey":{"Id":70}}"#;
    match opened(&[session, &journey])? {
        Screen::Activity(screen) => Some(screen),
        _ => None,
    }
}

/// The same with something else to show of it.
pub(super) fn showing(activity: &ActivityScreen, content: Content) -> Screen {
    Screen::Activity(ActivityScreen { content, ..activity.clone() })
}

/// A text of JSON.
pub(super) fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// What is shown once the calls were answered like that, one after the other.
fn opened(answers: &[&str]) -> Option<Screen> {
    let started = Event::Started {
        route: Route::Journey,
        link: None,
        token: None,
        visible: true,
        arrival: Arrival::Fresh,
        visit: None,
    };
    let mut state = machine::step(machine::start(Config::parse("").ok()?), started);
    for answer in answers {
        state = answered(state, answer)?;
    }
    Some(Screen::of(&state.0))
}

fn answered((model, effects): (Model, Vec<Effect>), body: &str) -> Option<(Model, Vec<Effect>)> {
    let ticket = effects.iter().find_map(|effect| match effect {
        Effect::Call(ticket, _) => Some(*ticket),
        _ => None,
    });
    let response = Response { status: 200, body: body.to_owned(), ..Response::default() };
    Some(machine::step(model, Event::Answered(ticket?, Ok(response))))
}
