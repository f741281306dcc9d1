//! Files on their way to the back-end: cut anywhere, lost, paused, reloaded, and there in the end, once and whole.

use onboarding::form::{Document, Entry};
use onboarding::id::DocumentId;
use onboarding::upload::{FileFacts, FileState, Obstacle, UploadAnswer, UploadEvent};

use crate::support::sender::*;
use crate::support::tus_server::status;

const KIB: usize = 1024;

#[test]
fn a_file_is_created_and_sent_piece_by_piece() {
    let mut lead = Sender::new();
    lead.chooses(1, 1000 * KIB).sends(&["POST documents"]);
    assert_eq!(lead.flights[0].request.headers[2].1, "filename ZmlsZSAxLnBkZg==,filetype YXBwbGljYXRpb24vcGRm");
    lead.meets(Fate::Answered).sends(&["PATCH …991 at 0 with 262144"]);
    lead.meets(Fate::Answered).sends(&["PATCH …991 at 262144 with 524288"]);
    lead.is(1, FileState::Sending { sent: 262_144, total: 1_024_000 });
    lead.meets(Fate::Answered).sends(&["PATCH …991 at 786432 with 237568"]);
    lead.meets(Fate::Answered).sends(&[]).tells(&["1 done"]).arrived(1);
    let entry = lead.uploads.entry(place());
    let Entry::Documents { held, under_way: 0, failed: 0 } = entry else { panic!("{entry:?}") };
    let document = Document {
        id: DocumentId::new("9007199254740991").unwrap(),
        name: "file 1.pdf".to_owned(),
        size: Some(1_024_000),
        content_type: Some("application/pdf".to_owned()),
    };
    assert_eq!(held, [document]);
}

#[test]
fn a_cut_at_any_byte_is_mended_from_there() {
    const SIZE: usize = 60;
    for arriving in 0..=SIZE {
        let mut lead = Sender::new();
        lead.chooses(1, SIZE).meets(Fate::Answered).meets(Fate::Cut(arriving)).sends(&[]);
        lead.is(1, FileState::Retrying { seconds: 1, obstacle: Obstacle::Unreachable });
        lead.time_passes().sends(&["HEAD …991"]).meets(Fate::Answered);
        if arriving < SIZE {
            lead.sends(&[&format!("PATCH …991 at {arriving} with {}", SIZE - arriving)]).meets(Fate::Answered);
        }
        lead.sends(&[]).tells(&["1 done"]).arrived(1);
    }
}

#[test]
fn an_answer_that_is_lost_costs_no_byte() {
    let mut lead = Sender::new();
    lead.chooses(1, 10).meets(Fate::Answered).meets(Fate::AnswerLost).time_passes();
    lead.sends(&["HEAD …991"]).meets(Fate::Answered).arrived(1);
}

#[test]
fn a_creation_whose_answer_is_lost_is_repeated() {
    let mut lead = Sender::new();
    lead.chooses(1, 10).meets(Fate::AnswerLost).time_passes().sends(&["POST documents"]);
    lead.all_goes_well().arrived(1);
    assert_eq!(lead.holds(), ["9007199254740992"]);
}

#[test]
fn two_files_are_on_their_way_at_once() {
    let mut lead = Sender::new();
    lead.chooses(1, 10).chooses(2, 20).chooses(3, 30).sends(&["POST documents", "POST documents"]);
    lead.is(3, FileState::Waiting);
    lead.meets(Fate::Answered).meets(Fate::Answered).sends(&["PATCH …991 at 0 with 10", "PATCH …992 at 0 with 20"]);
    lead.meets_at(1, Fate::Answered).sends(&["PATCH …991 at 0 with 10", "POST documents"]);
    lead.all_goes_well().arrived(1).arrived(2).arrived(3);
    assert_eq!(lead.holds(), ["9007199254740991", "9007199254740992", "9007199254740993"]);
}

#[test]
fn a_file_that_rests_lets_another_one_go() {
    let mut lead = Sender::new();
    lead.chooses(1, 10).chooses(2, 10).chooses(3, 10).meets(Fate::Lost);
    lead.sends(&["POST documents", "POST documents"]);
    lead.all_goes_well().arrived(1).arrived(2).arrived(3);
}

#[test]
fn a_paused_file_stops_and_goes_on_from_what_arrived() {
    let mut lead = Sender::new();
    lead.chooses(1, 1000).meets(Fate::Answered).sends(&["PATCH …991 at 0 with 1000"]);
    // Part of it is there already when the lead pauses it.
    let upload = lead.server.uploads.values_mut().next().unwrap();
    upload.bytes = content(1, 1000)[..400].to_vec();
    lead.happens(UploadEvent::Paused(file(1))).sends(&[]).is(1, FileState::Paused { sent: 0, total: 1000 });
    lead.happens(UploadEvent::Resumed(file(1))).sends(&["HEAD …991"]).meets(Fate::Answered);
    lead.sends(&["PATCH …991 at 400 with 600"]).all_goes_well().arrived(1);
}

#[test]
fn a_file_paused_while_it_is_created_is_created_once() {
    let mut lead = Sender::new();
    lead.chooses(1, 10).happens(UploadEvent::Paused(file(1))).sends(&["POST documents"]);
    lead.is(1, FileState::Paused { sent: 0, total: 10 }).meets(Fate::Answered).sends(&[]);
    lead.happens(UploadEvent::Resumed(file(1))).sends(&["PATCH …991 at 0 with 10"]).all_goes_well().arrived(1);
}

#[test]
fn a_reload_goes_on_from_the_byte_that_the_back_end_has() {
    for arriving in [0, 1, 500, 999, 1000] {
        let mut lead = Sender::new();
        lead.chooses(1, 1000).meets(Fate::Answered);
        let flight = lead.flights.remove(0);
        lead.server.take_cut(&flight.request, &content(1, 1000), arriving);
        lead.reloads().sends(&["HEAD …991"]).all_goes_well().arrived(1).tells(&["1 done"]);
        assert_eq!(lead.server.uploads.len(), 1);
    }
}

#[test]
fn a_reload_before_the_creation_begins_from_nothing() {
    let mut lead = Sender::new();
    lead.chooses(1, 1000).reloads().sends(&["POST documents"]).all_goes_well().arrived(1);
}

#[test]
fn what_has_arrived_is_still_in_the_field_after_a_reload() {
    let mut lead = Sender::new();
    lead.chooses(1, 10).all_goes_well();
    assert_eq!(lead.store[&file(1)].bytes, None, "the bytes are not kept any longer");
    lead.reloads().sends(&[]).arrived(1);
    // Once it is given, the journey knows it.
    lead.happens(UploadEvent::Given(place().activity)).arrived(1);
    assert!(lead.store.is_empty());
}

#[test]
fn files_keep_the_order_in_which_they_were_chosen() {
    let mut lead = Sender::new();
    // Chosen together, under names that chance has drawn.
    lead.chooses(3, 10).chooses(1, 20).chooses(2, 30).all_goes_well();
    let order = |lead: &Sender| lead.uploads.files(place(), lead.now).iter().map(|view| view.id).collect::<Vec<_>>();
    let chosen = [file(3), file(1), file(2)];
    assert_eq!(order(&lead), chosen);
    assert_eq!(order(lead.reloads()), chosen);
    lead.chooses(4, 40).reloads();
    assert_eq!(order(&lead), [file(3), file(1), file(2), file(4)]);
}

#[test]
fn a_paused_file_stays_paused_after_a_reload() {
    let mut lead = Sender::new();
    lead.chooses(1, 10).meets(Fate::Answered).happens(UploadEvent::Paused(file(1))).reloads().sends(&[]);
    lead.is(1, FileState::Paused { sent: 0, total: 10 });
    lead.happens(UploadEvent::Resumed(file(1))).all_goes_well().arrived(1);
}

#[test]
fn a_file_whose_bytes_are_lost_is_chosen_again_and_goes_on() {
    let mut lead = Sender::new();
    lead.chooses(1, 1000).meets(Fate::Answered).meets(Fate::Cut(300));
    lead.store.get_mut(&file(1)).unwrap().bytes = None;
    lead.reloads().is(1, FileState::Failed { obstacle: Obstacle::BytesMissing, can_retry: false }).sends(&[]);
    lead.disk.insert(file(2), content(1, 1000));
    lead.happens(UploadEvent::Added { file: file(2), place: place(), facts: facts(1, 1000) });
    assert_eq!(lead.uploads.files(place(), lead.now).len(), 1);
    assert_eq!(lead.store.keys().copied().collect::<Vec<_>>(), [file(2)]);
    lead.sends(&["HEAD …991"]).meets(Fate::Answered).sends(&["PATCH …991 at 300 with 700"]);
    lead.all_goes_well().arrived(2);
}

#[test]
fn a_file_that_must_be_chosen_again_stands_in_nobody_s_way() {
    let mut lead = Sender::new();
    lead.chooses(1, 1000).meets(Fate::Answered);
    assert_eq!(lead.uploads.count(place()), 1);
    lead.store.get_mut(&file(1)).unwrap().bytes = None;
    lead.reloads();
    assert_eq!(lead.uploads.count(place()), 0, "a field for one file takes it");
    // It has another date by now: its first bytes may be others, so that they go out anew.
    lead.disk.insert(file(2), content(2, 1000));
    let facts = FileFacts { last_modified: 1_800_000_000_000, ..facts(1, 1000) };
    lead.happens(UploadEvent::Added { file: file(2), place: place(), facts });
    lead.sends(&["DELETE …991", "POST documents"]).all_goes_well().arrived(2);
    assert_eq!(lead.server.uploads.len(), 1);
}

#[test]
fn nobody_asks_for_the_unfinished_files_of_an_activity_that_was_given() {
    let mut lead = Sender::new();
    lead.chooses(1, 10)
        .all_goes_well()
        .chooses(2, 10)
        .meets(Fate::Answered)
        .chooses(3, 10)
        .meets_at(1, Fate::Status(413));
    lead.happens(UploadEvent::Given(place().activity)).sends(&["DELETE …992"]).all_goes_well().arrived(1);
    assert_eq!(lead.uploads.files(place(), lead.now).len(), 1);
    assert!(lead.store.is_empty());
}

#[test]
fn a_file_that_changed_or_cannot_be_read_says_so() {
    let mut lead = Sender::new();
    lead.chooses(1, 1000).meets(Fate::Answered).meets(Fate::Unreadable).tells(&["1 failed"]);
    lead.is(1, FileState::Failed { obstacle: Obstacle::Unreadable, can_retry: false });
    let mut lead = Sender::new();
    lead.chooses(1, 1000);
    lead.store.get_mut(&file(1)).unwrap().bytes = Some(facts(1, 999));
    lead.reloads().sends(&[]).is(1, FileState::Failed { obstacle: Obstacle::Changed, can_retry: false });
}

#[test]
fn an_upload_that_is_gone_begins_anew() {
    for gone in [404, 410, 403] {
        let mut lead = Sender::new();
        lead.chooses(1, 1000).meets(Fate::Answered).meets(Fate::Status(gone)).sends(&["POST documents"]);
        lead.meets(Fate::Answered).sends(&["PATCH …992 at 0 with 1000"]).all_goes_well().arrived(1);
        let mut lead = Sender::new();
        lead.chooses(1, 1000).meets(Fate::Answered).meets(Fate::Lost).time_passes();
        lead.sends(&["HEAD …991"]).meets(Fate::Status(gone)).sends(&["POST documents"]).all_goes_well().arrived(1);
    }
}

#[test]
fn uploads_that_are_always_gone_are_given_up() {
    let mut lead = Sender::new();
    lead.chooses(1, 1000);
    for _ in 0..5 {
        lead.sends(&["POST documents"]).meets(Fate::Answered).meets(Fate::Status(404));
    }
    lead.sends(&[]).is(1, FileState::Failed { obstacle: Obstacle::Broken, can_retry: true }).tells(&["1 failed"]);
    lead.happens(UploadEvent::Retried(file(1))).all_goes_well().arrived(1);
}

#[test]
fn an_offset_that_does_not_fit_is_asked_for() {
    let mut lead = Sender::new();
    lead.chooses(1, 1000).meets(Fate::Answered);
    lead.server.uploads.values_mut().next().unwrap().bytes = content(1, 1000)[..250].to_vec();
    lead.meets(Fate::Answered).sends(&["HEAD …991"]).meets(Fate::Answered).sends(&["PATCH …991 at 250 with 750"]);
    lead.all_goes_well().arrived(1);
}

#[test]
fn a_back_end_that_loses_bytes_gets_them_again() {
    let mut lead = Sender::new();
    lead.chooses(1, 600 * KIB).meets(Fate::Answered).meets(Fate::Answered);
    lead.server.uploads.values_mut().next().unwrap().bytes.truncate(5);
    lead.meets(Fate::Answered).sends(&["HEAD …991"]).meets(Fate::Answered);
    lead.all_goes_well().arrived(1);
}

#[test]
fn an_answer_with_an_odd_offset_is_not_believed() {
    // Nothing, less, more than was sent, more than the whole.
    for odd in [0, 262_145, 614_400, 614_401, u64::MAX] {
        let mut lead = Sender::new();
        lead.chooses(1, 600 * KIB).meets(Fate::Answered).meets(Fate::Misreported(odd)).sends(&["HEAD …991"]);
        lead.all_goes_well().arrived(1);
    }
    // Less than what arrived can be believed; the back-end puts it right.
    let mut lead = Sender::new();
    lead.chooses(1, 600 * KIB).meets(Fate::Answered).meets(Fate::Misreported(3)).meets(Fate::Answered);
    lead.sends(&["HEAD …991"]).all_goes_well().arrived(1);
}

#[test]
fn an_offset_beyond_what_was_ever_sent_is_somebody_else_s() {
    for offset in [1001, 262_145, u64::MAX] {
        let mut lead = Sender::new();
        lead.chooses(1, 600 * KIB).meets(Fate::Answered).meets(Fate::Lost).time_passes();
        let says = UploadAnswer { upload_offset: Some(offset.to_string()), ..status(200) };
        if offset == 1001 {
            // Less than what went out: that can be.
            lead.meets(Fate::Says(says)).sends(&["PATCH …991 at 1001 with 131072"]);
        } else {
            lead.meets(Fate::Says(says)).sends(&["POST documents"]).all_goes_well().arrived(1);
        }
    }
}

#[test]
fn an_upload_of_another_length_is_somebody_else_s() {
    let mut lead = Sender::new();
    lead.chooses(1, 1000).meets(Fate::Answered).meets(Fate::Lost).time_passes();
    let other =
        UploadAnswer { upload_offset: Some("0".to_owned()), upload_length: Some("999".to_owned()), ..status(200) };
    lead.meets(Fate::Says(other)).sends(&["POST documents"]).all_goes_well().arrived(1);
}

#[test]
fn a_back_end_without_progress_is_not_asked_for_ever() {
    let mut lead = Sender::new();
    lead.chooses(1, 1000).meets(Fate::Answered);
    for _ in 0..100 {
        let nothing = UploadAnswer { upload_offset: Some("0".to_owned()), ..status(204) };
        match lead.on_its_way().is_empty() {
            false => lead.meets(Fate::Says(nothing)),
            true if lead.timers.is_empty() => break,
            true => lead.time_passes(),
        };
    }
    lead.is(1, FileState::Failed { obstacle: Obstacle::Broken, can_retry: true }).sends(&[]);
}

#[test]
fn a_missing_offset_is_complained_about_and_given_up() {
    let mut lead = Sender::new();
    lead.chooses(1, 1000).meets(Fate::Answered);
    for _ in 0..100 {
        match lead.on_its_way().is_empty() {
            false => lead.meets(Fate::Status(200)),
            true if lead.timers.is_empty() => break,
            true => lead.time_passes(),
        };
    }
    assert!(lead.told[0].contains("Upload-Offset"), "{:?}", lead.told);
    lead.is(1, FileState::Failed { obstacle: Obstacle::Broken, can_retry: true });
}

#[test]
fn a_location_that_leads_elsewhere_is_not_followed() {
    for location in [Some("https://evil.test/internal/v1/documents/9"), Some("//evil.test/9"), Some(""), None] {
        let mut lead = Sender::new();
        let created = UploadAnswer { location: location.map(str::to_owned), ..status(201) };
        lead.chooses(1, 1000).meets(Fate::Says(created)).sends(&[]);
        lead.is(1, FileState::Failed { obstacle: Obstacle::Broken, can_retry: true });
        assert!(lead.told[0].contains("Location"), "{:?}", lead.told);
    }
}

#[test]
fn one_location_is_not_for_two_files() {
    let mut lead = Sender::new();
    let same = UploadAnswer { location: Some("/internal/v1/documents/9".to_owned()), ..status(201) };
    lead.chooses(1, 10).chooses(2, 10).meets(Fate::Says(same.clone())).meets(Fate::Says(same));
    lead.is(2, FileState::Failed { obstacle: Obstacle::Broken, can_retry: true });
}

#[test]
fn a_refusal_is_final() {
    for (number, obstacle, can_retry) in [
        (400, Obstacle::NotAccepted, false),
        (415, Obstacle::NotAccepted, false),
        (422, Obstacle::NotAccepted, false),
        (413, Obstacle::TooLarge, false),
        (403, Obstacle::NotAllowed, true),
        (404, Obstacle::NotOffered, true),
        (405, Obstacle::NotOffered, true),
        (412, Obstacle::NotOffered, true),
    ] {
        let mut lead = Sender::new();
        lead.chooses(1, 1000).meets(Fate::Status(number)).sends(&[]).tells(&["1 failed"]);
        lead.is(1, FileState::Failed { obstacle: obstacle.clone(), can_retry });
        lead.happens(UploadEvent::Retried(file(1)));
        assert_eq!(lead.flights.len(), usize::from(can_retry), "{number}");
    }
}

#[test]
fn a_piece_that_is_too_large_for_what_stands_before_the_back_end_is_cut() {
    let mut lead = Sender::new();
    lead.chooses(1, 600 * KIB).meets(Fate::Answered).sends(&["PATCH …991 at 0 with 262144"]);
    lead.meets(Fate::Status(413)).sends(&["HEAD …991"]).meets(Fate::Answered);
    lead.sends(&["PATCH …991 at 0 with 65536"]).meets(Fate::Answered).sends(&["PATCH …991 at 65536 with 65536"]);
    lead.meets(Fate::Status(413)).sends(&[]);
    lead.is(1, FileState::Failed { obstacle: Obstacle::TooLarge, can_retry: false });
}

#[test]
fn a_busy_back_end_says_when_to_come_back() {
    let mut lead = Sender::new();
    let busy = UploadAnswer { retry_after: Some("40".to_owned()), ..status(503) };
    lead.chooses(1, 1000).meets(Fate::Says(busy));
    lead.is(1, FileState::Retrying { seconds: 40, obstacle: Obstacle::Broken });
    let then = lead.now + 40_000;
    lead.time_passes().sends(&["POST documents"]);
    assert_eq!(lead.now, then);
    lead.all_goes_well().arrived(1);
}

#[test]
fn tries_are_further_and_further_apart_and_end() {
    let mut lead = Sender::new();
    lead.chooses(1, 1000);
    let mut waits = Vec::new();
    while !lead.flights.is_empty() {
        lead.meets(Fate::Lost);
        if let Some((until, _)) = lead.timers.first().copied() {
            waits.push(until - lead.now);
            lead.time_passes();
        }
    }
    assert_eq!(waits.len(), 10);
    assert!((500..=1000).contains(&waits[0]) && (30_000..=60_000).contains(&waits[9]), "{waits:?}");
    lead.is(1, FileState::Failed { obstacle: Obstacle::Unreachable, can_retry: true });
    // The network tells when it is back.
    lead.happens(UploadEvent::CameOnline).all_goes_well().arrived(1);
}

#[test]
fn who_does_not_want_to_wait_tries_at_once() {
    let mut lead = Sender::new();
    lead.chooses(1, 1000).meets(Fate::Lost).sends(&[]);
    lead.happens(UploadEvent::Retried(file(1))).sends(&["POST documents"]);
    // The timer ends late, and changes nothing.
    lead.time_passes().sends(&["POST documents"]).all_goes_well().arrived(1);
}

#[test]
fn without_a_network_files_wait_for_it() {
    let mut lead = Sender::new();
    lead.chooses(1, 1000).meets(Fate::Answered).happens(UploadEvent::WentOffline).sends(&[]);
    lead.is(1, FileState::Offline).chooses(2, 10).sends(&[]).is(2, FileState::Offline);
    lead.happens(UploadEvent::CameOnline).sends(&["HEAD …991", "POST documents"]);
    lead.all_goes_well().arrived(1).arrived(2);
}

#[test]
fn a_session_that_ends_keeps_the_files_for_the_next_one() {
    let mut lead = Sender::new();
    lead.chooses(1, 1000).chooses(2, 10).meets(Fate::Answered);
    lead.meets_at(1, Fate::Status(401)).tells(&["session ended"]).is(1, FileState::SignedOut);
    lead.sends(&[]).is(2, FileState::SignedOut).signs_in(LEAD).sends(&["HEAD …991", "POST documents"]);
    lead.all_goes_well().arrived(1).arrived(2);
}

/// The person has logged out: nothing goes on, and not even they find anything here afterwards.
#[test]
fn files_of_somebody_who_logs_out_are_gone() {
    let mut lead = Sender::new();
    lead.chooses(1, 1000).chooses(2, 10).meets(Fate::Answered).sends(&["POST documents", "PATCH …991 at 0 with 1000"]);
    lead.happens(UploadEvent::Forgotten)
        .sends(&[])
        .signs_in(LEAD)
        .sends(&[])
        .happens(UploadEvent::CameOnline)
        .sends(&[]);
}

#[test]
fn files_go_on_in_the_session_that_takes_the_place_of_another() {
    let mut lead = Sender::new();
    lead.chooses(1, 1000).chooses(2, 10).meets(Fate::Answered).sends(&["POST documents", "PATCH …991 at 0 with 1000"]);
    // Whatever was signed by the session before is broken off, so that no refusal of that one ends this one.
    lead.signs_in(LEAD)
        .sends(&["HEAD …991", "POST documents"])
        .all_goes_well()
        .arrived(1)
        .arrived(2)
        .tells(&["1 done", "2 done"]);
}

#[test]
fn files_wait_for_the_code_that_the_back_end_asks_for() {
    let wants_code = || UploadAnswer {
        refusal: Some(r#"{"status":403,"Code":"SecuredSessionRequired"}"#.to_owned()),
        ..status(403)
    };
    let mut lead = Sender::new();
    lead.chooses(1, 1000).chooses(2, 10).meets(Fate::Answered);
    lead.meets_at(1, Fate::Says(wants_code())).tells(&["code needed"]).is(1, FileState::CodeNeeded);
    lead.sends(&[]).is(2, FileState::CodeNeeded).happens(UploadEvent::CameOnline).sends(&[]);
    lead.signs_in(LEAD).sends(&["HEAD …991", "POST documents"]).all_goes_well().arrived(1).arrived(2);
    let mut lead = Sender::new();
    lead.chooses(1, 10).meets(Fate::Says(wants_code())).tells(&["code needed"]);
    // The session has ended meanwhile: that comes first.
    lead.happens(UploadEvent::SignedOut).is(1, FileState::SignedOut).signs_in(LEAD).all_goes_well().arrived(1);
}

#[test]
fn nobody_sees_the_files_of_somebody_else() {
    let mut lead = Sender::new();
    lead.chooses(1, 1000).meets(Fate::Answered).signs_in(5).sends(&[]);
    assert_eq!(lead.uploads.count(place()), 0);
    lead.restores().sends(&[]);
    assert_eq!(lead.uploads.count(place()), 0);
    assert!(lead.store.contains_key(&file(1)), "it stays kept for its owner");
    lead.signs_in(LEAD).restores().all_goes_well().arrived(1);
}

#[test]
fn a_file_that_is_taken_back_is_deleted() {
    let mut lead = Sender::new();
    lead.chooses(1, 1000).meets(Fate::Answered).happens(UploadEvent::Removed(file(1))).sends(&["DELETE …991"]);
    // Whether that succeeds is nobody's concern.
    lead.meets(Fate::Status(500)).sends(&[]).tells(&[]);
    assert!(lead.store.is_empty() && lead.timers.is_empty());
    assert_eq!(lead.uploads.count(place()), 0);
}

#[test]
fn a_file_that_is_taken_back_while_it_is_created_is_deleted_too() {
    let mut lead = Sender::new();
    lead.chooses(1, 1000).happens(UploadEvent::Removed(file(1))).sends(&["POST documents"]);
    lead.meets(Fate::Answered).sends(&["DELETE …991"]).meets(Fate::Answered);
    assert!(lead.server.uploads.is_empty());
}

#[test]
fn a_document_is_deleted_unless_it_was_given() {
    let mut lead = Sender::new();
    lead.chooses(1, 10).all_goes_well().happens(UploadEvent::Removed(file(1))).sends(&["DELETE …991"]);
    let mut lead = Sender::new();
    lead.chooses(1, 10).all_goes_well().happens(UploadEvent::Given(place().activity));
    lead.happens(UploadEvent::Removed(file(1))).sends(&[]);
    assert_eq!(lead.holds(), Vec::<String>::new());
}

fn known(id: &str) -> Document {
    Document { id: DocumentId::new(id).unwrap(), name: "known.pdf".to_owned(), size: None, content_type: None }
}

#[test]
fn a_field_shows_what_it_was_given_before_and_what_is_added() {
    let mut lead = Sender::new();
    let shown = || UploadEvent::Shown { place: place(), known: vec![known("5"), known("6")] };
    lead.happens(shown()).chooses(1, 10).all_goes_well();
    assert_eq!(lead.holds(), ["5", "6", "9007199254740991"]);
    // What is taken back of it stays away when the form is shown again, and is not deleted.
    let first = lead.uploads.files(place(), lead.now)[0].id;
    lead.happens(UploadEvent::Removed(first)).sends(&[]).happens(shown());
    assert_eq!(lead.holds(), ["6", "9007199254740991"]);
    // The journey has the answer: it is known by now, each document once.
    lead.happens(UploadEvent::Given(place().activity));
    let both = vec![known("6"), known("9007199254740991")];
    lead.happens(UploadEvent::Shown { place: place(), known: both });
    assert_eq!(lead.holds(), ["6", "9007199254740991"]);
    // And what it says is gone, is gone.
    lead.happens(UploadEvent::Shown { place: place(), known: vec![known("6")] });
    assert_eq!(lead.holds(), ["6"]);
}

#[test]
fn what_was_given_is_not_restored_as_well() {
    let mut lead = Sender::new();
    lead.chooses(1, 10).all_goes_well();
    // The answer to the completion was lost with the page.
    lead.reloads().happens(UploadEvent::Shown { place: place(), known: vec![known("9007199254740991")] });
    assert_eq!(lead.holds(), ["9007199254740991"]);
    assert!(lead.store.is_empty());
    lead.happens(UploadEvent::Removed(file(1))).sends(&[]);
}

#[test]
fn a_form_waits_for_its_files() {
    let mut lead = Sender::new();
    let counts = |lead: &Sender| match lead.uploads.entry(place()) {
        Entry::Documents { held, under_way, failed } => (held.len(), under_way, failed),
        entry => panic!("{entry:?}"),
    };
    lead.chooses(1, 10).chooses(2, 10).chooses(3, 10).happens(UploadEvent::Paused(file(3)));
    assert_eq!(counts(&lead), (0, 3, 0));
    lead.meets(Fate::Status(413)).meets(Fate::Answered).meets(Fate::Answered);
    assert_eq!(counts(&lead), (1, 1, 1));
    lead.happens(UploadEvent::Removed(file(1))).happens(UploadEvent::Resumed(file(3))).all_goes_well();
    assert_eq!(counts(&lead), (2, 0, 0));
}

#[test]
fn a_late_answer_and_a_second_click_change_nothing() {
    let mut lead = Sender::new();
    lead.chooses(1, 10);
    for event in [
        UploadEvent::Resumed(file(1)),
        UploadEvent::Retried(file(1)),
        UploadEvent::Added { file: file(1), place: place(), facts: facts(1, 10) },
        UploadEvent::Paused(file(9)),
        UploadEvent::Removed(file(9)),
    ] {
        lead.happens(event).sends(&["POST documents"]);
    }
    lead.all_goes_well().happens(UploadEvent::Paused(file(1))).arrived(1).sends(&[]);
}
