//! Logging in: on its own page, over what is on the page, and by a link that is pasted there.

use onboarding::api::{CallError, Request};
use onboarding::credentials::Password;
use onboarding::machine::Event;
use onboarding::screen::{LogInRefusal, LogInState, RenewalState};
use onboarding::tabs::Word;
use serde_json::{Value as Json, json};

use crate::support::back_end::*;
use crate::support::visit::*;
use crate::support::words;

const TAB: &str = r#"{"TokenStore":"tab"}"#;
const LOG_IN: &str = "POST /internal/v1/sessions";
const SESSION: &str = "GET /internal/v1/session";
const JOURNEY: &str = "GET /api/v1/journeys/70";
const CHOICE: &str = "POST /internal/v1/session/journey";
const SPENDING: &str = "POST /internal/v1/autologin";
const COMPLETION: &str = "POST /internal/v1/activities/1/completion";
const NEW_LINK: &str = "3cc35288-f2ac-4c68-b7aa-51acd82af485";

fn logs_in() -> Event {
    logs_in_as("john.doe@gmail.com", "correct horse")
}

fn logs_in_as(email: &str, password: &str) -> Event {
    Event::LogInWanted { email: email.to_owned(), password: Password::new(password.to_owned()).unwrap() }
}

/// The documentation's two samples: everything within `session`, or most of it beside.
fn samples(token: Option<&str>) -> [Json; 2] {
    let rest = json!({"userAgent": "Firefox", "lastAccessDate": "2022-04-07T13:05:01.620Z",
        "creation": "2022-04-07T13:05:01.620Z", "user": {"id": "5a67", "name": "John Doe"}});
    let session = json!({"id": "5a67007d", "token": token, "secured": false, "location": null});
    [json!({"session": with(session.clone(), rest.clone())}), with(json!({"session": session}), rest)]
}

fn accepted() -> onboarding::api::Response {
    ok(samples(None)[0].clone())
}

fn at_the_log_in_page() -> Visit {
    let mut visit = Visit::new();
    visit.opens_address("/login").does(&[]).shows("log-in page");
    visit
}

/// A session that is over: sending was refused, and everything typed is still on the page.
fn over(configuration: &str, session: Json) -> Visit {
    let mut visit = Visit::configured(configuration);
    visit.opens_link().hears(ok(session)).ignores_effects().hears(ok(journey([form(1), form(2)]))).ignores_effects();
    visit.goes("/activities/1").does(&[]).sends(1, "Anvils").does(&[COMPLETION]);
    visit.hears(problem(401, "SessionEnded")).ignores_effects();
    visit.shows("activity 1: to do, failed: SessionEnded").tells();
    visit
}

/// How logging in stands over what is on the page.
#[track_caller]
fn sign_in(visit: &Visit, expected: &str) {
    let state = visit.page().sign_in.expect("the session is over");
    assert_eq!(words::log_in_state(&state), expected);
}

fn token_of(request: &Request) -> Option<&str> {
    header(request, "Authorization")
}

fn marys_session() -> Json {
    with(session(), json!({"UUID": NEW_LINK, "User": {"Id": 6, "Firstname": "Mary"}, "Journey": {"Id": 71}}))
}

fn several() -> Json {
    json!({"Journey": null, "Journeys": [
        {"Id": 71, "Name": "Loan", "Status": "InProgress", "Role": "Lead"},
        {"Id": 70, "Name": "Account", "Status": "InProgress", "Role": "Lead"},
    ]})
}

// On its own page.

#[test]
fn the_right_password_leads_to_the_journey() {
    for token in [None, Some(TOKEN)] {
        for (sample, configuration) in
            samples(token).into_iter().flat_map(|sample| [(sample.clone(), "{}"), (sample, TAB)])
        {
            let mut visit = Visit::configured(configuration);
            visit.opens_address("/login").does(&[]).shows("log-in page").happens(logs_in()).does(&[LOG_IN]);
            assert_eq!(body(visit.request()), json!({"email": "john.doe@gmail.com", "password": "correct horse"}));
            assert!(visit.request().with_cookies, "the answer may set a cookie");
            visit.shows("log-in page: under way").happens(logs_in()).does(&[]);
            visit.hears(ok(sample)).does(&[SESSION]).shows("log-in page: under way");
            assert_eq!(token_of(visit.request()), token.map(|_| "Bearer example-session-token"));
            assert_eq!(visit.request().with_cookies, token.is_none());
            let keeping: &[&str] = if token.is_some() && configuration == TAB { &["keep the token"] } else { &[] };
            visit.hears(ok(session())).does(&[keeping, &["replace by /", JOURNEY]].concat());
            assert_eq!(token_of(visit.request()), token.map(|_| "Bearer example-session-token"));
            visit.shows("waiting for the journey").hears(ok(journey([form(1)]))).does(&["replace by /activities/1"]);
            visit.shows("activity 1: to do").ignores_everything_late();
            assert_eq!(visit.tells(), [Word::SignedIn(visit.model().user().unwrap())]);
        }
    }
}

#[test]
fn a_log_in_leads_back_to_the_activity_that_asked_for_it() {
    for (address, there) in [("/activities/2", "/activities/2"), ("/activities/9", "/"), ("/sessions", "/")] {
        let mut visit = Visit::new();
        visit.opens_address(address).does(&[SESSION]).hears(problem(401, "SessionEnded")).does(&[]);
        visit.goes("/login").does(&[]).happens(logs_in()).does(&[LOG_IN]).hears(accepted()).does(&[SESSION]);
        visit.hears(ok(session())).does(&["replace by /", JOURNEY]).hears(ok(journey([form(1), form(2)])));
        let expected = format!("replace by {there}");
        visit.does(&[expected.as_str()][..usize::from(there != "/")]);
    }
}

#[test]
fn the_address_is_sent_without_the_spaces_of_copying_and_the_password_as_it_is() {
    let mut visit = at_the_log_in_page();
    visit.happens(logs_in_as(" john.doe@gmail.com\n", "  secret ")).does(&[LOG_IN]);
    assert_eq!(body(visit.request()), json!({"email": "john.doe@gmail.com", "password": "  secret "}));
}

#[test]
fn the_log_in_page_asks_nothing_by_itself() {
    for token in [None, Some(TOKEN)] {
        let mut visit = Visit::configured(TAB);
        visit.opens(Opening { path: "/login", token, ..Opening::default() }).does(&[]).shows("log-in page");
        visit.happens(Event::Seen).does(&[]).happens(Event::Retried).does(&[]);
    }
}

#[test]
fn a_refusal_says_one_thing_and_nothing_of_which_part_was_wrong() {
    let at = 1_000;
    for (response, refusal) in [
        (problem(401, "CredentialsInvalid"), "Credentials"),
        (problem(401, "UserUnknown"), "Credentials"),
        (problem(401, "SessionEnded"), "Credentials"),
        (html(401), "Credentials"),
        (problem(422, "ValuesRefused"), "Credentials"),
        (problem(400, "BadRequest"), "Credentials"),
        (problem(403, "UserClosed"), "Closed"),
        (problem(403, "NothingToOpen"), "Failed(NothingToDo)"),
        (html(404), "Failed(LogInNotOffered)"),
        (html(405), "Failed(LogInNotOffered)"),
        (busy(429, "30"), "Throttled(1030)"),
        (problem(429, "TooManyRequests"), "Throttled(1060)"),
        (html(429), "Throttled(1060)"),
    ] {
        let mut visit = at_the_log_in_page();
        visit.at(at).happens(logs_in()).does(&[LOG_IN]).hears(response).does(&[]);
        visit.shows(&format!("log-in page: {refusal}")).ignores_everything_late();
        assert_eq!(visit.tells(), []);
    }
}

#[test]
fn whatever_else_goes_wrong_can_be_tried_again() {
    for (response, failure) in [
        (problem(403, "Forbidden"), "NotAllowed"),
        (html(502), "Broken"),
        (html(504), "TimedOut"),
        (busy(503, "30"), "Busy(None)"),
        (html(200), "Unreadable"),
        (ok(json!({"session": {}})), "Unreadable"),
    ] {
        let mut visit = at_the_log_in_page();
        visit.happens(logs_in()).does(&[LOG_IN]).hears(response).complains();
        visit.shows(&format!("log-in page: Failed({failure})")).happens(logs_in()).does(&[LOG_IN]);
    }
    for (error, failure) in [(CallError::Unreachable, "Unreachable"), (CallError::TimedOut, "TimedOut")] {
        let mut visit = at_the_log_in_page();
        visit
            .happens(logs_in())
            .does(&[LOG_IN])
            .fails(error)
            .does(&[])
            .shows(&format!("log-in page: Failed({failure})"));
        visit.happens(logs_in()).does(&[LOG_IN]).shows("log-in page: under way");
    }
}

#[test]
fn nothing_goes_out_before_the_wait_is_over() {
    let mut visit = at_the_log_in_page();
    visit.at(1_000).happens(logs_in()).does(&[LOG_IN]).hears(busy(429, "30")).does(&[]);
    visit.at(1_029).happens(logs_in()).does(&[]).shows("log-in page: Throttled(1030)");
    // Going elsewhere and back shortens nothing.
    visit.goes("/").does(&[SESSION]).goes("/login").does(&[]).happens(logs_in()).does(&[]);
    visit.at(1_030).happens(logs_in()).does(&[LOG_IN]).shows("log-in page: under way");
}

#[test]
fn a_refusal_is_old_once_one_has_been_elsewhere() {
    let mut visit = at_the_log_in_page();
    visit.happens(logs_in()).does(&[LOG_IN]).hears(problem(401, "CredentialsInvalid")).does(&[]);
    visit.goes("/").does(&[SESSION]).goes("/login").does(&[]).shows("log-in page");
}

/// The password was right, but nobody can say for whom.
#[test]
fn a_session_that_cannot_be_fetched_after_all_is_told_and_the_log_in_is_tried_again() {
    for (response, failure) in [
        // Such as by a browser that keeps no cookies.
        (problem(401, "SessionEnded"), "NotLoaded"),
        (html(404), "NotLoaded"),
        (html(400), "NotLoaded"),
        (html(502), "Broken"),
        (busy(429, "7"), "Busy(None)"),
        (ok(json!({})), "Unreadable"),
    ] {
        let mut visit = at_the_log_in_page();
        visit.happens(logs_in()).does(&[LOG_IN]).hears(accepted()).does(&[SESSION]).hears(response).complains();
        visit.shows(&format!("log-in page: Failed({failure})")).happens(logs_in()).does(&[LOG_IN]);
        assert_eq!(visit.tells(), []);
    }
    let mut visit = at_the_log_in_page();
    visit.happens(logs_in()).does(&[LOG_IN]).hears(accepted()).does(&[SESSION]).fails(CallError::Unreachable);
    visit.does(&[]).shows("log-in page: Failed(Unreachable)").happens(logs_in()).does(&[LOG_IN]);
}

#[test]
fn whoever_is_here_needs_no_log_in() {
    let mut visit = Visit::in_journey(session(), journey([form(1), form(2)]));
    visit.goes("/login").does(&["replace by /"]).shows("tasks, 0 of 2 done: 1 next, 2 to do");
    visit.happens(logs_in()).does(&[]);
    assert_eq!(visit.page().sign_in, None);
}

/// Also where no journey is open yet.
#[test]
fn whoever_chooses_or_is_asked_whether_to_switch_is_led_back_to_that() {
    let link = Opening { path: AUTOLOGIN, link: Some(LINK), ..Opening::default() };
    let mut visit = Visit::new();
    visit.opens(link).meets(ok(marys_session())).does(&[]).goes("/login").does(&["replace by /"]);
    visit.shows("here already: Mary").happens(logs_in()).does(&[]);
    let mut visit = Visit::new();
    visit.opens_link().hears(ok(with(session(), several()))).does(&[]).goes("/login").does(&["replace by /"]);
    visit.shows("choose: 71 Loan (lead), 70 Account (lead)").happens(logs_in()).does(&[]);
    // The answer comes while the log-in page is open.
    let mut visit = Visit::new();
    visit.opens_address("/").does(&[SESSION]).goes("/login").does(&[]).hears(ok(with(session(), several())));
    visit.does(&["replace by /"]).shows("choose: 71 Loan (lead), 70 Account (lead)");
}

/// A cookie was replaced, and what was asked for in the earlier session would be asked for in another one.
#[test]
fn what_could_not_be_opened_before_a_log_in_is_not_asked_for_after_it() {
    let mut visit = Visit::new();
    visit.opens_link().hears(ok(session())).does(&[JOURNEY]).hears(html(502)).complains_and_does(&["wait 0.5 s"]);
    visit
        .shows("stopped: Broken → Retry, tried again by itself")
        .goes("/login")
        .does(&[])
        .happens(logs_in())
        .does(&[LOG_IN]);
    visit.hears(accepted()).does(&[SESSION]).fails(CallError::Unreachable).does(&[]).goes("/").does(&[]);
    visit.happens(Event::Retried).does(&[SESSION]).hears(ok(marys_session())).does(&["GET /api/v1/journeys/71"]);
}

#[test]
fn who_was_told_to_log_in_does_so_and_comes_back() {
    let mut visit = Visit::new();
    visit.opens_address("/activities/1").does(&[SESSION]).hears(problem(401, "SessionEnded")).does(&[]);
    visit.shows("stopped: SignedOut → LogIn").goes("/login").does(&[]).shows("log-in page");
    visit.happens(logs_in()).does(&[LOG_IN]).hears(accepted()).does(&[SESSION]).hears(ok(session()));
    visit.does(&["replace by /", JOURNEY]).hears(html(502)).complains_and_does(&["wait 0.5 s"]);
    visit.shows("stopped: Broken → Retry, tried again by itself").happens(Event::Retried).does(&[JOURNEY]);
    visit.hears(ok(journey([form(1), form(2)]))).does(&["replace by /activities/1"]).shows("activity 1: to do");
}

#[test]
fn a_token_that_was_kept_for_somebody_else_goes() {
    let mut visit = Visit::configured(TAB);
    visit.opens(Opening { path: "/login", token: Some("old"), ..Opening::default() }).does(&[]).happens(logs_in());
    visit.does(&[LOG_IN]);
    assert_eq!(token_of(visit.request()), None);
    visit.hears(accepted()).does(&[SESSION]);
    assert_eq!(token_of(visit.request()), None);
    visit.hears(ok(session())).does(&["forget the token", "replace by /", JOURNEY]);
    assert_eq!(token_of(visit.request()), None);
}

#[test]
fn a_log_in_counts_before_a_session_that_is_still_being_asked_for() {
    let mut visit = Visit::new();
    visit.opens_address("/").does(&[SESSION]).goes("/login").does(&[]).happens(logs_in()).does(&[LOG_IN]);
    visit.hears(problem(401, "SessionEnded")).does(&[]).shows("log-in page: under way");
    visit.hears(accepted()).does(&[SESSION]).hears(ok(session())).does(&["replace by /", JOURNEY]);
    visit.ignores_everything_late();
}

/// Who logged in may not be whose link was spent here before.
#[test]
fn after_a_log_in_no_new_link_is_asked_for_by_an_earlier_person_s_link() {
    let mut visit = over("{}", session());
    visit.happens(logs_in()).does(&[LOG_IN]).hears(accepted()).does(&[SESSION]).hears(ok(marys_session()));
    visit.ignores_effects().hears(problem(401, "SessionEnded")).ignores_effects();
    visit.shows("stopped: SessionEnded → NewLink, new link offered").happens(Event::NewLinkWanted);
    visit.does(&["POST /internal/v1/autologin/renewal"]);
    assert_eq!(body(visit.request()), json!({"UUID": marys_session()["UUID"]}), "by the link of her own session");
}

// Over what is on the page.

#[test]
fn the_same_person_goes_on_in_place_and_what_was_refused_is_sent_again_with_its_key() {
    for (configuration, before, keeping) in
        [("{}", session(), &[][..]), ("{}", token_session(), &[]), (TAB, token_session(), &["keep the token"])]
    {
        let mut visit = over(configuration, before);
        sign_in(&visit, "");
        visit.happens(logs_in()).does(&[LOG_IN]);
        sign_in(&visit, ": under way");
        visit.happens(logs_in()).does(&[]).hears(ok(samples(Some("new-token"))[0].clone())).does(&[SESSION]);
        assert_eq!(token_of(visit.request()), Some("Bearer new-token"));
        visit.hears(ok(session())).does(&[keeping, &[COMPLETION]].concat());
        assert_eq!(token_of(visit.request()), Some("Bearer new-token"));
        assert_eq!(header(visit.request(), "Idempotency-Key"), Some("key-1"));
        assert_eq!(body(visit.request()), sector("Anvils", 42));
        assert_eq!(visit.page().sign_in, None);
        assert_eq!(visit.tells(), [Word::SignedIn(visit.model().user().unwrap())]);
        visit.shows("activity 1: to do, sending").hears(ok(journey([done(form(1)), form(2)])));
        visit.does(&["go to /activities/2"]).ignores_everything_late();
    }
}

#[test]
fn a_refusal_over_the_page_leaves_the_page_as_it_is() {
    let mut visit = over("{}", session());
    visit.happens(logs_in()).does(&[LOG_IN]).hears(problem(401, "CredentialsInvalid")).does(&[]);
    sign_in(&visit, ": Credentials");
    visit.shows("activity 1: to do, failed: SessionEnded").happens(logs_in()).does(&[LOG_IN]).hears(busy(429, "30"));
    visit.does(&[]).happens(logs_in()).does(&[]).ignores_everything_late();
    sign_in(&visit, ": Throttled(30)");
}

#[test]
fn the_log_in_page_leads_back_to_what_waits() {
    let mut visit = over("{}", session());
    visit.goes("/login").does(&[]).shows("log-in page").happens(logs_in()).does(&[LOG_IN]).hears(accepted());
    visit.does(&[SESSION]).hears(ok(session())).does(&["replace by /activities/1", COMPLETION]);
    visit.shows("activity 1: to do, sending");
}

#[test]
fn another_person_finds_nothing_of_the_first() {
    let mut visit = over(TAB, token_session());
    visit.happens(logs_in()).does(&[LOG_IN]).hears(ok(samples(Some("marys-token"))[1].clone())).does(&[SESSION]);
    visit.hears(ok(marys_session())).does(&["keep the token", "replace by /", "GET /api/v1/journeys/71"]);
    assert_eq!(token_of(visit.request()), Some("Bearer marys-token"));
    assert_eq!(visit.page().person.as_deref(), Some("Mary"));
    visit.hears(ok(with(journey([form(3)]), json!({"Id": 71})))).does(&["replace by /activities/3"]);
    visit.shows("activity 3: to do").ignores_everything_late();
}

#[test]
fn another_journey_of_the_same_person_is_opened_anew() {
    let mut visit = over("{}", session());
    visit.happens(logs_in()).does(&[LOG_IN]).hears(accepted()).does(&[SESSION]);
    visit.hears(ok(with(session(), json!({"Journey": {"Id": 71}})))).does(&["replace by /", "GET /api/v1/journeys/71"]);
}

#[test]
fn of_several_journeys_the_one_on_the_page_is_chosen_for_the_lead() {
    let mut visit = over(TAB, token_session());
    visit.happens(logs_in()).does(&[LOG_IN]).hears(ok(samples(Some("new-token"))[0].clone())).does(&[SESSION]);
    visit.hears(ok(with(session(), several()))).does(&["keep the token", CHOICE]);
    assert_eq!(body(visit.request()), json!({"Journey": {"Id": 70}}));
    assert_eq!(token_of(visit.request()), Some("Bearer new-token"));
    sign_in(&visit, ": under way");
    visit.hears(ok(session())).does(&[COMPLETION]).shows("activity 1: to do, sending");
    assert_eq!(token_of(visit.request()), Some("Bearer new-token"));
    assert_eq!(visit.tells().len(), 1);
    visit.ignores_everything_late();
}

#[test]
fn a_choice_that_fails_leaves_the_page_and_can_be_tried_again() {
    let mut visit = over("{}", session());
    visit.happens(logs_in()).does(&[LOG_IN]).hears(accepted()).does(&[SESSION]);
    visit.hears(ok(with(session(), several()))).does(&[CHOICE]).fails(CallError::Unreachable).does(&[]);
    sign_in(&visit, ": Failed(Unreachable)");
    visit.shows("activity 1: to do, failed: SessionEnded").happens(logs_in()).does(&[LOG_IN]);
}

#[test]
fn where_the_journey_on_the_page_is_gone_another_can_be_chosen() {
    let mut visit = over("{}", session());
    visit.happens(logs_in()).does(&[LOG_IN]).hears(accepted()).does(&[SESSION]);
    visit.hears(ok(with(session(), several()))).does(&[CHOICE]).hears(problem(404, "NotFound"));
    visit.complains_and_does(&["replace by /"]).shows("choose: 71 Loan (lead), 70 Account (lead)");
}

#[test]
fn of_several_other_journeys_one_is_to_be_chosen() {
    let others = json!({"Journey": null, "Journeys": [{"Id": 71, "Name": "Loan"}, {"Id": 72, "Name": "Card"}]});
    let mut visit = over("{}", session());
    visit.happens(logs_in()).does(&[LOG_IN]).hears(accepted()).does(&[SESSION]);
    visit.hears(ok(with(session(), others))).does(&["replace by /"]).shows("choose: 71 Loan (lead), 72 Card (lead)");
}

// By a link that is pasted.

#[test]
fn a_pasted_link_is_spent_in_place() {
    for text in [
        NEW_LINK.to_owned(),
        format!(" https://acme.test/internal/v1/autologin?UUID={NEW_LINK}&utm=mail\n"),
        format!("https://acme.test/internal/v1/autologin#uuid={NEW_LINK}"),
    ] {
        let mut visit = over(TAB, token_session());
        visit.happens(Event::LinkPasted(text.clone())).does(&[SPENDING]);
        assert_eq!(body(visit.request()), json!({"UUID": NEW_LINK}));
        assert_eq!(token_of(visit.request()), None);
        sign_in(&visit, ": under way");
        visit.happens(Event::LinkPasted(text)).does(&[]).happens(logs_in()).does(&[]);
        visit.hears(ok(with(session(), json!({"UUID": NEW_LINK, "Token": "new-token"}))));
        visit.does(&["keep the token", COMPLETION]);
        assert_eq!(token_of(visit.request()), Some("Bearer new-token"));
        assert_eq!(header(visit.request(), "Idempotency-Key"), Some("key-1"));
        assert_eq!(visit.tells(), [Word::SignedIn(visit.model().user().unwrap())]);
        visit.shows("activity 1: to do, sending").ignores_everything_late();
    }
}

#[test]
fn what_is_no_link_costs_no_call() {
    let mut visit = over("{}", session());
    for text in ["", "hello", "https://acme.test/", "https://acme.test/?UUID=xxx"] {
        visit.happens(Event::LinkPasted(text.to_owned())).does(&[]);
        sign_in(&visit, ": Failed(LinkMalformed)");
    }
    visit.happens(Event::LinkPasted(NEW_LINK.to_owned())).does(&[SPENDING]);
}

#[test]
fn a_pasted_link_that_is_refused_says_why_and_everything_stays() {
    for (response, failure) in [
        (problem(404, "LinkUnknown"), "LinkUnknown"),
        (problem(410, "LinkUsed"), "LinkUsed"),
        (problem(410, "LinkExpired"), "LinkExpired"),
        (html(403), "LinkNotOpened"),
        (html(502), "Broken"),
        (busy(429, "30"), "Busy(None)"),
    ] {
        let mut visit = over("{}", session());
        visit.happens(Event::LinkPasted(NEW_LINK.to_owned())).does(&[SPENDING]).hears(response).ignores_complaints();
        visit.does(&[]).shows("activity 1: to do, failed: SessionEnded").ignores_everything_late();
        assert_eq!(words::log_in_state(&visit.page().sign_in.unwrap()), format!(": Failed({failure})"));
        visit.happens(Event::LinkPasted(NEW_LINK.to_owned())).does(&[SPENDING]);
    }
}

#[test]
fn a_pasted_link_that_is_spent_can_be_asked_for_anew() {
    let mut visit = over("{}", session());
    visit.happens(Event::NewLinkWanted).does(&["POST /internal/v1/autologin/renewal"]);
    visit.hears(onboarding::api::Response { status: 202, ..Default::default() }).does(&[]);
    assert_eq!(visit.page().renewal, RenewalState::Sent);
    visit
        .happens(Event::LinkPasted(NEW_LINK.to_owned()))
        .does(&[SPENDING])
        .hears(problem(410, "LinkExpired"))
        .does(&[]);
    assert_eq!(visit.page().renewal, RenewalState::Offered);
    visit.happens(Event::NewLinkWanted).does(&["POST /internal/v1/autologin/renewal"]);
    assert_eq!(body(visit.request()), json!({"UUID": NEW_LINK}));
}

#[test]
fn somebody_else_s_link_opens_their_journey_and_nothing_of_the_first_stays() {
    let mut visit = over("{}", session());
    visit.happens(Event::LinkPasted(NEW_LINK.to_owned())).does(&[SPENDING]).hears(ok(marys_session()));
    visit.does(&["replace by /", "GET /api/v1/journeys/71"]).ignores_everything_late();
    assert_eq!(visit.page().person.as_deref(), Some("Mary"));
}

#[test]
fn a_link_is_pasted_only_where_the_session_is_over() {
    let paste = || Event::LinkPasted(NEW_LINK.to_owned());
    Visit::in_journey(session(), journey([form(1)])).happens(paste()).does(&[]);
    let mut visit = Visit::new();
    visit.opens_address("/").does(&[SESSION]).hears(problem(401, "SessionEnded")).does(&[]).happens(paste()).does(&[]);
    at_the_log_in_page().happens(paste()).does(&[]).shows("log-in page");
}

#[test]
fn the_state_of_a_log_in_shows_no_secret() {
    let mut visit = over("{}", token_session());
    let shows_none = |visit: &Visit| {
        let shown = format!("{:?} {:?}", visit.model(), visit.page());
        for secret in ["correct horse", "john.doe", "new-token", NEW_LINK, LINK, TOKEN] {
            assert!(!shown.contains(secret), "{secret} in {shown}");
        }
    };
    visit.happens(Event::LinkPasted(NEW_LINK.to_owned())).does(&[SPENDING]);
    shows_none(&visit);
    visit.fails(CallError::Unreachable).does(&[]).happens(logs_in()).does(&[LOG_IN]);
    shows_none(&visit);
    visit.hears(ok(samples(Some("new-token"))[0].clone())).does(&[SESSION]);
    shows_none(&visit);
    visit.hears(ok(with(session(), several()))).does(&[CHOICE]);
    shows_none(&visit);
    let events = format!("{:?} {:?}", logs_in(), Event::LinkPasted(NEW_LINK.to_owned()));
    assert_eq!(events, "LogInWanted LinkPasted");
    assert_eq!(format!("{:?}", visit.request()), CHOICE);
    assert!(matches!(visit.page().sign_in, Some(LogInState::UnderWay)));
    assert_eq!(format!("{:?}", LogInRefusal::Credentials), "Credentials");
}
