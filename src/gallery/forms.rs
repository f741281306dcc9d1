//! A form on its way, and an activity that is to be read or waited for.

use std::sync::Arc;

use onboarding::activity::Body;
use onboarding::calendar::DateTime;
use onboarding::failure::Failure;
use onboarding::form::Form;
use onboarding::journey::Role;
use onboarding::machine::Notice;
use onboarding::screen::{ActivityScreen, Content, Screen, SendingState};

use super::{Example, parts, screen};

pub(super) fn examples() -> Vec<Example> {
    let Some(form) = form() else { return Vec::new() };
    let sending = |name: &str, sending| screen(name, Screen::Activity(ActivityScreen { sending, ..form.clone() }));
    let of = |name: &str, content| screen(name, parts::showing(&form, content));
    let told =
        |name: &str, notice| screen(name, Screen::Activity(ActivityScreen { notice: Some(notice), ..form.clone() }));
    let named = || "Your company".to_owned();
    let given = match &form.content {
        Content::ToDo(body) => body.clone(),
        _ => Body::Unsupported,
    };
    let completed = ActivityScreen { completed: DateTime::from_minutes(29_000_000), ..form.clone() };
    vec![
        sending("form", SendingState::Ready),
        sending("form-under-way", SendingState::UnderWay(None)),
        sending("form-held-up", SendingState::UnderWay(Some(Failure::Broken))),
        sending("form-offline", SendingState::UnderWay(Some(Failure::Offline))),
        sending("form-failed", SendingState::Failed(Failure::NotAccepted)),
        sending(
            "form-refused",
            SendingState::Invalid(Vec::new(), vec!["These answers do not fit together.".to_owned()]),
        ),
        of("form-without-fields", Content::ToDo(Body::Form(Arc::new(Form::default())))),
        screen("activity-given", parts::showing(&completed, Content::Given(given))),
        of("activity-given-elsewhere", Content::Given(Body::Unsupported)),
        of("activity-being-checked", Content::BeingChecked),
        of("activity-of-others", Content::WaitingFor(Role::BackOffice)),
        of("activity-not-yet", Content::NotYet),
        of("activity-unsupported", Content::ToDo(Body::Unsupported)),
        told("notice-completed", Notice::Completed(named())),
        told("notice-handed-in", Notice::HandedIn(named())),
        told("notice-already-done", Notice::AlreadyDone(named())),
        told("notice-completed-elsewhere", Notice::CompletedElsewhere(named())),
        told("notice-not-now", Notice::NotNow(named())),
    ]
}

/// A form of two questions, one answered.
pub(super) fn form() -> Option<ActivityScreen> {
    let field = |id: u32, label: &str| {
        format!(r#"{{"DataPoint":{{"Id":{id},"Name":"{label}","Type":"Text"}},"Label":"{label}","Required":true}}"#)
    };
    let settings = format!(r#"{{"Review":true,"Fields":[{},{}]}}"#, field(1, "Company name"), field(2, "Sector"));
    let known = r#"{"DataPoint":{"Id":1,"Name":"Company name","Type":"Text"},"StringValue":"Acme Anvils"}"#;
    parts::activity("Form", "Your company", &settings, known)
}
