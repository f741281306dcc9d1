//! How a session is carried from call to call.

use serde::Deserialize;

/// The two ways that the contract allows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SessionMode {
    /// An HttpOnly cookie; no `Token` in the answer.
    Cookie,
    /// A `Token` in the answer, sent back as `Authorization: Bearer`.
    Token,
}

impl SessionMode {
    /// Reads `cookie` or `token`.
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "cookie" => Some(Self::Cookie),
            "token" => Some(Self::Token),
            _ => None,
        }
    }

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Cookie => "cookie",
            Self::Token => "token",
        }
    }
}
