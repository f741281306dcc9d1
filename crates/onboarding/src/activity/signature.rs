//! `Signature`: documents to sign, on this page.

use std::sync::Arc;

use super::Body;
use crate::journey::Activity;
use crate::wire;

/// `Settings: {"Provider":"Native","Documents":[{"Id","Name","URL","Hash"}],"Consent":"I agree …"}` (contract,
/// section 3).
pub(super) fn open(activity: &Activity) -> Option<Body> {
    Some(Body::Signature(Arc::new(wire::read_signing(activity)?)))
}
