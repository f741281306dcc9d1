//! Documents to read or to sign: where each one is, whether what the page shows is what its hash names, and what
//! stands in the way of agreeing to it.

mod address;
mod hash;
mod presentation;

pub use address::{Address, Source};
pub use hash::Hash;
pub use presentation::Presentation;

use serde_json::{Value as Json, json};

use crate::failure::Failure;
use crate::id::DocumentId;
use crate::text::{Locale, Text};

/// A document of an activity (contract, section 3: `Documents` of `Signature` and of `Document`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// How the back-end knows it.
    pub id: DocumentId,
    /// Its name, as the company wrote it; may be empty.
    pub name: String,
    /// Where it is; `None`: at no address that this page may open.
    pub address: Option<Address>,
    /// What tells its content from any other.
    pub hash: Option<Hash>,
}

/// How far the page has come with a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Nobody has asked for it yet.
    NotAsked,
    /// It is on its way.
    Loading,
    /// It is here, and nothing speaks against its content.
    Here,
    /// It is here, and its content is not what its hash names.
    Changed,
    /// It is on another site, which shows it itself but does not hand it over.
    Elsewhere,
    /// It did not come.
    Failed(Failure),
}

/// A document that cannot be agreed to as things are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Obstacle {
    /// Which one.
    pub document: DocumentId,
    name: String,
    reason: Reason,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reason {
    Loading,
    Missing,
    Changed,
    NotAvailable,
}

impl Document {
    /// Its name, or a word for one that has none.
    pub fn name(&self, locale: Locale) -> String {
        let name = self.name.trim();
        if name.is_empty() { DOCUMENT.say(locale).to_owned() } else { name.to_owned() }
    }

    /// What the bytes that came say: `sha256` is their digest, where the browser could make one.
    pub fn standing(&self, sha256: Option<&[u8]>) -> Standing {
        let changed = self.hash.as_ref().zip(sha256).is_some_and(|(hash, digest)| hash.speaks_against(digest));
        if changed { Standing::Changed } else { Standing::Here }
    }

    /// Nobody can agree to what they could not see, or to what is not what it should be.
    fn obstacle(&self, standing: Standing, locale: Locale) -> Option<Obstacle> {
        let reason = match standing {
            _ if self.address.is_none() => Reason::NotAvailable,
            Standing::Here | Standing::Elsewhere => return None,
            Standing::NotAsked | Standing::Loading => Reason::Loading,
            Standing::Failed(_) => Reason::Missing,
            Standing::Changed => Reason::Changed,
        };
        Some(Obstacle { document: self.id.clone(), name: self.name(locale), reason })
    }
}

/// What stands in the way of agreeing to documents, in their order.
pub fn obstacles(documents: &[Document], standing: impl Fn(&DocumentId) -> Standing, locale: Locale) -> Vec<Obstacle> {
    documents.iter().filter_map(|document| document.obstacle(standing(&document.id), locale)).collect()
}

/// `[{"Id","Hash"}]`: each document that came with a hash (contract, section 3, `Signature`); `None` where none did.
pub(crate) fn hashes(documents: &[Document]) -> Option<Json> {
    let hashed = documents.iter().filter_map(|document| {
        let hash = document.hash.as_ref()?;
        Some(json!({ "Id": document.id.to_json(), "Hash": hash.as_str() }))
    });
    let hashed: Vec<Json> = hashed.collect();
    (!hashed.is_empty()).then_some(Json::Array(hashed))
}

impl Obstacle {
    /// The sentence for the summary.
    pub fn sentence(&self, locale: Locale) -> String {
        let text = match self.reason {
            Reason::Loading => LOADING,
            Reason::Missing => MISSING,
            Reason::Changed => CHANGED,
            Reason::NotAvailable => NOT_AVAILABLE,
        };
        text.fill(locale, &[&self.name])
    }
}

const DOCUMENT: Text = Text { en: "Document", fr: "Document", de: "Dokument", es: "Documento", ar: "مستند" };
const LOADING: Text = Text {
    en: "“{}” is still loading. Wait until it is here.",
    fr: "« {} » est en cours de chargement. Attendez la fin du chargement.",
    de: "„{}“ wird noch geladen. Bitte warten Sie, bis das Dokument da ist.",
    es: "«{}» todavía se está cargando. Espere a que termine.",
    ar: "ما زال تحميل «{}» جاريا. يُرجى الانتظار حتى يكتمل.",
};
const MISSING: Text = Text {
    en: "“{}” could not be loaded. Load it again, so that you can read it first.",
    fr: "« {} » n’a pas pu être chargé. Chargez-le à nouveau pour pouvoir le lire avant de continuer.",
    de: "„{}“ konnte nicht geladen werden. Laden Sie das Dokument erneut, damit Sie es vorher lesen können.",
    es: "No se ha podido cargar «{}». Vuelva a cargarlo para poder leerlo antes de continuar.",
    ar: "تعذر تحميل المستند «{}». يُرجى إعادة تحميله لقراءته أولا.",
};
const CHANGED: Text = Text {
    en: "“{}” is not the document that was meant for you. Load it again.",
    fr: "« {} » n’est pas le document qui vous était destiné. Chargez-le à nouveau.",
    de: "„{}“ ist nicht das Dokument, das für Sie bestimmt ist. Laden Sie es erneut.",
    es: "«{}» no es el documento que le corresponde. Vuelva a cargarlo.",
    ar: "«{}» ليس المستند المخصص لك. يُرجى إعادة تحميله.",
};
const NOT_AVAILABLE: Text = Text {
    en: "“{}” cannot be shown here. Please contact us.",
    fr: "« {} » ne peut pas être affiché ici. Contactez-nous.",
    de: "„{}“ kann hier nicht angezeigt werden. Bitte wenden Sie sich an uns.",
    es: "«{}» no se puede mostrar aquí. Contacte con nosotros.",
    ar: "لا يمكن عرض المستند «{}» هنا. يُرجى التواصل معنا.",
};

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn document(id: &str, hash: Option<&str>) -> Document {
        Document {
            id: DocumentId::new(id).unwrap(),
            name: format!("{id}.pdf"),
            address: Address::parse("/a"),
            hash: hash.map(Hash::new),
        }
    }

    #[test]
    fn only_a_hash_of_other_bytes_speaks_against_a_document() {
        let digest = [0xab; 32];
        let right = "ab".repeat(32);
        for (hash, bytes, standing) in [
            (None, Some(&digest[..]), Standing::Here),
            (Some(right.as_str()), Some(&digest[..]), Standing::Here),
            (Some(right.as_str()), Some(&[0; 32][..]), Standing::Changed),
            (Some(right.as_str()), None, Standing::Here),
            (Some("md5:1"), Some(&digest[..]), Standing::Here),
        ] {
            assert_eq!(document("1", hash).standing(bytes), standing, "{hash:?}");
        }
    }

    #[test]
    fn what_was_not_seen_or_is_not_right_stands_in_the_way() {
        let standings = [
            (Standing::Here, None),
            (Standing::Elsewhere, None),
            (Standing::NotAsked, Some("still loading")),
            (Standing::Loading, Some("still loading")),
            (Standing::Failed(Failure::Unreachable), Some("could not be loaded")),
            (Standing::Changed, Some("is not the document")),
        ];
        for (standing, words) in standings {
            let found = obstacles(&[document("1", None)], |_| standing, Locale::English);
            let sentence = found.first().map(|obstacle| obstacle.sentence(Locale::English));
            assert_eq!(sentence.is_some(), words.is_some(), "{standing:?}");
            assert!(sentence.unwrap_or_default().contains(words.unwrap_or_default()), "{standing:?}");
        }
        let nowhere = Document { address: None, name: " ".to_owned(), ..document("1", None) };
        let found = obstacles(&[nowhere], |_| Standing::NotAsked, Locale::French);
        assert_eq!(found[0].sentence(Locale::French), "« Document » ne peut pas être affiché ici. Contactez-nous.");
    }

    #[test]
    fn hashes_go_back_as_they_came() {
        let documents = [document("9007199254740993", Some("md5:1")), document("2", None), document("x", Some("y"))];
        let sent = hashes(&documents).unwrap().to_string();
        assert_eq!(sent, r#"[{"Hash":"md5:1","Id":9007199254740993},{"Hash":"y","Id":"x"}]"#);
        assert_eq!(hashes(&documents[1..2]), None);
    }
}
