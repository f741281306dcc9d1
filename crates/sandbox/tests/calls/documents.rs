//! Resumable uploads by tus 1.0.0, and the values that name what was uploaded.

use serde_json::json;

use crate::support::*;

fn begin(length: usize) -> Call {
    post("/internal/v1/documents")
        .header("Tus-Resumable", "1.0.0")
        .header("Upload-Length", &length.to_string())
        .header("Upload-Metadata", "filename a2Jpcy5wZGY=,filetype YXBwbGljYXRpb24vcGRm")
}

fn append(path: &str, offset: usize, bytes: &[u8]) -> Call {
    call("PATCH", path)
        .header("Tus-Resumable", "1.0.0")
        .header("Upload-Offset", &offset.to_string())
        .header("Content-Type", "application/offset+octet-stream")
        .bytes(bytes)
}

fn tus(method: &str, path: &str) -> Call {
    call(method, path).header("Tus-Resumable", "1.0.0")
}

async fn begun(lead: &Lead, length: usize) -> String {
    let answer = lead.send(begin(length)).await;
    assert_eq!(answer.status, 201, "{}", answer.text());
    answer.header("location").to_owned()
}

#[tokio::test]
async fn the_server_says_what_it_offers() {
    let answer = bench().send(call("OPTIONS", "/internal/v1/documents")).await;
    assert_eq!(answer.status, 204);
    assert_eq!(answer.header("tus-version"), "1.0.0");
    assert_eq!(answer.header("tus-extension"), "creation,termination");
    assert_eq!(answer.header("tus-max-size"), "268435456");
}

#[tokio::test]
async fn a_document_arrives_in_parts_and_in_order() {
    let lead = bench().lead("one-question").await;
    let bytes: Vec<u8> = (0..700_000).map(|number: u32| (number % 251) as u8).collect();
    let path = begun(&lead, bytes.len()).await;
    for (start, end) in [(0, 300_000), (300_000, 300_001), (300_001, 700_000)] {
        let answer = lead.send(append(&path, start, &bytes[start..end])).await;
        assert_eq!((answer.status, answer.header("upload-offset")), (204, end.to_string().as_str()));
        let known = lead.send(tus("HEAD", &path)).await;
        assert_eq!(known.header("upload-offset"), end.to_string());
        assert_eq!(known.header("upload-length"), "700000");
        assert_eq!(known.header("cache-control"), "no-store");
    }
    let id = path.rsplit('/').next().unwrap();
    let stored = lead.bench.send(get(&format!("/sandbox/documents/{id}"))).await;
    assert!(stored.bytes == bytes);
}

#[tokio::test]
async fn bytes_fit_only_where_the_document_ends() {
    let lead = bench().lead("one-question").await;
    let path = begun(&lead, 10).await;
    lead.send(append(&path, 5, b"12345")).await.is_refused(409, "OffsetConflict");
    assert_eq!(lead.send(append(&path, 0, b"12345")).await.status, 204);
    lead.send(append(&path, 0, b"12345")).await.is_refused(409, "OffsetConflict");
    lead.send(append(&path, 5, b"123456")).await.is_refused(413, "TooLarge");
    assert_eq!(lead.send(tus("HEAD", &path)).await.header("upload-offset"), "5");
}

#[tokio::test]
async fn a_deleted_document_is_gone() {
    let lead = bench().lead("one-question").await;
    let path = begun(&lead, 10).await;
    let deleted = lead.send(tus("DELETE", &path)).await;
    assert_eq!((deleted.status, deleted.header("tus-resumable")), (204, "1.0.0"));
    assert_eq!(lead.send(tus("HEAD", &path)).await.status, 404);
}

#[tokio::test]
async fn only_the_owner_reaches_a_document() {
    let bench = bench();
    let lead = bench.lead("one-question").await;
    let path = begun(&lead, 10).await;
    let body = json!({"Email": "jane@acme.test"});
    let link = bench.send(post("/api/v1/leads?ref=one-question").bearer(KEY).json(&body)).await.ok();
    let other = bench.open(&link).await;
    assert_eq!(other.send(tus("HEAD", &path)).await.status, 404);
    other.send(append(&path, 0, b"x")).await.is_refused(404, "NotFound");
    other.send(tus("DELETE", &path)).await.is_refused(404, "NotFound");
    bench.send(append(&path, 0, b"x")).await.is_refused(401, "SessionEnded");
}

#[tokio::test]
async fn calls_that_are_not_tus_are_refused() {
    let lead = bench().lead("one-question").await;
    let path = begun(&lead, 10).await;
    let other_version = lead.send(append(&path, 0, b"x").header("Tus-Resumable", "0.2.2")).await;
    assert_eq!(other_version.status, 204, "the first header of two counts");
    let versionless = lead.send(call("PATCH", &path).header("Upload-Offset", "1")).await;
    versionless.is_refused(412, "TusVersion");
    assert_eq!(versionless.header("tus-version"), "1.0.0");
    lead.send(tus("PATCH", &path).header("Upload-Offset", "1")).await.is_refused(415, "MediaType");
    let offsetless = tus("PATCH", &path).header("Content-Type", "application/offset+octet-stream");
    lead.send(offsetless).await.is_refused(400, "BadRequest");
    lead.send(begin(256 * 1024 * 1024 + 1)).await.is_refused(413, "TooLarge");
    lead.send(tus("POST", "/internal/v1/documents")).await.is_refused(400, "BadRequest");
    let nameless = tus("POST", "/internal/v1/documents").header("Upload-Length", "1");
    lead.send(nameless).await.is_refused(400, "BadRequest");
}

#[tokio::test]
async fn a_form_keeps_what_was_uploaded_for_it() {
    let field = json!({"DataPoint": {"Id": 5, "Name": "Certificate", "Type": "Document"}, "Required": true,
                       "Accept": ["application/pdf"], "MaxBytes": 10});
    let bench = bench_of(&json!([{"Id": 1, "Name": "S", "Activities": [
        {"Name": "Upload", "Type": "Form", "Role": "Lead", "Settings": {"Fields": [field]}}]}]));
    let lead = bench.lead("test").await;
    let path = begun(&lead, 5).await;
    let id: i64 = path.rsplit('/').next().unwrap().parse().unwrap();
    let value = json!([{"DataPoint": {"Id": 5}, "Documents": [{"Id": id, "Name": "kbis.pdf"}]}]);
    lead.complete("Upload", value.clone()).await.is_refused(422, "ValuesRefused");
    lead.send(append(&path, 0, b"%PDF-")).await;
    let journey = lead.complete("Upload", value).await.ok();
    let expected = json!([{"Id": id, "Name": "kbis.pdf", "Size": 5, "ContentType": "application/pdf"}]);
    assert_eq!(journey["JourneyData"][0]["Documents"], expected);
}
