//! Goldens of drafts: what is sent of a form that is not finished, what each answer means, and what comes back.

use onboarding::form::{Drafted, Entry, Value};
use onboarding::id::DataPointId;
use onboarding::work::{Moment, Piece, Saved, Saving, SavingEffect, SavingEvent, Ticket};
use serde_json::json;

use super::golden::Golden;
use crate::support::back_end::*;
use crate::support::visit::*;

/// 2022-04-07T13:05:00.000Z, when the last value of the golden draft was changed.
const NOW: i64 = 1_649_336_700_000;
const ACTIVITY: i64 = 74_590_868_830_731_201;

/// A golden, and where what was typed is kept then.
const DRAFTS: &[(&str, Saved)] = &[
    ("draft-kept", Saved::Everywhere),
    ("draft-kept-changed-dates", Saved::Everywhere),
    ("draft-not-offered", Saved::OnDevice),
    ("draft-secured-session-required", Saved::OnDevice),
    ("draft-session-ended", Saved::OnDevice),
];

/// The names of the goldens that are played here.
pub(crate) fn played() -> impl Iterator<Item = &'static str> {
    DRAFTS.iter().map(|(name, _)| *name)
}

fn data_point(id: i64) -> DataPointId {
    DataPointId::from_digits(&id.to_string()).unwrap()
}

/// A lead at the golden form, and what is kept of them.
struct Lead {
    visit: Visit,
    saving: Saving,
}

impl Lead {
    fn new() -> Self {
        let field = |id: i64, kind: &str| json!({"DataPoint": {"Id": id, "Type": kind}});
        let capital = with(field(110, "Amount"), json!({"Currency": "EUR"}));
        let fields = json!([field(123_456_789, "Text"), capital, field(101, "Text")]);
        let form = with(form(ACTIVITY), json!({"Settings": {"Fields": fields}}));
        let visit = Visit::in_journey(token_session(), journey([form]));
        let mut lead = Self { visit, saving: Saving::default() };
        let standing = lead.visit.model().standing();
        lead.happens(NOW, SavingEvent::Followed(standing));
        lead
    }

    fn happens(&mut self, now: i64, event: SavingEvent) -> Vec<SavingEffect> {
        let context = english();
        let lookup = |id| self.visit.model().form(id);
        self.saving.step(Moment { now, random: 0, form: &lookup, context: &context }, event)
    }

    fn types(&mut self, now: i64, field: i64, text: &str) {
        let piece = Piece::Entry(data_point(field), Entry::Text(text.to_owned()));
        for effect in self.happens(now, SavingEvent::Gave(activity_id(ACTIVITY), piece)) {
            if let SavingEffect::Write(ticket, ..) = effect {
                self.happens(now, SavingEvent::Written(ticket, Ok(())));
            }
        }
    }

    /// The draft goes out, signed.
    fn sends(&mut self) -> (Ticket, onboarding::api::Request) {
        let effects = self.happens(NOW, SavingEvent::Left(activity_id(ACTIVITY)));
        let put = effects.into_iter().find_map(|effect| match effect {
            SavingEffect::Put { ticket, request, .. } => Some((ticket, request)),
            _ => None,
        });
        let (ticket, request) = put.unwrap();
        (ticket, self.visit.model().sign(request))
    }
}

#[test]
fn a_draft_says_what_was_typed_and_when() {
    let mut lead = Lead::new();
    lead.types(NOW - 1999, 101, "Acme");
    lead.types(NOW - 1999, 101, "");
    lead.types(NOW - 750, 110, "1,234.5");
    lead.types(NOW, 123_456_789, "exa");
    Golden::read("draft-kept-changed-dates").is_asked_by(&lead.sends().1);
}

#[test]
fn each_answer_says_where_it_is_kept_now() {
    for (name, saved) in DRAFTS {
        let mut lead = Lead::new();
        lead.types(NOW, 123_456_789, "exa");
        let (ticket, request) = lead.sends();
        let golden = Golden::read(name);
        assert_eq!(format!("{} {}", request.method, request.path), golden.call());
        lead.happens(NOW, SavingEvent::Answered(ticket, Ok(golden.answer())));
        assert_eq!(lead.saving.saved(activity_id(ACTIVITY)), *saved, "{name}");
    }
}

#[test]
fn each_value_of_a_draft_comes_back_with_its_time() {
    let amount =
        |text: &str| Value::Amount(onboarding::decimal::Decimal::from_canonical(text).unwrap(), "EUR".to_owned());
    let text = |text: &str| Value::Text(text.to_owned());
    let drafted = |name: &str| {
        let golden = Golden::read(name);
        let visit = Visit::in_journey(token_session(), serde_json::from_str(&golden.answer().body).unwrap());
        visit.model().form(activity_id(ACTIVITY)).unwrap().drafted.clone()
    };
    // 13:07, when the draft as a whole was changed.
    const CHANGED: i64 = NOW + 120_000;
    let at = |value: Option<Value>, at: i64| Drafted { value, at: Some(at), is_dated: at != CHANGED };
    assert_eq!(
        drafted("journey-draft-changed-dates"),
        [
            (data_point(101), at(None, CHANGED - 1999)),
            (data_point(110), at(Some(amount("1234.50")), CHANGED)),
            (data_point(123_456_789), at(Some(text("anvils")), CHANGED - 750)),
        ]
        .into()
    );
    assert_eq!(
        drafted("journey-draft"),
        [
            (data_point(110), at(Some(amount("1234.50")), CHANGED)),
            (data_point(123_456_789), at(Some(text("anvils")), CHANGED)),
        ]
        .into()
    );
}
