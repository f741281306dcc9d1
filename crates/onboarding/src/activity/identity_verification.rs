//! `IdentityVerification`: the lead shows who they are, at a provider; somebody else judges it.

use std::sync::Arc;

use super::Body;
use crate::journey::Activity;
use crate::provider::{Claim, ProviderTask, TaskWords};
use crate::text::Text;

/// `Settings: {"Provider":"Veriff","Mode":"Frame|Redirect"}` (contract, section 3).
pub(super) fn open(activity: &Activity) -> Option<Body> {
    let task = ProviderTask::minted(activity, Claim::Finished, WORDS)?;
    // The camera that takes a good picture is often on another device than the page.
    Some(Body::Provider(Arc::new(ProviderTask { by_phone: true, ..task })))
}

const WORDS: TaskWords = TaskWords {
    begin: Text {
        en: "Verify my identity",
        fr: "Vérifier mon identité",
        de: "Meine Identität bestätigen",
        es: "Verificar mi identidad",
        ar: "التحقق من هويتي",
    },
    frame: Text {
        en: "Identity check by {}",
        fr: "Vérification d’identité par {}",
        de: "Identitätsprüfung durch {}",
        es: "Verificación de identidad con {}",
        ar: "التحقق من الهوية عبر {}",
    },
    finished: Text {
        en: "I have finished",
        fr: "J’ai terminé",
        de: "Ich bin fertig",
        es: "He terminado",
        ar: "تم الانتهاء",
    },
};
