//! Addresses: the judges of where the page may go, fetch from and be opened at.

use onboarding::api::server_time;
use onboarding::document::{Address, Source};
use onboarding::provider::ProviderUrl;
use onboarding::redirect::RedirectUrl;
use onboarding::route::Route;
use onboarding::session::LinkId;

use crate::visit::{JOURNEY, Visit, check_address};

const PAGE: &str = "https://www.acme.test";

pub(super) fn run(text: &str) {
    if let Some(url) = RedirectUrl::parse(text) {
        assert_eq!(url.as_str(), text);
        assert!(!url.host().is_empty() && text.contains(url.host()));
        check_address(url.as_str());
    }
    if let Some(url) = ProviderUrl::parse(text) {
        check_address(url.as_str());
        let origin = ProviderUrl::parse(&url.origin()).expect("an origin is an address");
        assert_eq!(origin.origin(), url.origin());
    }
    if let Some(address) = Address::parse(text) {
        match Visit::in_journey(JOURNEY).model().source_of(&address, PAGE) {
            Some(Source::BackEnd(request)) => {
                let path = request.path.strip_prefix(PAGE).unwrap_or(&request.path);
                assert!(path.is_empty() || path.starts_with(['/', '?', '#', ':']), "{path} is of another origin");
                assert!(!path.starts_with("//") && !path.contains('\\'), "{path} can be read in two ways");
            }
            Some(Source::Elsewhere(url)) => check_address(url.as_str()),
            None => {}
        }
    }
    let route = Route::from_path(text);
    if route != Route::Unknown {
        assert_eq!(Route::from_path(&route.path()), route, "a route has one address");
    }
    if let Some(link) = LinkId::find_in(text) {
        assert!(!format!("{link:?}").contains('-'), "a link shows");
    }
    if let Some(seconds) = server_time(text) {
        assert!((-70_000_000_000..400_000_000_000).contains(&seconds));
    }
}
