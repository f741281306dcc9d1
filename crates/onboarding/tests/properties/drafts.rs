//! Laws of what is kept, tried with random leads, stores, networks and back-ends: what was given last is what is kept
//! last. That there is one write and one draft at a time, and none after a form was handed in, is checked by [`Device`]
//! at every step.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use onboarding::api::{CallError, Response};
use onboarding::form::Entry;
use onboarding::work::{NotKept, Record, Saved, SavingEvent, Standing};
use proptest::collection::vec;
use proptest::prelude::*;

use crate::support::draft_server::*;
use crate::support::keeper::Device;
use crate::support::visit::activity_id;

const TEXTS: [&str; 5] = ["", "Ada", "Bob", "ada@acme.test", "ada@"];
const STATUSES: [u16; 9] = [204, 400, 403, 404, 409, 429, 500, 502, 503];

#[derive(Clone, Debug)]
enum Action {
    Type(i64, i64, usize),
    Choose(i64, usize),
    Leave(i64),
    Wait(i64),
    Hide,
    Offline,
    Online,
    /// The store answers nothing for a while, or fails, or works.
    Store(Option<Result<(), NotKept>>),
    StoreAnswers(Result<(), NotKept>),
    /// Answers of the back-end stay out, or come at once.
    Hold(bool),
    BackEndAnswers,
    LineAnswers(bool, usize),
    NewSession,
    Submit(i64),
    NotTaken,
    HandIn(i64),
    Look,
    Open(i64),
    /// A while in another journey.
    Elsewhere,
    Kill,
}

fn actions() -> impl Strategy<Value = Vec<Action>> {
    let form = || 1i64..=2;
    let trouble = || prop_oneof![Just(NotKept::Refused), Just(NotKept::Full)];
    let ends = || prop_oneof![3 => Just(Ok(())), 1 => trouble().prop_map(Err)];
    let action = prop_oneof![
        20 => (form(), NAME..=EMAIL, 0..TEXTS.len()).prop_map(|(form, field, text)| Action::Type(form, field, text)),
        4 => (form(), 0usize..3).prop_map(|(form, number)| Action::Choose(form, number)),
        2 => form().prop_map(Action::Leave),
        10 => prop_oneof![Just(10), Just(700), Just(1500), Just(30_000)].prop_map(Action::Wait),
        1 => Just(Action::Hide),
        1 => Just(Action::Offline),
        2 => Just(Action::Online),
        2 => proptest::option::of(ends()).prop_map(Action::Store),
        4 => ends().prop_map(Action::StoreAnswers),
        2 => any::<bool>().prop_map(Action::Hold),
        4 => Just(Action::BackEndAnswers),
        3 => (any::<bool>(), 0..=STATUSES.len()).prop_map(|(arrives, status)| Action::LineAnswers(arrives, status)),
        1 => Just(Action::NewSession),
        1 => form().prop_map(Action::Submit),
        1 => Just(Action::NotTaken),
        1 => form().prop_map(Action::HandIn),
        2 => Just(Action::Look),
        3 => form().prop_map(Action::Open),
        1 => Just(Action::Elsewhere),
        1 => Just(Action::Kill),
    ];
    vec(action, 0..60)
}

/// A lead's browser, and what the lead knows of having given.
struct Life {
    device: Device,
    given: BTreeMap<(i64, i64), Entry>,
}

impl Life {
    fn begin(is_plain: bool) -> Self {
        let back_end = DraftServer { now: 1_790_000_000_000, is_plain, ..DraftServer::default() };
        Self { device: Device::new(&Rc::new(RefCell::new(back_end))), given: BTreeMap::new() }
    }

    fn is_over(&self, form: i64) -> bool {
        self.device.back_end.borrow().handed_in.contains(&form)
    }

    fn gives(&mut self, form: i64, field: i64, entry: Entry) {
        if self.is_over(form) {
            return;
        }
        if !self.device.pages.contains_key(&form) {
            self.opens(form);
        }
        self.device.gives(form, field, entry.clone());
        self.given.insert((form, field), entry);
    }

    /// A form shows what was given in it; nobody else has given anything.
    fn opens(&mut self, form: i64) {
        if self.is_over(form) {
            return;
        }
        assert_eq!(self.device.opens(form), [0_i64; 0], "nothing is overtaken by oneself");
        for ((of, field), entry) in &self.given {
            if *of == form {
                assert_eq!(self.device.field(form, *field), Some(entry), "{field} of {form}");
            }
        }
    }

    fn acts(&mut self, action: Action) {
        let standing = self.device.standing.clone();
        match action {
            Action::Type(form, field, text) => self.gives(form, field, Entry::Text(TEXTS[text].to_owned())),
            Action::Choose(form, number) => {
                let chosen = ["red", "blue"].iter().take(number).map(|&colour| colour.to_owned()).collect();
                self.gives(form, COLOURS, Entry::Many(chosen));
            }
            Action::Leave(form) => {
                self.device.happens(SavingEvent::Left(activity_id(form)));
            }
            Action::Wait(millis) => {
                self.device.waits(millis);
            }
            Action::Hide => {
                self.device.happens(SavingEvent::Hidden);
            }
            Action::Offline => {
                self.device.happens(SavingEvent::WentOffline);
            }
            Action::Online => {
                self.device.happens(SavingEvent::CameOnline);
            }
            Action::Store(answers) => self.device.answers = answers,
            Action::StoreAnswers(answer) => {
                self.device.store_answers(answer);
            }
            Action::Hold(is_held) => self.device.is_held = is_held,
            Action::BackEndAnswers => {
                self.device.back_end_answers();
            }
            Action::LineAnswers(arrives, status) => {
                let status = STATUSES.get(status).ok_or(CallError::Unreachable);
                let answer = status.map(|status| Response { status: *status, ..Response::default() });
                // Nobody says that it was taken if it was not.
                let arrives = arrives || matches!(&answer, Ok(Response { status: 204, .. }));
                self.device.line_answers(arrives, answer);
            }
            Action::NewSession => {
                self.device.follows(Standing { session: standing.session + 1, ..standing });
            }
            Action::Submit(form) => {
                self.device.follows(Standing { submitting: vec![activity_id(form)], ..standing });
            }
            Action::NotTaken => {
                self.device.follows(Standing { submitting: Vec::new(), ..standing });
            }
            Action::HandIn(form) => {
                self.device.hands_in(form);
                self.given.retain(|(of, _), _| *of != form);
            }
            Action::Look => {
                self.device.looks();
            }
            Action::Open(form) => self.opens(form),
            Action::Elsewhere => {
                let journey = onboarding::id::JourneyId::from_digits("71");
                self.device.follows(Standing { journey, ..standing.clone() }).waits(2000).follows(standing);
                self.device.pages.clear();
            }
            // Only what is on disk is promised to be there afterwards.
            Action::Kill => {
                self.all_goes_well();
                self.device.is_killed();
            }
        }
    }

    /// The troubles are over.
    fn all_goes_well(&mut self) {
        self.device.answers = Some(Ok(()));
        self.device.is_held = false;
        self.device.store_answers(Ok(())).happens(SavingEvent::CameOnline);
        let standing = self.device.standing.clone();
        let session = standing.session + 1;
        self.device.follows(Standing { submitting: Vec::new(), session, ..standing });
        while !self.device.puts.is_empty() {
            self.device.back_end_answers();
        }
        self.device.waits(3_700_000);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever happens: once writes go well, what is on disk is what was given last, and nothing of what was handed in.
    #[test]
    fn what_was_given_last_is_what_is_kept(script in actions(), is_plain in any::<bool>()) {
        let mut life = Life::begin(is_plain);
        for action in script {
            life.acts(action);
        }
        life.all_goes_well();
        let kept = |(name, text): (&String, &String)| Record::read(name, text).unwrap();
        for record in life.device.store.iter().map(kept) {
            prop_assert!(!life.is_over(i64::from(record.activity)));
        }
        for ((form, field), entry) in life.given.clone() {
            let name = format!("70/{form}/{field}");
            let record = Record::read(&name, &life.device.store[&name]).unwrap();
            prop_assert_eq!(record.piece, onboarding::work::Piece::Entry(onboarding::id::DataPointId::from_digits(&field.to_string()).unwrap(), entry));
        }
        life.device.is_killed();
        for form in 1..=2 {
            life.opens(form);
        }
    }

    /// However it went: what the back-end is said to have, it has, for every other device.
    #[test]
    fn what_is_said_to_be_everywhere_is(script in actions(), is_plain in any::<bool>()) {
        let mut life = Life::begin(is_plain);
        for action in script {
            life.acts(action);
            for form in 1..=2 {
                if life.device.saving.saved(activity_id(form)) != Saved::Everywhere {
                    continue;
                }
                let mut other = Device::new(&life.device.back_end);
                other.opens(form);
                for ((of, field), entry) in &life.given {
                    let shown = other.field(form, *field);
                    if *of == form && !(entry.is_blank() && shown.is_none_or(Entry::is_blank)) {
                        prop_assert_eq!(shown, Some(entry), "{} of {}", field, form);
                    }
                }
            }
        }
    }
}
