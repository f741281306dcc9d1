//! Laws of the uploads, tried with random leads, networks and back-ends: what arrives is what was chosen, once.

use onboarding::upload::{FileState, UploadAnswer, UploadEvent};
use proptest::collection::vec;
use proptest::prelude::*;

use crate::support::sender::*;
use crate::support::tus_server::status;

const SIZES: [usize; 5] = [50, 1000, 70_000, 300_000, 700_000];
const STATUSES: [u16; 16] = [0, 200, 204, 302, 400, 401, 403, 404, 409, 410, 412, 413, 423, 429, 500, 503];

#[derive(Clone, Debug)]
enum Action {
    Choose(usize),
    Pause(u64),
    Resume(u64),
    Retry(u64),
    Remove(u64),
    /// Some request on its way meets its fate.
    Meet(usize, Fate),
    /// Bytes of a request that was broken off, or is thought lost, arrive after all.
    ArriveLate(usize, usize),
    TimePasses,
    Reload,
    Offline,
    Online,
    SignOut,
    SignIn,
    /// The back-end loses the end of an upload that is not whole yet, or all of it.
    LoseEnd(usize),
    Forget,
    Give,
}

fn actions() -> impl Strategy<Value = Vec<Action>> {
    let number = 0u64..5;
    let action = prop_oneof![
        4 => (0..SIZES.len()).prop_map(Action::Choose),
        1 => number.clone().prop_map(Action::Pause),
        1 => number.clone().prop_map(Action::Resume),
        1 => number.clone().prop_map(Action::Retry),
        1 => number.prop_map(Action::Remove),
        20 => (0usize..3, fates()).prop_map(|(index, fate)| Action::Meet(index, fate)),
        2 => (0usize..4, 0usize..400_000).prop_map(|(index, arriving)| Action::ArriveLate(index, arriving)),
        6 => Just(Action::TimePasses),
        1 => Just(Action::Reload),
        1 => Just(Action::Offline),
        2 => Just(Action::Online),
        1 => Just(Action::SignOut),
        2 => Just(Action::SignIn),
        1 => (0usize..400_000).prop_map(Action::LoseEnd),
        1 => Just(Action::Forget),
        1 => Just(Action::Give),
    ];
    vec(action, 0..60)
}

fn fates() -> impl Strategy<Value = Fate> {
    prop_oneof![
        12 => Just(Fate::Answered),
        3 => Just(Fate::Lost),
        3 => Just(Fate::AnswerLost),
        4 => (0usize..400_000).prop_map(Fate::Cut),
        3 => (0..STATUSES.len()).prop_map(|index| Fate::Status(STATUSES[index])),
        2 => answers().prop_map(Fate::Says),
        1 => (0u64..300_000).prop_map(Fate::Misreported),
        1 => Just(Fate::Unreadable),
    ]
}

/// Answers of a back-end that is out of its mind. No file is as small as the offsets that can be read, so that none is
/// said to be whole: that would have to be believed.
fn answers() -> impl Strategy<Value = UploadAnswer> {
    let offset = prop_oneof![(0u64..40).prop_map(|offset| offset.to_string()), ".{0,5}".prop_map(|text| text + "x")];
    let location = prop_oneof![".{0,20}", "/internal/v1/documents/[0-9]{1,3}", "(https?:)?//[a-z.]{1,9}/[0-9]",];
    let parts = (0..STATUSES.len(), proptest::option::of(offset), proptest::option::of(location), ".{0,6}");
    parts.prop_map(|(index, upload_offset, location, retry_after)| UploadAnswer {
        upload_offset,
        location,
        retry_after: Some(retry_after),
        ..status(STATUSES[index])
    })
}

struct World {
    lead: Sender,
    chosen: u64,
    given: Vec<u64>,
}

impl World {
    fn act(&mut self, action: Action) {
        let lead = &mut self.lead;
        match action {
            Action::Choose(_) if self.chosen == 5 => {}
            Action::Choose(size) => {
                lead.chooses(self.chosen, SIZES[size]);
                self.chosen += 1;
            }
            Action::Pause(number) => drop(lead.happens(UploadEvent::Paused(file(number)))),
            Action::Resume(number) => drop(lead.happens(UploadEvent::Resumed(file(number)))),
            Action::Retry(number) => drop(lead.happens(UploadEvent::Retried(file(number)))),
            Action::Remove(number) => drop(lead.happens(UploadEvent::Removed(file(number)))),
            Action::Meet(index, fate) if index < lead.flights.len() => drop(lead.meets_at(index, fate)),
            Action::ArriveLate(index, arriving) => lead.arrives_late(index, arriving),
            Action::TimePasses if !lead.timers.is_empty() => drop(lead.time_passes()),
            Action::Meet(..) | Action::TimePasses => {}
            Action::Reload => {
                // Documents that were given are the journey's to remember.
                self.given.clear();
                lead.reloads();
            }
            Action::Offline => drop(lead.happens(UploadEvent::WentOffline)),
            Action::Online => drop(lead.happens(UploadEvent::CameOnline)),
            Action::SignOut => drop(lead.happens(UploadEvent::SignedOut)),
            Action::SignIn => drop(lead.signs_in(LEAD)),
            Action::LoseEnd(length) => {
                for upload in lead.server.uploads.values_mut().filter(|upload| upload.bytes.len() < upload.length) {
                    upload.bytes.truncate(length);
                }
            }
            Action::Forget => lead.server.uploads.retain(|_, upload| upload.bytes.len() == upload.length),
            Action::Give => {
                let is_done = |number: &u64| lead.has(*number) && lead.state(*number) == FileState::Done;
                self.given.extend((0..self.chosen).filter(is_done));
                lead.happens(UploadEvent::Given(place().activity));
            }
        }
    }

    /// What is done is whole and there once; what is kept is what may still be needed.
    fn is_honest(&self) {
        let there: Vec<u64> = (0..self.chosen).filter(|number| self.lead.has(*number)).collect();
        let done: Vec<u64> =
            there.iter().copied().filter(|number| self.lead.state(*number) == FileState::Done).collect();
        let mut ids = self.lead.holds();
        assert_eq!(ids.len(), done.len());
        for number in &done {
            let bytes = &self.lead.disk[&file(*number)];
            let name = format!("file {number}.pdf");
            let view =
                self.lead.uploads.files(place(), self.lead.now).into_iter().find(|view| view.id == file(*number));
            assert_eq!(view.map(|view| view.name), Some(name));
            let has = |id: &String| self.lead.server.uploads[&format!("/internal/v1/documents/{id}")].bytes == *bytes;
            let at = ids.iter().position(has).expect("what is done has arrived, byte for byte");
            ids.swap_remove(at);
        }
        let kept: Vec<u64> = self.lead.store.keys().map(|id| file_number(*id)).collect();
        let needed: Vec<u64> = there.into_iter().filter(|number| !self.given.contains(number)).collect();
        assert_eq!(kept, needed);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever happens: no panic, two at once at most, no wrong byte, nothing done that is not there. And once the
    /// troubles have passed, every file arrives or has said why not.
    #[test]
    fn what_arrives_is_what_was_chosen_once(script in actions()) {
        let mut world = World { lead: Sender::new(), chosen: 0, given: Vec::new() };
        for action in script {
            world.act(action);
            world.is_honest();
        }
        let lead = &mut world.lead;
        lead.signs_in(LEAD).happens(UploadEvent::CameOnline).all_goes_well();
        for number in 0..world.chosen {
            lead.happens(UploadEvent::Resumed(file(number))).happens(UploadEvent::Retried(file(number)));
        }
        lead.all_goes_well();
        world.is_honest();
        for number in (0..world.chosen).filter(|number| world.lead.has(*number)) {
            let state = world.lead.state(number);
            let is_over = matches!(state, FileState::Done | FileState::Failed { can_retry: false, .. });
            prop_assert!(is_over, "file {} is {:?}", number, state);
        }
    }
}
