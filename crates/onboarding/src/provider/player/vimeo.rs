//! Vimeo's embed without its script: the messages of `@vimeo/player` 2.30.4.

use serde_json::{Value as Json, json};

use super::{Begin, PlayerProtocol, Said, object, parameter, segments};
use crate::provider::{Message, ProviderUrl};
use crate::watching::Told;
use crate::watching::millis::{self, Millis};

pub(super) struct Vimeo;

const HOSTS: [&str; 3] = ["vimeo.com", "www.vimeo.com", "player.vimeo.com"];

/// Everything that says where the film is, whether it runs and how fast.
const EVENTS: [&str; 8] = ["timeupdate", "play", "pause", "ended", "seeking", "seeked", "playbackratechange", "error"];

impl PlayerProtocol for Vimeo {
    fn name(&self) -> &'static str {
        "Vimeo"
    }

    fn embed(&self, film: &ProviderUrl, begin: &Begin) -> Option<ProviderUrl> {
        let own = HOSTS.contains(&film.host().to_ascii_lowercase().as_str());
        let (embed, hash) = match own.then(|| film_id(film)) {
            None => (film.clone(), None),
            Some(named) => {
                let (id, hash) = named?;
                (ProviderUrl::parse(&format!("https://player.vimeo.com/video/{id}"))?, hash)
            }
        };
        let mut parameters = vec![("dnt", "1"), ("playsinline", "1")];
        parameters.extend(hash.map(|hash| ("h", hash)));
        let embed = embed.with_query(&parameters);
        match begin.at / 1000 {
            0 => Some(embed),
            seconds => Some(embed.with_fragment(&format!("t={seconds}s"))),
        }
    }

    fn allow(&self) -> &'static str {
        "autoplay; fullscreen; picture-in-picture; encrypted-media"
    }

    fn greeting(&self) -> Message {
        Message::of(&json!({"method": "ping"}), false)
    }

    fn wishes(&self) -> Vec<Message> {
        let events = EVENTS.map(|event| json!({"method": "addEventListener", "value": event}));
        let questions = ["getDuration", "getPaused", "getPlaybackRate"].map(|question| json!({"method": question}));
        events.into_iter().chain(questions).map(|wish| Message::of(&wish, false)).collect()
    }

    fn seek(&self, to: Millis) -> Message {
        Message::of(&json!({"method": "setCurrentTime", "value": millis::to_json(to)}), false)
    }

    fn read(&self, message: &Message) -> Said {
        let Some(message) = object(message) else { return Said::Nothing };
        match (message["event"].as_str(), message["method"].as_str()) {
            (Some(event), _) => happened(event, &message["data"]),
            (None, Some(method)) => answered(method, &message["value"]),
            (None, None) => Said::Nothing,
        }
    }
}

/// Something happened in the player.
fn happened(event: &str, data: &Json) -> Said {
    let told = Told {
        position: millis::from_json(&data["seconds"]),
        duration: millis::from_json(&data["duration"]),
        ..Told::default()
    };
    match event {
        "ready" => Said::Ready(Told::default()),
        "timeupdate" => Said::Told(told),
        "play" => Said::Told(Told { playing: Some(true), ..told }),
        "pause" | "ended" => Said::Told(Told { playing: Some(false), ..told }),
        "seeking" | "seeked" => Said::Told(Told { jumped: true, ..told }),
        "playbackratechange" => Said::Told(Told { rate: millis::from_json(&data["playbackRate"]), ..Told::default() }),
        // An error that names a method refuses one of our wishes; the film may run all the same.
        "error" if data["method"].is_string() => Said::Told(Told::default()),
        "error" => Said::Failed,
        _ => Said::Nothing,
    }
}

/// A question was answered.
fn answered(method: &str, value: &Json) -> Said {
    let told = match method {
        "ping" => return Said::Ready(Told::default()),
        "getDuration" => Told { duration: millis::from_json(value), ..Told::default() },
        "getPaused" => Told { playing: value.as_bool().map(|paused| !paused), ..Told::default() },
        "getPlaybackRate" => Told { rate: millis::from_json(value), ..Told::default() },
        "addEventListener" | "setCurrentTime" => Told::default(),
        _ => return Said::Nothing,
    };
    Said::Told(told)
}

/// The film that an address of Vimeo's names, and the key to it where it is unlisted: `/ID`, `/ID/KEY`,
/// `/video/ID?h=KEY`, `/channels/NAME/ID`, `/groups/NAME/videos/ID`, `/showcase/ID/video/ID`.
fn film_id(film: &ProviderUrl) -> Option<(&str, Option<&str>)> {
    let segments = segments(film);
    let is_number = |text: &&str| !text.is_empty() && text.len() <= 20 && text.bytes().all(|b| b.is_ascii_digit());
    let at = match segments.iter().rposition(|segment| matches!(*segment, "video" | "videos")) {
        Some(folder) => folder + 1,
        None if segments.first().is_some_and(is_number) => 0,
        None if matches!(segments.first(), Some(&("channels" | "ondemand"))) => 2,
        None => return None,
    };
    let id = segments.get(at).filter(|id| is_number(id))?;
    let hash = parameter(film, "h").or_else(|| segments.get(at + 1).copied());
    let is_hash = |hash: &&str| !hash.is_empty() && hash.len() <= 64 && hash.bytes().all(|b| b.is_ascii_alphanumeric());
    Some((id, hash.filter(is_hash)))
}
