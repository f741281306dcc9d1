//! The configuration block of `index.html`.

use onboarding::config::{Config, KEYS};
use onboarding::route::Route;

use crate::visit::Visit;

pub(super) fn run(text: &str) {
    match Config::parse(text) {
        Ok(config) => {
            assert!(config.settle_seconds <= 600);
            let api_url = &config.api_url;
            let scheme = ["https://", "http://"].iter().find_map(|scheme| api_url.strip_prefix(scheme));
            assert!(api_url.is_empty() || scheme.is_some_and(|rest| !rest.is_empty() && !rest.starts_with('/')));
            assert!(!api_url.ends_with('/') && !api_url.contains(['?', '#', '@', '\\', ' ', '\n']));
            Visit::new(config).opens(Route::Journey, None);
        }
        Err(problem) => {
            assert!(!problem.expected.is_empty());
            // A key that is at fault can be named to the integrator; one that is known can be wrong only by its value.
            let is_known = problem.key.as_deref().is_some_and(|key| KEYS.contains(&key));
            assert!(!is_known || !problem.expected.starts_with("one of"));
        }
    }
}
