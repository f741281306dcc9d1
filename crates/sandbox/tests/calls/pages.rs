//! The built app: its page at every page address, its files, and nothing else.

use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};

use sandbox::Options;

use crate::support::*;

/// A folder of its own that goes with the test.
pub(crate) struct Folder {
    pub(crate) path: PathBuf,
}

impl Folder {
    pub(crate) fn new() -> Self {
        static NUMBER: AtomicUsize = AtomicUsize::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let path = std::env::temp_dir().join(format!("sandbox-test-{}-{number}", std::process::id()));
        std::fs::create_dir_all(&path).unwrap();
        Self { path }
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.path);
    }
}

fn with_app() -> (Folder, Bench) {
    let folder = Folder::new();
    let dist = folder.path.join("dist");
    std::fs::create_dir_all(dist.join("assets")).unwrap();
    for (name, text) in [
        ("dist/index.html", "<title>the app</title>"),
        ("dist/app-0123456789abcdef_bg.wasm", "\0asm"),
        ("dist/app-0123456789abcdef.js", "start()"),
        ("dist/service-worker.js", "keep()"),
        ("dist/assets/my logo.svg", "<svg/>"),
        ("secret.txt", "secret"),
    ] {
        std::fs::write(folder.path.join(name), text).unwrap();
    }
    let bench = Bench::with(Options { dist: Some(dist), ..options() });
    (folder, bench)
}

#[tokio::test]
async fn every_page_address_is_the_app() {
    let (_folder, bench) = with_app();
    for path in [
        "/",
        "/login",
        "/done",
        "/activities/74590868830731201",
        "/internal/v1/autologin",
        "/internal/v1/autologin?UUID=2bb35288-f2ac-4c68-b7aa-51acd82af485",
        "/something/else",
    ] {
        let page = bench.send(get(path)).await;
        assert_eq!((page.status, page.text().as_str()), (200, "<title>the app</title>"), "{path}");
        assert_eq!(page.header("content-type"), "text/html; charset=utf-8");
        assert_eq!(page.header("cache-control"), "no-cache");
        assert_eq!(page.header("referrer-policy"), "no-referrer");
    }
}

#[tokio::test]
async fn files_come_with_their_type_and_hashed_ones_for_good() {
    let (_folder, bench) = with_app();
    for (path, media_type, caching) in [
        ("/app-0123456789abcdef_bg.wasm", "application/wasm", "public, max-age=31536000, immutable"),
        ("/app-0123456789abcdef.js", "text/javascript; charset=utf-8", "public, max-age=31536000, immutable"),
        ("/service-worker.js", "text/javascript; charset=utf-8", "no-cache"),
        ("/assets/my%20logo.svg", "image/svg+xml", "no-cache"),
    ] {
        let file = bench.send(get(path)).await;
        assert_eq!(file.status, 200, "{path}");
        assert_eq!(file.header("content-type"), media_type);
        assert_eq!(file.header("cache-control"), caching);
    }
}

#[tokio::test]
async fn files_that_are_not_there_are_not_the_app() {
    let (_folder, bench) = with_app();
    for path in [
        "/old-0123456789abcdef.js",
        "/assets/missing",
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/assets/..%2f..%2fsecret.txt",
    ] {
        assert_eq!(bench.send(get(path)).await.status, 404, "{path}");
    }
}

#[tokio::test]
async fn calls_are_never_answered_with_the_app() {
    let (_folder, bench) = with_app();
    for path in ["/api", "/api/v1/nothing", "/internal/v1/nothing", "/sandbox/nothing"] {
        bench.send(get(path)).await.is_refused(404, "NotFound");
    }
    let posted = bench.send(post("/login")).await;
    posted.is_refused(405, "MethodNotAllowed");
    assert_eq!(posted.header("allow"), "GET, HEAD");
}

#[tokio::test]
async fn without_a_built_app_the_answer_says_what_to_do() {
    for path in ["/", "/internal/v1/autologin"] {
        let answer = bench().send(get(path)).await;
        assert_eq!(answer.status, 404);
        assert!(answer.text().contains("--dist"));
    }
}
