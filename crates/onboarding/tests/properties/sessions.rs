//! Laws of sessions: whenever they end, are secured or lapse, nothing of the lead's is lost or done twice.

mod bank;
mod page;

use onboarding::api::Channel;
use onboarding::credentials::{Code, Password};
use onboarding::machine::Event;
use onboarding::route::Route;
use onboarding::screen::{Screen, SendingState, StepUpState};
use proptest::prelude::*;

use self::bank::{CODE, FORMS};
use self::page::{Fate, Page};
use crate::support::visit::activity_id;

const PASSWORD: &str = "correct horse";

#[derive(Clone, Copy, Debug)]
enum Action {
    /// What becomes of one of the open calls.
    Deliver(usize, Fate),
    TimePasses,
    /// The device sleeps so many seconds.
    Sleep(i64),
    /// The back-end ends the session.
    End,
    Send(i64, usize),
    Go(i64),
    LogIn,
    AskForCode(Channel),
    TypeCode(bool),
    LeaveDialog,
    OpenDialog,
    Stay,
    FilesSignedOut,
    FilesNeedCode,
}

fn actions() -> impl Strategy<Value = Vec<Action>> {
    let fate = prop_oneof![6 => Just(Fate::Arrives), 1 => Just(Fate::Lost), 1 => Just(Fate::AnswerLost), 1 => Just(Fate::Broken)];
    let form = prop::sample::select(FORMS.to_vec());
    let action = prop_oneof![
        16 => (0usize..4, fate).prop_map(|(index, fate)| Action::Deliver(index, fate)),
        3 => Just(Action::TimePasses),
        2 => (1i64..5_000).prop_map(Action::Sleep),
        2 => Just(Action::End),
        8 => (form.clone(), 0usize..2).prop_map(|(id, answer)| Action::Send(id, answer)),
        1 => form.prop_map(Action::Go),
        4 => Just(Action::LogIn),
        4 => prop::sample::select(vec![Channel::Sms, Channel::Email]).prop_map(Action::AskForCode),
        5 => any::<bool>().prop_map(Action::TypeCode),
        4 => prop::sample::select(vec![
            Action::LeaveDialog, Action::OpenDialog, Action::Stay, Action::FilesSignedOut, Action::FilesNeedCode,
        ]),
    ];
    prop::collection::vec(action, 0..80)
}

impl Page {
    fn act(&mut self, action: Action) {
        match action {
            Action::Deliver(index, fate) => self.deliver(index, fate),
            Action::TimePasses => self.time_passes(),
            Action::Sleep(seconds) => {
                self.now += seconds;
                self.happens(Event::Seen);
            }
            Action::End => self.bank.end_session(),
            Action::Send(id, answer) => self.send(id, answer),
            Action::Go(id) => self.happens(Event::Went(Route::Activity(activity_id(id)))),
            Action::LogIn => {
                let password = Password::new(PASSWORD.to_owned()).unwrap();
                self.happens(Event::LogInWanted { email: "john.doe@gmail.com".to_owned(), password });
            }
            Action::AskForCode(channel) => self.happens(Event::CodeWanted(channel)),
            Action::TypeCode(right) => {
                let code = if right { CODE } else { "13579024" };
                self.happens(Event::CodeTyped(Code::parse(code).unwrap()));
            }
            Action::LeaveDialog => self.happens(Event::StepUpLeft),
            Action::OpenDialog => self.happens(Event::StepUpWanted),
            Action::Stay => self.happens(Event::StayWanted),
            Action::FilesSignedOut => self.happens(Event::FilesSignedOut),
            Action::FilesNeedCode => self.happens(Event::FilesNeedCode),
        }
    }

    /// What a patient lead does next; `None` where they wait.
    fn next(&self) -> Option<Action> {
        let frame = self.frame();
        if frame.sign_in.is_some() {
            return Some(Action::LogIn);
        }
        if let Some(step_up) = frame.step_up {
            return Some(match step_up.state {
                StepUpState::Awaiting => Action::TypeCode(true),
                _ => Action::AskForCode(Channel::Sms),
            });
        }
        let id = FORMS.into_iter().find(|id| !self.bank.completed.contains_key(id))?;
        match self.sending(id) {
            None => Some(Action::Go(id)),
            Some(SendingState::UnderWay(_)) => None,
            Some(_) => Some(Action::Send(id, 0)),
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// [`Page`] checks at every step: one completion at a time, one key for the same answers, no second time by itself
    /// in the same session after a refusal, no end of a session but by the back-end's word, no secret in any log. And in
    /// the end everything is completed, once, without the lead sending again what waited.
    #[test]
    fn nothing_is_lost_and_nothing_done_twice(by_token: bool, skew in -5_000i64..5_000, script in actions()) {
        let mut page = Page::begin(by_token, skew);
        for action in script {
            page.act(action);
        }
        page.delivers_all();
        let waiting = page.waiting();
        if !waiting.is_empty() {
            // Two dialogs at most: a log-in, and a code.
            for _ in 0..12 {
                match page.next() {
                    Some(Action::Send(..) | Action::Go(_)) | None => break,
                    Some(action) => page.act(action),
                }
                page.delivers_all();
            }
            for id in waiting {
                prop_assert!(page.is_sent_or_sendable(id), "form {} is lost", id);
            }
        }
        for _ in 0..100 {
            page.delivers_all();
            match page.next() {
                Some(action) => page.act(action),
                None => page.time_passes(),
            }
            if let Screen::Closing(_) = page.screen() {
                break;
            }
        }
        let once = FORMS.into_iter().map(|id| (id, 1));
        let completed = &page.bank.completed;
        prop_assert!(completed.clone().into_iter().eq(once), "{completed:?}: {:?} {:?}", page.screen(), page.frame());
    }
}
