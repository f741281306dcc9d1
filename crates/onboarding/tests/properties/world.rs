//! A visit to the simulated back-end. The laws that hold at every moment are checked at every step.

use onboarding::activity::Answer;
use onboarding::api::{CallError, Request, Response};
use onboarding::config::Config;
use onboarding::credentials::Password;
use onboarding::id::JourneyId;
use onboarding::machine::{Effect, Event, Model, Ticket, start, step};
use onboarding::provider::{Message, Way};
use onboarding::route::Route;
use onboarding::screen::{Page, Screen};
use onboarding::session::AccessToken;

use super::back_end::{BackEnd, MARYS_TOKEN, NEW_LINK};
use super::script::{Action, Deed, Delivery, Here, MESSAGES, Plan};
use crate::support::back_end::{LINK, TOKEN, busy, html, ok, session};
use crate::support::visit::{activity_id, answer, body, header};
use crate::support::words;

pub(crate) struct World {
    model: Option<Model>,
    pub(crate) back_end: BackEnd,
    calls: Vec<(Ticket, Request)>,
    timers: Vec<Ticket>,
    /// Seconds go by between one thing and the next.
    now: i64,
    over: Vec<Ticket>,
    answers: [Answer; 2],
    /// The answer that is being submitted right now, by its index.
    submitting: Option<usize>,
    /// The last completion that went out, until it was accepted.
    last_sent: Option<Sent>,
    keys: usize,
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

/// The answers that come of visits to providers, beside those of forms.
const DECLARED: usize = 2;
const BOOKING: usize = 3;

const PASSWORD: &str = "correct horse";

#[derive(Clone)]
struct Sent {
    answer: usize,
    request: Request,
}

impl World {
    /// A visit that has just begun.
    pub(crate) fn begin(plan: &Plan) -> Self {
        let mut world = Self {
            model: Some(start(Config::parse(plan.configuration).unwrap())),
            back_end: BackEnd::new(plan.clone()),
            calls: Vec::new(),
            timers: Vec::new(),
            now: 0,
            over: Vec::new(),
            answers: [answer("Anvils"), answer("Rockets")],
            submitting: None,
            last_sent: None,
            keys: 0,
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
        world.happens(Event::Started {
            route,
            link,
            token: kept.filter(|_| plan.by_token).and_then(AccessToken::new),
            visible: plan.visible,
            arrival: plan.arrival,
            visit: None,
        });
        world
    }

    pub(crate) fn screen(&self) -> Screen {
        Screen::of(self.model.as_ref().unwrap())
    }

    pub(crate) fn has_open_call(&self) -> bool {
        !self.calls.is_empty()
    }

    pub(crate) fn has_timer(&self) -> bool {
        !self.timers.is_empty()
    }

    pub(crate) fn act(&mut self, action: Action) {
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
        self.submitting = Some(answer);
        self.happens(Event::Submitted {
            activity: activity_id(id),
            answer: self.answers[answer].clone(),
            key: format!("key-{}", self.keys),
            time_spent: self.keys as u64,
        });
        self.submitting = None;
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
        self.happens(Event::Answered(ticket, result));
    }

    fn answer(&mut self, request: &Request) -> Response {
        let answer = self.back_end.answer(request);
        self.has_left &= !may_complete(request);
        if request.path.ends_with("/autologin") && answer.response.status == 200 {
            self.opened.push(body(request)["UUID"].as_str().unwrap().to_owned());
        }
        if let Some(available) = answer.available {
            self.available = available;
            if header(request, "Idempotency-Key").is_some() && answer.response.status == 200 {
                self.completed.push(request.path.split('/').nth(4).unwrap().parse().unwrap());
            }
            // Accepted or overtaken: what is sent afterwards is another attempt. Looks for news change nothing of it.
            if header(request, "Idempotency-Key").is_some() {
                self.last_sent = None;
            }
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
                Effect::Call(ticket, request) => {
                    self.check_person(&request);
                    // Whoever comes in, or chooses, begins anew, and may be led away anew.
                    self.has_left &= !comes_in(&request) && !request.path.ends_with("/session/journey");
                    if header(&request, "Idempotency-Key").is_some() {
                        let booked = body(&request).get("Event").is_some();
                        assert!(!by_frame || booked, "a frame completes nothing but its booking");
                        self.check_completion(&request);
                    }
                    self.calls.push((ticket, request));
                }
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

    fn check_completion(&mut self, request: &Request) {
        let under_way = self.calls.iter().any(|(_, open)| header(open, "Idempotency-Key").is_some());
        assert!(!under_way, "one completion at a time");
        let id: i64 = request.path.split('/').nth(4).unwrap().parse().unwrap();
        assert!(!self.completed.contains(&id), "nothing is completed twice");
        // What goes out by itself is the last answer once more, or a booking that had to wait.
        let at_provider =
            body(request).get("Outcome").map(|_| DECLARED).or(body(request).get("Event").map(|_| BOOKING));
        let again = || self.last_sent.as_ref().map(|last| last.answer);
        let answer = at_provider.or(self.submitting).or_else(again).expect("an answer");
        // What a back-end does not confirm is another attempt later; how those keep their keys is told in the stories.
        let of_form = !self.back_end.is_at_provider(id);
        if let Some(last) = self.last_sent.as_ref().filter(|last| of_form && last.request.path == request.path) {
            assert_eq!(last.answer == answer, last.request == *request, "the same answers, the same key and body");
        }
        self.last_sent = Some(Sent { answer, request: request.clone() });
    }
}

/// By a link or a log-in.
fn comes_in(request: &Request) -> bool {
    request.method == "POST" && (request.path.ends_with("/autologin") || request.path.ends_with("/v1/sessions"))
}

fn may_complete(request: &Request) -> bool {
    header(request, "Idempotency-Key").is_some() || request.path.ends_with("/outcome")
}
