//! Steps at providers to show: as the core reads them from a journey, at any place of the visit.

use std::sync::Arc;

use onboarding::activity::Body;
use onboarding::api::Response;
use onboarding::config::Config;
use onboarding::machine::{self, Arrival, Effect, Event, Model};
use onboarding::provider::{ProviderTask, ProviderUrl, Way};
use onboarding::route::Route;
use onboarding::screen::{ActivityScreen, Content, FrameScreen, Screen, StayScreen, VisitScreen};
use serde_json::{Value as Json, json};

use super::screens::activity;

/// An identity check in Veriff's frame.
pub(crate) fn veriff() -> Arc<ProviderTask> {
    task("IdentityVerification", json!({"Provider": "Veriff", "Mode": "Frame"}))
}

/// A document to sign on DocuSign's own page.
pub(crate) fn docusign() -> Arc<ProviderTask> {
    task("Signature", json!({"Provider": "DocuSign", "Mode": "Redirect"}))
}

/// An address of the tests' own server: nothing is there, and nothing else is asked for it.
pub(crate) fn address() -> ProviderUrl {
    let origin = web_sys::window().unwrap().location().origin().unwrap();
    ProviderUrl::parse(&format!("{origin}/provider?example")).unwrap()
}

/// The page of a step at a provider, with these ways there.
pub(crate) fn step<const N: usize>(task: &Arc<ProviderTask>, ways: [Way; N], visit: VisitScreen) -> Screen {
    let visit = Box::new(VisitScreen { ways: ways.to_vec(), ..visit });
    Screen::Activity(ActivityScreen { visit, ..activity(Content::ToDo(Body::Provider(task.clone()))) })
}

/// A visit at that place, of which nothing more is known.
pub(crate) fn at(stay: StayScreen) -> VisitScreen {
    VisitScreen { stay, ..VisitScreen::default() }
}

/// Veriff's frame, loaded once.
pub(crate) fn frame() -> FrameScreen {
    let rules = veriff().frame().unwrap();
    FrameScreen { url: address(), generation: 1, height: rules.min_height, silent: false, rules }
}

/// What the core makes of an activity of that type with those settings.
fn task(kind: &str, settings: Json) -> Arc<ProviderTask> {
    let activity = json!({
        "Id": 1, "Name": "Step", "Type": kind, "Status": "InProgress", "AssignedTo": {"Role": "Lead"},
        "Settings": settings,
    });
    let stage = json!({"Id": 1, "Name": "Stage", "Position": 1, "Activities": [activity]});
    let session = json!({"User": {"Id": 5}, "Role": "Lead", "Journey": {"Id": 70}});
    let journey = json!({"Id": 70, "Status": "InProgress", "Stages": [stage], "JourneyData": []});
    let opened = Event::Started {
        route: Route::Journey,
        link: None,
        token: None,
        visible: true,
        arrival: Arrival::Fresh,
        visit: None,
    };
    let (mut model, mut effects) = machine::step(machine::start(Config::parse("").unwrap()), opened);
    for answer in [session, journey] {
        (model, effects) = answered(model, &effects, &answer);
    }
    match Screen::of(&model) {
        Screen::Activity(screen) => screen.provider().expect("a step at a provider").clone(),
        other => panic!("{other:?}"),
    }
}

fn answered(model: Model, effects: &[Effect], body: &Json) -> (Model, Vec<Effect>) {
    let ticket = effects.iter().find_map(|effect| match effect {
        Effect::Call(ticket, _) => Some(*ticket),
        _ => None,
    });
    let response = Response { status: 200, body: body.to_string(), ..Response::default() };
    machine::step(model, Event::Answered(ticket.expect("a call"), Ok(response)))
}
