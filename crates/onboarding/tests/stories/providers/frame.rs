//! What happens in a frame: the way to success, the ways out, the reload, the silence, and what is not to be believed.

use onboarding::machine::Event;
use onboarding::provider::Way;
use serde_json::json;

use super::*;

#[test]
fn an_identity_is_shown_to_veriff_and_is_being_checked() {
    let mut visit = framed(identity(1), VERIFF);
    visit.frame_says(1, "VERIFF_HANDSHAKE").does(&["post to the frame of 1"]);
    visit.frame_says(1, "VERIFF_STARTED").does(&[]);
    visit.frame_says(1, "VERIFF_SUBMITTED").does(&[]).shows(&in_frame(VERIFF, ""));
    visit.frame_says(1, "VERIFF_FINISHED").does(&["POST /internal/v1/activities/1/outcome"]);
    assert_eq!(body(visit.request()), json!({"Message": "Finished"}));
    visit.shows(&in_frame(VERIFF, ", asking"));
    visit.hears(ok(journey([awaiting_result(identity(1)), form(2)]))).does(&["go to /activities/2", "wait 2 s"]);
    visit.shows("activity 2: to do; handed in Task 1");
    visit.goes("/activities/1").does(&[]).shows("activity 1: being checked");
}

#[test]
fn a_document_is_signed_in_documenso_and_that_is_it() {
    let mut visit = framed(contract(1, "Documenso"), DOCUMENSO);
    visit.frame_tells(1, &documenso("document-ready")).does(&[]);
    visit.frame_tells(1, &documenso("field-signed")).does(&[]);
    visit.frame_tells(1, &documenso("document-completed")).does(&["POST /internal/v1/activities/1/outcome"]);
    assert_eq!(body(visit.request()), json!({"Message": "Completed"}));
    visit.hears(ok(journey([done(contract(1, "Documenso"))]))).does(&["go to /done"]);
    visit.shows("closing page: all done: 1 done");
}

#[test]
fn a_visit_that_ended_in_vain_can_begin_again() {
    for (message, claim) in [("document-rejected", "Declined"), ("recipient-expired", "Expired")] {
        let mut visit = framed(contract(1, "Documenso"), DOCUMENSO);
        visit.frame_tells(1, &documenso(message)).does(&["POST /internal/v1/activities/1/outcome"]);
        assert_eq!(body(visit.request()), json!({"Message": claim}));
        visit.shows(&format!("activity 1: to do at a provider, ended: {claim}, asking"));
        visit.hears(ok(journey([contract(1, "Documenso")]))).does(&[]);
        visit.shows(&format!("activity 1: to do at a provider, ended: {claim}"));
        visit.sets_out(1, Way::Frame).does(&["POST /internal/v1/activities/1/handover"]);
        visit.hears(minted(DOCUMENSO)).does(&["wait 10 s"]).shows(&in_frame(DOCUMENSO, ""));
        // It is another visit, so it may end the same way once more.
        visit.frame_tells(1, &documenso(message)).does(&["POST /internal/v1/activities/1/outcome"]);
    }
}

#[test]
fn who_gave_up_need_not_wait_until_the_back_end_has_heard_of_it() {
    let mut visit = framed(identity(1), VERIFF);
    visit.frame_says(1, "VERIFF_CANCELED").does(&["POST /internal/v1/activities/1/outcome"]);
    visit.sets_out(1, Way::Frame).does(&["POST /internal/v1/activities/1/handover"]);
    visit.hears(html(502)).complains();
    visit.shows("activity 1: to do at a provider, opening (Frame)");
    visit.hears(minted(VERIFF)).does(&["wait 10 s"]).shows(&in_frame(VERIFF, ""));
}

#[test]
fn a_frame_that_has_a_problem_is_taken_out_and_nothing_is_claimed() {
    let mut visit = framed(contract(1, "Documenso"), DOCUMENSO);
    // It may have failed after all was done: the back-end would know.
    visit.frame_tells(1, &documenso("document-error")).does(&["wait 2 s"]);
    visit.shows("activity 1: to do at a provider, ended: Failed");
    visit.frame_tells(1, &documenso("document-completed")).does(&[]);
}

#[test]
fn what_was_finished_twice_is_asked_once() {
    let mut visit = framed(contract(1, "Documenso"), DOCUMENSO);
    visit.frame_tells(1, &documenso("document-completed")).does(&["POST /internal/v1/activities/1/outcome"]);
    visit.frame_tells(1, &documenso("document-completed")).does(&[]);
    visit.frame_tells(1, &documenso("all-documents-completed")).does(&[]);
    visit.frame_tells(1, &documenso("document-rejected")).does(&[]).shows(&in_frame(DOCUMENSO, ", asking"));
    visit
        .hears(ok(journey([contract(1, "Documenso")])))
        .does(&["wait 2 s"])
        .shows(&in_frame(DOCUMENSO, ", not confirmed"));
    for _ in 0..200 {
        visit.frame_tells(1, &documenso("document-completed")).does(&[]);
    }
    visit.shows(&in_frame(DOCUMENSO, ", not confirmed"));
}

#[test]
fn a_message_counts_only_for_the_open_activity_and_its_frame() {
    let activities = || journey([identity(1), identity(2), form(3)]);
    let mut visit = Visit::in_journey(session(), activities());
    visit.goes("/activities/1").does(&[]);
    visit.frame_says(1, "VERIFF_FINISHED").does(&[]).shows("activity 1: to do at a provider");
    visit.sets_out(1, Way::Frame).ignores_effects().frame_says(1, "VERIFF_FINISHED").does(&[]);
    visit.hears(minted(VERIFF)).does(&["wait 10 s"]);
    for other in [2, 3, 4] {
        visit.frame_says(other, "VERIFF_FINISHED").does(&[]);
    }
    visit.goes("/").does(&[]).frame_says(1, "VERIFF_FINISHED").does(&[]);
    visit.goes("/activities/2").does(&[]).frame_says(1, "VERIFF_FINISHED").does(&[]);
    visit.shows("activity 2: to do at a provider");
}

#[test]
fn what_is_not_understood_changes_nothing() {
    let mut visit = framed(identity(1), VERIFF);
    for text in ["", "VERIFF_FINISHED ", "{\"name\":\"VERIFF_FINISHED\"}", "calendly.event_scheduled"] {
        visit.frame_says(1, text).does(&[]).shows(&in_frame(VERIFF, ""));
    }
    visit.frame_tells(1, &json!("VERIFF_FINISHED")).does(&[]).shows(&in_frame(VERIFF, ""));
    // Not one of them was a sign of life, either.
    visit.time_passes().does(&[]).shows(&in_frame(VERIFF, ", silent"));
}

#[test]
fn help_is_offered_when_nothing_loads_and_withdrawn_when_it_does() {
    let mut visit = framed(identity(1), VERIFF);
    visit.time_passes().does(&[]).shows(&in_frame(VERIFF, ", silent"));
    visit.frame_says(1, "VERIFF_STARTED").does(&[]).shows(&in_frame(VERIFF, ""));
    visit.happens(Event::FrameBlocked(activity_id(1))).does(&[]).shows(&in_frame(VERIFF, ", silent"));

    let mut visit = framed(identity(1), VERIFF);
    visit.frame_says(1, "VERIFF_STARTED").does(&[]);
    visit.time_passes().does(&[]).shows(&in_frame(VERIFF, ""));

    let mut visit = framed(identity(1), VERIFF);
    visit.happens(Event::FrameBlocked(activity_id(1))).does(&[]).shows(&in_frame(VERIFF, ", silent"));
    visit.sets_out(1, Way::Tab).does(&["POST /internal/v1/activities/1/handover"]);
    visit.hears(minted(VERIFF)).does(&[&format!("open a tab for {VERIFF}"), "wait 2 s"]);
    visit.shows(&format!("activity 1: to do at a provider, elsewhere (Tab) {VERIFF}"));
}

#[test]
fn the_frame_is_as_high_as_it_asks_to_be_within_reason() {
    let mut visit = Visit::in_journey(session(), journey([meeting(1)]));
    let height = |visit: &Visit| match visit.screen() {
        onboarding::screen::Screen::Activity(screen) => match &screen.visit.stay {
            onboarding::screen::StayScreen::Framed(frame) => frame.height,
            other => panic!("{other:?}"),
        },
        other => panic!("{other:?}"),
    };
    assert_eq!(height(&visit), 700);
    for (told, kept) in [("1200px", 1200), ("3px", 700), ("99999px", 5000)] {
        visit.frame_tells(1, &json!({"event": "calendly.page_height", "payload": {"height": told}})).does(&[]);
        assert_eq!(height(&visit), kept);
    }
}

#[test]
fn a_reload_finds_the_frame_again_and_comes_once() {
    let mut visit = framed(identity(1), VERIFF);
    let kept = format!(r#"{{"Activity":1,"Frame":"{VERIFF}","User":5}}"#);
    visit.frame_says(1, "VERIFF_RELOAD_REQUEST").does(&[&format!("remember {kept}"), "reload"]);

    let mut visit = Visit::new();
    let kept = r#"{"User":5,"Activity":1,"Frame":"https://magic.veriff.me/v/example"}"#;
    visit.opens(Opening { visit: Some(kept), ..Opening::default() }).does(&["GET /internal/v1/session"]);
    visit.hears(ok(session())).does(&["GET /api/v1/journeys/70"]);
    visit.hears(ok(journey([form(2), identity(1)])));
    visit.does(&["forget the visit", "replace by /activities/1", "wait 10 s"]);
    visit.shows(&in_frame(VERIFF, ""));
    visit.frame_says(1, "VERIFF_FORCE_RELOAD").does(&[]).shows(&in_frame(VERIFF, ""));
    visit.frame_says(1, "VERIFF_FINISHED").does(&["POST /internal/v1/activities/1/outcome"]);
}

#[test]
fn where_a_reload_would_end_the_session_the_frame_alone_is_loaded_anew() {
    let mut visit = Visit::in_journey(token_session(), journey([identity(1)]));
    visit.sets_out(1, Way::Frame).ignores_effects().hears(minted(VERIFF)).does(&["wait 10 s"]);
    visit.frame_says(1, "VERIFF_RELOAD_REQUEST").does(&["wait 10 s"]);
    visit.shows(&format!("activity 1: to do at a provider, frame 2 of {VERIFF}"));
    visit.frame_says(1, "VERIFF_RELOAD_REQUEST").does(&[]);
}

#[test]
fn leaving_for_the_task_list_and_coming_back_finds_the_frame_again() {
    let mut visit = Visit::in_journey(session(), journey([identity(1), form(2)]));
    visit.goes("/activities/1").does(&[]).sets_out(1, Way::Frame).ignores_effects();
    visit.hears(minted(VERIFF)).does(&["wait 10 s"]).frame_says(1, "VERIFF_STARTED").does(&[]);
    visit.goes("/").does(&[]).goes("/activities/2").does(&[]);
    visit.goes("/activities/1").does(&["wait 10 s"]);
    visit.shows(&format!("activity 1: to do at a provider, frame 2 of {VERIFF}"));
    // The first frame's timer is not the second's.
    visit.time_passes().does(&[]).shows(&format!("activity 1: to do at a provider, frame 2 of {VERIFF}"));
    visit.time_passes().does(&[]).shows(&format!("activity 1: to do at a provider, frame 2 of {VERIFF}, silent"));
}

#[test]
fn an_address_that_is_past_its_time_is_not_opened_again() {
    let mut visit = Visit::in_journey(session(), journey([identity(1), form(2)]));
    visit.goes("/activities/1").does(&[]).sets_out(1, Way::Frame).ignores_effects();
    let until = json!({"URL": VERIFF, "ValidUntil": "1970-01-01T00:05:00.000Z"});
    visit.hears(ok(until)).does(&["wait 300 s", "wait 10 s"]);
    visit.time_passes().does(&[]).shows(&in_frame(VERIFF, ""));
    visit.goes("/").does(&[]).goes("/activities/1").does(&[]).shows("activity 1: to do at a provider");
}

#[test]
fn a_frame_that_the_lead_closes_is_gone_and_nothing_is_claimed() {
    let mut visit = framed(identity(1), VERIFF);
    visit.happens(Event::VisitClosed(activity_id(1))).does(&[]).shows("activity 1: to do at a provider");
    visit.frame_says(1, "VERIFF_FINISHED").does(&[]);
}
