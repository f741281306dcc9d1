//! A visit to the simulated back-end. The laws that hold at every moment are checked at every step.

use std::collections::BTreeSet;

use onboarding::activity::Answer;
use onboarding::api::{CallError, Request, Response};
use onboarding::config::Config;
use onboarding::credentials::Password;
use onboarding::id::JourneyId;
use onboarding::machine::{Arrival, Effect, Event, KeptVisit, Model, Ticket, start, step};
use onboarding::outbox::Recorded;
use onboarding::provider::{Message, Way};
use onboarding::route::Route;
use onboarding::screen::{Page, Screen};
use onboarding::session::AccessToken;
use onboarding::snapshot::Snapshot;

use super::back_end::{BackEnd, MARYS_TOKEN, NEW_LINK};
use super::records::{Records, completed_by, is_booking};
use super::script::{Action, Deed, Delivery, Here, MESSAGES, Plan};
use crate::support::back_end::{LINK, TOKEN, busy, html, ok, session};
use crate::support::visit::{activity_id, answer, body, header};
use crate::support::words;

pub(crate) struct World {
    model: Option<Model>,
    pub(crate) back_end: BackEnd,
    calls: Vec<(Ticket, Request)>,
    /// What another tab has sent and heard nothing of: it finds out by itself.
    sent_unheard: BTreeSet<i64>,
    /// The one of them that only one tab sends at a time, with its record.
    sent_once: Option<(Ticket, Recorded)>,
    timers: Vec<Ticket>,
    /// Seconds go by between one thing and the next.
    now: i64,
    over: Vec<Ticket>,
    answers: [Answer; 2],
    records: Records,
    /// Submissions that are being written.
    writing: Vec<(Ticket, Recorded)>,
    disk_is_slow: bool,
    /// The token, and the visit to a provider, that the tab keeps.
    kept_token: Option<AccessToken>,
    kept_visit: Option<KeptVisit>,
    /// The visit that the browser kept for a start without a network.
    snapshot: Option<Snapshot>,
    /// Whether the back-end has said who is here since the page was opened.
    is_known: bool,
    configuration: &'static str,
    keys: usize,
    /// The answer that just came may say that the journey was called off.
    called_off: bool,
    /// Nothing is refused for good, so nothing of forms may be dropped before it is done.
    pub(crate) troubles_pass: bool,
    /// What the lead can do, by the last journey that arrived.
    pub(crate) available: Vec<i64>,
    pub(crate) times_left: usize,
    /// Whether nothing was completed since the page was left.
    has_left: bool,
    /// What was completed, as far as the answers arrived.
    completed: Vec<i64>,
    /// The links that opened a session, as far as the answers arrived.
    opened: Vec<String>,
    /// Whether the lead's session was on the page: Mary's time is over then.
    lead_was_in: bool,
    /// How the lead wanted to go to providers, and did not so far.
    wanted: Vec<Way>,
}

const PASSWORD: &str = "correct horse";

impl World {
    /// A visit that has just begun.
    pub(crate) fn begin(plan: &Plan) -> Self {
        let mut world = Self {
            model: Some(start(Config::parse(plan.configuration).unwrap()).in_browser(!plan.is_new)),
            back_end: BackEnd::new(plan.clone()),
            calls: Vec::new(),
            sent_unheard: BTreeSet::new(),
            sent_once: None,
            timers: Vec::new(),
            now: 0,
            over: Vec::new(),
            answers: [answer("Anvils"), answer("Rockets")],
            records: Records::new(plan.keeps_nothing),
            writing: Vec::new(),
            disk_is_slow: false,
            kept_token: None,
            kept_visit: None,
            snapshot: None,
            is_known: false,
            configuration: plan.configuration,
            keys: 0,
            called_off: false,
            troubles_pass: false,
            available: Vec::new(),
            times_left: 0,
            has_left: false,
            completed: Vec::new(),
            opened: Vec::new(),
            lead_was_in: false,
            wanted: Vec::new(),
        };
        let route = if plan.by_link { Route::Autologin } else { Route::from_path(plan.path) };
        let link = plan.by_link.then(|| LINK.to_owned());
        let kept = match plan.here {
            Here::Nobody => None,
            Here::Lead => Some(TOKEN),
            Here::Mary => Some(MARYS_TOKEN),
        };
        world.kept_token = kept.filter(|_| plan.by_token).and_then(AccessToken::new);
        let (token, visible, arrival) = (world.kept_token.clone(), plan.visible, plan.arrival);
        world.happens(Event::Started { route, link, token, visible, arrival, visit: None });
        world
    }

    pub(crate) fn screen(&self) -> Screen {
        Screen::of(self.model.as_ref().unwrap())
    }

    /// Whether the session is over, and what is on the page stays.
    pub(crate) fn asks_to_sign_in(&self) -> bool {
        Page::of(self.model.as_ref().unwrap()).sign_in.is_some()
    }

    pub(crate) fn has_open_call(&self) -> bool {
        !self.calls.is_empty()
    }

    pub(crate) fn has_timer(&self) -> bool {
        !self.timers.is_empty()
    }

    pub(crate) fn act(&mut self, action: Action) {
        if let Action::Crash(arrives) = action {
            return self.crash(arrives);
        }
        // What began to be written before is written now; what begins now may take until the next thing happens.
        for (ticket, recorded) in std::mem::take(&mut self.writing) {
            let is_kept = self.records.write(&recorded);
            self.happens(Event::Recorded(ticket, is_kept));
        }
        let was_slow = self.disk_is_slow;
        match action {
            Action::Deliver(delivery) => self.deliver(delivery),
            Action::TimePasses if self.timers.is_empty() => {}
            Action::TimePasses => {
                let ticket = self.timers.remove(0);
                self.over.push(ticket);
                self.happens(Event::Woke(ticket));
            }
            Action::EchoOf(index) => self.echo(index),
            Action::Go(place) => self.go(place),
            Action::Send(id, answer) => self.send(id, answer),
            Action::Visit(id, deed) => self.deed(id, deed),
            Action::Retry => self.happens(Event::Retried),
            Action::Seen => self.happens(Event::Seen),
            Action::Hide => self.happens(Event::Hidden),
            Action::Online => self.happens(Event::Online),
            Action::Offline => self.happens(Event::Offline),
            Action::SlowDisk => self.disk_is_slow = true,
            Action::FullDisk(is_full) => self.records.is_full = is_full,
            Action::SentElsewhere(delivery) => self.sent_elsewhere(delivery),
            Action::Crash(_) => {}
            Action::Confirm => self.happens(Event::Confirmed),
            Action::AskForLink => self.happens(Event::NewLinkWanted),
            Action::Decide(opens_link) => self.happens(Event::SwitchDecided(opens_link)),
            Action::LogIn => {
                let password = Password::new(PASSWORD.to_owned()).unwrap();
                self.happens(Event::LogInWanted { email: "john.doe@gmail.com".to_owned(), password });
            }
            Action::PasteLink => self.happens(Event::LinkPasted(NEW_LINK.to_owned())),
            Action::Choose(journey) => {
                self.happens(Event::JourneyChosen(JourneyId::from_digits(&journey.to_string()).unwrap()));
            }
            Action::Restore => self.happens(Event::Restored),
        }
        self.disk_is_slow &= !was_slow;
    }

    /// The browser is killed, and opened again at the journey's address.
    fn crash(&mut self, arrives: bool) {
        for (_, request) in std::mem::take(&mut self.calls) {
            if arrives {
                self.take_effect_unheard(&request);
            }
        }
        (self.timers, self.over, self.writing, self.wanted, self.sent_once) = Default::default();
        (self.has_left, self.is_known) = (false, false);
        self.records.survive_crash();
        self.model = Some(start(Config::parse(self.configuration).unwrap()));
        let (token, visit) = (self.kept_token.clone(), self.kept_visit.clone());
        let (route, arrival) = (Route::Journey, Arrival::Reload);
        self.happens(Event::Started { route, link: None, token, visible: true, arrival, visit });
    }

    pub(crate) fn visit(&mut self, route: Route) {
        self.happens(Event::Went(route));
    }

    fn go(&mut self, place: usize) {
        let places = [Route::Journey, Route::Done, Route::LogIn, Route::Unknown, Route::Journeys];
        let activity = || Route::Activity(activity_id((place - places.len()) as i64));
        self.visit(places.get(place).copied().unwrap_or_else(activity));
    }

    pub(crate) fn send(&mut self, id: i64, answer: usize) {
        self.keys += 1;
        self.happens(Event::Submitted {
            activity: activity_id(id),
            answer: self.answers[answer].clone(),
            key: format!("key-{}", self.keys),
            time_spent: self.keys as u64,
        });
    }

    pub(crate) fn deed(&mut self, id: i64, deed: Deed) {
        self.keys += 1;
        let (activity, key, time_spent) = (activity_id(id), format!("key-{}", self.keys), self.keys as u64);
        match deed {
            Deed::SetOut(way) => {
                self.wanted.push(way);
                self.happens(Event::HandoverWanted { activity, way });
            }
            Deed::Post(index) => {
                let (text, is_string) = MESSAGES[index];
                let message = Message::new(text.to_owned(), is_string).unwrap();
                self.happens(Event::FrameSaid { activity, message, covers: false, key, time_spent });
            }
            Deed::Finish => self.happens(Event::FinishClaimed { activity, key, time_spent }),
            Deed::Ask => self.happens(Event::StatusWanted(activity)),
            Deed::Close => self.happens(Event::VisitClosed(activity)),
            Deed::Block => self.happens(Event::FrameBlocked(activity)),
        }
    }

    pub(crate) fn deliver(&mut self, delivery: Delivery) {
        if self.calls.is_empty() {
            return;
        }
        let (ticket, request) = self.calls.remove(0);
        self.over.push(ticket);
        let completed = completed_by(&request);
        let result = match delivery {
            Delivery::Whole => Ok(self.answer(&request)),
            Delivery::LostOnTheWay => Err(CallError::Unreachable),
            Delivery::LostOnTheWayBack => {
                self.take_effect_unheard(&request);
                Err(CallError::TimedOut)
            }
            Delivery::Cut => {
                let response = self.take_effect_unheard(&request);
                Ok(Response { body: response.body.chars().take(20).collect(), ..response })
            }
            Delivery::Refused(status) => Ok(html(status)),
            Delivery::Busy(status) => Ok(busy(status, "2")),
        };
        let tells_who =
            ["/autologin", "/v1/session", "/v1/session/journey"].iter().any(|path| request.path.ends_with(path));
        self.is_known |= tells_who && matches!(&result, Ok(Response { status: 200, .. }));
        let is_told = matches!(&result, Ok(Response { status: 200 | 409, .. }));
        self.called_off = matches!(&result, Ok(Response { status: 410, .. }));
        self.happens(Event::Answered(ticket, result));
        self.called_off = false;
        let is_over = |id: &i64| self.back_end.is_done(*id) && !self.available.contains(id);
        if let Some(id) = completed.filter(is_over).filter(|_| is_told) {
            self.records.is_over(id);
        }
    }

    /// Another tab sends what this one is about to send, with the same key and body. Where it learns what became of it,
    /// the record is gone when it is this one's turn.
    fn sent_elsewhere(&mut self, delivery: Delivery) {
        let Some((ticket, recorded)) = self.sent_once.clone() else { return };
        let Some(place) = self.calls.iter().position(|(open, _)| *open == ticket) else { return };
        if !self.records.has(&recorded) {
            return;
        }
        let request = self.calls[place].1.clone();
        let is_known = match delivery {
            Delivery::Whole => matches!(self.take_effect_unheard(&request).status, 200 | 409 | 422),
            Delivery::LostOnTheWayBack | Delivery::Cut => {
                self.take_effect_unheard(&request);
                self.sent_unheard.insert(recorded.activity.into());
                false
            }
            // Of what is refused, the other tab tells its lead, who may do it again there.
            Delivery::Refused(400..=499) => true,
            Delivery::LostOnTheWay | Delivery::Refused(_) | Delivery::Busy(_) => false,
        };
        if is_known {
            self.records.drop(&recorded, true);
            self.calls.remove(place);
            self.over.push(ticket);
            self.happens(Event::SentElsewhere(ticket));
        }
    }

    fn answer(&mut self, request: &Request) -> Response {
        let answer = self.back_end.answer(request);
        self.has_left &= !may_complete(request);
        if request.path.ends_with("/autologin") && answer.response.status == 200 {
            self.opened.push(body(request)["UUID"].as_str().unwrap().to_owned());
        }
        if let Some(available) = answer.available {
            self.available = available;
            self.completed.extend(completed_by(request).filter(|_| answer.response.status == 200));
        }
        answer.response
    }

    fn take_effect_unheard(&mut self, request: &Request) -> Response {
        let response = self.back_end.answer(request).response;
        self.has_left &= !may_complete(request);
        if comes_in(request) && response.status == 200 {
            self.back_end.forget_session();
        }
        response
    }

    /// Late answers and stale timers change nothing.
    fn echo(&mut self, index: usize) {
        if self.over.is_empty() {
            return;
        }
        let ticket = self.over[index % self.over.len()];
        let before = self.screen();
        for event in [Event::Answered(ticket, Ok(ok(session()))), Event::Woke(ticket)] {
            assert!(self.step(event).is_empty(), "nothing is done about what comes late");
            assert_eq!(self.screen(), before);
        }
    }

    fn happens(&mut self, event: Event) {
        let by_frame = matches!(event, Event::FrameSaid { .. });
        for effect in self.step(event) {
            match effect {
                Effect::SendOnce(ticket, recorded, request) => {
                    if self.records.has(&recorded) {
                        self.sent_once = Some((ticket, recorded));
                        self.goes_out(ticket, request, by_frame);
                    } else {
                        self.over.push(ticket);
                        self.happens(Event::SentElsewhere(ticket));
                    }
                }
                Effect::Call(ticket, request) => {
                    let is_kept = completed_by(&request).is_some_and(|id| self.records.is_kept(id, &request));
                    assert!(!is_kept, "what other tabs know of goes out from one of them only");
                    self.goes_out(ticket, request, by_frame);
                }
                Effect::Record(ticket, recorded) => self.write(ticket, &recorded),
                Effect::Unrecord(recorded) => {
                    let id = i64::from(recorded.activity);
                    let is_unheard = self.back_end.is_done(id) && self.available.contains(&id);
                    let is_unheard = is_unheard && !self.sent_unheard.contains(&id);
                    let is_lost = self.troubles_pass && self.is_to_be_done(id);
                    self.records.drop(&recorded, !(is_unheard || is_lost) || self.called_off);
                }
                Effect::FindRecorded(..) => self.happens(Event::Resumed(self.records.found())),
                Effect::KeepToken(token) => self.kept_token = Some(token),
                Effect::ForgetToken => self.kept_token = None,
                Effect::RememberVisit(visit) => self.kept_visit = Some(visit),
                Effect::ForgetVisit => self.kept_visit = None,
                Effect::KeepSnapshot(snapshot) => self.snapshot = Some(snapshot),
                Effect::ForgetSnapshot => self.snapshot = None,
                Effect::FindSnapshot(ticket) => self.happens(Event::SnapshotFound(ticket, self.snapshot.clone())),
                Effect::Wake(ticket, _) => self.timers.push(ticket),
                Effect::Leave(_) => {
                    self.times_left += 1;
                    assert!(!self.has_left, "the page is left once, unless something was completed afterwards");
                    self.has_left = true;
                    assert_eq!(self.available, [0; 0], "nobody leaves while there is something to do");
                    assert!(!by_frame, "a frame moves nobody");
                }
                Effect::OpenTab(_) => self.goes_as_wanted(Way::Tab),
                Effect::VisitProvider(_) => self.goes_as_wanted(Way::SameTab),
                Effect::Go { .. } => assert!(!by_frame, "a frame moves nobody"),
                _ => {}
            }
        }
    }

    fn goes_out(&mut self, ticket: Ticket, request: Request, by_frame: bool) {
        self.check_person(&request);
        // Whoever comes in, or chooses, begins anew, and may be led away anew.
        self.has_left &= !comes_in(&request) && !request.path.ends_with("/session/journey");
        if let Some(id) = completed_by(&request) {
            assert!(!by_frame || is_booking(&request), "a frame completes nothing but its booking");
            self.check_completion(id, &request);
        }
        self.calls.push((ticket, request));
    }

    /// Whether the lead can do a form, by the last journey that arrived.
    fn is_to_be_done(&self, id: i64) -> bool {
        self.available.contains(&id) && !self.back_end.is_at_provider(id)
    }

    /// Whether the lead is in their journey, and not somebody else in theirs.
    pub(crate) fn lead_is_here(&self) -> bool {
        self.model.as_ref().unwrap().standing().journey.is_some_and(|journey| journey.to_string() == "70")
    }

    /// Records of what the lead knows to be done: they are good for nothing.
    pub(crate) fn litter(&self) -> Vec<i64> {
        let is_over = |id: &i64| self.back_end.is_done(*id) && !self.available.contains(id);
        let forms = self.records.found().into_iter().filter(|recorded| self.records.was_kept(recorded));
        forms.map(|recorded| i64::from(recorded.activity)).filter(is_over).collect()
    }

    /// The forms that can be done, and whose answers are written ahead.
    pub(crate) fn recorded_forms(&self) -> Vec<i64> {
        let available = self.back_end.available();
        let forms = self.records.found().into_iter().map(|recorded| i64::from(recorded.activity));
        forms.filter(|id| available.contains(id) && !self.back_end.is_at_provider(*id)).collect()
    }

    fn write(&mut self, ticket: Ticket, recorded: &Recorded) {
        let by_provider = self.back_end.is_at_provider(recorded.activity.into());
        self.records.give(recorded, by_provider);
        if self.disk_is_slow {
            return self.writing.push((ticket, recorded.clone()));
        }
        let is_kept = self.records.write(recorded);
        self.happens(Event::Recorded(ticket, is_kept));
    }

    fn goes_as_wanted(&mut self, way: Way) {
        let click = self.wanted.iter().position(|wanted| *wanted == way);
        self.wanted.remove(click.expect("each click opens a provider once"));
    }

    fn step(&mut self, event: Event) -> Vec<Effect> {
        let said = format!("{event:?}");
        self.now += 10;
        let (model, effects) = step(self.model.take().unwrap().at(self.now), event);
        let (screen, page) = (Screen::of(&model), Page::of(&model));
        let shown = format!("{said} {effects:?} {model:?} {screen:?} {page:?} {}", words::screen(&screen));
        for secret in [LINK, TOKEN, NEW_LINK, MARYS_TOKEN, PASSWORD] {
            assert!(!shown.contains(secret), "a secret shows in {shown}");
        }
        self.lead_was_in |= model.user().is_some_and(|user| user.to_string() == "5");
        let logged = format!("{said} {effects:?} {model:?} {screen:?} {page:?}");
        assert!(!logged.contains("minted-for-one"), "a provider's address shows in {logged}");
        self.model = Some(model);
        effects
    }

    /// One link is spent once, and nothing but the end of her session goes out with Mary's token after the lead is in.
    fn check_person(&self, request: &Request) {
        if header(request, "Authorization").is_some_and(|token| token.contains(MARYS_TOKEN)) && self.lead_was_in {
            assert_eq!(request.method, "DELETE", "{request:?} goes out with an earlier person's token");
        }
        if request.path.ends_with("/autologin") {
            let link = body(request)["UUID"].as_str().unwrap().to_owned();
            assert!(!self.opened.contains(&link), "a link that opened a session is not spent again");
            let is_same = |open: &Request| open.path == request.path && open.body == request.body;
            assert!(!self.calls.iter().any(|(_, open)| is_same(open)), "a link is spent once at a time");
        }
    }

    fn check_completion(&mut self, id: i64, request: &Request) {
        assert!(!self.calls.iter().any(|(_, open)| completed_by(open).is_some()), "one completion at a time");
        assert!(!self.completed.contains(&id), "nothing is completed twice");
        assert!(self.is_known, "nothing goes out before it is known who is here");
        self.records.check(id, request);
    }
}

/// By a link or a log-in.
fn comes_in(request: &Request) -> bool {
    request.method == "POST" && (request.path.ends_with("/autologin") || request.path.ends_with("/v1/sessions"))
}

fn may_complete(request: &Request) -> bool {
    header(request, "Idempotency-Key").is_some() || request.path.ends_with("/outcome")
}
