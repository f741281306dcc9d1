//! What goes between this page and a frame in it.

use std::fmt;

use serde_json::Value as Json;

/// A message from a frame, or to one: a string, or an object written as JSON. Never longer than
/// [`Message::MOST_BYTES`]; what it means is for the provider's own protocol to read.
#[derive(Clone, PartialEq, Eq)]
pub struct Message {
    text: String,
    is_string: bool,
}

impl Message {
    /// 64 KiB: many times what any provider's message needs, and little enough to read without a pause.
    pub const MOST_BYTES: usize = 64 * 1024;

    /// What was posted; `None` where it is too long to be looked at.
    pub fn new(text: String, is_string: bool) -> Option<Self> {
        (text.len() <= Self::MOST_BYTES).then_some(Self { text, is_string })
    }

    /// A message of this page's own, which is never long: an object, or the same as a string.
    pub(crate) fn of(body: &Json, is_string: bool) -> Self {
        Self { text: body.to_string(), is_string }
    }

    /// The string itself, or the object as JSON.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether it is posted as a string; otherwise as the object that the text describes.
    pub fn is_string(&self) -> bool {
        self.is_string
    }

    /// The string, if it is one.
    pub(crate) fn string(&self) -> Option<&str> {
        self.is_string.then_some(self.text.as_str())
    }

    /// The object, if it is one that was posted as such.
    pub(crate) fn object(&self) -> Option<Json> {
        if self.is_string { None } else { serde_json::from_str(&self.text).ok().filter(Json::is_object) }
    }
}

impl fmt::Debug for Message {
    /// Its length only: it may hold a name, a token or anything else that the provider knows.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Message({} bytes)", self.text.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_has_room_for_64_kib_and_not_a_byte_more() {
        let of = |bytes: usize| Message::new("x".repeat(bytes), true).map(|message| message.text().len());
        assert_eq!(of(65_536), Some(65_536));
        assert_eq!(of(65_537), None);
        assert_eq!(Message::new("é".repeat(32_769), true), None, "bytes are counted, not characters");
    }
}
