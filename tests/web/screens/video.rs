//! A film to watch: `src/screens/video.rs`. The players are not there: the tests say what they would.

use std::sync::Arc;

use js_sys::Object;
use onboarding::activity::{Body, Film, Video};
use onboarding::provider::ProviderUrl;
use onboarding::provider::player::Player;
use onboarding::screen::{ActivityScreen, Content, Screen, SendingState};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{HtmlIFrameElement, MessageEvent, MessageEventInit, Window};

use crate::support::screens::activity;
use crate::support::stub::Stub;
use crate::support::tab::{Tab, happens, show, show_in};

/// Nobody listens there.
const PLAYER: &str = "http://127.0.0.1:9";
const STATUS: &str = ".video__progress [role=status]";
const WORDS: &str = "#watched-words";
const WAY_ON: &str = "form a[target=_blank]";

fn video(film: Film, address: &str) -> Video {
    let address = ProviderUrl::parse(address).unwrap();
    Video { address, film, ratio: 900, captions: Vec::new(), transcript: None }
}

fn framed(name: &str) -> Video {
    video(Film::Framed(Player::named(name).unwrap()), &format!("{PLAYER}/film"))
}

fn file() -> Video {
    video(Film::File, "http://127.0.0.1:9/film.mp4")
}

fn asked(video: Video) -> Screen {
    Screen::Activity(activity(Content::ToDo(Body::Video(Arc::new(video)))))
}

/// A window posts to this page, as the browser tells it.
fn post(origin: &str, source: &Window, text: &str) {
    let init = MessageEventInit::new();
    init.set_origin(origin);
    init.set_data(&JsValue::from_str(text));
    init.set_source_opt_window(Some(source));
    let event = MessageEvent::new_with_event_init_dict("message", &init).unwrap();
    web_sys::window().unwrap().dispatch_event(&event).unwrap();
}

fn frame(tab: &Tab) -> Window {
    tab.find("iframe").unchecked_into::<HtmlIFrameElement>().content_window().unwrap()
}

/// The player in the frame says so.
async fn says(tab: &Tab, text: &str) {
    post(PLAYER, &frame(tab), text);
    tab.settled().await;
}

/// YouTube's player has a film of 40 seconds, which runs.
async fn youtube_runs(tab: &Tab) {
    says(tab, r#"{"event":"initialDelivery","info":{"duration":40,"currentTime":0,"playerState":1}}"#).await;
}

/// It tells of every second up to there.
async fn youtube_plays(tab: &Tab, from: u32, until: u32) {
    for second in from..=until {
        let text = format!(r#"{{"event":"infoDelivery","info":{{"currentTime":{second}}}}}"#);
        post(PLAYER, &frame(tab), &text);
    }
    tab.settled().await;
}

#[wasm_bindgen_test]
async fn a_frame_may_do_what_the_player_needs_and_nothing_to_the_page() {
    for (name, allow) in [
        ("YouTube", "autoplay; encrypted-media; fullscreen; picture-in-picture"),
        ("Vimeo", "autoplay; fullscreen; picture-in-picture; encrypted-media"),
    ] {
        let tab = show(asked(framed(name))).await;
        let attribute = |name: &str| tab.attribute("iframe", name).unwrap();
        assert!(attribute("src").starts_with(&format!("{PLAYER}/film?")), "{}", attribute("src"));
        assert!(!attribute("src").contains("autoplay"), "nothing plays by itself");
        assert_eq!(attribute("title"), format!("Your company (video on {name})"));
        assert_eq!(attribute("allow"), allow);
        assert_eq!(attribute("sandbox"), "allow-scripts allow-same-origin");
        assert_eq!(attribute("referrerpolicy"), "strict-origin-when-cross-origin");
    }
}

#[wasm_bindgen_test]
async fn youtube_is_told_who_listens() {
    let tab = show(asked(framed("YouTube"))).await;
    let origin = web_sys::window().unwrap().location().origin().unwrap();
    let encoded = String::from(js_sys::encode_uri_component(&origin));
    let src = tab.attribute("iframe", "src").unwrap();
    assert!(src.contains("enablejsapi=1") && src.contains(&format!("origin={encoded}")), "{src}");
}

#[wasm_bindgen_test]
async fn what_is_played_shows_and_each_quarter_is_told_once() {
    let tab = show(asked(framed("YouTube"))).await;
    assert_eq!(tab.text(WORDS), "0 seconds watched");
    youtube_runs(&tab).await;
    assert_eq!(tab.text(WORDS), "0 of 40 seconds watched");
    assert_eq!(tab.text(".video__needed"), "Watch at least 36 seconds to continue.");
    assert_eq!(tab.text(STATUS), "");
    youtube_plays(&tab, 1, 8).await;
    assert_eq!((tab.text(WORDS).as_str(), tab.text(STATUS).as_str()), ("8 of 40 seconds watched", ""));
    youtube_plays(&tab, 9, 12).await;
    assert_eq!(tab.text(STATUS), "You have watched 25% of what is needed.");
    assert_eq!(tab.attribute("progress", "value").as_deref(), Some("12000"));
    assert_eq!(tab.attribute("progress", "max").as_deref(), Some("36000"));
    youtube_plays(&tab, 13, 30).await;
    assert_eq!(tab.text(STATUS), "You have watched 75% of what is needed.");
    youtube_plays(&tab, 31, 36).await;
    assert_eq!(tab.text(STATUS), "");
    assert_eq!(tab.text(".notice--success[role=status]"), "You have watched enough. You can continue.");
}

#[wasm_bindgen_test]
async fn what_is_skipped_does_not_count() {
    let tab = show(asked(framed("YouTube"))).await;
    youtube_runs(&tab).await;
    youtube_plays(&tab, 1, 5).await;
    youtube_plays(&tab, 30, 40).await;
    assert_eq!(tab.text(WORDS), "15 of 40 seconds watched");
}

#[wasm_bindgen_test]
async fn nobody_else_can_watch_for_the_lead() {
    let tab = show(asked(framed("YouTube"))).await;
    youtube_runs(&tab).await;
    let text = r#"{"event":"infoDelivery","info":{"currentTime":1}}"#;
    post("https://www.youtube.com", &frame(&tab), text);
    post(PLAYER, &web_sys::window().unwrap(), text);
    post("http://127.0.0.1", &frame(&tab), text);
    tab.settled().await;
    assert_eq!(tab.text(WORDS), "0 of 40 seconds watched");
    says(&tab, text).await;
    assert_eq!(tab.text(WORDS), "1 of 40 seconds watched");
}

#[wasm_bindgen_test]
async fn vimeo_is_understood_too() {
    let tab = show(asked(framed("Vimeo"))).await;
    says(&tab, r#"{"event":"ready"}"#).await;
    says(&tab, r#"{"event":"play","data":{"seconds":0,"duration":40}}"#).await;
    for second in 1..=5 {
        says(&tab, &format!(r#"{{"event":"timeupdate","data":{{"seconds":{second},"duration":40}}}}"#)).await;
    }
    says(&tab, r#"{"event":"seeking","data":{"seconds":6}}"#).await;
    says(&tab, r#"{"event":"timeupdate","data":{"seconds":6.5}}"#).await;
    assert_eq!(tab.text(WORDS), "5 of 40 seconds watched");
}

#[wasm_bindgen_test]
async fn who_goes_on_too_early_learns_what_is_missing_and_keeps_the_button() {
    let tab = show(asked(framed("YouTube"))).await;
    assert_eq!(tab.text("button[type=submit]"), "Continue");
    tab.sends().await;
    assert_eq!(tab.text(".notice[role=status]"), "Not quite yet: please play the video, then continue.");
    assert!(tab.has_focus("button[type=submit]"));
    youtube_runs(&tab).await;
    youtube_plays(&tab, 1, 6).await;
    tab.sends().await;
    assert_eq!(tab.text(".notice[role=status]"), "Not quite yet: please watch 30 seconds more, then continue.");
    youtube_plays(&tab, 7, 8).await;
    assert!(tab.text(".notice").contains("30 seconds"), "a sentence that runs along would be read out all the time");
    assert!(!tab.has("form button[type=button]"), "nothing was skipped");
    youtube_plays(&tab, 20, 21).await;
    assert_eq!(tab.text("form button[type=button]"), "Go to the part that is missing");
    youtube_plays(&tab, 8, 36).await;
    assert!(!tab.text("main").contains("Not quite yet"));
    assert_eq!(tab.count("form button"), 1);
}

#[wasm_bindgen_test]
async fn a_film_of_which_nothing_is_asked_can_be_passed_over() {
    let tab = show(asked(Video { ratio: 0, ..framed("YouTube") })).await;
    tab.sends().await;
    assert!(!tab.has(".notice"));
    youtube_runs(&tab).await;
    youtube_plays(&tab, 1, 20).await;
    assert_eq!(tab.attribute("progress", "max").as_deref(), Some("40000"), "the bar is the whole film");
    assert!(!tab.has(".notice"));
}

#[wasm_bindgen_test]
async fn a_player_that_gives_up_leaves_a_way_on() {
    let tab = show(asked(framed("YouTube"))).await;
    assert!(!tab.has(WAY_ON));
    says(&tab, r#"{"event":"onError","info":150}"#).await;
    assert_eq!(tab.text(".notice[role=status] .notice__title"), "The video does not play here");
    assert_eq!(tab.attribute(WAY_ON, "href"), Some(format!("{PLAYER}/film")));
    assert_eq!(tab.text("button[type=submit]"), "I have watched it");
    assert!(tab.find(".video__progress").has_attribute("hidden"));
    tab.sends().await;
    assert!(!tab.text("main").contains("Not quite yet"), "nobody but the lead can know");
}

#[wasm_bindgen_test]
async fn what_was_watched_is_there_when_the_lead_comes_back() {
    let tab = show(asked(framed("YouTube"))).await;
    youtube_runs(&tab).await;
    youtube_plays(&tab, 1, 12).await;
    tab.change(Screen::NotFound).await;
    tab.change(asked(framed("YouTube"))).await;
    assert_eq!(tab.text(WORDS), "12 of 40 seconds watched");
    assert_eq!(tab.text(STATUS), "", "what is known is no news");
    assert!(tab.attribute("iframe", "src").unwrap().ends_with("&start=12"), "it goes on where it was left");
    youtube_plays(&tab, 12, 13).await;
    assert_eq!(tab.text(WORDS), "12 of 40 seconds watched", "a new player must say that it runs");
}

#[wasm_bindgen_test]
async fn a_refusal_is_told_and_takes_nothing_away() {
    let tab = show(asked(framed("YouTube"))).await;
    youtube_runs(&tab).await;
    youtube_plays(&tab, 1, 36).await;
    let Screen::Activity(screen) = asked(framed("YouTube")) else { unreachable!() };
    let sending = SendingState::Invalid(Vec::new(), vec!["Please watch the whole video.".to_owned()]);
    tab.change(Screen::Activity(ActivityScreen { sending, ..screen })).await;
    assert_eq!(tab.text("[role=alert]"), "Please watch the whole video.");
    assert_eq!(tab.text(WORDS), "36 of 40 seconds watched");
}

#[wasm_bindgen_test]
async fn a_file_is_the_browser_s_to_play_and_nothing_plays_by_itself() {
    let tab = show(asked(file())).await;
    for attribute in ["controls", "playsinline"] {
        assert!(tab.find("video").has_attribute(attribute), "{attribute}");
    }
    assert!(!tab.find("video").has_attribute("autoplay"));
    assert_eq!(tab.attribute("video", "preload").as_deref(), Some("metadata"));
    assert_eq!(tab.attribute("video", "aria-label").as_deref(), Some("Your company"));
}

/// The browser's player is at that second of a film of 40, of which it has played everything up to there.
async fn file_tells(tab: &Tab, event: &str, second: f64) {
    let element = tab.find("video");
    let object: &Object = element.unchecked_ref();
    let played = js_sys::eval(&format!("({{ length: 1, start: () => 0, end: () => {second} }})")).unwrap();
    let _time = Stub::new(object, "currentTime", &second.into());
    let _length = Stub::new(object, "duration", &40.into());
    let _paused = Stub::new(object, "paused", &JsValue::FALSE);
    let _played = Stub::new(object, "played", &played);
    happens(&element, event);
    tab.settled().await;
}

#[wasm_bindgen_test]
async fn a_file_counts_as_it_is_played() {
    let tab = show(asked(file())).await;
    file_tells(&tab, "play", 0.0).await;
    file_tells(&tab, "timeupdate", 1.2).await;
    file_tells(&tab, "timeupdate", 2.4).await;
    assert_eq!(tab.text(WORDS), "2 of 40 seconds watched");
    file_tells(&tab, "timeupdate", 30.0).await;
    assert_eq!(tab.text(WORDS), "2 of 40 seconds watched");
    file_tells(&tab, "pause", 31.0).await;
    assert_eq!(tab.text(WORDS), "3 of 40 seconds watched");
}

#[wasm_bindgen_test]
async fn a_file_that_cannot_be_played_leaves_a_way_on() {
    let tab = show(asked(file())).await;
    happens(&tab.find("video"), "error");
    tab.settled().await;
    assert_eq!(tab.text("button[type=submit]"), "I have watched it");
    assert_eq!(tab.attribute(WAY_ON, "href").as_deref(), Some("http://127.0.0.1:9/film.mp4"));
}

#[wasm_bindgen_test]
async fn what_is_said_can_be_read_instead() {
    let transcript = Some("Welcome.\n\nThat is all.".to_owned());
    let tab = show(asked(Video { transcript, ..file() })).await;
    assert_eq!(tab.text("details summary"), "Read what is said in the video");
    assert_eq!(tab.texts("details p"), ["Welcome.", "That is all."]);
    assert!(!tab.find("details").has_attribute("open"));
    assert!(!show(asked(file())).await.has("details"));
}

#[wasm_bindgen_test]
async fn a_film_that_was_watched_can_be_seen_again() {
    let given = Content::Given(Body::Video(Arc::new(framed("Vimeo"))));
    let tab = show(Screen::Activity(activity(given))).await;
    assert_eq!(tab.text(".notice"), "You have completed this step.");
    assert_eq!(tab.attribute("main a[target=_blank]", "href"), Some(format!("{PLAYER}/film")));
    assert!(!tab.has("iframe, form"));
}

#[wasm_bindgen_test]
async fn it_speaks_french() {
    let tab = show_in("fr", asked(framed("YouTube"))).await;
    youtube_runs(&tab).await;
    tab.sends().await;
    assert_eq!(tab.text(WORDS), "Durée regardée : 0 sur 40 secondes");
    let told = tab.text(".notice");
    assert_eq!(told, "Pas tout à fait : regardez encore 36 secondes, puis continuez.");
}

#[wasm_bindgen_test]
async fn another_language_changes_the_words_around_the_film_and_leaves_it_alone() {
    for (asked_for, player) in [(file(), "video"), (framed("Vimeo"), "iframe")] {
        let tab = show(asked(asked_for)).await;
        let element = tab.find(player);
        let (before, status) = (tab.text("form button[type=submit]"), tab.text(WORDS));
        tab.speaks("ar-EG").await;
        assert!(tab.find(player) == element, "the same {player}");
        assert_ne!((tab.text("form button[type=submit]"), tab.text(WORDS)), (before, status));
    }
}
