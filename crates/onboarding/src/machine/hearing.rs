//! What is heard of other tabs, and what they are told.

use super::{Effect, Model};
use crate::tabs::Word;

impl Model {
    pub(super) fn told(&mut self, _word: Word, _effects: &mut Vec<Effect>) {}
}
