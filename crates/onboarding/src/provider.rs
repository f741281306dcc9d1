//! The registry of providers: each speaks its own frame protocol, in one file, with one `mod` line and one arm.
//!
//! What a frame posts is a hint by somebody else's page. It becomes one of the few things that [`Said`] can say,
//! and none of them completes anything unless the back-end agrees.

mod calendly;
mod documenso;
mod docuseal;
mod docusign;
mod message;
pub mod player;
mod signeasy;
mod task;
mod url;
mod veriff;

pub use message::Message;
pub use task::{ProviderTask, TaskWords};
pub use url::ProviderUrl;

use std::fmt;

use crate::id::ActivityId;
use crate::session::whole_name;

/// What a message means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Said {
    /// Nothing that is understood.
    Nothing,
    /// The provider's page is there and works.
    Alive,
    /// It asks for this answer.
    Wants(Message),
    /// It is so many CSS pixels high.
    Height(u32),
    /// A slot was booked (Calendly): the addresses of the event and of the invitee at the provider.
    Scheduled {
        /// `Event.URI` of the completion.
        event: String,
        /// `Invitee.URI` of the completion.
        invitee: String,
    },
    /// It claims how the visit ended.
    Claimed(Claim),
    /// It asks for a reload of the whole page (Veriff, where iOS refused the camera).
    ReloadWanted,
    /// It has a problem of its own.
    Failed,
}

/// How a visit ended, as the frame claims: `Message` of the contract's `outcome`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Claim {
    /// The person did their part; the verdict is still to come.
    Finished,
    /// The document is signed.
    Completed,
    /// The person gave up.
    Cancelled,
    /// The person refused to sign.
    Declined,
    /// It was too late.
    Expired,
}

/// How the lead goes to the provider.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// In a frame on the activity's page.
    Frame,
    /// In this tab, which comes back later.
    SameTab,
    /// In a tab of its own.
    Tab,
    /// On another device, by a QR code or a copied link.
    Phone,
}

/// What a frame needs of the page. All of it is as little as the provider works with: no top navigation, so that
/// nobody else moves the tab, and no permission that is not used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FrameRules {
    /// The frame's `allow` attribute; may be empty.
    pub allow: &'static str,
    /// The frame's `sandbox` attribute.
    pub sandbox: &'static str,
    /// The least height in CSS pixels.
    pub min_height: u32,
    /// Whether it covers the whole page on phones.
    pub full_screen_on_phones: bool,
}

/// Who visits a provider, so that nothing is asked twice (WCAG 2.2, 3.3.7).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Visitor {
    /// Their first name.
    pub first_name: Option<String>,
    /// Their last name.
    pub last_name: Option<String>,
    /// Their e-mail address, where the session or the journey knows it.
    pub email: Option<String>,
    /// The language that was asked for, a BCP 47 tag; otherwise the provider goes by the browser's.
    pub language: Option<String>,
    /// What they visit it for.
    pub activity: Option<ActivityId>,
}

/// How one provider is visited and what its messages mean. Everything is read from public documentation and
/// published sources, so each provider can be changed alone.
pub trait Protocol: Sync {
    /// The name that people know.
    fn name(&self) -> &'static str;

    /// What its frame needs; `None` where it cannot, or should not, be shown in one.
    fn frame(&self) -> Option<FrameRules> {
        None
    }

    /// The address to open, made of the one that was minted or configured.
    fn address(&self, given: &ProviderUrl, _visitor: &Visitor, _way: Way) -> ProviderUrl {
        given.clone()
    }

    /// What a message of its frame means; `covers` says whether the frame covers the whole page.
    fn read(&self, _message: &Message, _covers: bool) -> Said {
        Said::Nothing
    }
}

/// What every provider's frame may do: scripts, its own cookies, forms and windows of its own. Never anything to the
/// tab that it is shown in.
pub(crate) const SANDBOX: &str =
    "allow-scripts allow-same-origin allow-forms allow-popups allow-popups-to-escape-sandbox";

/// The provider of a name, as `Settings.Provider` spells it.
pub(crate) fn find(name: &str) -> Option<&'static dyn Protocol> {
    match name {
        "Calendly" => Some(&calendly::Calendly),
        "Documenso" => Some(&documenso::Documenso),
        "DocuSeal" => Some(&docuseal::DocuSeal),
        "DocuSign" => Some(&docusign::DocuSign),
        "SignEasy" => Some(&signeasy::SignEasy),
        "Veriff" => Some(&veriff::Veriff),
        _ => None,
    }
}

impl Visitor {
    /// The whole name.
    fn name(&self) -> Option<String> {
        whole_name(self.first_name.as_deref(), self.last_name.as_deref())
    }
}

impl Claim {
    /// By the name that the wire uses.
    pub(crate) fn wire_name(self) -> &'static str {
        match self {
            Self::Finished => "Finished",
            Self::Completed => "Completed",
            Self::Cancelled => "Cancelled",
            Self::Declined => "Declined",
            Self::Expired => "Expired",
        }
    }
}

impl fmt::Debug for dyn Protocol {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(test)]
mod tests;
