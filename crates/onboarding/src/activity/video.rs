//! `Video`: a film to watch, as far as the settings ask for; a file, or one that a player shows in a frame.

use std::sync::Arc;

use serde_json::Value as Json;

use super::Body;
use crate::fingerprint::fingerprint;
use crate::journey::Activity;
use crate::provider::ProviderUrl;
use crate::provider::player::{Begin, Player};
use crate::watching::Watching;
use crate::watching::millis::{Millis, scaled};
use crate::wire;

/// A film to watch.
#[derive(Clone, Debug, PartialEq)]
pub struct Video {
    /// Where it is: the file itself, or the page that a person would open.
    pub address: ProviderUrl,
    /// What shows it.
    pub film: Film,
    /// How much of it must be watched, in thousandths; 0 where nothing is asked for.
    pub ratio: u64,
    /// What is said in it, to be read along; of files only, since players have their own.
    pub captions: Vec<Caption>,
    /// What is said in it, to be read instead.
    pub transcript: Option<String>,
}

/// What shows a film.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Film {
    /// The browser itself.
    File,
    /// A player's page in a frame.
    Framed(Player),
}

/// Captions in one language (WebVTT).
#[derive(Clone, Debug, PartialEq)]
pub struct Caption {
    /// The language, a BCP 47 tag.
    pub locale: String,
    /// Where the file is.
    pub address: ProviderUrl,
}

/// `Settings: {"URL","Provider","RequiredRatio","Captions":[{"Locale","URL"}],"Transcript"}` (contract, section 3).
/// No `Provider` means `File` (`openapi.yaml`, `VideoSettings`). A film that cannot be shown is none.
pub(super) fn open(activity: &Activity) -> Option<Body> {
    let settings = wire::members(activity)?;
    let text = |name: &str| settings.get(name).and_then(Json::as_str);
    let film = match text("Provider") {
        None | Some("File") => Film::File,
        Some(name) => Film::Framed(Player::named(name)?),
    };
    let captions = settings.get("Captions").and_then(Json::as_array);
    let video = Video {
        address: text("URL").and_then(ProviderUrl::parse)?,
        film,
        ratio: settings.get("RequiredRatio").and_then(ratio).unwrap_or(0),
        captions: captions.into_iter().flatten().filter_map(caption).collect(),
        transcript: text("Transcript").filter(|transcript| !transcript.trim().is_empty()).map(str::to_owned),
    };
    video.can_be_shown().then(|| Body::Video(Arc::new(video)))
}

impl Video {
    /// The page for the frame of a player, from a time of the film on; `None` for a file.
    pub fn embed(&self, own_origin: &str, at: Millis) -> Option<ProviderUrl> {
        match self.film {
            Film::File => None,
            Film::Framed(player) => player.protocol().embed(&self.address, &Begin { own_origin, at }),
        }
    }

    /// A text that brings back after a reload how far this film was watched.
    pub fn to_kept(&self, watching: &Watching) -> String {
        format!("{} {}", self.fingerprint(), watching.to_kept())
    }

    /// Reads such a text; one of another film tells nothing of this one.
    pub fn from_kept(&self, text: &str) -> Option<Watching> {
        let (fingerprint, watched) = text.split_once(' ')?;
        (fingerprint == self.fingerprint()).then(|| Watching::from_kept(watched))?
    }

    fn can_be_shown(&self) -> bool {
        self.film == Film::File || self.embed("https://front-office.example", 0).is_some()
    }

    /// Tells films apart without keeping their addresses.
    fn fingerprint(&self) -> String {
        format!("{:08x}", fingerprint(self.address.as_str()))
    }
}

/// A share between 0 and 1, as a number or as text, in thousandths and rounded up: the back-end asks for no less.
fn ratio(value: &Json) -> Option<u64> {
    let text = match value {
        Json::Number(number) => number.to_string(),
        Json::String(text) => text.clone(),
        _ => return None,
    };
    Some(scaled(&text, 6)?.div_ceil(1000).min(1000))
}

fn caption(value: &Json) -> Option<Caption> {
    let locale = value["Locale"].as_str().filter(|locale| !locale.is_empty())?;
    Some(Caption { locale: locale.to_owned(), address: ProviderUrl::parse(value["URL"].as_str()?)? })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use serde_json::json;

    use super::*;
    use crate::watching::Told;
    use crate::wire::read_journey;

    const FILE: &str = "https://acme.test/how-it-works.mp4";

    fn opened(settings: Json) -> Option<Video> {
        let activity = json!({"Id": 1, "Type": "Video", "Status": "InProgress", "Settings": settings});
        let journey = json!({"Id": 70, "Status": "InProgress", "Stages": [{"Activities": [activity]}]});
        let journey = read_journey(&journey.to_string(), None).unwrap();
        let activity = journey.activities().next().unwrap();
        match crate::activity::open(activity, &journey) {
            Body::Video(video) => Some(Arc::unwrap_or_clone(video)),
            Body::Unsupported => None,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn an_address_is_all_it_takes() {
        let video = opened(json!({"URL": FILE})).unwrap();
        assert_eq!((video.address.as_str(), video.film, video.ratio), (FILE, Film::File, 0));
        assert_eq!((video.captions, video.transcript), (Vec::new(), None));
    }

    #[test]
    fn everything_that_a_video_may_have_is_read() {
        let captions =
            json!([{"Locale": "en", "URL": "https://acme.test/en.vtt"}, {"Locale": "fr", "URL": "ftp://x"}, 1]);
        let video = opened(json!({
            "URL": FILE, "Provider": "File", "RequiredRatio": 0.9, "Captions": captions, "Transcript": "Welcome.",
        }));
        let video = video.unwrap();
        assert_eq!((video.ratio, video.transcript.as_deref()), (900, Some("Welcome.")));
        let captions: Vec<_> =
            video.captions.iter().map(|caption| (caption.locale.as_str(), caption.address.as_str())).collect();
        assert_eq!(captions, [("en", "https://acme.test/en.vtt")], "captions that cannot be shown take nothing away");
    }

    #[test]
    fn a_film_that_cannot_be_shown_is_told_as_such() {
        for settings in [
            json!({}),
            json!({"URL": 1}),
            json!({"URL": "javascript:alert(1)"}),
            json!({"URL": "http://acme.test/film.mp4"}),
            json!({"URL": "/film.mp4"}),
            json!({"URL": "https://user@acme.test/film.mp4"}),
            json!({"URL": FILE, "Provider": "Dailymotion"}),
            json!({"URL": "https://www.youtube.com/@acme", "Provider": "YouTube"}),
            json!({"URL": "https://vimeo.com/acme", "Provider": "Vimeo"}),
            json!([]),
            Json::Null,
        ] {
            assert_eq!(opened(settings.clone()), None, "{settings}");
        }
    }

    #[test]
    fn the_ratio_is_kept_in_thousandths_and_never_asks_for_more_than_the_film() {
        for (ratio, thousandths) in [
            (json!(0.9), 900),
            (json!(1), 1000),
            (json!(0), 0),
            (json!(0.8335), 834),
            (json!("0.5"), 500),
            (json!(90), 1000),
            (json!(-1), 0),
            (json!(null), 0),
            (json!(true), 0),
            (json!("half"), 0),
        ] {
            assert_eq!(opened(json!({"URL": FILE, "RequiredRatio": ratio})).unwrap().ratio, thousandths, "{ratio}");
        }
    }

    #[test]
    fn only_a_framed_film_has_an_embed() {
        let settings = json!({"URL": "https://youtu.be/M7lc1UVf-VE", "Provider": "YouTube"});
        let embed = opened(settings).unwrap().embed("https://me.example", 0).unwrap();
        assert!(
            embed.as_str().starts_with("https://www.youtube-nocookie.com/embed/M7lc1UVf-VE?"),
            "{}",
            embed.as_str()
        );
        assert_eq!(opened(json!({"URL": FILE})).unwrap().embed("https://me.example", 0), None);
    }

    #[test]
    fn what_was_watched_is_kept_for_the_same_film_only() {
        let (video, other) =
            (opened(json!({"URL": FILE})).unwrap(), opened(json!({"URL": "https://a.test/b"})).unwrap());
        let mut watching = Watching::default();
        for position in [0, 1000] {
            let told = Told { position: Some(position), playing: Some(true), duration: Some(9000), ..Told::default() };
            watching.hear(&told, true);
        }
        let kept = video.to_kept(&watching);
        assert_eq!(video.from_kept(&kept).unwrap().watched(), 1000);
        assert_eq!(other.from_kept(&kept), None);
        assert!(!kept.contains("acme"), "{kept}");
        assert_eq!(video.from_kept(""), None);
    }
}
