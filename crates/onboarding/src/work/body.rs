//! The draft that the back-end is sent: it takes the place of the one before, so it holds whatever is to stay.

use std::collections::BTreeMap;

use serde_json::{Value as Json, json};

use super::merge::fits;
use super::{Sent, Work};
use crate::form::{Context, Drafted, Form};
use crate::id::{ActivityId, DataPointId, JourneyId};

/// The values of a draft on its way.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Outgoing {
    /// What was given here and can be read as what it should be.
    pub(super) own: BTreeMap<DataPointId, Drafted>,
    /// What else the back-end holds, which is to stay.
    others: BTreeMap<DataPointId, Drafted>,
    /// Whether something was given that is not valid yet, and stays on this device.
    pub(super) is_partial: bool,
}

impl Work {
    /// The draft of a form. Where what a field holds is not valid now, what it held when it was `sent` last stays.
    pub(super) fn outgoing(
        &self,
        journey: JourneyId,
        activity: ActivityId,
        form: &Form,
        context: &Context,
        sent: &BTreeMap<DataPointId, Drafted>,
    ) -> Outgoing {
        let mut outgoing = Outgoing::default();
        let draft = self.opening(journey, activity, form, context).draft;
        for field in form.fields.iter().filter(|field| field.is_writable()) {
            let drafted = form.drafted.get(&field.id);
            let given = self.entry(journey, activity, field.id).filter(|(entry, at)| {
                let is_overtaken =
                    |drafted| self.is_overtaken(journey, activity, (field, entry, *at), drafted, context);
                fits(field.kind, entry) && !drafted.is_some_and(is_overtaken)
            });
            if let Some((entry, at)) = given {
                let value = if entry.is_blank() { Ok(None) } else { form.check_field(field, &draft, context) };
                let kept_as_it_was = matches!(value, Ok(None)) && !entry.is_blank();
                match value {
                    Ok(value) if !kept_as_it_was => {
                        outgoing.own.insert(field.id, Drafted { value, at: Some(at), is_dated: true });
                        continue;
                    }
                    Ok(_) => {}
                    Err(_) => outgoing.is_partial = true,
                }
                if let Some(before) = sent.get(&field.id) {
                    outgoing.own.insert(field.id, before.clone());
                    continue;
                }
            }
            if let Some(drafted) = drafted {
                outgoing.others.insert(field.id, drafted.clone());
            }
        }
        outgoing
    }

    /// What is sent from here, to know it again when it comes back; also what is to stay, if it came from here before.
    pub(super) fn sent_with(&self, journey: JourneyId, activity: ActivityId, outgoing: &Outgoing) -> Sent {
        let earlier = self.sent(journey, activity);
        let is_known = |(id, drafted): &(&DataPointId, &Drafted)| earlier.is_some_and(|sent| sent.knows(**id, drafted));
        let marked = outgoing.own.iter().chain(outgoing.others.iter().filter(is_known));
        Sent { marks: marked.map(|(id, drafted)| (*id, drafted.mark())).collect(), taken: None }
    }
}

impl Outgoing {
    /// The entries of the body.
    pub(super) fn entries(&self) -> Vec<Json> {
        let entry = |(id, drafted): (&DataPointId, &Drafted)| {
            let mut entry = drafted.to_json();
            entry["DataPoint"] = json!({ "Id": i64::from(*id) });
            entry
        };
        self.own.iter().chain(&self.others).map(entry).collect()
    }
}
