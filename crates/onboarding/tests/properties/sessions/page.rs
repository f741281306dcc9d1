//! The page at the bank's: what goes out and comes back, and the laws that hold at every step.

use std::collections::BTreeMap;

use onboarding::activity::Answer;
use onboarding::api::{CallError, Request};
use onboarding::config::Config;
use onboarding::failure::Failure;
use onboarding::machine::{Effect, Event, Model, Ticket, start, step};
use onboarding::route::Route;
use onboarding::screen::{self, Content, Screen, SendingState};

use super::PASSWORD;
use super::bank::{Bank, CODE};
use crate::support::back_end::{LINK, html};
use crate::support::visit::{activity_id, answer, header};

pub(crate) struct Page {
    model: Option<Model>,
    pub(crate) bank: Bank,
    /// By the browser's clock.
    pub(crate) now: i64,
    /// The session of the browser's cookie.
    cookie: Option<u32>,
    /// With the cookie that each call went out with.
    calls: Vec<(Ticket, Request, Option<u32>)>,
    timers: Vec<(Ticket, i64)>,
    answers: [Answer; 2],
    keys: usize,
    /// What was sent or kept back for each form, until it is accepted or overtaken.
    given: BTreeMap<i64, Attempt>,
    /// Keys and sessions of the completions that were refused for want of a code, until the lead sends them again.
    refused: BTreeMap<i64, (String, Option<u32>)>,
}

#[derive(Clone, Debug, PartialEq)]
struct Attempt {
    answer: usize,
    /// Key and body, once it went out.
    sent: Option<(String, Option<String>)>,
}

/// What becomes of a call.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Fate {
    Arrives,
    Lost,
    AnswerLost,
    /// Something on the way answers.
    Broken,
}

impl Page {
    /// Opened by a link, with the journey there.
    pub(crate) fn begin(by_token: bool, skew: i64) -> Self {
        let configuration = if by_token { r#"{"TokenStore":"tab"}"# } else { "{}" };
        let mut page = Self {
            model: Some(start(Config::parse(configuration).unwrap())),
            bank: Bank::new(by_token, skew),
            now: 1_800_000_000,
            cookie: None,
            calls: Vec::new(),
            timers: Vec::new(),
            answers: [answer("Anvils"), answer("Rockets")],
            keys: 0,
            given: BTreeMap::new(),
            refused: BTreeMap::new(),
        };
        page.happens(Event::Started {
            route: Route::Autologin,
            link: Some(LINK.to_owned()),
            token: None,
            visible: true,
            arrival: Default::default(),
            visit: None,
        });
        page.delivers_all();
        page
    }

    pub(crate) fn screen(&self) -> Screen {
        Screen::of(self.model.as_ref().unwrap())
    }

    pub(crate) fn frame(&self) -> screen::Page {
        screen::Page::of(self.model.as_ref().unwrap())
    }

    /// How sending a form stands, where it is open and can be done.
    pub(crate) fn sending(&self, id: i64) -> Option<SendingState> {
        match self.screen() {
            Screen::Activity(screen) if screen.id == activity_id(id) => {
                matches!(screen.content, Content::ToDo(_)).then_some(screen.sending)
            }
            _ => None,
        }
    }

    /// The forms that were sent, as long as they were neither accepted nor overtaken.
    pub(crate) fn waiting(&self) -> Vec<i64> {
        self.given.keys().copied().collect()
    }

    pub(crate) fn is_sent_or_sendable(&mut self, id: i64) -> bool {
        self.happens(Event::Went(Route::Activity(activity_id(id))));
        let kept = !matches!(self.sending(id), None | Some(SendingState::Ready));
        kept || self.bank.completed.contains_key(&id)
    }

    pub(crate) fn send(&mut self, id: i64, answer: usize) {
        self.keys += 1;
        let path = format!("/internal/v1/activities/{id}/completion");
        let under_way = self.calls.iter().any(|(_, open, _)| open.path == path);
        self.happens(Event::Went(Route::Activity(activity_id(id))));
        let open = self.sending(id).is_some();
        if open && !under_way && self.given.get(&id).is_none_or(|last| last.answer != answer) {
            self.given.insert(id, Attempt { answer, sent: None });
        }
        self.refused.remove(&id);
        let (activity, key) = (activity_id(id), format!("key-{}", self.keys));
        let (answer, time_spent) = (self.answers[answer].clone(), self.keys as u64);
        self.happens(Event::Submitted { activity, answer, key, time_spent });
    }

    pub(crate) fn time_passes(&mut self) {
        if !self.timers.is_empty() {
            let (ticket, due) = self.timers.remove(0);
            self.now = self.now.max(due);
            self.happens(Event::Woke(ticket));
        }
    }

    pub(crate) fn delivers_all(&mut self) {
        for _ in 0..50 {
            self.deliver(0, Fate::Arrives);
        }
    }

    pub(crate) fn deliver(&mut self, index: usize, fate: Fate) {
        if self.calls.is_empty() {
            return;
        }
        let (ticket, request, cookie) = self.calls.remove(index % self.calls.len());
        let result = match fate {
            Fate::Lost => Err(CallError::Unreachable),
            Fate::Broken => Ok(html(502)),
            Fate::AnswerLost => {
                self.bank.answer(&request, cookie, self.now);
                Err(CallError::TimedOut)
            }
            Fate::Arrives => {
                let answer = self.bank.answer(&request, cookie, self.now);
                self.cookie = answer.cookie.or(self.cookie);
                if is_completion(&request) {
                    match answer.response.status {
                        200 | 409 => drop(self.given.remove(&activity(&request))),
                        403 => {
                            let refused = (key(&request), self.bank.signed_by(&request, cookie));
                            self.refused.insert(activity(&request), refused);
                        }
                        _ => {}
                    }
                }
                Ok(answer.response)
            }
        };
        self.happens(Event::Answered(ticket, result));
    }

    pub(crate) fn happens(&mut self, event: Event) {
        let ends = matches!(&event, Event::FilesSignedOut)
            || matches!(&event, Event::Answered(_, Ok(response)) if response.status == 401);
        let was_over = self.frame().sign_in.is_some();
        let said = format!("{event:?}");
        let (model, effects) = step(self.model.take().unwrap().at(self.now), event);
        self.model = Some(model);
        let shown = format!("{said} {effects:?} {:?} {:?} {:?}", self.model, self.screen(), self.frame());
        for secret in [LINK, PASSWORD, CODE, "secret-token"] {
            assert!(!shown.contains(secret), "a secret shows in {shown}");
        }
        assert!(
            was_over || ends || self.frame().sign_in.is_none(),
            "a session ends by the back-end's word alone: {said}"
        );
        for effect in effects {
            match effect {
                Effect::Record(ticket, _) => self.happens(Event::Recorded(ticket, true)),
                Effect::Call(ticket, request) | Effect::SendOnce(ticket, _, request) => {
                    self.check(&request);
                    self.calls.push((ticket, request, self.cookie));
                }
                Effect::Wake(ticket, milliseconds) => {
                    self.timers.push((ticket, self.now + i64::from(milliseconds / 1000)))
                }
                _ => {}
            }
        }
        let Screen::Activity(screen) = self.screen() else { return };
        let waits = screen.sending == SendingState::Failed(Failure::SessionEnded);
        assert!(!waits || self.frame().sign_in.is_some(), "what a session refused goes out in the next one");
    }

    fn check(&mut self, request: &Request) {
        if !is_completion(request) {
            return;
        }
        assert!(!self.calls.iter().any(|(_, open, _)| is_completion(open)), "one completion at a time");
        let last = self.given.get_mut(&activity(request)).expect("nothing goes out that was not sent");
        let sent = (key(request), request.body.clone());
        assert_eq!(*last.sent.get_or_insert_with(|| sent.clone()), sent, "the same answers, the same key and body");
        let again = (key(request), self.bank.signed_by(request, self.cookie));
        let refused = self.refused.get(&activity(request));
        assert_ne!(refused, Some(&again), "what was refused for want of a code waits for another session");
    }
}

fn is_completion(request: &Request) -> bool {
    header(request, "Idempotency-Key").is_some()
}

fn activity(request: &Request) -> i64 {
    request.path.split('/').nth(4).unwrap().parse().unwrap()
}

fn key(request: &Request) -> String {
    header(request, "Idempotency-Key").unwrap().to_owned()
}
