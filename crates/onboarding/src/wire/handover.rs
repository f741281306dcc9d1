//! The provider's address (contract, section 3, "handover").

use serde_json::Value as Json;

use super::{Unreadable, read};
use crate::calendar::DateTime;
use crate::provider::ProviderUrl;

/// `{"URL","ValidUntil"}`.
pub(crate) struct Handover {
    pub(crate) url: ProviderUrl,
    /// Seconds since 1970-01-01T00:00Z; without the seconds of the minute, so rather too early than too late.
    pub(crate) valid_until: Option<i64>,
}

/// Reads an address and judges it.
pub(crate) fn read_handover(body: &str) -> Result<Handover, Unreadable> {
    let body: Json = read(body)?;
    let text = |name: &str| body.get(name).and_then(Json::as_str);
    let url = text("URL").ok_or("missing `URL`")?;
    let url = ProviderUrl::parse(url).ok_or(
        "`URL` was refused: it must be absolute, https: (http: on loopback only), without user-info or control characters",
    )?;
    let valid_until = text("ValidUntil").and_then(DateTime::from_canonical).map(|until| until.minutes() * 60);
    Ok(Handover { url, valid_until })
}
