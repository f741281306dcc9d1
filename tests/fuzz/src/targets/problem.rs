//! Refusals, and answers that are none: a status and perhaps a `Retry-After` in the first line, then the body, in the
//! place of the answer to every call there is.

use std::sync::LazyLock;

use onboarding::activity::Answer;
use onboarding::api::Channel;
use onboarding::config::Config;
use onboarding::credentials::{Code, Password};
use onboarding::form::{Draft, Entry};
use onboarding::id::{ActivityId, DataPointId};
use onboarding::machine::{Event, ListPage};
use onboarding::provider::Way;
use onboarding::route::Route;
use onboarding::screen::{Screen, SendingState};

use super::journey::context;
use crate::golden::Golden;
use crate::visit::{LINK, SESSION, Visit, answer, journey_of, ok, status};

/// A form, and an identity to be verified.
static JOURNEY: LazyLock<String> = LazyLock::new(|| journey_of(&[1, 3]));

pub(super) fn seed(golden: &Golden) -> Option<String> {
    let refused = golden.status() >= 300 && golden.calls("", "") && !golden.calls("", "/documents");
    let completed = golden.calls("POST ", "/completion") || golden.calls("POST ", "/outcome");
    (refused || completed).then(|| golden.answer())
}

pub(super) fn run(text: &str) {
    let response = answer(text);
    for begin in [by_link, by_cookie, by_log_in, sending, handing_over, claiming, giving_a_code, listing, extending] {
        let mut visit = Visit::new(Config::default());
        begin(&mut visit);
        visit.hears(response.clone());
        if let Screen::Activity(screen) = visit.screen()
            && let SendingState::Invalid(problems, messages) = &screen.sending
        {
            assert!(!problems.is_empty() || !messages.is_empty(), "refused without a word");
        }
        visit.happens(Event::Retried);
        visit.happens(Event::NewLinkWanted);
        visit.hears_all(2, |_| response.clone()).time_passes(2).hears_all(2, |_| ok(SESSION));
    }
}

fn by_link(visit: &mut Visit) {
    visit.opens(Route::Autologin, Some(LINK)).hears(status(401));
}

fn by_cookie(visit: &mut Visit) {
    visit.opens(Route::Journey, None);
}

fn by_log_in(visit: &mut Visit) {
    let password = Password::new("correct horse".to_owned()).unwrap();
    visit.opens(Route::LogIn, None).happens(Event::LogInWanted { email: "john@acme.test".to_owned(), password });
}

fn in_journey(visit: &mut Visit) {
    visit.opens(Route::Journey, None).hears(ok(SESSION)).hears(ok(&JOURNEY));
}

fn sending(visit: &mut Visit) {
    in_journey(visit);
    visit.goes(Route::Activity(id(1)));
    let activity = id(1);
    visit.happens(Event::Submitted { activity, answer: given(visit), key: "key-1".to_owned(), time_spent: 7 });
}

fn handing_over(visit: &mut Visit) {
    in_journey(visit);
    visit.goes(Route::Activity(id(3))).happens(Event::HandoverWanted { activity: id(3), way: Way::Frame });
}

fn claiming(visit: &mut Visit) {
    handing_over(visit);
    visit.hears(ok(r#"{"URL":"https://magic.veriff.me/v/x"}"#));
    visit.happens(Event::FinishClaimed { activity: id(3), key: "key-3".to_owned(), time_spent: 7 });
}

fn giving_a_code(visit: &mut Visit) {
    in_journey(visit);
    visit.happens(Event::FilesNeedCode);
    visit.happens(Event::CodeWanted(Channel::Sms));
    visit.hears(ok(r#"{"session":{"id":"5a67007d95a4d30015fb27d2"}}"#));
    visit.happens(Event::CodeTyped(Code::parse("12345").unwrap()));
}

fn listing(visit: &mut Visit) {
    in_journey(visit);
    visit.goes(Route::Sessions).happens(Event::SessionsWanted(ListPage::First));
}

fn extending(visit: &mut Visit) {
    in_journey(visit);
    visit.at(crate::visit::NOW + 3500).happens(Event::StayWanted);
}

fn id(number: i64) -> ActivityId {
    ActivityId::from_digits(&number.to_string()).unwrap()
}

/// What the lead gives in the first form.
fn given(visit: &Visit) -> Answer {
    let Screen::Activity(screen) = visit.screen() else { panic!("the form is open") };
    let mut draft = Draft::default();
    draft.set(DataPointId::from_digits("101").unwrap(), Entry::Text("Rockets".to_owned()));
    screen.form().expect("it is a form").check(&draft, &context(0)).expect("nothing is wrong").into_answer()
}
