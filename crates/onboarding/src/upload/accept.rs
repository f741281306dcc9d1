//! What a field takes: the tokens of `Accept` (HTML standard, the `accept` attribute), matched with names, media types
//! and contents.

use super::content::{self, Content, Kind};

/// One token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Accepted {
    /// `image/*`: what stands before the slash.
    Family(String),
    /// `application/pdf`.
    Type(String),
    /// `.pdf`, without the dot.
    Ending(String),
}

impl Accepted {
    /// Reads a token; `None` for one that names nothing, and for one that names everything.
    pub(super) fn read(token: &str) -> Option<Self> {
        let token = token.split(';').next()?.trim().to_ascii_lowercase();
        match token.split_once('/') {
            Some(("" | "*", _) | (_, "")) => None,
            Some((family, "*")) => Some(Self::Family(family.to_owned())),
            Some(_) => Some(Self::Type(token)),
            // Integrators forget the dot.
            None => {
                let ending = token.trim_start_matches('.');
                (!ending.is_empty() && ending != "*").then(|| Self::Ending(ending.to_owned()))
            }
        }
    }

    /// Whether a file of this name and media type is meant. Where the table knows the name's ending, that counts;
    /// the browser's guess depends on what is installed.
    pub(super) fn takes_name(&self, promise: &Promise) -> bool {
        match (self, promise.kind) {
            (Self::Ending(ending), _) if promise.name.ends_with(&format!(".{ending}")) => true,
            (_, Some(kind)) => self.takes_kind(kind),
            (Self::Ending(_), None) => false,
            (Self::Type(media_type), None) => promise.media_type == *media_type,
            (Self::Family(family), None) => is_of_family(&promise.media_type, family),
        }
    }

    pub(super) fn takes_kind(&self, kind: &Kind) -> bool {
        match self {
            Self::Family(family) => is_of_family(kind.types[0], family),
            Self::Type(media_type) => kind.types.contains(&media_type.as_str()),
            Self::Ending(ending) => kind.endings.contains(&ending.as_str()),
        }
    }
}

/// What name and media type promise.
pub(super) struct Promise {
    /// In lower case.
    name: String,
    media_type: String,
    /// The kind that both mean, the name before the media type.
    pub(super) kind: Option<&'static Kind>,
}

impl Promise {
    pub(super) fn of(name: &str, media_type: &str) -> Self {
        let name = name.trim().to_ascii_lowercase();
        let media_type = media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        let by_name = match name.rsplit_once('.') {
            // Another ending means something else, whatever the browser guesses.
            Some((_, ending)) => content::by_ending(ending).or_else(|| content::by_type(&media_type)),
            None => content::by_type(&media_type),
        };
        Self { kind: by_name, name, media_type }
    }

    /// Whether neither says anything: what has no ending and no media type is judged by its content.
    pub(super) fn is_empty(&self) -> bool {
        !self.name.contains('.') && self.media_type.is_empty()
    }

    /// The media type, as it was given.
    pub(super) fn media_type(&self) -> &str {
        &self.media_type
    }
}

/// The kind that a content alone tells, if one of the tokens takes it.
pub(super) fn taken_by_content(accepted: &[Accepted], content: Content) -> bool {
    content::by_content(content).is_some_and(|kind| accepted.iter().any(|token| token.takes_kind(kind)))
}

fn is_of_family(media_type: &str, family: &str) -> bool {
    media_type.strip_prefix(family).is_some_and(|rest| rest.starts_with('/'))
}
