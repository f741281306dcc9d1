//! What a lead types is on disk at once and on the back-end in the pauses: a killed browser, a second device, a
//! back-end that keeps none or says no, a store that refuses.

use std::cell::RefCell;
use std::rc::Rc;

use onboarding::api::CallError;
use onboarding::form::Entry;
use onboarding::signing;
use onboarding::work::{NotKept, Piece, Record, Saved, SavingEvent, Standing};

use crate::support::draft_server::*;
use crate::support::keeper::Device;
use crate::support::visit::activity_id;

const NOON: i64 = 1_790_000_000_000;

fn back_end() -> Rc<RefCell<DraftServer>> {
    Rc::new(RefCell::new(DraftServer { now: NOON, ..DraftServer::default() }))
}

/// A browser with the first form open.
fn device(back_end: &Rc<RefCell<DraftServer>>) -> Device {
    let mut device = Device::new(back_end);
    assert_eq!(device.opens(1), [0_i64; 0]);
    device
}

#[test]
fn every_key_press_is_on_disk_and_a_pause_brings_it_to_the_back_end() {
    let mut lead = device(&back_end());
    lead.says(1, Saved::Nothing);
    for text in ["A", "Ad", "Ada"] {
        lead.types(1, NAME, text).waits(300);
    }
    assert_eq!(lead.store["70/1/10"], format!(r#"{{"At":{},"Text":"Ada"}}"#, NOON + 600));
    lead.sent(&[]).says(1, Saved::Saving).waits(1199).sent(&[]).waits(1).sent(&["1: 10=Ada"]);
    lead.says(1, Saved::Everywhere).waits(60_000).sent(&[]);
}

#[test]
fn a_key_press_writes_one_record_and_reads_no_form() {
    let mut lead = device(&back_end());
    for field in [NAME, EMAIL, CAPITAL] {
        lead.types(1, field, "before");
    }
    lead.answers = None;
    lead.types(1, NAME, "x");
    assert_eq!(lead.being_written(), ["70/1/10"]);
    assert_eq!(lead.read.get(), 0);
    lead.store_answers(Ok(())).waits(1500);
    assert_eq!(lead.read.get(), 1, "it is read where a draft goes out");
}

#[test]
fn whoever_types_on_and_on_is_saved_every_ten_seconds() {
    let mut lead = device(&back_end());
    for number in 0..25 {
        lead.types(1, NAME, &number.to_string()).waits(1000);
    }
    lead.sent(&["1: 10=9", "1: 10=19"]).waits(500).sent(&["1: 10=24"]);
}

#[test]
fn a_killed_browser_goes_on_with_the_last_key_press() {
    let mut lead = device(&back_end());
    lead.types(1, NAME, "Ada").types(1, EMAIL, "ada@").types(1, BORN, "").gives(1, BORN, date("29", "feb", ""));
    lead.gives(1, COLOURS, Entry::Many(vec!["red".to_owned()]));
    let before = lead.pages[&1].clone();
    lead.is_killed();
    assert_eq!(lead.opens(1), [0_i64; 0]);
    assert_eq!(lead.pages[&1], before);
    // The draft that was not sent before goes out now; what is not valid yet stays here.
    lead.says(1, Saved::Saving).waits(1500).sent(&[r#"1: 10=Ada, 13=["red"]"#]).says(1, Saved::OnDevice);
    lead.types(1, EMAIL, "ada@acme.test").gives(1, BORN, date("28", "2", "1990")).waits(1500);
    lead.sent(&[r#"1: 10=Ada, 11=ada@acme.test, 12=1990-02-28, 13=["red"]"#]).says(1, Saved::Everywhere);
}

#[test]
fn an_answer_taken_back_stays_so() {
    let back_end = back_end();
    let mut lead = device(&back_end);
    assert_eq!(lead.text(1, NAME), "known");
    lead.types(1, NAME, "").waits(1500).sent(&["1: 10="]).says(1, Saved::Everywhere);
    lead.is_killed().opens(1);
    assert_eq!(lead.text(1, NAME), "");
    // On another device, too.
    assert_eq!(device(&back_end).text(1, NAME), "");
}

#[test]
fn what_was_changed_while_a_write_is_under_way_is_written_next() {
    let mut lead = device(&back_end());
    lead.answers = None;
    lead.types(1, NAME, "A").types(1, NAME, "Ad").types(1, EMAIL, "x").types(1, NAME, "Ada");
    lead.says(1, Saved::Saving).store_answers(Ok(()));
    assert!(lead.store["70/1/10"].contains("\"A\""));
    lead.store_answers(Ok(())).store_answers(Ok(()));
    assert!(lead.store["70/1/10"].contains("\"Ada\"") && lead.store["70/1/11"].contains("\"x\""));
    assert_eq!(lead.store.len(), 2);
}

#[test]
fn the_newer_answer_of_two_devices_counts_field_by_field() {
    let back_end = back_end();
    let (mut phone, mut desk) = (device(&back_end), device(&back_end));
    phone.types(1, NAME, "phone").types(1, EMAIL, "phone@acme.test").waits(2000);
    desk.types(1, NAME, "desk").waits(100);
    phone.types(1, EMAIL, "newer@acme.test").waits(3000);
    // Each sends what it knows; the desk has not looked since, so that its draft takes the place of the phone's.
    desk.looks().waits(5000);
    desk.types(1, COLOURS, "").gives(1, COLOURS, Entry::Many(vec!["blue".to_owned()])).waits(1500);
    assert_eq!(phone.looks().opens(1), [NAME], "the name that was typed here before is told");
    assert_eq!((phone.text(1, NAME), phone.text(1, EMAIL)), ("desk", "newer@acme.test"));
    assert_eq!(phone.field(1, COLOURS), Some(&Entry::Many(vec!["blue".to_owned()])));
    // Told once: what lost is not kept any more.
    phone.is_killed();
    assert_eq!(phone.opens(1), [0_i64; 0]);
    assert_eq!(phone.text(1, NAME), "desk");
    assert_eq!(desk.looks().opens(1), [0_i64; 0]);
    assert_eq!(desk.text(1, EMAIL), "newer@acme.test");
}

#[test]
fn the_same_answer_written_otherwise_is_no_conflict() {
    let back_end = back_end();
    let (mut phone, mut desk) = (device(&back_end), device(&back_end));
    phone.types(1, CAPITAL, "1,234.50").waits(1500);
    desk.types(1, CAPITAL, "1234.5 EUR").waits(1500);
    assert_eq!(phone.looks().opens(1), [0_i64; 0]);
    assert_eq!(phone.text(1, CAPITAL), "1,234.50");
}

#[test]
fn a_back_end_that_tells_no_times_does_not_overwrite_what_this_device_typed_since() {
    let back_end = back_end();
    back_end.borrow_mut().is_plain = true;
    let mut lead = device(&back_end);
    lead.types(1, NAME, "Ada").types(1, EMAIL, "ada@").waits(1400);
    // The draft reaches the back-end after the next key press, and its answer never comes.
    lead.is_held = true;
    lead.waits(100).types(1, NAME, "Ada L").waits(700).back_end_answers();
    lead.is_killed();
    assert_eq!(lead.opens(1), [0_i64; 0]);
    assert_eq!((lead.text(1, NAME), lead.text(1, EMAIL)), ("Ada L", "ada@"));
    // Another device's answer that came later is newer than everything here, also one that was sent from here once.
    lead.is_held = false;
    lead.waits(1500);
    let mut other = device(&back_end);
    for name in ["Other", "Ada"] {
        other.types(1, NAME, name).waits(1500);
        assert_eq!(lead.looks().opens(1), [NAME]);
        assert_eq!(lead.text(1, NAME), name);
    }
}

#[test]
fn what_is_not_valid_any_more_does_not_take_the_last_valid_answer_from_the_back_end() {
    let mut lead = device(&back_end());
    lead.types(1, EMAIL, "ada@acme.test").waits(1500).sent(&["1: 11=ada@acme.test"]);
    lead.types(1, EMAIL, "ada@acme.").waits(1500).sent(&[]).says(1, Saved::OnDevice);
    lead.types(1, NAME, "Ada").waits(1500).sent(&["1: 10=Ada, 11=ada@acme.test"]).says(1, Saved::OnDevice);
}

#[test]
fn a_back_end_without_drafts_is_asked_once_in_a_visit() {
    for status in [404, 405, 501] {
        let back_end = back_end();
        back_end.borrow_mut().refusals = vec![status];
        let mut lead = device(&back_end);
        lead.types(1, NAME, "Ada").waits(1500).says(1, Saved::OnDevice);
        lead.types(1, NAME, "Ada L").waits(60_000).happens(SavingEvent::Hidden).sent(&[]).says(1, Saved::OnDevice);
        lead.is_killed().opens(1);
        assert_eq!(lead.text(1, NAME), "Ada L");
        lead.waits(1500).sent(&["1: 10=Ada L"]);
    }
}

#[test]
fn a_busy_back_end_is_left_alone_for_as_long_as_it_says() {
    let back_end = back_end();
    back_end.borrow_mut().refusals = vec![429];
    let mut lead = device(&back_end);
    lead.types(1, NAME, "Ada").waits(1500).says(1, Saved::OnDevice).types(1, NAME, "Ada L");
    lead.happens(SavingEvent::Left(activity_id(1))).waits(19_999).sent(&[]).waits(1).sent(&["1: 10=Ada L"]);
    lead.says(1, Saved::Everywhere);
}

#[test]
fn a_broken_back_end_is_tried_five_times_and_again_after_the_next_change() {
    let back_end = back_end();
    back_end.borrow_mut().refusals = vec![500; 5];
    let mut lead = device(&back_end);
    lead.types(1, NAME, "Ada").waits(600_000).sent(&[]).says(1, Saved::OnDevice);
    assert!(back_end.borrow().refusals.is_empty());
    lead.types(1, NAME, "Ada L").waits(1500).sent(&["1: 10=Ada L"]).says(1, Saved::Everywhere);
}

#[test]
fn what_a_back_end_does_not_take_is_not_sent_twice() {
    for status in [400, 409, 410, 413, 422] {
        let back_end = back_end();
        back_end.borrow_mut().refusals = vec![status; 2];
        let mut lead = device(&back_end);
        lead.types(1, NAME, "Ada").waits(600_000).says(1, Saved::OnDevice);
        assert_eq!(back_end.borrow().refusals.len(), 1, "{status}");
    }
}

#[test]
fn no_draft_goes_out_in_a_session_that_is_over() {
    for status in [401, 403] {
        let back_end = back_end();
        back_end.borrow_mut().refusals = vec![status];
        let mut lead = device(&back_end);
        lead.types(1, NAME, "Ada").waits(60_000).types(1, NAME, "Ada L").happens(SavingEvent::Hidden);
        lead.sent(&[]).says(1, Saved::OnDevice);
        let standing = Standing { session: 2, ..lead.standing.clone() };
        lead.follows(standing).sent(&["1: 10=Ada L"]).says(1, Saved::Everywhere);
    }
}

#[test]
fn a_refusal_of_the_session_before_says_nothing_of_this_one() {
    let mut lead = device(&back_end());
    lead.is_held = true;
    lead.types(1, NAME, "Ada").waits(1500);
    let standing = Standing { session: 2, ..lead.standing.clone() };
    lead.follows(standing).back_end.borrow_mut().refusals = vec![401];
    lead.back_end_answers().back_end_answers().sent(&["1: 10=Ada"]).says(1, Saved::Everywhere);
}

#[test]
fn without_a_network_everything_waits_on_the_device() {
    let mut lead = device(&back_end());
    lead.happens(SavingEvent::WentOffline).types(1, NAME, "Ada").waits(60_000).says(1, Saved::OnDevice).sent(&[]);
    lead.happens(SavingEvent::CameOnline).sent(&["1: 10=Ada"]).says(1, Saved::Everywhere);
}

#[test]
fn no_draft_goes_out_before_the_back_end_says_who_is_here() {
    let mut lead = device(&back_end());
    let (heard, kept) = (lead.standing.clone(), Standing { is_unplugged: true, ..lead.standing.clone() });
    lead.follows(kept).types(1, NAME, "Ada").waits(60_000).happens(SavingEvent::Hidden).sent(&[]);
    lead.says(1, Saved::OnDevice).follows(heard).sent(&["1: 10=Ada"]);
}

#[test]
fn one_draft_at_a_time_and_the_newest_state_next() {
    let mut lead = device(&back_end());
    lead.is_held = true;
    lead.types(1, NAME, "A").waits(1500).types(1, NAME, "Ad").waits(20_000).types(1, NAME, "Ada").waits(100);
    assert_eq!(lead.puts.len(), 1);
    lead.back_end_answers().sent(&["1: 10=A"]).back_end_answers().sent(&["1: 10=Ada"]).says(1, Saved::Everywhere);
}

#[test]
fn leaving_the_form_or_the_page_does_not_wait_for_the_pause() {
    let mut lead = device(&back_end());
    // Nothing was given yet, so that there is nothing to hurry for.
    lead.happens(SavingEvent::Left(activity_id(1))).types(1, NAME, "Ada").sent(&[]);
    lead.happens(SavingEvent::Left(activity_id(1))).sent(&["1: 10=Ada"]);
    lead.is_held = true;
    lead.types(1, NAME, "Ada L").happens(SavingEvent::Hidden);
    assert!(lead.puts[0].2, "it outlives the page");
    lead.back_end_answers().types(1, NAME, &"A".repeat(70_000)).happens(SavingEvent::Hidden);
    assert!(!lead.puts[0].2, "a browser carries no more than 64 KiB beyond the page's end");
}

#[test]
fn nothing_goes_out_while_a_form_is_handed_in_or_after() {
    let mut lead = device(&back_end());
    lead.types(1, NAME, "Ada").types(2, NAME, "Bob");
    let standing = Standing { submitting: vec![activity_id(1)], ..lead.standing.clone() };
    lead.follows(standing).waits(60_000).sent(&["2: 10=Bob"]);
    // It was not taken: the draft goes out after all.
    let standing = Standing { submitting: Vec::new(), ..lead.standing.clone() };
    lead.follows(standing).sent(&["1: 10=Ada"]);
    lead.types(1, NAME, "Ada L").hands_in(1).waits(60_000).sent(&[]).says(1, Saved::Nothing);
    assert_eq!(lead.store.keys().map(String::as_str).collect::<Vec<_>>(), ["70/2/10", "70/2/sent"]);
    lead.types(1, NAME, "late").waits(60_000).sent(&[]);
    assert!(!lead.store.contains_key("70/1/10"));
}

#[test]
fn a_draft_under_way_does_not_outlive_the_submission_that_overtook_it() {
    let mut lead = device(&back_end());
    lead.is_held = true;
    lead.types(1, NAME, "Ada").waits(1500).hands_in(1).back_end_answers().waits(60_000).sent(&[]);
    lead.says(1, Saved::Nothing).is_killed();
    assert!(lead.store.is_empty());
}

#[test]
fn what_an_earlier_visit_left_comes_too_late_to_overwrite_anything() {
    let mut lead = device(&back_end());
    lead.types(1, NAME, "earlier").types(1, EMAIL, "earlier@acme.test");
    let earlier = lead.store.iter().filter_map(|(name, text)| Record::read(name, text)).collect();
    lead.store.clear();
    lead.is_killed().opens(1);
    lead.types(1, NAME, "later");
    let user = lead.standing.user.unwrap();
    lead.happens(SavingEvent::Restored(user, earlier)).opens(1);
    assert_eq!((lead.text(1, NAME), lead.text(1, EMAIL)), ("later", "earlier@acme.test"));
}

#[test]
fn whoever_goes_to_another_journey_and_comes_back_has_lost_nothing() {
    let mut lead = device(&back_end());
    lead.types(1, NAME, "Ada").waits(1500).sent(&["1: 10=Ada"]).types(1, NAME, "Ada L");
    let journey = onboarding::id::JourneyId::from_digits("71");
    let (here, there) = (lead.standing.clone(), Standing { journey, ..lead.standing.clone() });
    lead.follows(there).says(1, Saved::Nothing).waits(60_000).sent(&[]);
    lead.follows(here).opens(1);
    assert_eq!(lead.text(1, NAME), "Ada L");
    lead.says(1, Saved::Saving).waits(1500).sent(&["1: 10=Ada L"]).says(1, Saved::Everywhere);
}

#[test]
fn what_an_earlier_visit_kept_of_a_form_that_is_handed_in_goes() {
    let back_end = back_end();
    let mut lead = device(&back_end);
    lead.types(1, NAME, "Ada").types(2, NAME, "Bob").waits(1500);
    back_end.borrow_mut().handed_in.insert(1);
    lead.is_killed();
    assert!(lead.store.keys().all(|name| name.starts_with("70/2/")), "{:?}", lead.store.keys());
}

#[test]
fn a_store_that_refuses_or_is_full_is_told_and_tried_again() {
    for trouble in [NotKept::Refused, NotKept::Full] {
        let back_end = back_end();
        back_end.borrow_mut().refusals = vec![405];
        let mut lead = device(&back_end);
        lead.answers = Some(Err(trouble));
        lead.types(1, NAME, "Ada").waits(1500).says(1, Saved::NotKept(trouble));
        lead.types(1, EMAIL, "x").says(1, Saved::NotKept(trouble));
        lead.answers = Some(Ok(()));
        lead.types(1, EMAIL, "xy").says(1, Saved::OnDevice);
        assert!(lead.store["70/1/10"].contains("Ada") && lead.store["70/1/11"].contains("xy"));
        lead.answers = Some(Err(trouble));
        lead.types(1, EMAIL, "xyz").answers = Some(Ok(()));
        lead.happens(SavingEvent::Hidden).says(1, Saved::OnDevice);
        assert!(lead.store["70/1/11"].contains("xyz"));
    }
}

#[test]
fn a_write_that_failed_is_tried_again_after_a_pause_though_nothing_more_is_typed() {
    let mut lead = device(&back_end());
    lead.answers = Some(Err(NotKept::Refused));
    lead.types(1, NAME, "Ada").happens(SavingEvent::PauseOver);
    assert!(lead.store.is_empty());
    lead.answers = Some(Ok(()));
    lead.happens(SavingEvent::PauseOver);
    assert!(lead.store["70/1/10"].contains("Ada"));
    let kept = lead.store.clone();
    lead.happens(SavingEvent::PauseOver);
    assert_eq!((lead.store.clone(), lead.being_written().len()), (kept, 0));
}

#[test]
fn what_the_browser_throws_away_is_written_anew() {
    let mut lead = device(&back_end());
    lead.types(1, NAME, "Ada").types(1, EMAIL, "x");
    let kept = lead.store.clone();
    // A write that was under way failed with it, and is not forgotten for what is older.
    lead.answers = None;
    lead.types(1, EMAIL, "xy");
    lead.store.clear();
    lead.happens(SavingEvent::Lost).answers = Some(Ok(()));
    lead.store_answers(Err(NotKept::Refused));
    assert!(lead.store["70/1/11"].contains("xy"));
    assert_eq!(lead.store["70/1/10"], kept["70/1/10"]);
    lead.waits(1500).store.clear();
    lead.happens(SavingEvent::Lost);
    assert_eq!(lead.store.keys().filter(|name| name.starts_with("70/1/1")).count(), 2);
    // Of somebody who has gone, nothing comes back.
    lead.happens(SavingEvent::Forgotten).store.clear();
    lead.happens(SavingEvent::Lost);
    assert!(lead.store.is_empty());
}

#[test]
fn a_back_end_keeps_what_the_browser_does_not() {
    let mut lead = device(&back_end());
    lead.answers = Some(Err(NotKept::Refused));
    lead.types(1, NAME, "Ada").says(1, Saved::Saving).waits(1500).says(1, Saved::Everywhere);
    lead.types(1, EMAIL, "ada@").waits(1500).says(1, Saved::NotKept(NotKept::Refused));
}

#[test]
fn what_is_drawn_watched_and_measured_is_kept_but_not_sent() {
    let mut lead = device(&back_end());
    let agreement = signing::Draft { name: "Ada".to_owned(), consent: true, ..signing::Draft::default() };
    let gives = |lead: &mut Device, piece| {
        lead.happens(SavingEvent::Gave(activity_id(2), piece));
    };
    gives(&mut lead, Piece::Used(17));
    lead.says(2, Saved::Nothing);
    gives(&mut lead, Piece::Agreement(agreement.clone()));
    gives(&mut lead, Piece::Film("0badf00d 61000 0-5".to_owned()));
    lead.says(2, Saved::OnDevice).is_killed().waits(60_000).sent(&[]);
    assert_eq!(lead.saving.agreement(activity_id(2)), Some(&agreement));
    assert_eq!(lead.saving.film(activity_id(2)), Some("0badf00d 61000 0-5"));
    assert_eq!((lead.saving.used(activity_id(2)), lead.saving.used(activity_id(1))), (17, 0));
    assert_eq!(lead.saving.given_in(), [activity_id(2)]);
}

#[test]
fn what_is_kept_for_a_week_is_forgotten() {
    let mut lead = device(&back_end());
    lead.types(1, NAME, "Ada").waits(7 * 24 * 3_600_000 + 1501);
    lead.back_end.borrow_mut().drafts.clear();
    lead.is_killed().opens(1);
    assert_eq!(lead.text(1, NAME), "known");
    assert!(lead.sweeps().store.is_empty());
}

#[test]
fn whoever_logs_out_leaves_nothing_behind() {
    let mut lead = device(&back_end());
    lead.answers = None;
    lead.types(1, NAME, "Ada").types(1, NAME, "Ada L").happens(SavingEvent::Forgotten).store_answers(Ok(()));
    lead.store.clear();
    lead.answers = Some(Ok(()));
    let standing = Standing { handed_in: vec![activity_id(2)], ..lead.standing.clone() };
    lead.follows(standing).types(1, NAME, "late").waits(60_000).sent(&[]).says(1, Saved::Nothing);
    assert!(lead.store.is_empty());
    // Signed in again, the same person begins anew.
    let standing = Standing { session: 2, ..lead.standing.clone() };
    lead.follows(standing).types(1, NAME, "Ada").waits(1500).sent(&["1: 10=Ada"]);
}

#[test]
fn another_person_finds_nothing_and_what_was_given_before_is_still_written() {
    let mut lead = device(&back_end());
    lead.answers = None;
    lead.types(1, NAME, "A").types(1, NAME, "Ada");
    let other = onboarding::id::UserId::from_digits("6");
    let standing = Standing { user: other, session: 2, ..lead.standing.clone() };
    lead.follows(standing).says(1, Saved::Nothing).store_answers(Ok(())).store_answers(Ok(()));
    assert!(lead.store["70/1/10"].contains("Ada"));
    lead.waits(60_000).sent(&[]);
}

#[test]
fn an_answer_that_never_came_is_an_answer_that_is_asked_for_again() {
    let mut lead = device(&back_end());
    lead.is_held = true;
    lead.types(1, NAME, "Ada").waits(1500).line_answers(true, Err(CallError::TimedOut)).sent(&["1: 10=Ada"]);
    lead.waits(1000).back_end_answers().sent(&["1: 10=Ada"]).says(1, Saved::Everywhere);
}

fn date(day: &str, month: &str, year: &str) -> Entry {
    let [day, month, year] = [day, month, year].map(str::to_owned);
    Entry::Date { day, month, year, time: String::new() }
}
