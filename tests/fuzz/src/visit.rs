//! A page without a browser: a target tells what happens, and answers what is asked. What must hold at every moment is
//! checked at every step.

use std::cell::RefCell;

use onboarding::api::{CallError, Request, Response};
use onboarding::config::Config;
use onboarding::machine::{Arrival, Effect, Event, Model, Ticket, start, step};
use onboarding::provider::Way;
use onboarding::route::Route;
use onboarding::screen::{JourneyScreen, Page, Row, Screen, StageRows, StayScreen};
use onboarding::session::AccessToken;
use onboarding::snapshot::Snapshot;
use onboarding::text::Locale;
use serde_json::Value as Json;

/// A link, and the token that a session of the targets has.
pub(crate) const LINK: &str = "2bb35288-f2ac-4c68-b7aa-51acd82af485";
pub(crate) const TOKEN: &str = "t0ken-that-shows-nowhere";
/// Where the lead's provider is.
pub(crate) const MINTED: &str = "https://provider.test/minted-for-one";
/// When answers come, in seconds since 1970.
pub(crate) const NOW: i64 = 1_649_336_700;

/// A lead with a token, in journey 74590868830731163.
pub(crate) const SESSION: &str = r#"{"UUID":"2bb35288-f2ac-4c68-b7aa-51acd82af485","RedirectURL":"https://www.myapp.com",
    "User":{"Id":74590868830731162,"Firstname":"John","Lastname":"Doe","Email":"john@acme.test"},"Role":"Lead",
    "Journey":{"Id":74590868830731163},"Token":"t0ken-that-shows-nowhere",
    "Account":{"Id":"5a67007d95a4d30015fb27d2","Secured":false,"SecuredUntil":null,"ExpiresAt":"2022-04-07T14:05:00.000Z"}}"#;
/// One activity of each kind and of each provider.
pub(crate) const JOURNEY: &str = include_str!("journey.json");

thread_local! {
    /// What the target at work was given.
    static INPUT: RefCell<String> = const { RefCell::new(String::new()) };
}

/// A target begins with this input. What it says itself is no secret: the fuzzer learns from what it is compared with.
pub(crate) fn reads(input: &str) {
    INPUT.replace(input.to_owned());
}

pub(crate) struct Visit {
    model: Option<Model>,
    /// What is to be answered, the oldest first.
    calls: Vec<(Ticket, Request)>,
    timers: Vec<Ticket>,
    /// What the browser kept of an earlier visit.
    snapshot: Option<Snapshot>,
    /// What must show nowhere.
    secrets: Vec<String>,
    /// The logo that the configuration names, which may be a file beside the page.
    own_logo: Option<String>,
}

impl Visit {
    /// Nothing has happened yet.
    pub(crate) fn new(config: Config) -> Self {
        let is_secret = |word: &String| INPUT.with_borrow(|input| !input.contains(word));
        let secrets = [TOKEN, "minted-for-one"].map(str::to_owned).into_iter().filter(is_secret).collect();
        let own_logo = config.workspace.logo_url.clone().filter(|url| url.starts_with('/'));
        assert!(own_logo.iter().all(|url| !url.starts_with("//") && !url.contains('\\')), "{own_logo:?} is elsewhere");
        let model = Some(start(config).at(NOW));
        Self { model, calls: Vec::new(), timers: Vec::new(), snapshot: None, secrets, own_logo }
    }

    /// On the page of a journey, whatever the text says.
    pub(crate) fn in_journey(journey: &str) -> Self {
        let mut visit = Self::new(Config::default());
        visit.opens(Route::Autologin, Some(LINK)).hears(status(401)).hears(ok(SESSION)).hears(ok(journey));
        visit
    }

    /// Besides the secrets that all targets have.
    pub(crate) fn keeps_secret(&mut self, secret: &str) {
        self.secrets.push(secret.to_owned());
    }

    pub(crate) fn opens(&mut self, route: Route, link: Option<&str>) -> &mut Self {
        let (link, token) = (link.map(str::to_owned), AccessToken::new(TOKEN));
        self.happens(Event::Started { route, link, token, visible: true, arrival: Arrival::Fresh, visit: None });
        self
    }

    pub(crate) fn goes(&mut self, route: Route) -> &mut Self {
        self.happens(Event::Went(route));
        self
    }

    /// The oldest call is answered; nothing happens where none is open.
    pub(crate) fn hears(&mut self, response: Response) -> &mut Self {
        if !self.calls.is_empty() {
            let (ticket, _) = self.calls.remove(0);
            self.happens(Event::Answered(ticket, Ok(response)));
        }
        self
    }

    /// The browser has kept this of an earlier visit.
    pub(crate) fn finds(&mut self, snapshot: Snapshot) {
        self.snapshot = Some(snapshot);
    }

    /// The oldest call comes to nothing.
    pub(crate) fn breaks(&mut self, error: CallError) -> &mut Self {
        if !self.calls.is_empty() {
            let (ticket, _) = self.calls.remove(0);
            self.happens(Event::Answered(ticket, Err(error)));
        }
        self
    }

    /// So many calls are answered, also those that come of it.
    pub(crate) fn hears_all(&mut self, most: usize, answer: impl Fn(&Request) -> Response) -> &mut Self {
        for _ in 0..most {
            let Some((_, request)) = self.calls.first() else { break };
            let response = answer(request);
            self.hears(response);
        }
        self
    }

    /// So many timers end, the oldest first.
    pub(crate) fn time_passes(&mut self, most: usize) -> &mut Self {
        for _ in 0..most.min(self.timers.len()) {
            let ticket = self.timers.remove(0);
            self.happens(Event::Woke(ticket));
        }
        self
    }

    pub(crate) fn at(&mut self, now: i64) -> &mut Self {
        self.model = self.model.take().map(|model| model.at(now));
        self
    }

    /// What an event makes the page do.
    pub(crate) fn happens(&mut self, event: Event) -> Vec<Effect> {
        let (said, is_answer) = (format!("{event:?}"), matches!(event, Event::Answered(..)));
        let (model, effects) = step(self.model.take().unwrap(), event);
        self.model = Some(model);
        self.look(format!("{said} {effects:?}"), is_answer);
        for effect in effects.clone() {
            self.take(effect);
        }
        effects
    }

    pub(crate) fn model(&self) -> &Model {
        self.model.as_ref().unwrap()
    }

    pub(crate) fn screen(&self) -> Screen {
        Screen::of(self.model())
    }

    /// The requests that are not answered.
    pub(crate) fn requests(&self) -> impl Iterator<Item = &Request> {
        self.calls.iter().map(|(_, request)| request)
    }

    /// The rows of the task list, wherever it shows.
    pub(crate) fn rows(&self) -> Vec<Row> {
        let stages = match self.screen() {
            Screen::Journey(screen) => screen.stages,
            Screen::Activity(screen) => screen.stages,
            Screen::Closing(screen) => screen.stages,
            _ => return Vec::new(),
        };
        stages.iter().flat_map(|stage: &StageRows| stage.rows.clone()).collect()
    }

    fn take(&mut self, effect: Effect) {
        match effect {
            Effect::Call(ticket, request) | Effect::SendOnce(ticket, _, request) => {
                check_request(&request);
                self.calls.push((ticket, request));
            }
            Effect::Wake(ticket, milliseconds) => {
                assert!(milliseconds <= 24 * 3_600_000, "nobody waits for {milliseconds} ms");
                self.timers.push(ticket);
            }
            Effect::Record(ticket, recorded) => {
                assert_eq!(onboarding::outbox::Recorded::from_text(&recorded.to_text()), Some(recorded));
                self.happens(Event::Recorded(ticket, true));
            }
            Effect::FindRecorded(..) => drop(self.happens(Event::Resumed(Vec::new()))),
            Effect::FindSnapshot(ticket) => drop(self.happens(Event::SnapshotFound(ticket, self.snapshot.clone()))),
            Effect::KeepSnapshot(snapshot) => {
                let text = snapshot.to_text();
                assert!(!self.secrets.iter().any(|secret| text.contains(secret)), "a secret is kept in {text}");
                assert_eq!(Snapshot::from_text(&text), Some(snapshot));
            }
            Effect::Leave(url) => check_address(url.as_str()),
            Effect::OpenTab(url) | Effect::VisitProvider(url) => check_address(url.as_str()),
            _ => {}
        }
    }

    /// Whatever shows, in the page and in logs; the model's own words are many, and told when something new is in it.
    fn look(&self, mut logged: String, is_new: bool) {
        let (screen, page) = (self.screen(), Page::of(self.model()));
        if is_new {
            logged.push_str(&format!(" {:?} {screen:?} {page:?}", self.model()));
        }
        for secret in &self.secrets {
            assert!(!logged.contains(secret), "a secret shows in {logged}");
        }
        let is_file = |url: &&String| url.starts_with("data:image/") || self.own_logo.as_ref() == Some(url);
        for address in page.workspace.logo_url.iter().filter(|url| !is_file(url)) {
            check_address(address);
        }
        page.workspace.privacy_url.iter().for_each(|address| check_address(address));
        match &screen {
            Screen::Journey(JourneyScreen { progress, .. }) => assert!(progress.done <= progress.total),
            Screen::Activity(activity) => {
                assert!(activity.progress.done <= activity.progress.total);
                match &activity.visit.stay {
                    StayScreen::Framed(frame) => check_address(frame.url.as_str()),
                    StayScreen::Elsewhere(Way::Frame, _) => panic!("a frame is not elsewhere"),
                    StayScreen::Elsewhere(_, Some(url)) => check_address(url.as_str()),
                    _ => {}
                }
            }
            Screen::Leaving(url) => check_address(url.as_str()),
            Screen::Closing(closing) => closing.redirect.iter().for_each(|url| check_address(url.as_str())),
            Screen::Failed(failed) => [Locale::English, Locale::French].into_iter().for_each(|locale| {
                assert!(!failed.failure.sentence(locale).is_empty() && !failed.failure.title(locale).is_empty());
            }),
            _ => {}
        }
    }
}

/// What goes out must go to the back-end, be one request and no more, and carry JSON.
fn check_request(request: &Request) {
    let graphic = |text: &str| text.bytes().all(|byte| byte.is_ascii_graphic());
    assert!(request.path.starts_with('/') && !request.path.starts_with("//") && graphic(&request.path), "{request:?}");
    assert!(!request.path.split('/').any(|part| part == ".."), "{request:?}");
    for (name, value) in &request.headers {
        assert!(!value.chars().any(char::is_control), "{request:?} has an odd {name}");
    }
    let bodies = request.body.iter();
    bodies.for_each(|body| assert!(serde_json::from_str::<Json>(body).is_ok(), "{request:?} is no JSON"));
}

/// An address that somebody is sent to, judged without the core: `https:`, or `http:` on loopback, and no user-info.
pub(crate) fn check_address(url: &str) {
    let (scheme, rest) = url.split_once("://").unwrap_or_else(|| panic!("{url:?} has no scheme"));
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = match authority.strip_prefix('[') {
        Some(rest) => rest.split(']').next().unwrap_or_default(),
        None => authority.split(':').next().unwrap_or_default(),
    };
    let host = host.to_ascii_lowercase();
    let is_loopback = host == "localhost"
        || host.ends_with(".localhost")
        || host.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback());
    let is_safe = scheme.eq_ignore_ascii_case("https") || (scheme.eq_ignore_ascii_case("http") && is_loopback);
    assert!(is_safe && !host.is_empty(), "{url:?} is not safe");
    assert!(
        !authority.contains(['@', '\\', '%']) && !url.chars().any(char::is_control),
        "{url:?} can be read in two ways"
    );
}

/// The same journey with some of its activities only: each costs time.
pub(crate) fn journey_of(activities: &[i64]) -> String {
    let mut journey: Json = serde_json::from_str(JOURNEY).unwrap();
    let all = journey["Stages"][0]["Activities"].as_array_mut().unwrap();
    all.retain(|activity| activity["Id"].as_i64().is_some_and(|id| activities.contains(&id)));
    journey.to_string()
}

/// 200 with a body.
pub(crate) fn ok(body: &str) -> Response {
    let server_time = Some(NOW + 2);
    Response { status: 200, received_at: NOW, server_time, body: body.to_owned(), ..Response::default() }
}

/// A status and nothing else.
pub(crate) fn status(status: u16) -> Response {
    Response { status, received_at: NOW, ..Response::default() }
}

/// An answer as a text: a status and perhaps a `Retry-After` in the first line, then the body.
pub(crate) fn answer(text: &str) -> Response {
    let (head, body) = text.split_once('\n').unwrap_or((text, ""));
    let (status, wait) = head.split_once(' ').unwrap_or((head, ""));
    Response {
        status: status.parse().unwrap_or(400),
        retry_after: Some(wait.to_owned()).filter(|wait| !wait.is_empty()),
        received_at: NOW,
        body: body.to_owned(),
        ..Response::default()
    }
}

#[cfg(test)]
mod tests {
    use std::panic::{AssertUnwindSafe, catch_unwind};

    use onboarding::config::Config;
    use onboarding::machine::Event;

    use super::*;

    fn refuses(check: impl FnOnce()) -> bool {
        catch_unwind(AssertUnwindSafe(check)).is_err()
    }

    #[test]
    fn an_address_that_is_not_safe_is_noticed() {
        for url in [
            "http://www.myapp.com",
            "https://good.test@evil.test/",
            "https://good.test\\@evil.test",
            "https:///path",
            "javascript://x/%0aalert(1)",
            "http://localhost.evil.test/",
            "https://a.test/\n",
            "/relative",
        ] {
            assert!(refuses(|| check_address(url)), "{url:?}");
        }
        for url in ["https://www.myapp.com/?a@b", "http://[::1]:80/", "http://127.0.0.1:8080", "HTTPS://a.test"] {
            check_address(url);
        }
    }

    #[test]
    fn a_request_that_goes_elsewhere_is_noticed() {
        let request = |path: &str, body: Option<&str>, header: &str| Request {
            method: "POST",
            path: path.to_owned(),
            headers: vec![("If-None-Match", header.to_owned())],
            body: body.map(str::to_owned),
            with_cookies: false,
            keepalive: false,
        };
        check_request(&request("/internal/v1/session", Some("{}"), "\"7\""));
        for (path, body, header) in [
            ("//evil.test", Some("{}"), ""),
            ("https://evil.test", Some("{}"), ""),
            ("/a/../b", Some("{}"), ""),
            ("/a b", Some("{}"), ""),
            ("/a", Some("{"), ""),
            ("/a", None, "a\r\nX: y"),
        ] {
            assert!(refuses(|| check_request(&request(path, body, header))), "{path} {body:?} {header:?}");
        }
    }

    #[test]
    fn a_secret_that_shows_is_noticed() {
        let mut visit = Visit::new(Config::default());
        visit.keeps_secret("Hidden");
        assert!(refuses(|| drop(visit.happens(Event::Hidden))), "the event's own word stands for a secret");
    }
}
