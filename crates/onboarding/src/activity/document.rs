//! `Document`: documents to read and to acknowledge.

use std::sync::Arc;

use super::Body;
use crate::journey::Activity;
use crate::wire;

/// `Settings: {"Documents":[{"Id","Name","URL"}],"Statement":"I have read …"}` (contract, section 3).
pub(super) fn open(activity: &Activity) -> Option<Body> {
    Some(Body::Reading(Arc::new(wire::read_reading(activity)?)))
}
