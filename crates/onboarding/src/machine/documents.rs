//! Where documents come from, for whoever is signed in.

use super::{Model, Phase};
use crate::document::{Address, Source};

impl Model {
    /// How to fetch a document, given the page's own origin; `None` while there is no journey.
    pub fn source_of(&self, address: &Address, page_origin: &str) -> Option<Source> {
        let Phase::Present(present) = &self.phase else { return None };
        Some(address.source(&self.config.api_url, page_origin, present.session.token.as_ref()))
    }
}
