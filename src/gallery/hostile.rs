//! Words that no designer thought of, wherever a back-end can put its own: names, labels, help, choices, answers.

use onboarding::id::JourneyId;
use onboarding::journey::{JourneyStatus, Role};
use onboarding::machine::Notice;
use onboarding::screen::{ActivityScreen, ChoiceScreen, Content, JourneyScreen, Page, RowState, Screen, SendingState};
use onboarding::session::{JourneyChoice, Workspace};

use super::{Example, parts, within};

const KINDS: [&str; 11] = [
    "Text",
    "LongText",
    "Email",
    "Choice",
    "MultipleChoice",
    "Country",
    "Amount",
    "Date",
    "Boolean",
    "Document",
    "Hologram",
];

pub(super) fn examples() -> Vec<Example> {
    let words = [
        ("long", "Donaudampfschifffahrtsgesellschaftskapitänswitwenversicherungspolice".to_owned()),
        ("endless", "An endless name of things ".repeat(400)),
        ("unbroken", "a".repeat(10_000)),
        ("empty", String::new()),
        ("emoji", "👩‍👩‍👧‍👦🏳️‍🌈🤷🏽‍♀️ ﷽ Z̸͖͐a̷͔͝l̶̰̿g̴̰̈o̷̗͠".to_owned()),
        ("right-to-left", "الاسم الكامل (اختياري) 123 — name@example.com".to_owned()),
        ("markup", "<b>Bold</b> & \u{202e}desrever\u{202c} <img src=x onerror=alert(1)>".to_owned()),
    ];
    words.into_iter().flat_map(|(name, words)| of(name, &words)).collect()
}

fn of(name: &str, words: &str) -> Vec<Example> {
    let states = [RowState::Next, RowState::ToDo, RowState::WaitingForOthers, RowState::NotYet];
    let rows = (1..).zip(states).map(|(id, state)| parts::row(id, words, state, state != RowState::NotYet));
    let told = Some(Notice::Completed(words.to_owned()));
    let journey = parts::journey(vec![parts::stage(words, rows)]);
    let journey =
        JourneyScreen { name: Some(words.to_owned()), first_name: Some(words.to_owned()), notice: told, ..journey };
    let choice = JourneyId::from_digits("1").map(|id| JourneyChoice {
        id,
        name: Some(words.to_owned()),
        role: Role::Lead,
        status: JourneyStatus::InProgress,
    });
    let choice = ChoiceScreen { journeys: choice.into_iter().collect(), opening: None, failure: None };
    let mut screens = vec![("journey", Screen::Journey(journey)), ("choice", Screen::Choice(choice))];
    if let Some(form) = form(words) {
        if let Content::ToDo(body) = &form.content {
            screens.push(("given", parts::showing(&form, Content::Given(body.clone()))));
        }
        let sending = SendingState::Invalid(Vec::new(), vec![words.to_owned()]);
        screens.push(("form", Screen::Activity(ActivityScreen { sending, ..form })));
    }
    let example = |(screen, shown): (&str, Screen)| within(format!("hostile-{name}-{screen}"), page(words), shown);
    screens.into_iter().map(example).collect()
}

fn page(words: &str) -> Page {
    let workspace = Workspace {
        name: Some(words.to_owned()),
        support_email: Some(format!("{}@example.com", words.replace(' ', "."))),
        ..Workspace::default()
    };
    Page { workspace, person: Some(words.to_owned()), email: Some(words.to_owned()), ..parts::here() }
}

/// Every kind of field with those words for label, help, choices and value.
fn form(words: &str) -> Option<ActivityScreen> {
    let quoted = parts::quoted(words);
    let point = |id: usize, kind: &str| format!(r#""DataPoint":{{"Id":{id},"Name":{quoted},"Type":"{kind}"}}"#);
    let field = |(id, kind): (usize, &str)| {
        let choices = format!(r#""Choices":[{{"Value":"a","Label":{quoted}}},{{"Value":{quoted},"Label":{quoted}}}]"#);
        format!(r#"{{{},"Label":{quoted},"Help":{quoted},"Currency":"EUR",{choices}}}"#, point(id, kind))
    };
    let fields: Vec<String> = (1..).zip(KINDS).map(field).collect();
    let known = format!(
        r#"{{{},"StringValue":{quoted}}},{{{},"StringValue":{quoted}}}"#,
        point(1, "Text"),
        point(2, "LongText")
    );
    parts::activity("Form", words, &format!(r#"{{"Fields":[{}]}}"#, fields.join(",")), &known)
}
