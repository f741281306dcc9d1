//! DocuSign, by its signing page: it advises against frames on phones, and for other frames asks for its own script.
//! The address works once and for five minutes.
//!
//! `"Mode":"Frame"` leads to the page too: a frame that cannot tell how it ended would leave the lead waiting.

use super::Protocol;

pub(super) struct DocuSign;

impl Protocol for DocuSign {
    fn name(&self) -> &'static str {
        "DocuSign"
    }
}
