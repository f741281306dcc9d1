//! Somebody who has only a part in the journey: they see and do that part, whatever the back-end sends of the rest.

use onboarding::machine::Event;
use onboarding::screen::{Page, Screen};
use onboarding::tabs::Word;
use serde_json::{Value as Json, json};

use crate::support::back_end::*;
use crate::support::visit::*;
use crate::support::words;

/// Ada's session, in John's journey.
fn session_of_ada() -> Json {
    let user = json!({"Id": 6, "Firstname": "Ada", "Lastname": "Byron", "Email": "ada@example.com"});
    with(account_session(), json!({"Role": "Stakeholder", "User": user}))
}

/// For any stakeholder.
fn theirs(activity: Json) -> Json {
    of_role("Stakeholder", activity)
}

/// For one stakeholder.
fn for_user(user: i64, activity: Json) -> Json {
    with(activity, json!({"AssignedTo": {"Role": "Stakeholder", "User": {"Id": user}}}))
}

/// What the back-end sends, with who the lead is.
fn journey_of_john<const N: usize>(stages: [Json; N]) -> Json {
    let data = json!([{"DataPoint": {"Id": 99, "Name": "E-mail", "Type": "Email"}, "StringValue": "john@example.com"}]);
    let user = json!({"Id": 5, "Firstname": "John", "Lastname": "Doe"});
    with(journey_of(stages), json!({"User": user, "JourneyData": data}))
}

fn here() -> Visit {
    let stages = [
        json!([form(1), theirs(form(2)), of_role("BackOffice", form(3)), for_user(7, form(4))]),
        json!([done(form(5)), of_role("Auditor", form(6))]),
        json!([for_user(6, form(7)), blocked(theirs(form(8))), automatic(9)]),
    ];
    Visit::in_journey(session_of_ada(), journey_of_john(stages))
}

#[test]
fn a_stakeholder_sees_their_own_activities_and_no_others() {
    let mut visit = here();
    visit.goes("/").ignores_effects().shows("tasks, 0 of 3 done: 2 next | 7 to do, 8 not yet");
    let Screen::Journey(screen) = visit.screen() else { panic!("the tasks are shown") };
    let stages: Vec<_> = screen.stages.iter().map(|stage| stage.name.as_str()).collect();
    assert_eq!(stages, ["Stage 1", "Stage 3"], "a stage without any of theirs is left out");
    assert_eq!(screen.first_name.as_deref(), Some("Ada"));
}

#[test]
fn nothing_of_the_lead_is_on_the_page() {
    let visit = here();
    let shown = format!("{:?} {:?}", visit.screen(), Page::of(visit.model()));
    for trace in ["John", "Doe", "john@", "Form 1\"", "Form 3", "Form 4", "Form 5"] {
        assert!(!shown.contains(trace), "{trace} in {shown}");
    }
    assert_eq!(visit.page().person.as_deref(), Some("Ada Byron"));
    assert_eq!(visit.page().email.as_deref(), Some("a•••@example.com"));
}

#[test]
fn an_address_of_somebody_else_s_activity_leads_nowhere() {
    let mut visit = here();
    for id in [1, 3, 4, 5, 6, 9] {
        visit.goes(&format!("/activities/{id}")).ignores_effects().shows("no such page");
        visit.sends(id, "anvils").does(&[]);
    }
    visit.goes("/activities/8").does(&[]).shows("activity 8: not yet");
    visit.goes("/activities/7").does(&[]).shows("activity 7: to do");
}

#[test]
fn they_complete_theirs_and_go_on_to_their_next() {
    let mut visit = here();
    visit.goes("/activities/2").does(&[]).sends(2, "anvils").does(&["POST /internal/v1/activities/2/completion"]);
    visit.hears(ok(journey_of_john([json!([form(1), done(theirs(form(2))), form(3)]), json!([for_user(6, form(7))])])));
    visit.does(&["go to /activities/7", "wait 2 s"]).shows("activity 7: to do; completed Form 2");
    visit.sends(7, "anvils").does(&["POST /internal/v1/activities/7/completion"]);
    let done = [json!([form(1), done(theirs(form(2)))]), json!([done(for_user(6, form(7)))])];
    visit.hears(ok(journey_of_john(done))).does(&["go to /done", "wait 2 s"]);
    visit.shows("closing page: your part is done: 2 done | 7 done");
    assert_eq!(visit.tells().len(), 2);
}

/// The rest of the journey is nobody's news but its lead's.
#[test]
fn only_what_is_theirs_is_news() {
    let mut visit = here();
    visit.goes("/").ignores_effects().is_told_of_a_change();
    let stages = [
        json!([done(form(1)), theirs(form(2)), done(of_role("BackOffice", form(3)))]),
        json!([for_user(6, form(7)), theirs(form(8)), form(9)]),
    ];
    visit.hears(ok(journey_of_john(stages))).ignores_effects();
    assert_eq!(visit.page().news.map(|news| (news.opened, news.completed)), Some((vec!["Form 8".to_owned()], vec![])));
}

/// What goes on by itself is waited for as by a lead: it may open something of theirs.
#[test]
fn what_goes_on_by_itself_may_bring_something_of_theirs() {
    let session = with(session_of_ada(), json!({"RedirectURL": "https://www.myapp.com/thanks"}));
    let stages = |open: bool| {
        let next = theirs(form(2));
        journey_of_john([json!([form(1), automatic(9), if open { next } else { blocked(next) }])])
    };
    let mut visit = Visit::in_journey(session, stages(false));
    visit.shows("settling").time_passes().does(&["GET /api/v1/journeys/70"]);
    visit.hears(ok(stages(true))).ignores_effects().shows("activity 2: to do");
}

/// The journey's data points are the lead's, so a provider hears no address of theirs for somebody else.
#[test]
fn a_provider_is_told_their_own_address() {
    for (email, told) in [(json!("ada@example.com"), "email=ada%40example.com"), (json!(null), "")] {
        let user = json!({"Id": 6, "Firstname": "Ada", "Lastname": "Byron", "Email": email});
        let session = with(session_of_ada(), json!({"User": user}));
        let mut visit = Visit::in_journey(session, journey_of_john([json!([theirs(meeting(2))])]));
        visit.sets_out(2, onboarding::provider::Way::Frame).ignores_effects();
        let shown = words::screen(&visit.screen());
        assert!(shown.contains("https://calendly.com") && shown.contains(told) && !shown.contains("john"), "{shown}");
    }
}

impl Visit {
    fn is_told_of_a_change(&mut self) {
        let journey = onboarding::id::JourneyId::from_digits("70").unwrap();
        self.happens(Event::Told(Word::JourneyChanged(journey))).does(&["GET /api/v1/journeys/70"]);
    }
}
