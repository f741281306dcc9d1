//! Every kind of field, each in every state on one form: empty, with help, filled, wrong, read-only.

use onboarding::form::{Fault, Problem};
use onboarding::id::DataPointId;
use onboarding::screen::{ActivityScreen, Screen, SendingState};

use super::{Example, parts, screen};

/// Name, type on the wire, settings of its own, a known value.
const KINDS: [(&str, &str, &str, &str); 17] = [
    ("text", "Text", r#","Autocomplete":"given-name","MaxLength":40"#, r#""StringValue":"Jeanne""#),
    ("long-text", "LongText", "", r#""StringValue":"One line.\nAnother one.""#),
    ("email", "Email", "", r#""StringValue":"jeanne@example.com""#),
    ("phone", "Phone", "", r#""StringValue":"+33199001234""#),
    ("url", "URL", "", r#""StringValue":"https://www.example.com""#),
    ("choice", "Choice", FEW, r#""StringValue":"b""#),
    ("choice-of-many", "Choice", MANY, r#""StringValue":"b""#),
    ("multiple-choice", "MultipleChoice", FEW, r#""StringValues":["a","b"]"#),
    ("country", "Country", "", r#""StringValue":"FR""#),
    ("integer", "Integer", "", r#""DecimalValue":"12""#),
    ("decimal", "Decimal", "", r#""DecimalValue":"-1.5""#),
    ("amount", "Amount", r#","Currency":"EUR""#, r#""DecimalValue":"1234.50","Currency":"EUR""#),
    ("date", "Date", r#","Autocomplete":"bday""#, r#""DateValue":"1984-02-29""#),
    ("date-time", "DateTime", "", r#""DateTimeValue":"2026-06-27T13:05:00.000Z""#),
    ("boolean", "Boolean", "", r#""BooleanValue":true"#),
    ("document", "Document", r#","Accept":["application/pdf","image/*"],"MaxBytes":10485760"#, FILE),
    ("unsupported", "Hologram", "", r#""StringValue":"x""#),
];
const FEW: &str = r#","Choices":[{"Value":"a","Label":"The first"},{"Value":"b","Label":"The second"}]"#;
const MANY: &str = r#","Choices":[{"Value":"a","Label":"One"},{"Value":"b","Label":"Two"},{"Value":"c","Label":"Three"},
    {"Value":"d","Label":"Four"},{"Value":"e","Label":"Five"},{"Value":"f","Label":"Six"},{"Value":"g","Label":"Seven"},
    {"Value":"h","Label":"Eight"}]"#;
const FILE: &str = r#""Documents":[{"Id":"d1","Name":"passport.pdf","Size":1200000,"ContentType":"application/pdf"}]"#;

/// Label, settings, whether there is a known value.
const STATES: [(&str, &str, bool); 7] = [
    ("Empty", r#","Required":true"#, false),
    ("Optional, with help", r#","Help":"A sentence that helps.""#, false),
    ("Filled", r#","Required":true"#, true),
    ("Empty and missed", r#","Required":true,"Help":"A sentence that helps.""#, false),
    ("Filled and refused", r#","Required":true"#, true),
    ("Read-only", r#","ReadOnly":true"#, true),
    ("Read-only and unknown", r#","ReadOnly":true"#, false),
];

pub(super) fn examples() -> Vec<Example> {
    let example = |(name, kind, settings, value): (&str, &str, &str, &str)| {
        let activity = activity(name, kind, settings, value)?;
        Some(screen(format!("field-{name}"), Screen::Activity(activity)))
    };
    KINDS.into_iter().filter_map(example).collect()
}

fn activity(name: &str, kind: &str, settings: &str, value: &str) -> Option<ActivityScreen> {
    let point = |id: usize| format!(r#""DataPoint":{{"Id":{id},"Name":"Point {id}","Type":"{kind}"}}"#);
    let field = |(id, (label, state, _))| format!(r#"{{{},"Label":"{label}"{state}{settings}}}"#, point(id));
    let fields: Vec<String> = (1..).zip(STATES).map(field).collect();
    let known = (1..).zip(STATES).filter(|(_, (_, _, known))| *known);
    let known: Vec<String> = known.map(|(id, _)| format!("{{{},{value}}}", point(id))).collect();
    let settings = format!(r#"{{"Fields":[{}]}}"#, fields.join(","));
    let activity = parts::activity("Form", &format!("Fields: {name}"), &settings, &known.join(","))?;
    let refused = Fault::Refused { code: "Format".to_owned(), message: None };
    let problems = [("4", Fault::Required), ("5", refused)].into_iter();
    let problems = problems.filter_map(|(id, fault)| Some(Problem { field: DataPointId::from_digits(id)?, fault }));
    Some(ActivityScreen { sending: SendingState::Invalid(problems.collect(), Vec::new()), ..activity })
}
