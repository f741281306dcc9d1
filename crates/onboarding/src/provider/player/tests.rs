//! Players: their addresses by tables, their messages by examples, and that no message breaks anything.
#![allow(clippy::unwrap_used)]

use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::watching::Watching;

const HERE: &str = "https://go.acme.test";

fn protocol(name: &str) -> &'static dyn PlayerProtocol {
    Player::named(name).unwrap().protocol()
}

fn embed(name: &str, address: &str, at: Millis) -> Option<String> {
    let film = ProviderUrl::parse(address).unwrap();
    protocol(name).embed(&film, &Begin { own_origin: HERE, at }).map(|embed| embed.as_str().to_owned())
}

fn read(name: &str, body: Json) -> Said {
    protocol(name).read(&Message::of(&body, false))
}

/// What is posted, as JSON, and whether as a string.
fn posted(message: &Message) -> (Json, bool) {
    (serde_json::from_str(message.text()).unwrap(), message.is_string())
}

fn at(position: Millis) -> Told {
    Told { position: Some(position), ..Told::default() }
}

#[test]
fn players_are_found_by_the_wire_s_names() {
    for name in ["YouTube", "Vimeo"] {
        assert_eq!(format!("{:?}", Player::named(name).unwrap()), name);
    }
    assert_eq!(Player::named("youtube"), None);
    assert_ne!(Player::named("YouTube"), Player::named("Vimeo"));
}

#[test]
fn every_usual_address_of_youtube_leads_to_the_embed_without_cookies() {
    let expected = "https://www.youtube-nocookie.com/embed/M7lc1UVf-VE?enablejsapi=1&origin=https%3A%2F%2Fgo.acme.test\
                    &playsinline=1&rel=0&cc_load_policy=1";
    for address in [
        "https://www.youtube.com/watch?v=M7lc1UVf-VE",
        "https://youtube.com/watch?app=desktop&v=M7lc1UVf-VE&t=43s#x",
        "https://m.youtube.com/watch/?v=M7lc1UVf-VE",
        "https://music.youtube.com/watch?v=M7lc1UVf-VE",
        "https://youtu.be/M7lc1UVf-VE",
        "https://youtu.be/M7lc1UVf-VE?si=abc",
        "https://www.youtube.com/shorts/M7lc1UVf-VE",
        "https://www.youtube.com/live/M7lc1UVf-VE?feature=share",
        "https://www.youtube.com/v/M7lc1UVf-VE",
        "https://www.youtube.com/embed/M7lc1UVf-VE?rel=1",
        "https://WWW.YouTube-NoCookie.com/embed/M7lc1UVf-VE",
    ] {
        assert_eq!(embed("YouTube", address, 0).as_deref(), Some(expected), "{address}");
    }
    let later = embed("YouTube", "https://youtu.be/M7lc1UVf-VE", 12_900).unwrap();
    assert_eq!(later, format!("{expected}&start=12"));
}

#[test]
fn what_names_no_film_of_youtube_has_no_embed() {
    for address in [
        "https://www.youtube.com",
        "https://www.youtube.com/watch",
        "https://www.youtube.com/watch?v=",
        "https://www.youtube.com/watch?v=a%2Fb",
        "https://www.youtube.com/watch?list=M7lc1UVf-VE",
        "https://www.youtube.com/@acme",
        "https://www.youtube.com/playlist?list=x",
        "https://www.youtube.com/embed/videoseries?list=x",
        "https://youtu.be/",
    ] {
        assert_eq!(embed("YouTube", address, 0), None, "{address}");
    }
}

#[test]
fn every_usual_address_of_vimeo_leads_to_its_embed() {
    for (address, expected) in [
        ("https://vimeo.com/76979871", "76979871?dnt=1&playsinline=1"),
        ("https://www.vimeo.com/76979871?share=copy", "76979871?dnt=1&playsinline=1"),
        ("https://vimeo.com/76979871/8272103f6e", "76979871?dnt=1&playsinline=1&h=8272103f6e"),
        ("https://vimeo.com/76979871/8272103f6e?ts=0", "76979871?dnt=1&playsinline=1&h=8272103f6e"),
        ("https://player.vimeo.com/video/76979871?h=8272103f6e", "76979871?dnt=1&playsinline=1&h=8272103f6e"),
        ("https://player.vimeo.com/video/76979871", "76979871?dnt=1&playsinline=1"),
        ("https://vimeo.com/channels/staffpicks/76979871", "76979871?dnt=1&playsinline=1"),
        ("https://vimeo.com/groups/shorts/videos/76979871", "76979871?dnt=1&playsinline=1"),
        ("https://vimeo.com/showcase/7008490/video/76979871", "76979871?dnt=1&playsinline=1"),
        ("https://vimeo.com/manage/videos/76979871/8272103f6e", "76979871?dnt=1&playsinline=1&h=8272103f6e"),
    ] {
        let expected = format!("https://player.vimeo.com/video/{expected}");
        assert_eq!(embed("Vimeo", address, 0).as_deref(), Some(expected.as_str()), "{address}");
    }
    let later = embed("Vimeo", "https://vimeo.com/76979871", 12_900);
    assert_eq!(later.as_deref(), Some("https://player.vimeo.com/video/76979871?dnt=1&playsinline=1#t=12s"));
}

#[test]
fn what_names_no_film_of_vimeo_has_no_embed() {
    for address in [
        "https://vimeo.com",
        "https://vimeo.com/acme",
        "https://vimeo.com/event/76979871",
        "https://vimeo.com/channels/staffpicks",
        "https://player.vimeo.com/video/",
        "https://player.vimeo.com/video/x",
    ] {
        assert_eq!(embed("Vimeo", address, 0), None, "{address}");
    }
}

#[test]
fn a_page_at_another_host_is_the_embed_itself() {
    let youtube = embed("YouTube", "http://127.0.0.1:8081/youtube/embed/x?rel=1#y", 0);
    let asked = "enablejsapi=1&origin=https%3A%2F%2Fgo.acme.test&playsinline=1&cc_load_policy=1";
    assert_eq!(youtube, Some(format!("http://127.0.0.1:8081/youtube/embed/x?rel=1&{asked}#y")));
    let vimeo = embed("Vimeo", "http://127.0.0.1:8081/vimeo/video/1?h=2", 3_000);
    assert_eq!(vimeo.as_deref(), Some("http://127.0.0.1:8081/vimeo/video/1?h=2&dnt=1&playsinline=1#t=3s"));
    let look_alike = embed("YouTube", "https://youtube.com.evil.test/watch?v=x", 0).unwrap();
    assert!(look_alike.starts_with("https://youtube.com.evil.test/watch?v=x&"), "{look_alike}");
}

#[test]
fn youtube_is_spoken_to_in_strings() {
    let youtube = protocol("YouTube");
    assert_eq!(posted(&youtube.greeting()), (json!({"event": "listening", "id": 1, "channel": "widget"}), true));
    let command = |name: &str, arguments: Json| {
        (json!({"event": "command", "func": name, "args": arguments, "id": 1, "channel": "widget"}), true)
    };
    let wishes: Vec<_> = youtube.wishes().iter().map(posted).collect();
    let events = ["onStateChange", "onPlaybackRateChange", "onError"];
    assert_eq!(wishes, events.map(|event| command("addEventListener", json!([event]))));
    assert_eq!(posted(&youtube.seek(12_500)), command("seekTo", json!([12.5, true])));
}

#[test]
fn vimeo_is_spoken_to_in_objects() {
    let vimeo = protocol("Vimeo");
    assert_eq!(posted(&vimeo.greeting()), (json!({"method": "ping"}), false));
    let wishes: Vec<_> = vimeo.wishes().iter().map(posted).collect();
    for wish in [json!({"method": "addEventListener", "value": "timeupdate"}), json!({"method": "getDuration"})] {
        assert!(wishes.contains(&(wish.clone(), false)), "{wish}");
    }
    assert_eq!(posted(&vimeo.seek(12_500)), (json!({"method": "setCurrentTime", "value": 12.5}), false));
}

#[test]
fn youtube_tells_a_little_at_a_time() {
    let delivered = |info: Json| read("YouTube", json!({"event": "infoDelivery", "info": info, "id": 1}));
    assert_eq!(read("YouTube", json!({"event": "onReady"})), Said::Ready(Told::default()));
    let first = json!({"event": "initialDelivery", "info": {"duration": 61.04, "playerState": -1, "currentTime": 0}});
    let told = Told { duration: Some(61_040), playing: Some(false), ..at(0) };
    assert_eq!(read("YouTube", first), Said::Ready(told));
    assert_eq!(delivered(json!({"currentTime": 12.3456})), Said::Told(at(12_345)));
    let both = Told { playing: Some(true), rate: Some(1500), ..at(1000) };
    assert_eq!(delivered(json!({"currentTime": 1, "playerState": 1, "playbackRate": 1.5})), Said::Told(both));
    for (state, playing) in [(-1, Some(false)), (0, Some(false)), (1, Some(true)), (2, Some(false)), (3, None)] {
        let told = Told { playing, ..Told::default() };
        assert_eq!(delivered(json!({"playerState": state})), Said::Told(told.clone()), "{state}");
        assert_eq!(read("YouTube", json!({"event": "onStateChange", "info": state})), Said::Told(told), "{state}");
    }
    assert_eq!(read("YouTube", json!({"event": "onError", "info": 150})), Said::Failed);
}

#[test]
fn vimeo_tells_by_events_and_answers() {
    assert_eq!(read("Vimeo", json!({"event": "ready", "data": {}})), Said::Ready(Told::default()));
    assert_eq!(read("Vimeo", json!({"method": "ping"})), Said::Ready(Told::default()));
    let data = json!({"seconds": 12.5, "percent": 0.2, "duration": 61});
    let told = Told { duration: Some(61_000), ..at(12_500) };
    for (event, expected) in [
        ("timeupdate", told.clone()),
        ("play", Told { playing: Some(true), ..told.clone() }),
        ("pause", Told { playing: Some(false), ..told.clone() }),
        ("ended", Told { playing: Some(false), ..told.clone() }),
        ("seeked", Told { jumped: true, ..told.clone() }),
    ] {
        assert_eq!(read("Vimeo", json!({"event": event, "data": data})), Said::Told(expected), "{event}");
    }
    let fast = Told { rate: Some(2000), ..Told::default() };
    assert_eq!(read("Vimeo", json!({"event": "playbackratechange", "data": {"playbackRate": 2}})), Said::Told(fast));
    let running = Told { playing: Some(true), ..Told::default() };
    assert_eq!(read("Vimeo", json!({"method": "getPaused", "value": false})), Said::Told(running));
    let long = Told { duration: Some(61_000), ..Told::default() };
    assert_eq!(read("Vimeo", json!({"method": "getDuration", "value": 61})), Said::Told(long));
    assert_eq!(read("Vimeo", json!({"event": "error", "data": {"name": "NotFoundError"}})), Said::Failed);
    let refused_wish = json!({"event": "error", "data": {"name": "TypeError", "method": "getPaused"}});
    assert_eq!(read("Vimeo", refused_wish), Said::Told(Told::default()));
}

#[test]
fn players_may_write_their_objects_as_strings_too() {
    let body = json!({"event": "timeupdate", "data": {"seconds": 1}});
    let said = protocol("Vimeo").read(&Message::of(&body, true));
    assert_eq!(said, Said::Told(at(1000)));
}

#[test]
fn what_is_of_the_wrong_type_says_nothing() {
    for name in ["YouTube", "Vimeo"] {
        for body in [
            json!(null),
            json!("ready"),
            json!([]),
            json!({}),
            json!({"event": 1}),
            json!({"event": {"event": "ready"}}),
            json!({"event": "onready", "method": null}),
            json!({"method": ["ping"]}),
        ] {
            assert_eq!(read(name, body.clone()), Said::Nothing, "{name}: {body}");
        }
    }
    for info in [json!(null), json!([1]), json!("1"), json!({"currentTime": "50", "duration": -1, "playerState": true})]
    {
        let body = json!({"event": "infoDelivery", "info": info});
        assert_eq!(read("YouTube", body), Said::Told(Told::default()), "{info}");
    }
    for data in [json!(null), json!("{}"), json!({"seconds": "50", "duration": null, "playbackRate": {}})] {
        let body = json!({"event": "timeupdate", "data": data});
        assert_eq!(read("Vimeo", body), Said::Told(Told::default()), "{data}");
    }
}

/// Something like what players say, with anything in the places of values.
fn near_miss() -> impl Strategy<Value = String> {
    let event =
        "onReady|initialDelivery|infoDelivery|onStateChange|onError|ready|timeupdate|play|ended|seeked|error|.{0,5}";
    let value = || "-?[0-9]{1,20}|[0-9]{1,4}\\.[0-9]{1,9}|[0-9]e[0-9]{1,3}|null|true|\"1\"|\\[1\\]|\\{\\}";
    (event, value(), value(), value()).prop_map(|(event, a, b, c)| {
        let inner = format!(
            "{{\"currentTime\":{a},\"duration\":{b},\"playerState\":{c},\"seconds\":{a},\"playbackRate\":{b}}}"
        );
        format!("{{\"event\":\"{event}\",\"method\":\"ping\",\"info\":{inner},\"data\":{inner},\"value\":{a}}}")
    })
}

proptest! {
    #[test]
    fn no_message_panics_or_completes(texts in prop::collection::vec(prop_oneof![".{0,60}", near_miss()], 1..20)) {
        for name in ["YouTube", "Vimeo"] {
            let mut watching = Watching::default();
            for text in &texts {
                let message = Message::new(text.clone(), true).unwrap();
                if let Said::Ready(told) | Said::Told(told) = protocol(name).read(&message) {
                    watching.hear(&told, true);
                }
            }
            // One step a message at most, however wild the message is.
            prop_assert!(watching.watched() <= 3000 * texts.len() as u64);
        }
    }

    #[test]
    fn no_bytes_panic(bytes in prop::collection::vec(any::<u8>(), 0..80)) {
        let message = Message::new(String::from_utf8_lossy(&bytes).into_owned(), true).unwrap();
        for name in ["YouTube", "Vimeo"] {
            let _ = protocol(name).read(&message);
        }
    }

    #[test]
    fn no_address_panics_and_an_embed_is_at_the_player_s_or_at_the_address_s_host(
        host in "(www\\.)?(youtube\\.com|youtu\\.be|vimeo\\.com|player\\.vimeo\\.com|acme\\.test)", rest in "[ -~]{0,40}"
    ) {
        let Some(film) = ProviderUrl::parse(&format!("https://{host}/{rest}")) else { return Ok(()) };
        for (name, own) in [("YouTube", "www.youtube-nocookie.com"), ("Vimeo", "player.vimeo.com")] {
            if let Some(embed) = protocol(name).embed(&film, &Begin { own_origin: HERE, at: 1000 }) {
                prop_assert!(embed.host() == own || embed.host() == film.host(), "{}", embed.as_str());
            }
        }
    }
}
