//! YouTube's embed without Google's script: `amp-youtube.js` of ampproject/amphtml and the player's own messages.
//!
//! Nothing of it is promised by Google; what is not understood is passed over, and a player that never answers leaves
//! the lead another way on.

use serde_json::{Value as Json, json};

use super::{Begin, PlayerProtocol, Said, object, parameter, segments};
use crate::provider::{Message, ProviderUrl};
use crate::watching::Told;
use crate::watching::millis::{self, Millis};

pub(super) struct YouTube;

/// Hosts whose addresses name a film; the embed is always of the one that sets no cookies.
const HOSTS: [&str; 6] = [
    "youtube.com",
    "www.youtube.com",
    "m.youtube.com",
    "music.youtube.com",
    "youtube-nocookie.com",
    "www.youtube-nocookie.com",
];
const SHORT_HOST: &str = "youtu.be";
/// What stands before the film in a path (`/shorts/ID`).
const FOLDERS: [&str; 5] = ["embed", "shorts", "live", "v", "e"];
/// Embeds of lists and channels, which have no length to watch.
const NO_FILMS: [&str; 2] = ["videoseries", "live_stream"];

impl PlayerProtocol for YouTube {
    fn name(&self) -> &'static str {
        "YouTube"
    }

    fn embed(&self, film: &ProviderUrl, begin: &Begin) -> Option<ProviderUrl> {
        let host = film.host().to_ascii_lowercase();
        let embed = match host == SHORT_HOST || HOSTS.contains(&host.as_str()) {
            true => ProviderUrl::parse(&format!("https://www.youtube-nocookie.com/embed/{}", film_id(&host, film)?))?,
            false => film.clone(),
        };
        let start = (begin.at / 1000).to_string();
        let mut parameters = vec![
            ("enablejsapi", "1"),
            ("origin", begin.own_origin),
            ("playsinline", "1"),
            ("rel", "0"),
            ("cc_load_policy", "1"),
        ];
        if start != "0" {
            parameters.push(("start", &start));
        }
        Some(embed.with_query(&parameters))
    }

    fn allow(&self) -> &'static str {
        "autoplay; encrypted-media; fullscreen; picture-in-picture"
    }

    fn greeting(&self) -> Message {
        Message::of(&json!({"event": "listening", "id": 1, "channel": "widget"}), true)
    }

    fn wishes(&self) -> Vec<Message> {
        let listen = |event: &str| command("addEventListener", json!([event]));
        ["onStateChange", "onPlaybackRateChange", "onError"].map(listen).into()
    }

    fn seek(&self, to: Millis) -> Message {
        command("seekTo", json!([millis::to_json(to), true]))
    }

    fn read(&self, message: &Message) -> Said {
        let Some(message) = object(message) else { return Said::Nothing };
        let info = &message["info"];
        match message["event"].as_str() {
            Some("onReady") => Said::Ready(Told::default()),
            Some("initialDelivery") => Said::Ready(told(info)),
            Some("infoDelivery") => Said::Told(told(info)),
            Some("onStateChange") => Said::Told(Told { playing: playing(info), ..Told::default() }),
            Some("onPlaybackRateChange") => Said::Told(Told { rate: millis::from_json(info), ..Told::default() }),
            Some("onError") => Said::Failed,
            _ => Said::Nothing,
        }
    }
}

/// `info` of a delivery, of which any member may be absent.
fn told(info: &Json) -> Told {
    Told {
        position: millis::from_json(&info["currentTime"]),
        duration: millis::from_json(&info["duration"]),
        playing: playing(&info["playerState"]),
        rate: millis::from_json(&info["playbackRate"]),
        ..Told::default()
    }
}

/// -1 unstarted, 0 ended, 1 playing, 2 paused, 5 cued; while it loads more (3), it is whatever it was.
fn playing(state: &Json) -> Option<bool> {
    match state.as_i64()? {
        1 => Some(true),
        -1 | 0 | 2 | 5 => Some(false),
        _ => None,
    }
}

fn command(name: &str, arguments: Json) -> Message {
    Message::of(&json!({"event": "command", "func": name, "args": arguments, "id": 1, "channel": "widget"}), true)
}

/// The film that an address of YouTube's names.
fn film_id<'a>(host: &str, film: &'a ProviderUrl) -> Option<&'a str> {
    let segments = segments(film);
    let id = match segments.as_slice() {
        [id, ..] if host == SHORT_HOST => id,
        [folder, id, ..] if FOLDERS.contains(folder) => id,
        ["watch", ..] => &parameter(film, "v")?,
        _ => return None,
    };
    let is_id = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    (!id.is_empty() && id.len() <= 64 && id.chars().all(is_id) && !NO_FILMS.contains(id)).then_some(id)
}
