//! `Form`: data points to fill in.

use std::sync::Arc;

use super::Body;
use crate::form::Form;
use crate::journey::{Activity, Journey};
use crate::wire;

/// `Settings: {"Fields":[Field…],"Review":false}` (contract, section 3).
pub(super) fn open(activity: &Activity, journey: &Journey) -> Option<Body> {
    let settings: wire::FormSettings = wire::settings(activity)?;
    let (known, drafted) = (journey.known_values(), activity.drafted_values());
    let review = settings.review();
    let mut fields = settings.into_fields()?;
    let mut form = Form { review, known, drafted, ..Form::default() };
    for field in &mut fields {
        field.adopt_currency(form.earlier(field.id));
    }
    form.fields = fields;
    Some(Body::Form(Arc::new(form)))
}
