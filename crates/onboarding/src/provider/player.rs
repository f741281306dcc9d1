//! Players of films in frames, without their scripts: the address of each one's embed, and the messages that it and
//! this page exchange. One file per player, which says what its messages mean and nothing more.

mod vimeo;
mod youtube;

use std::fmt;

use serde_json::Value as Json;

use super::{Message, ProviderUrl};
use crate::watching::{Millis, Told};

/// How one player is embedded and spoken with.
pub trait PlayerProtocol: Sync {
    /// How people call it.
    fn name(&self) -> &'static str;

    /// The page for the frame: the player's embed of the film at an address of any usual form; at a host that is not
    /// the player's own, the page at that address itself. `None`: the address names no film.
    fn embed(&self, film: &ProviderUrl, begin: &Begin) -> Option<ProviderUrl>;

    /// What the frame may do (Permissions Policy, `allow`).
    fn allow(&self) -> &'static str;

    /// What is posted until the player answers: before it is ready, it hears nothing.
    fn greeting(&self) -> Message;

    /// What is posted once it has answered, so that it tells of everything that counts.
    fn wishes(&self) -> Vec<Message>;

    /// Moves the film, when the lead asks for it.
    fn seek(&self, to: Millis) -> Message;

    /// What a message means.
    fn read(&self, message: &Message) -> Said;
}

/// What an embed is to know from the start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Begin<'a> {
    /// The origin of this page, which some players post to.
    pub own_origin: &'a str,
    /// Where the film begins.
    pub at: Millis,
}

/// What a player said, as far as it can be understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Said {
    /// Nothing that is understood.
    Nothing,
    /// It is ready to be asked for more, and tells this of itself.
    Ready(Told),
    /// It tells of itself.
    Told(Told),
    /// It cannot show the film.
    Failed,
}

/// One of the players.
#[derive(Clone, Copy)]
pub struct Player(&'static dyn PlayerProtocol);

impl Player {
    /// By the wire's name.
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "YouTube" => Some(Self(&youtube::YouTube)),
            "Vimeo" => Some(Self(&vimeo::Vimeo)),
            _ => None,
        }
    }

    /// Its protocol.
    pub fn protocol(self) -> &'static dyn PlayerProtocol {
        self.0
    }
}

impl PartialEq for Player {
    fn eq(&self, other: &Self) -> bool {
        self.0.name() == other.0.name()
    }
}

impl fmt::Debug for Player {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.name())
    }
}

/// The object in a message, posted as one or as a string of JSON; players do both.
fn object(message: &Message) -> Option<Json> {
    serde_json::from_str(message.text()).ok().filter(Json::is_object)
}

/// The parts of a path.
fn segments(address: &ProviderUrl) -> Vec<&str> {
    address.path().split('/').filter(|segment| !segment.is_empty()).collect()
}

/// A parameter of an address's query.
fn parameter<'a>(address: &'a ProviderUrl, name: &str) -> Option<&'a str> {
    let (front, _) = address.as_str().split_once('#').unwrap_or((address.as_str(), ""));
    let (_, query) = front.split_once('?')?;
    query.split('&').find_map(|pair| pair.split_once('=').filter(|(key, _)| *key == name).map(|(_, value)| value))
}

#[cfg(test)]
mod tests;
