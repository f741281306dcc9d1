//! The stand-ins for providers' pages: what they serve, and what the server learns from them.

use serde_json::json;

use crate::support::*;

#[tokio::test]
async fn the_film_comes_in_parts_and_is_readable_from_other_origins() {
    let bench = bench();
    let whole = bench.send_to_stand_ins(get("/media/welcome.webm")).await;
    assert_eq!((whole.status, whole.header("content-type")), (200, "video/webm"));
    assert_eq!((whole.header("accept-ranges"), whole.header("access-control-allow-origin")), ("bytes", "*"));
    assert!(whole.bytes.len() <= 40_000);
    let part = bench.send_to_stand_ins(get("/media/welcome.webm").header("Range", "bytes=100-199")).await;
    assert_eq!(part.status, 206);
    assert_eq!(part.header("content-range"), format!("bytes 100-199/{}", whole.bytes.len()));
    assert!(part.bytes == whole.bytes[100..200]);
    let outside = bench.send_to_stand_ins(get("/media/welcome.webm").header("Range", "bytes=99999-")).await;
    assert_eq!(outside.status, 416);
    let captions = bench.send_to_stand_ins(get("/media/welcome.fr.vtt")).await;
    assert_eq!(captions.header("content-type"), "text/vtt; charset=utf-8");
}

#[tokio::test]
async fn funnels_name_the_origins_of_this_run() {
    let journey = bench().lead("every-activity").await.journey().await;
    assert_eq!(
        activity(&journey, "Choose a time to talk")["Settings"]["URL"],
        "http://127.0.0.1:8081/calendly/acme/intro"
    );
    let document = &activity(&journey, "Read our terms")["Settings"]["Documents"][0];
    assert_eq!(document["URL"], "http://127.0.0.1:8080/internal/v1/files/terms.txt");
    assert!(!journey.to_string().contains("{StandIns}"));
}

#[tokio::test]
async fn an_unknown_behaviour_is_refused_and_a_reset_forgets_the_chosen_one() {
    let bench = bench();
    let choose = |name: &str| post("/sandbox/stand-ins").json(&json!({ "Behaviour": name }));
    let chosen = async || bench.send(get("/sandbox/stand-ins")).await.ok()["Behaviour"].clone();
    assert_eq!(chosen().await, "Normal");
    assert_eq!(bench.send(choose("Hostile")).await.status, 204);
    assert_eq!(chosen().await, "Hostile");
    bench.send(choose("Kind")).await.is_refused(400, "BadRequest");
    bench.send(post("/sandbox/reset")).await;
    assert_eq!(chosen().await, "Normal");
}
