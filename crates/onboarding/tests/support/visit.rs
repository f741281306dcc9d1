//! A visit, driven by a script: what happens, what the page then does, what it shows.
//!
//! Scripts are strict: every effect must be named by [`Visit::does`] before the next event, and at the end.

use onboarding::activity::Answer;
use onboarding::api::{CallError, Request, Response};
use onboarding::calendar::DateOrder;
use onboarding::config::Config;
use onboarding::decimal::NumberStyle;
use onboarding::form::{Context, Draft, Entry, Form};
use onboarding::id::{ActivityId, DataPointId};
use onboarding::machine::{Arrival, Effect, Event, KeptVisit, Model, Ticket, start, step};
use onboarding::provider::{Message, Way};
use onboarding::route::Route;
use onboarding::screen::{Page, Screen};
use onboarding::session::AccessToken;
use onboarding::snapshot::Snapshot;
use onboarding::tabs::Word;
use onboarding::text::Locale;
use serde_json::{Value as Json, json};

use super::back_end::{self, LINK, ok};
use super::words;

/// The path of a magic link.
pub(crate) const AUTOLOGIN: &str = "/internal/v1/autologin";

/// Before a link is opened: is somebody here already?
pub(crate) const MEETING: [&str; 2] = ["GET /internal/v1/session", "wait 10 s"];

pub(crate) struct Visit {
    model: Option<Model>,
    unnamed: Vec<Effect>,
    calls: Vec<(Ticket, Request)>,
    timers: Vec<Ticket>,
    /// Every ticket ever handed out.
    tickets: Vec<Ticket>,
    submissions: usize,
    /// What other tabs were told since the last look.
    told: Vec<Word>,
    /// What the browser has kept for a start without a network; it does so by itself, and nobody speaks of it.
    snapshot: Option<Snapshot>,
    /// Whether the browser keeps in mind that somebody has come in; likewise.
    pub(crate) remembers_session: bool,
    /// Whether the page no longer keeps the link for a reload.
    pub(crate) forgets_link: bool,
    /// Submissions are written ahead at once, nothing is found of earlier visits, and nobody speaks of it; otherwise a
    /// story says so step by step.
    keeps_records: bool,
    /// The submissions that are being written ahead.
    recording: Vec<Ticket>,
}

/// How the page is opened, other than by a fresh, visible tab without anything kept.
pub(crate) struct Opening {
    pub(crate) path: &'static str,
    pub(crate) link: Option<&'static str>,
    pub(crate) token: Option<&'static str>,
    pub(crate) visible: bool,
    pub(crate) arrival: Arrival,
    pub(crate) visit: Option<&'static str>,
}

impl Default for Opening {
    fn default() -> Self {
        Self { path: "/", link: None, token: None, visible: true, arrival: Arrival::Fresh, visit: None }
    }
}

impl Visit {
    /// With the default configuration.
    pub(crate) fn new() -> Self {
        Self::configured("{}")
    }

    pub(crate) fn configured(block: &str) -> Self {
        let model = start(Config::parse(block).expect("the configuration is valid"));
        Self {
            model: Some(model),
            unnamed: Vec::new(),
            calls: Vec::new(),
            timers: Vec::new(),
            tickets: Vec::new(),
            submissions: 0,
            told: Vec::new(),
            snapshot: None,
            remembers_session: false,
            forgets_link: false,
            keeps_records: true,
            recording: Vec::new(),
        }
    }

    /// From here on a story says itself what becomes of records, and names what is done about them.
    pub(crate) fn minds_records(&mut self) -> &mut Self {
        self.keeps_records = false;
        self
    }

    /// A visit that has come as far as its journey, by a link.
    pub(crate) fn in_journey(session: Json, journey: Json) -> Self {
        let mut visit = Self::new();
        visit.opens_link().hears(ok(session)).does(&["GET /api/v1/journeys/70"]).hears(ok(journey));
        visit.unnamed.clear();
        visit.told.clear();
        visit
    }

    /// Another page of the same browser, opened later.
    pub(crate) fn opened_again(&self, block: &str) -> Self {
        let mut visit = Self::configured(block);
        visit.snapshot = self.snapshot.clone();
        visit
    }

    /// Whether the browser has kept the visit for a start without a network.
    pub(crate) fn is_kept(&self) -> bool {
        self.snapshot.is_some()
    }

    // What happens.

    pub(crate) fn opens(&mut self, opening: Opening) -> &mut Self {
        self.happens(Event::Started {
            route: Route::from_path(opening.path),
            link: opening.link.map(str::to_owned),
            token: opening.token.and_then(AccessToken::new),
            visible: opening.visible,
            arrival: opening.arrival,
            visit: opening.visit.and_then(KeptVisit::parse),
        })
    }

    /// Opens an address, with nothing kept but perhaps a cookie.
    pub(crate) fn opens_address(&mut self, path: &'static str) -> &mut Self {
        self.opens(Opening { path, ..Opening::default() })
    }

    /// Opens a link page in a fresh tab.
    pub(crate) fn opens_by(&mut self, link: Option<String>) -> &mut Self {
        let (route, arrival) = (Route::Autologin, Arrival::Fresh);
        self.happens(Event::Started { route, link, token: None, visible: true, arrival, visit: None })
    }

    /// Opens the magic link where nobody is, which spends it.
    pub(crate) fn opens_link(&mut self) -> &mut Self {
        self.opens(Opening { path: AUTOLOGIN, link: Some(LINK), ..Opening::default() });
        self.meets_nobody().does(&["POST /internal/v1/autologin"])
    }

    /// A link was opened, and nobody is here.
    pub(crate) fn meets_nobody(&mut self) -> &mut Self {
        self.meets(back_end::problem(401, "SessionEnded"))
    }

    /// A link was opened, and this is what the back-end says of whether somebody is here.
    pub(crate) fn meets(&mut self, response: Response) -> &mut Self {
        self.does(&MEETING);
        // What comes of waiting too long for it has stories of its own.
        self.timers.pop();
        self.hears(response)
    }

    /// The oldest open call is answered.
    pub(crate) fn hears(&mut self, response: Response) -> &mut Self {
        self.call_ends(Ok(response))
    }

    /// The call that went out last is answered.
    pub(crate) fn answers_last_call(&mut self, response: Response) -> &mut Self {
        let (ticket, _) = self.calls.pop().expect("a call is open");
        self.happens(Event::Answered(ticket, Ok(response)))
    }

    /// The oldest open call fails.
    pub(crate) fn fails(&mut self, error: CallError) -> &mut Self {
        self.call_ends(Err(error))
    }

    /// The open call is a submission, and neither it nor any of its repetitions is answered.
    pub(crate) fn gives_up(&mut self) -> &mut Self {
        for pause in ["wait 0.5 s", "wait 1 s", "wait 2 s", "wait 4 s"] {
            self.fails(CallError::TimedOut).does(&[pause]);
            // What was waited for before does not matter any more.
            let last = self.timers.pop().expect("a timer runs");
            self.happens(Event::Woke(last));
            self.unnamed.retain(|effect| !matches!(effect, Effect::SendOnce(..)));
        }
        self.fails(CallError::TimedOut)
    }

    fn call_ends(&mut self, answer: Result<Response, CallError>) -> &mut Self {
        assert!(!self.calls.is_empty(), "no call is open");
        let (ticket, _) = self.calls.remove(0);
        self.happens(Event::Answered(ticket, answer))
    }

    /// The oldest timer ends.
    pub(crate) fn time_passes(&mut self) -> &mut Self {
        assert!(!self.timers.is_empty(), "no timer runs");
        let ticket = self.timers.remove(0);
        self.happens(Event::Woke(ticket))
    }

    pub(crate) fn goes(&mut self, path: &str) -> &mut Self {
        self.happens(Event::Went(Route::from_path(path)))
    }

    /// The lead sends an answer to an activity, with 42 seconds of use and a fresh key: `key-1`, `key-2` and so on.
    pub(crate) fn sends(&mut self, activity: i64, sector: &str) -> &mut Self {
        self.sends_after(42, activity, sector)
    }

    pub(crate) fn sends_after(&mut self, time_spent: u64, activity: i64, sector: &str) -> &mut Self {
        let key = self.next_key();
        self.happens(Event::Submitted { activity: activity_id(activity), answer: answer(sector), key, time_spent })
    }

    /// The lead goes to the provider.
    pub(crate) fn sets_out(&mut self, activity: i64, way: Way) -> &mut Self {
        self.happens(Event::HandoverWanted { activity: activity_id(activity), way })
    }

    /// The frame posts a string.
    pub(crate) fn frame_says(&mut self, activity: i64, text: &str) -> &mut Self {
        self.frame_posts(activity, Message::new(text.to_owned(), true))
    }

    /// The frame posts an object.
    pub(crate) fn frame_tells(&mut self, activity: i64, object: &Json) -> &mut Self {
        self.frame_posts(activity, Message::new(object.to_string(), false))
    }

    fn frame_posts(&mut self, activity: i64, message: Option<Message>) -> &mut Self {
        let (message, key) = (message.expect("the message is not too long"), self.next_key());
        self.happens(Event::FrameSaid { activity: activity_id(activity), message, covers: false, key, time_spent: 42 })
    }

    /// The lead says "I've finished".
    pub(crate) fn says_finished(&mut self, activity: i64) -> &mut Self {
        let key = self.next_key();
        self.happens(Event::FinishClaimed { activity: activity_id(activity), key, time_spent: 42 })
    }

    fn next_key(&mut self) -> String {
        self.submissions += 1;
        format!("key-{}", self.submissions)
    }

    /// The browser has kept this language from an earlier visit.
    pub(crate) fn speaks(&mut self, locale: Locale) -> &mut Self {
        self.model = self.model.take().map(|model| model.speaking(Some(locale)));
        self
    }

    /// A browser in which nobody has come in before.
    pub(crate) fn in_new_browser(block: &str) -> Self {
        let mut visit = Self::configured(block);
        visit.model = visit.model.take().map(|model| model.in_browser(false));
        visit
    }

    pub(crate) fn happens(&mut self, event: Event) -> &mut Self {
        self.all_named();
        self.step(event);
        self
    }

    fn step(&mut self, event: Event) {
        let (model, effects) = step(self.model.take().unwrap(), event);
        self.model = Some(model);
        for effect in effects {
            match &effect {
                Effect::Call(ticket, request) | Effect::SendOnce(ticket, _, request) => {
                    self.calls.push((*ticket, request.clone()));
                    self.tickets.push(*ticket);
                }
                Effect::Wake(ticket, _) => {
                    self.timers.push(*ticket);
                    self.tickets.push(*ticket);
                }
                Effect::Tell(word) => {
                    self.told.push(word.clone());
                    continue;
                }
                Effect::KeepSnapshot(snapshot) => {
                    self.snapshot = Some(snapshot.clone());
                    continue;
                }
                Effect::ForgetSnapshot => {
                    self.snapshot = None;
                    continue;
                }
                Effect::ForgetLink => {
                    self.forgets_link = true;
                    continue;
                }
                Effect::RememberSession => {
                    self.remembers_session = true;
                    continue;
                }
                Effect::FindSnapshot(ticket) => {
                    self.tickets.push(*ticket);
                    self.step(Event::SnapshotFound(*ticket, self.snapshot.clone()));
                    continue;
                }
                Effect::Record(ticket, _) if self.keeps_records => {
                    self.step(Event::Recorded(*ticket, true));
                    continue;
                }
                Effect::Record(ticket, _) => self.recording.push(*ticket),
                Effect::Unrecord(_) | Effect::FindRecorded(..) if self.keeps_records => continue,
                _ => {}
            }
            self.unnamed.push(effect);
        }
    }

    /// The submission that was to be written ahead first is, or the browser keeps nothing.
    pub(crate) fn records(&mut self, is_kept: bool) -> &mut Self {
        assert!(!self.recording.is_empty(), "nothing is being written");
        let ticket = self.recording.remove(0);
        self.happens(Event::Recorded(ticket, is_kept))
    }

    /// What the last event made the page do.
    pub(crate) fn last_effects(&mut self) -> Vec<Effect> {
        std::mem::take(&mut self.unnamed)
    }

    /// What an event makes the page do.
    pub(crate) fn effects_of(&mut self, event: Event) -> Vec<Effect> {
        self.happens(event);
        std::mem::take(&mut self.unnamed)
    }

    /// What the end of the call that went out last makes the page do.
    pub(crate) fn effects_of_last_call(&mut self, answer: Result<Response, CallError>) -> Vec<Effect> {
        let (ticket, _) = self.calls.pop().expect("a call is open");
        self.effects_of(Event::Answered(ticket, answer))
    }

    /// The requests that an answer to the oldest open call makes the page send; what else it does is not looked at.
    pub(crate) fn requests_after(&mut self, response: Response) -> Vec<Request> {
        self.hears(response);
        let sent = self.unnamed.drain(..).filter_map(|effect| match effect {
            Effect::Call(_, request) | Effect::SendOnce(_, _, request) => Some(request),
            _ => None,
        });
        sent.collect()
    }

    /// Every answer and every timer that ever was comes once more: nothing may change.
    #[track_caller]
    pub(crate) fn ignores_everything_late(&mut self) -> &mut Self {
        let shown = words::screen(&self.screen());
        let open: Vec<Ticket> = self.calls.iter().map(|(ticket, _)| *ticket).chain(self.timers.clone()).collect();
        for ticket in self.tickets.clone().into_iter().filter(|ticket| !open.contains(ticket)) {
            for response in [ok(back_end::session()), ok(back_end::journey([])), back_end::problem(401, "SessionEnded")]
            {
                self.happens(Event::Answered(ticket, Ok(response))).does(&[]);
            }
            self.happens(Event::Woke(ticket)).does(&[]).shows(&shown);
        }
        self
    }

    /// What other tabs were told since the last look.
    pub(crate) fn tells(&mut self) -> Vec<Word> {
        std::mem::take(&mut self.told)
    }

    /// Another tab of the browser has sent what this page was to send last.
    pub(crate) fn is_sent_elsewhere(&mut self) -> &mut Self {
        let (ticket, _) = self.calls.pop().expect("a call is open");
        self.happens(Event::SentElsewhere(ticket))
    }

    /// Chance has it that this is the random number from here on.
    pub(crate) fn draws(&mut self, random: u32) -> &mut Self {
        self.model = self.model.take().map(|model| model.with_chance(random));
        self
    }

    /// It is this time, in seconds since 1970, by the browser's clock.
    pub(crate) fn at(&mut self, now: i64) -> &mut Self {
        self.model = self.model.take().map(|model| model.at(now));
        self
    }

    // What the page does and shows.

    /// The effects of the last event, all of them, in their order.
    #[track_caller]
    pub(crate) fn does(&mut self, expected: &[&str]) -> &mut Self {
        let done: Vec<String> = self.unnamed.drain(..).map(|effect| words::effect(&effect)).collect();
        assert_eq!(done, expected);
        self
    }

    /// The integrator is told something, and nothing else is done; what is told.
    #[track_caller]
    pub(crate) fn complains(&mut self) -> String {
        let done: Vec<String> = self.unnamed.drain(..).map(|effect| words::effect(&effect)).collect();
        match done.as_slice() {
            [told] if told.starts_with("complain: ") => told.clone(),
            _ => panic!("expected one complaint, found {done:?}"),
        }
    }

    /// The integrator is told something, and this is done.
    #[track_caller]
    pub(crate) fn complains_and_does(&mut self, expected: &[&str]) -> &mut Self {
        let before = self.unnamed.len();
        self.ignores_complaints();
        assert_eq!(self.unnamed.len() + 1, before, "one complaint");
        self.does(expected)
    }

    /// What the last event made the page do does not matter here.
    pub(crate) fn ignores_effects(&mut self) -> &mut Self {
        self.unnamed.clear();
        self
    }

    /// Whether the integrator is told something does not matter here.
    pub(crate) fn ignores_complaints(&mut self) -> &mut Self {
        self.unnamed.retain(|effect| !matches!(effect, Effect::Complain(_)));
        self
    }

    #[track_caller]
    pub(crate) fn shows(&mut self, expected: &str) -> &mut Self {
        assert_eq!(words::screen(&self.screen()), expected);
        self
    }

    /// What the frame tells of looking for news.
    #[track_caller]
    pub(crate) fn watches(&mut self, expected: &str) -> &mut Self {
        assert_eq!(words::watch(&self.page()), expected);
        self
    }

    pub(crate) fn screen(&self) -> Screen {
        Screen::of(self.model())
    }

    pub(crate) fn page(&self) -> Page {
        Page::of(self.model())
    }

    pub(crate) fn model(&self) -> &Model {
        self.model.as_ref().unwrap()
    }

    /// The request that was sent last and is not answered yet.
    #[track_caller]
    pub(crate) fn request(&self) -> &Request {
        &self.calls.last().expect("a call is open").1
    }

    fn all_named(&self) {
        let unnamed: Vec<String> = self.unnamed.iter().map(words::effect).collect();
        assert!(unnamed.is_empty(), "nobody expected {unnamed:?}");
    }
}

impl Drop for Visit {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            self.all_named();
        }
    }
}

/// A header of a request.
pub(crate) fn header<'a>(request: &'a Request, name: &str) -> Option<&'a str> {
    request.headers.iter().find(|(given, _)| *given == name).map(|(_, value)| value.as_str())
}

/// The body of a request.
pub(crate) fn body(request: &Request) -> Json {
    serde_json::from_str(request.body.as_deref().expect("the request has a body")).expect("the body is JSON")
}

pub(crate) fn activity_id(number: i64) -> ActivityId {
    ActivityId::from_digits(&number.to_string()).unwrap()
}

/// What a form of the stories makes of an answer to its one question.
pub(crate) fn answer(sector: &str) -> Answer {
    let journey = back_end::journey([back_end::form(1)]);
    let visit = Visit::in_journey(back_end::session(), journey);
    let Screen::Activity(screen) = visit.screen() else { panic!("the only activity is open") };
    let form = screen.form().expect("it is a form").clone();
    let mut draft = Draft::default();
    draft.set(DataPointId::from_digits("10").unwrap(), Entry::Text(sector.to_owned()));
    answer_to(&form, &draft)
}

/// The answer to a form, which must be without fault.
pub(crate) fn answer_to(form: &Form, draft: &Draft) -> Answer {
    form.check(draft, &english()).expect("the draft has no fault").into_answer()
}

/// An English lead at UTC.
pub(crate) fn english() -> Context {
    Context {
        locale: Locale::English,
        tag: "en".to_owned(),
        numbers: NumberStyle::default(),
        date_order: DateOrder::DayMonthYear,
        months: onboarding::calendar::month_names(Locale::English),
        written_date: "{0} {1} {2}".to_owned(),
        offset_at: |_| 0,
        matches: |_, _| true,
        country_name: str::to_owned,
        list: |_, items, _| items.join(", "),
        money: |_, currency, negative| format!("{}{{}} {currency}", if negative { "-" } else { "" }),
        moment: |_, minutes, _| minutes.to_string(),
    }
}

/// The completion body of the stories' forms.
pub(crate) fn sector(sector: &str, time_spent: u64) -> Json {
    json!({"JourneyData": [{"DataPoint": {"Id": 10}, "StringValue": sector}], "TimeSpent": time_spent})
}
