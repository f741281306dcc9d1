//! `Signature`: documents to sign, on this page or at a provider.

use std::sync::Arc;

use super::Body;
use crate::journey::Activity;
use crate::provider::{Claim, ProviderTask, TaskWords};
use crate::text::Text;
use crate::wire;

/// `Settings: {"Provider":"Native","Documents":[{"Id","Name","URL","Hash"}],"Consent":"I agree …"}` or
/// `{"Provider":"DocuSeal|Documenso|DocuSign|SignEasy","Mode":"Frame|Redirect"}` (contract, section 3).
pub(super) fn open(activity: &Activity) -> Option<Body> {
    on_this_page(activity).or_else(|| at_provider(activity))
}

fn on_this_page(activity: &Activity) -> Option<Body> {
    Some(Body::Signature(Arc::new(wire::read_signing(activity)?)))
}

fn at_provider(activity: &Activity) -> Option<Body> {
    Some(Body::Provider(Arc::new(ProviderTask::minted(activity, Claim::Completed, WORDS)?)))
}

const WORDS: TaskWords = TaskWords {
    begin: Text {
        en: "Sign the document",
        fr: "Signer le document",
        de: "Dokument unterschreiben",
        es: "Firmar el documento",
        ar: "توقيع المستند",
    },
    frame: Text {
        en: "Document to sign, by {}",
        fr: "Document à signer avec {}",
        de: "Dokument zum Unterschreiben bei {}",
        es: "Documento para firmar con {}",
        ar: "مستند للتوقيع عبر {}",
    },
    finished: Text {
        en: "I have signed",
        fr: "J’ai signé",
        de: "Ich habe unterschrieben",
        es: "He firmado",
        ar: "تم توقيع المستند",
    },
};
