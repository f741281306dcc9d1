//! Pages of other origins: the named ones may call, the others are told nothing.

use sandbox::Options;

use crate::support::*;

fn named() -> Bench {
    Bench::with(Options { allowed_origins: vec!["http://app.test:9000/".to_owned()], ..options() })
}

#[tokio::test]
async fn a_named_origin_may_ask_and_read_what_it_needs() {
    let preflight = call("OPTIONS", "/internal/v1/activities/7/completion")
        .header("Origin", "http://app.test:9000")
        .header("Access-Control-Request-Method", "POST");
    let answer = named().send(preflight).await;
    assert_eq!(answer.status, 204);
    assert_eq!(answer.header("access-control-allow-origin"), "http://app.test:9000");
    assert_eq!(answer.header("access-control-allow-credentials"), "true");
    for header in ["Authorization", "Idempotency-Key", "If-None-Match", "Content-Type", "Upload-Offset"] {
        assert!(answer.header("access-control-allow-headers").contains(header), "{header}");
    }
    for method in ["HEAD", "PUT", "PATCH", "DELETE"] {
        assert!(answer.header("access-control-allow-methods").contains(method), "{method}");
    }
}

#[tokio::test]
async fn its_calls_are_answered_with_the_headers_exposed_even_when_refused() {
    let call = get("/internal/v1/session").header("Origin", "http://app.test:9000");
    let answer = named().send(call).await;
    answer.is_refused(401, "SessionEnded");
    assert_eq!(answer.header("access-control-allow-origin"), "http://app.test:9000");
    assert_eq!(answer.header("vary"), "Origin");
    for header in ["Date", "ETag", "Location", "Retry-After", "Upload-Offset"] {
        assert!(answer.header("access-control-expose-headers").contains(header), "{header}");
    }
}

#[tokio::test]
async fn other_origins_get_no_such_header() {
    let bench = named();
    for origin in ["https://app.test:9000", "http://app.test", "http://evil.test", "null"] {
        let preflight = call("OPTIONS", "/internal/v1/session").header("Origin", origin);
        let preflight = preflight.header("Access-Control-Request-Method", "GET");
        for call in [preflight, get("/internal/v1/session").header("Origin", origin)] {
            let answer = bench.send(call).await;
            let granted = answer.headers.keys().filter(|name| name.as_str().starts_with("access-control"));
            assert_eq!(granted.count(), 0, "{origin}");
        }
    }
}
