//! What a field takes, told before anything is chosen, and each file judged before anything is sent.

use super::accept::{Accepted, Promise, taken_by_content};
use super::content::{self, Content};
use super::{FileFacts, Refusal, refusal, size};
use crate::form::{Context, Field};

/// How many bytes from the beginning of a file tell what is in it.
pub const FIRST_BYTES: usize = 4096;

/// What a field takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rules {
    pub(super) accepted: Vec<Accepted>,
    pub(super) max_bytes: Option<u64>,
    pub(super) multiple: bool,
}

impl Rules {
    /// The rules of a field.
    pub fn of(field: &Field) -> Self {
        let tokens = field.accept.iter().flat_map(|tokens| tokens.split(','));
        let takes_all = |token: &str| matches!(token.trim(), "*" | "*/*" | ".*");
        let takes_all = tokens.clone().any(takes_all);
        let accepted = if takes_all { Vec::new() } else { tokens.filter_map(Accepted::read).collect() };
        Self { accepted, max_bytes: field.max_bytes, multiple: field.multiple }
    }

    /// Whether several files can be given.
    pub fn takes_several(&self) -> bool {
        self.multiple
    }

    /// The value of the `accept` attribute of the control; `None` where any file will do. Some systems know no media type
    /// for photographs of phones, so their endings are added.
    pub fn accept_attribute(&self) -> Option<String> {
        let mut tokens: Vec<String> = Vec::new();
        for accepted in &self.accepted {
            tokens.push(match accepted {
                Accepted::Family(family) => format!("{family}/*"),
                Accepted::Type(media_type) => media_type.clone(),
                Accepted::Ending(ending) => format!(".{ending}"),
            });
            let photographs = content::by_content(Content::Heif).filter(|kind| accepted.takes_kind(kind));
            tokens.extend(photographs.into_iter().flat_map(|kind| kind.endings).map(|ending| format!(".{ending}")));
        }
        tokens.dedup();
        (!tokens.is_empty()).then(|| tokens.join(","))
    }

    /// Whether photographs are taken, so that a camera helps.
    pub fn takes_photographs(&self) -> bool {
        self.accepted.is_empty() || taken_by_content(&self.accepted, Content::Jpeg)
    }

    /// The rules in words, to be told before anything is chosen.
    pub fn sentence(&self, context: &Context) -> String {
        let mut sentences = Vec::new();
        if let Some(kinds) = refusal::kinds(&self.accepted, context) {
            sentences.push(refusal::KINDS.fill(context.locale, &[&kinds]));
        }
        if let Some(most) = self.max_bytes {
            let (most, _) = size::limit_and_size(most, most, context);
            sentences.push(refusal::MOST.fill(context.locale, &[&most]));
        }
        let count = if self.multiple { refusal::SEVERAL } else { refusal::ONE };
        sentences.push(count.say(context.locale).to_owned());
        sentences.join(" ")
    }

    /// Why a file is not taken, if it is not: by what the browser says about it, by its first bytes (as many as
    /// [`FIRST_BYTES`]), and by the number of files that the field holds already.
    pub fn refuse(&self, facts: &FileFacts, first_bytes: &[u8], already: usize) -> Option<Refusal> {
        let promise = Promise::of(&facts.name, &facts.content_type);
        let name = facts.name.clone();
        if !self.multiple && already > 0 {
            return Some(Refusal::TooMany { name });
        }
        if !self.takes_promise(&promise, first_bytes) {
            return Some(Refusal::Type { name, rules: self.clone() });
        }
        if facts.size == 0 {
            return Some(Refusal::Empty { name });
        }
        if let Some(most) = self.max_bytes.filter(|most| facts.size > *most) {
            return Some(Refusal::TooLarge { name, size: facts.size, most });
        }
        self.refuse_content(name, &promise, content::look(first_bytes))
    }

    /// The media type to declare for a file: by its content where that tells, otherwise by its name, otherwise as the
    /// browser guessed.
    pub fn content_type(facts: &FileFacts, first_bytes: &[u8]) -> String {
        let promise = Promise::of(&facts.name, &facts.content_type);
        let content = content::look(first_bytes);
        let kind = match promise.kind {
            Some(kind) if kind.contents.contains(&content) => Some(kind),
            promised => content::by_content(content).or(promised),
        };
        match (kind, promise.media_type()) {
            (Some(kind), _) => kind.types[0].to_owned(),
            (None, "") => "application/octet-stream".to_owned(),
            (None, guessed) => guessed.to_owned(),
        }
    }

    fn takes_promise(&self, promise: &Promise, first_bytes: &[u8]) -> bool {
        let unnamed = promise.is_empty() && taken_by_content(&self.accepted, content::look(first_bytes));
        self.accepted.is_empty() || unnamed || self.accepted.iter().any(|token| token.takes_name(promise))
    }

    fn refuse_content(&self, name: String, promise: &Promise, content: Content) -> Option<Refusal> {
        match promise.kind {
            Some(kind) if kind.contents.contains(&content) => None,
            Some(_) if content == Content::Program => Some(Refusal::Program { name }),
            // A picture of another kind than its name says is a picture still.
            Some(_) if taken_by_content(&self.accepted, content) => None,
            Some(_) if self.accepted.is_empty() && content::by_content(content).is_some() => None,
            Some(kind) => Some(Refusal::Content { name, kind: kind.name }),
            None if content == Content::Program && !self.accepted.is_empty() => Some(Refusal::Program { name }),
            None => None,
        }
    }
}
