//! DocuSeal, by its signing page: its frame speaks only through a script of its own, which this page does not run, and
//! its server forbids other frames.
//!
//! `"Mode":"Frame"` leads to the page too: a frame that cannot tell how it ended would leave the lead waiting.

use super::Protocol;

pub(super) struct DocuSeal;

impl Protocol for DocuSeal {
    fn name(&self) -> &'static str {
        "DocuSeal"
    }
}
