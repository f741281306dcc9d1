//! Forms to show: the one activity of a journey.

use std::sync::Arc;

use onboarding::activity::Body;
use onboarding::form::{Choice, Condition, Field, FieldKind, Form};
use onboarding::id::DataPointId;
use onboarding::screen::{ActivityScreen, Content, Screen, SendingState};

use super::screens::activity;
use super::tab::{Tab, show, show_in};

/// The control of the field that most tests are about.
pub(crate) const CONTROL: &str = "#field-10";

/// A field that must be filled in, data point 10, without help or limits.
pub(crate) fn field(kind: FieldKind) -> Field {
    Field {
        id: data_point(10),
        label: "Question".to_owned(),
        help: None,
        kind,
        required: true,
        read_only: false,
        autocomplete: None,
        min: None,
        max: None,
        min_length: None,
        max_length: None,
        pattern: None,
        currency: None,
        choices: Vec::new(),
        accept: Vec::new(),
        max_bytes: None,
        multiple: false,
        visible_if: None,
    }
}

/// A field that need not be filled in.
pub(crate) fn optional(kind: FieldKind) -> Field {
    Field { required: false, ..field(kind) }
}

/// The same field for another data point.
pub(crate) fn numbered(id: i64, label: &str, field: Field) -> Field {
    Field { id: data_point(id), label: label.to_owned(), ..field }
}

/// The same field with choices whose values are `v1`, `v2` and so on.
pub(crate) fn offering<const N: usize>(labels: [&str; N], field: Field) -> Field {
    let choice = |(number, label): (usize, &str)| Choice { value: format!("v{number}"), label: label.to_owned() };
    Field { choices: (1..).zip(labels).map(choice).collect(), ..field }
}

/// The same field, asked only while another data point has a value.
pub(crate) fn visible_if(id: i64, value: &str, field: Field) -> Field {
    let condition = Condition { data_point: data_point(id), equals: vec![value.to_owned()] };
    Field { visible_if: Some(condition), ..field }
}

/// The same field with a sentence that helps.
pub(crate) fn helped(help: &str, field: Field) -> Field {
    Field { help: Some(help.to_owned()), ..field }
}

pub(crate) fn data_point(id: i64) -> DataPointId {
    DataPointId::from_digits(&id.to_string()).unwrap()
}

pub(crate) fn form<const N: usize>(fields: [Field; N]) -> Form {
    Form { fields: fields.to_vec(), ..Form::default() }
}

/// The page of a form that is to be filled in.
pub(crate) fn asking(form: Form) -> Screen {
    asking_while(form, SendingState::Ready)
}

/// The same, with how sending stands.
pub(crate) fn asking_while(form: Form, sending: SendingState) -> Screen {
    let content = Content::ToDo(Body::Form(Arc::new(form)));
    Screen::Activity(ActivityScreen { sending, ..activity(content) })
}

/// Shows a form of one field.
pub(crate) async fn show_field(field: Field) -> Tab {
    show(asking(form([field]))).await
}

/// Shows a form of one field in a language.
pub(crate) async fn show_field_in(language: &str, field: Field) -> Tab {
    show_in(language, asking(form([field]))).await
}
