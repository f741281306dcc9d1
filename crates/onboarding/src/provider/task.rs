//! An activity that is done at a provider: which one, how it is visited, and the words for it.

use super::{Claim, FrameRules, Protocol, ProviderUrl, Way, find};
use crate::journey::Activity;
use crate::text::Text;
use crate::wire;

/// Something to do at a provider.
#[derive(Clone, Debug)]
pub struct ProviderTask {
    /// How the provider is visited.
    pub protocol: &'static dyn Protocol,
    /// Whether it is shown in a frame on the page; otherwise the lead goes there.
    pub framed: bool,
    /// The address from the settings; `None`: the back-end mints one on the click (`handover`).
    pub address: Option<ProviderUrl>,
    /// Whether it can be done on another device.
    pub by_phone: bool,
    /// The kind's own words.
    pub words: TaskWords,
    /// What the lead claims by "I've finished".
    pub(crate) claim: Claim,
    /// Whether the claim, declared by the lead, can complete the activity.
    pub(crate) declares: bool,
}

/// What a kind of activity at a provider says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TaskWords {
    /// The button that begins it.
    pub begin: Text,
    /// What the frame is, with a gap for the provider's name.
    pub frame: Text,
    /// The button by which the lead says that they did it.
    pub finished: Text,
}

impl ProviderTask {
    /// `Settings: {"Provider","Mode"?}`: an activity whose address is minted. `None` for a provider that nobody added.
    pub(crate) fn minted(activity: &Activity, claim: Claim, words: TaskWords) -> Option<Self> {
        let settings = wire::members(activity)?;
        let text = |name: &str| settings.get(name).and_then(serde_json::Value::as_str);
        let protocol = find(text("Provider")?)?;
        // A provider that cannot be framed is visited, whatever the settings ask for: an empty frame helps nobody.
        let framed = protocol.frame().is_some() && text("Mode") != Some("Redirect");
        Some(Self { protocol, framed, address: None, by_phone: false, words, claim, declares: true })
    }

    /// `Settings: {"URL"}`: an activity whose kind is named after its provider, and whose address is known ahead. Only
    /// the provider's own message, or the back-end, completes it. `None` for an address that cannot be used.
    pub(crate) fn configured(activity: &Activity, words: TaskWords) -> Option<Self> {
        let settings = wire::members(activity)?;
        let address = settings.get("URL").and_then(serde_json::Value::as_str).and_then(ProviderUrl::parse);
        let protocol = find(&activity.kind)?;
        Some(Self {
            protocol,
            framed: protocol.frame().is_some(),
            address: Some(address?),
            by_phone: false,
            words,
            claim: Claim::Completed,
            declares: false,
        })
    }

    /// The provider's name.
    pub fn provider(&self) -> &'static str {
        self.protocol.name()
    }

    /// What its frame needs of the page.
    pub fn frame(&self) -> Option<FrameRules> {
        self.protocol.frame()
    }

    /// The ways to the provider, the main one first. `survives`: whether the session would live through a visit in
    /// the same tab.
    pub(crate) fn ways(&self, survives: bool) -> Vec<Way> {
        let elsewhere = if survives && !self.framed { Way::SameTab } else { Way::Tab };
        let ways = [(Way::Frame, self.framed), (elsewhere, true), (Way::Phone, self.by_phone)];
        ways.into_iter().filter(|(_, offered)| *offered).map(|(way, _)| way).collect()
    }
}

impl PartialEq for ProviderTask {
    /// Providers are told apart by their names.
    fn eq(&self, other: &Self) -> bool {
        self.provider() == other.provider()
            && (self.framed, self.by_phone, self.claim, self.declares)
                == (other.framed, other.by_phone, other.claim, other.declares)
            && (&self.address, self.words) == (&other.address, other.words)
    }
}
