//! `Calendly`: a slot to choose, in a frame whose address the settings know.

use std::sync::Arc;

use super::Body;
use crate::journey::Activity;
use crate::provider::{ProviderTask, TaskWords};
use crate::text::Text;

/// `Settings: {"URL":"https://calendly.com/acme/intro"}` (contract, section 3).
pub(super) fn open(activity: &Activity) -> Option<Body> {
    Some(Body::Provider(Arc::new(ProviderTask::configured(activity, WORDS)?)))
}

const WORDS: TaskWords = TaskWords {
    begin: Text {
        en: "Choose a time",
        fr: "Choisir un créneau",
        de: "Termin auswählen",
        es: "Elegir fecha y hora",
        ar: "اختيار موعد",
    },
    frame: Text {
        en: "Calendar by {}",
        fr: "Agenda proposé par {}",
        de: "Kalender von {}",
        es: "Calendario de {}",
        ar: "تقويم المواعيد عبر {}",
    },
    finished: Text {
        en: "I have chosen a time",
        fr: "J’ai choisi un créneau",
        de: "Ich habe einen Termin ausgewählt",
        es: "Ya he elegido fecha y hora",
        ar: "تم اختيار الموعد",
    },
};
