//! A visit to the app.

use onboarding::config::Config;
use onboarding::machine::{Arrival, Event};
use onboarding::route::Route;
use onboarding::session::AccessToken;
use serde_json::Value as Json;
use wasm_bindgen::JsValue;

use super::messages::{AUTOLOGIN, JOURNEY, LINK, SESSION, SPENDING, problem, session};
use crate::support::back_end::{BackEnd, Call};
use crate::support::dom::document;
use crate::support::kept::{came_in_before, chose_no_language, gave_nothing};
use crate::support::tab::{Tab, run};
use crate::support::wait::eventually;

/// The app in its tab, and the back-end that it talks to.
pub(crate) struct Visit {
    pub(crate) tab: Tab,
    pub(crate) back_end: BackEnd,
}

/// How the app is opened, other than at its start page, in view, without a link and with nothing kept.
pub(crate) struct Opening {
    pub(crate) path: &'static str,
    pub(crate) link: Option<&'static str>,
    pub(crate) token: Option<&'static str>,
    pub(crate) visible: bool,
    pub(crate) configuration: &'static str,
    /// Whether this browser still has what an earlier visit gave and did not see sent.
    pub(crate) keeps: bool,
}

impl Default for Opening {
    fn default() -> Self {
        // English with days first, whatever the browser speaks.
        let configuration = r#"{"Locale": "en-GB"}"#;
        Self { path: "/", link: None, token: None, visible: true, configuration, keeps: false }
    }
}

impl Opening {
    /// A magic link.
    pub(crate) fn by_link() -> Self {
        Self { path: AUTOLOGIN, link: Some(LINK), ..Self::default() }
    }

    /// What the app is told of it.
    pub(crate) fn event(&self) -> Event {
        Event::Started {
            route: Route::from_path(self.path),
            link: self.link.map(str::to_owned),
            token: self.token.and_then(AccessToken::new),
            visible: self.visible,
            arrival: Arrival::Fresh,
            visit: None,
        }
    }
}

impl Visit {
    pub(crate) async fn open(opening: Opening) -> Self {
        if !opening.keeps {
            gave_nothing().await;
            chose_no_language();
        }
        came_in_before();
        let back_end = BackEnd::new();
        let history = web_sys::window().unwrap().history().unwrap();
        history.replace_state_with_url(&JsValue::NULL, "", Some(opening.path)).unwrap();
        let tab = run(Config::parse(opening.configuration).unwrap(), opening.event()).await;
        Self { tab, back_end }
    }

    /// A visit that has come to its journey by a link.
    pub(crate) async fn in_journey(journey: Json) -> Self {
        Self::configured(r#"{"Locale": "en-GB"}"#, journey).await
    }

    /// The same, with a configuration.
    pub(crate) async fn configured(configuration: &'static str, journey: Json) -> Self {
        Self::arriving(Opening { configuration, ..Opening::by_link() }, journey).await
    }

    /// The next visit in the same browser, likewise.
    pub(crate) async fn again(journey: Json) -> Self {
        Self::arriving(Opening { keeps: true, ..Opening::by_link() }, journey).await
    }

    async fn arriving(opening: Opening, journey: Json) -> Self {
        let visit = Self::open(opening).await;
        visit.spending().await.answer(&session());
        visit.back_end.hears(JOURNEY).await.answer(&journey);
        visit.shows_a_page().await;
        visit
    }

    /// Waits until the link is being spent, since nobody is here.
    pub(crate) async fn spending(&self) -> Call {
        self.meets_nobody().await;
        self.back_end.hears(SPENDING).await
    }

    /// A link was opened, and nobody is here.
    pub(crate) async fn meets_nobody(&self) {
        self.back_end.hears(SESSION).await.answer_by(401, &problem(401, "SessionEnded"));
        self.tab.settled().await;
    }

    /// Waits for a page with this heading, and for what an earlier visit has left of it.
    pub(crate) async fn shows(&self, heading: &str) {
        let is_whole = || self.tab.texts(VISIBLE_HEADING) == [heading] && !self.tab.has(RESTORING);
        eventually(&format!("the page is {heading}"), is_whole).await;
        self.tab.settled().await;
    }

    /// Waits until the page has these words in an element.
    pub(crate) async fn tells(&self, selector: &str, words: &str) {
        let told = || self.tab.texts(selector).iter().any(|text| text.contains(words));
        eventually(&format!("{selector} tells {words}"), told).await;
        self.tab.settled().await;
    }

    /// The address, without the host.
    pub(crate) fn path(&self) -> String {
        document().location().unwrap().pathname().unwrap()
    }

    /// Back in the browser's history.
    pub(crate) fn goes_back(&self) {
        web_sys::window().unwrap().history().unwrap().back().unwrap();
    }

    async fn shows_a_page(&self) {
        eventually("a page is shown", || self.tab.has("main h1") && !self.tab.has(RESTORING)).await;
        self.tab.settled().await;
    }
}

/// Bones under an activity's heading.
const RESTORING: &str = "main .activity ~ .skeleton-group";

const VISIBLE_HEADING: &str = "main h1:not([hidden] *)";
