//! `Form`: data points to fill in.

use std::sync::Arc;

use super::Body;
use crate::form::Form;
use crate::journey::{Activity, Journey};
use crate::wire;

/// `Settings: {"Fields":[Field…],"Review":false}` (contract, section 3).
pub(super) fn open(activity: &Activity, journey: &Journey) -> Option<Body> {
    let settings: wire::FormSettings = wire::settings(activity)?;
    let form = Form {
        review: settings.review(),
        fields: settings.into_fields(),
        known: journey.known_values(),
        drafted: activity.drafted_values(),
    };
    Some(Body::Form(Arc::new(form)))
}
