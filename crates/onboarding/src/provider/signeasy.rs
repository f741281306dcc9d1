//! SignEasy, by its signing page: it documents no messages of a frame.
//!
//! `"Mode":"Frame"` leads to the page too: a frame that cannot tell how it ended would leave the lead waiting.

use super::Protocol;

pub(super) struct SignEasy;

impl Protocol for SignEasy {
    fn name(&self) -> &'static str {
        "SignEasy"
    }
}
