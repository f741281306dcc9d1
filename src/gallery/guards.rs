//! What stands around and over a screen: the network, the session's end, codes, news, leaving.

use onboarding::api::Channel;
use onboarding::calendar::DateTime;
use onboarding::failure::Failure;
use onboarding::machine::News;
use onboarding::screen::{
    AccountScreen, ExtensionState, LeavingState, LimitScreen, LogInRefusal, LogInState, Looks, Page, RenewalState,
    Screen, StepUpProblem, StepUpScreen, StepUpState,
};

use super::{Example, forms, parts, within};
use crate::effects::clock;

pub(super) fn examples() -> Vec<Example> {
    let Some(form) = forms::form() else { return Vec::new() };
    let over = |(name, page): (&str, Page)| within(name, page, Screen::Activity(form.clone()));
    [accounts(), networks(), limits(), codes(), sign_ins()].into_iter().flatten().map(over).collect()
}

type Framed = (&'static str, Page);

fn accounts() -> Vec<Framed> {
    let account = |name, account| (name, Page { account: Some(account), ..parts::here() });
    let until = DateTime::from_minutes(clock::epoch_seconds() / 60 + 30);
    let leaving = |leaving| AccountScreen { leaving, ..AccountScreen::default() };
    vec![
        account("account", AccountScreen { has_choice: true, ..AccountScreen::default() }),
        account("account-secured", AccountScreen { secured_until: until, ..AccountScreen::default() }),
        account("account-leaving", leaving(LeavingState::UnderWay)),
        account("account-not-left", leaving(LeavingState::Failed(Failure::Broken))),
        ("account-of-nobody", Page::default()),
    ]
}

fn networks() -> Vec<Framed> {
    let here = parts::here;
    let heard = DateTime::from_minutes(clock::epoch_seconds() / 60);
    let news = News { opened: vec!["Your contract".to_owned()], completed: vec!["Our check".to_owned()] };
    vec![
        ("offline", Page { offline: true, ..here() }),
        ("offline-unsent", Page { offline: true, unsent: 2, ..here() }),
        ("looks", Page { looks: heard.map(Looks::Regular), ..here() }),
        ("looks-in-vain", Page { looks: heard.map(Looks::InVain), ..here() }),
        ("news", Page { news: Some(news), looks: heard.map(Looks::Regular), ..here() }),
    ]
}

fn limits() -> Vec<Framed> {
    let limit = |name, state| {
        let limit = LimitScreen { ends_at: clock::epoch_seconds() + 120, state };
        (name, Page { limit: Some(limit), ..parts::here() })
    };
    vec![
        limit("limit", ExtensionState::Ready),
        limit("limit-under-way", ExtensionState::UnderWay),
        limit("limit-failed", ExtensionState::Failed(Failure::Broken)),
        limit("limit-not-offered", ExtensionState::NotOffered),
    ]
}

fn codes() -> Vec<Framed> {
    let soon = clock::epoch_seconds() + 60;
    let code = |name, state, problem| {
        let channel = (state != StepUpState::Choosing).then_some(Channel::Sms);
        let step_up = StepUpScreen { state, channel, resend_at: channel.map(|_| soon), problem };
        (name, Page { step_up: Some(step_up), ..parts::here() })
    };
    let wrong = |name, problem| code(name, StepUpState::Awaiting, Some(problem));
    vec![
        code("code-choosing", StepUpState::Choosing, None),
        code("code-sending", StepUpState::Sending, None),
        code("code-awaiting", StepUpState::Awaiting, None),
        code("code-verifying", StepUpState::Verifying, None),
        wrong("code-wrong", StepUpProblem::Wrong),
        wrong("code-too-many", StepUpProblem::TooMany(Some(soon))),
        wrong("code-failed", StepUpProblem::Failed(Failure::Broken)),
    ]
}

fn sign_ins() -> Vec<Framed> {
    let over = |name, state, renewal| {
        let page = Page { looks: Some(Looks::SessionEnded), sign_in: Some(state), renewal, ..parts::here() };
        (name, page)
    };
    vec![
        over("sign-in", LogInState::Ready, RenewalState::Offered),
        over("sign-in-under-way", LogInState::UnderWay, RenewalState::NotOffered),
        over("sign-in-refused", LogInState::Refused(LogInRefusal::Credentials), RenewalState::Offered),
        over("sign-in-asking", LogInState::Ready, RenewalState::Asking),
        over("sign-in-sent", LogInState::Ready, RenewalState::Sent),
        over("sign-in-not-sent", LogInState::Ready, RenewalState::Failed(Failure::Unreachable)),
    ]
}
