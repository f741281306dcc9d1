//! The sandbox as a program on a socket: its start and end, what it keeps, and connections that break.
#![allow(clippy::unwrap_used, clippy::expect_used)]
#![cfg(unix)]

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

const KEY: &str = "Authorization: Bearer acme-workspace-key";

struct Program {
    child: Child,
    stdout: BufReader<ChildStdout>,
    address: String,
    stand_ins: String,
}

impl Program {
    /// Starts it on any free port, with these flags.
    fn start(flags: &[&str]) -> Self {
        Self::start_with(flags, Stdio::inherit())
    }

    fn start_with(flags: &[&str], stderr: Stdio) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_sandbox"))
            .args(["--port", "0"])
            .args(flags)
            .stdout(Stdio::piped())
            .stderr(stderr)
            .spawn()
            .unwrap();
        let mut stdout = BufReader::new(child.stdout.take().unwrap());
        let mut after = |beginning| {
            let mut line = String::new();
            stdout.read_line(&mut line).unwrap();
            line.trim_end().strip_prefix(beginning).unwrap().to_owned()
        };
        let address = after("listening on http://");
        let stand_ins = after("stand-ins on http://");
        Self { child, stdout, address, stand_ins }
    }

    /// Stops it: all that it has said since it listens, on both ways out.
    fn has_said(mut self) -> String {
        let pid = self.child.id().to_string();
        assert!(Command::new("kill").arg(&pid).status().unwrap().success());
        self.child.wait().unwrap();
        let mut said = String::new();
        self.stdout.read_to_string(&mut said).unwrap();
        self.child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
        said
    }

    /// Sends a request and reads until the connection ends: whatever came, even nothing.
    fn exchange(&self, method: &str, path: &str, headers: &[&str], body: &str) -> String {
        exchange(&self.address, method, path, headers, body)
    }

    fn post(&self, path: &str, headers: &[&str], body: &Value) -> String {
        let headers = [&["Content-Type: application/json"], headers].concat();
        self.exchange("POST", path, &headers, &body.to_string())
    }

    fn get(&self, path: &str, headers: &[&str]) -> Value {
        body_of(&self.exchange("GET", path, headers, ""))
    }

    /// Asks it to stop and waits for its end.
    fn stop(mut self, signal: &str) -> ExitStatus {
        let pid = self.child.id().to_string();
        assert!(Command::new("kill").args([signal, &pid]).status().unwrap().success());
        self.child.wait().unwrap()
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Sends a request to one of the two servers and reads until the connection ends.
fn exchange(address: &str, method: &str, path: &str, headers: &[&str], body: &str) -> String {
    let mut stream = TcpStream::connect(address).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
    let mut request = format!("{method} {path} HTTP/1.1\r\nHost: {address}\r\n");
    for header in headers {
        request += &format!("{header}\r\n");
    }
    request += &format!("Content-Length: {}\r\n\r\n{body}", body.len());
    stream.write_all(request.as_bytes()).unwrap();
    let mut answer = Vec::new();
    // A reset connection is an end like any other here.
    let _ = stream.read_to_end(&mut answer);
    String::from_utf8(answer).unwrap()
}

/// A file name of its own, removed with what SQLite puts beside it.
struct File(PathBuf);

impl File {
    fn new(name: &str) -> Self {
        Self(std::env::temp_dir().join(format!("sandbox program {}-{name}.sqlite", std::process::id())))
    }

    fn path(&self) -> &str {
        self.0.to_str().unwrap()
    }
}

impl Drop for File {
    fn drop(&mut self) {
        for ending in ["", "-wal", "-shm"] {
            let _ = std::fs::remove_file(Path::new(&format!("{}{ending}", self.path())));
        }
    }
}

fn body_of(answer: &str) -> Value {
    let body = answer.split_once("\r\n\r\n").map_or("", |(_, body)| body);
    serde_json::from_str(body).unwrap_or(Value::Null)
}

/// A lead with an open session: the header that carries it, and the activity to complete.
fn open(program: &Program) -> (String, i64, i64) {
    let link = body_of(&program.post("/api/v1/leads?ref=one-question", &[KEY], &json!({"Email": "a@b.c"})));
    let answer = program.post("/internal/v1/autologin", &[], &json!({"UUID": link["UUID"]}));
    let set_cookie = answer.lines().find_map(|line| line.strip_prefix("set-cookie: ")).unwrap();
    let cookie = format!("Cookie: {}", set_cookie.split(';').next().unwrap());
    let journey_id = body_of(&answer)["Journey"]["Id"].as_i64().unwrap();
    let journey = program.get(&format!("/api/v1/journeys/{journey_id}"), &[&cookie]);
    let activity_id = journey["Stages"][0]["Activities"][0]["Id"].as_i64().unwrap();
    (cookie, journey_id, activity_id)
}

fn complete(program: &Program, cookie: &str, activity_id: i64) -> String {
    let path = format!("/internal/v1/activities/{activity_id}/completion");
    let body = json!({"JourneyData": [{"DataPoint": {"Id": 801}, "StringValue": "x"}]});
    program.post(&path, &[cookie, "Idempotency-Key: k1"], &body)
}

#[test]
fn a_taken_port_is_one_clear_sentence() {
    let program = Program::start(&[]);
    let port = program.address.rsplit(':').next().unwrap();
    let second = Command::new(env!("CARGO_BIN_EXE_sandbox")).args(["--port", port]).output().unwrap();
    assert_eq!(second.status.code(), Some(2));
    assert!(second.stdout.is_empty());
    let said = String::from_utf8(second.stderr).unwrap();
    assert_eq!(said, format!("sandbox: Port {port} is taken; choose another with --port.\n"));

    let port = program.stand_ins.rsplit(':').next().unwrap();
    let flags = ["--port", "0", "--stand-ins-port", port];
    let third = Command::new(env!("CARGO_BIN_EXE_sandbox")).args(flags).output().unwrap();
    assert_eq!(third.status.code(), Some(2));
    let said = String::from_utf8(third.stderr).unwrap();
    assert_eq!(said, format!("sandbox: Port {port} is taken; choose another with --stand-ins-port.\n"));
}

#[test]
fn the_stand_ins_are_another_origin_that_journeys_name_as_it_is_now() {
    let file = File::new("stand-ins");
    let film = |program: &Program| {
        let link = body_of(&program.post("/api/v1/leads?ref=video-file", &[KEY], &json!({"Email": "a@b.c"})));
        let answer = program.post("/internal/v1/autologin", &[], &json!({"UUID": link["UUID"]}));
        let path = format!("/api/v1/journeys/{}", body_of(&answer)["Journey"]["Id"]);
        program.get(&path, &[KEY])["Stages"][0]["Activities"][0]["Settings"]["URL"].clone()
    };
    for _ in ["first run", "second run, on other ports"] {
        let program = Program::start(&["--db", file.path()]);
        assert_ne!(program.address, program.stand_ins);
        assert_eq!(film(&program), format!("http://{}/media/welcome.webm", program.stand_ins));
        let part = exchange(&program.stand_ins, "GET", "/media/welcome.vtt", &[], "");
        assert!(part.starts_with("HTTP/1.1 404"), "{part}");
        let part = exchange(&program.stand_ins, "GET", "/media/welcome.en.vtt", &["Range: bytes=0-5"], "");
        assert!(part.starts_with("HTTP/1.1 206") && part.ends_with("\r\n\r\nWEBVTT"), "{part}");
    }
}

#[test]
fn wrong_flags_seeds_and_files_are_one_clear_sentence() {
    let nowhere = "/nowhere/at/all";
    for flags in [&["--prot", "1"][..], &["--seed", nowhere], &["--db", nowhere]] {
        let output = Command::new(env!("CARGO_BIN_EXE_sandbox")).args(["--port", "0"]).args(flags).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{flags:?}");
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(said.lines().count(), 1, "{said}");
        assert!(said.starts_with("sandbox: "), "{said}");
    }
}

#[test]
fn it_stops_when_asked_even_with_an_idle_connection() {
    for signal in ["-TERM", "-INT"] {
        let program = Program::start(&[]);
        let idle = TcpStream::connect(&program.address).unwrap();
        let asked = Instant::now();
        assert_eq!(program.stop(signal).code(), Some(0));
        assert!(asked.elapsed() < Duration::from_secs(2), "{signal}");
        drop(idle);
    }
}

#[test]
fn a_restart_keeps_everything() {
    let file = File::new("restart");
    let program = Program::start(&["--db", file.path()]);
    let (cookie, journey_id, activity_id) = open(&program);
    program.post("/sandbox/clock", &[], &json!({"AdvanceSeconds": 60}));
    let completed = body_of(&complete(&program, &cookie, activity_id));
    assert_eq!(completed["Status"], "Completed");
    let clock = program.get("/sandbox/clock", &[]);
    assert_eq!(program.stop("-TERM").code(), Some(0));

    let program = Program::start(&["--db", file.path()]);
    let journey = program.get(&format!("/api/v1/journeys/{journey_id}"), &[&cookie]);
    assert_eq!(journey, completed);
    assert_eq!(body_of(&complete(&program, &cookie, activity_id)), completed);
    assert_eq!(program.get("/sandbox/clock", &[])["AheadSeconds"], clock["AheadSeconds"]);
    let journeys = program.get("/api/v1/journeys", &[KEY]);
    assert_eq!(journeys.as_array().unwrap().len(), 6, "the seeds' five and this one");
}

#[test]
fn a_killed_program_loses_no_completion() {
    let file = File::new("killed");
    let program = Program::start(&["--db", file.path()]);
    let (cookie, journey_id, activity_id) = open(&program);
    complete(&program, &cookie, activity_id);
    program.stop("-KILL");
    let program = Program::start(&["--db", file.path()]);
    let journey = program.get(&format!("/api/v1/journeys/{journey_id}"), &[&cookie]);
    assert_eq!(journey["Status"], "Completed");
}

#[test]
fn a_dropped_call_gets_not_one_byte_before_or_after_the_commit() {
    let program = Program::start(&[]);
    let (cookie, journey_id, activity_id) = open(&program);
    let status = || program.get(&format!("/api/v1/journeys/{journey_id}"), &[&cookie])["Status"].clone();
    let drop = |when: &str| {
        let fault = json!({"Path": "/internal/v1/activities/*/completion", "Drop": true, "When": when});
        program.post("/sandbox/faults", &[], &fault);
    };
    drop("Before");
    assert_eq!(complete(&program, &cookie, activity_id), "");
    assert_eq!(status(), "InProgress");
    drop("After");
    assert_eq!(complete(&program, &cookie, activity_id), "");
    assert_eq!(status(), "Completed");
    assert!(complete(&program, &cookie, activity_id).starts_with("HTTP/1.1 200"));
    let log = program.get("/sandbox/log", &[]);
    let calls = log["Calls"].as_array().unwrap().iter();
    let completions = calls.filter(|call| call["Path"].as_str().unwrap().ends_with("/completion"));
    let statuses: Vec<_> = completions.map(|call| call["Status"].clone()).collect();
    assert_eq!(statuses, [json!(null), json!(200), json!(200)]);
}

#[test]
fn a_cut_body_begins_and_does_not_end() {
    let program = Program::start(&[]);
    let (cookie, journey_id, _) = open(&program);
    program.post("/sandbox/faults", &[], &json!({"Path": "/api/v1/journeys/*", "Cut": 30}));
    let answer = program.exchange("GET", &format!("/api/v1/journeys/{journey_id}"), &[&cookie], "");
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    assert!(head.starts_with("HTTP/1.1 200"));
    assert_eq!(body.len(), 30);
    let announced = head.lines().find_map(|line| line.strip_prefix("content-length: ")).unwrap();
    assert!(announced.parse::<usize>().unwrap() > 30);
}

#[test]
fn a_delayed_call_is_answered_later() {
    let program = Program::start(&[]);
    program.post("/sandbox/faults", &[], &json!({"Path": "/internal/v1/session", "Delay": 300}));
    let asked = Instant::now();
    let answer = program.exchange("GET", "/internal/v1/session", &[], "");
    assert!(answer.starts_with("HTTP/1.1 401"));
    assert!(asked.elapsed() >= Duration::from_millis(300));
}

const TUS: &str = "Tus-Resumable: 1.0.0";

/// Begins an upload: its address.
fn begin(program: &Program, cookie: &str, length: usize) -> String {
    let metadata = "Upload-Metadata: filename a2Jpcy5wZGY=";
    let length = format!("Upload-Length: {length}");
    let begun = program.exchange("POST", "/internal/v1/documents", &[cookie, TUS, metadata, &length], "");
    begun.lines().find_map(|line| line.strip_prefix("location: ")).unwrap().to_owned()
}

/// The connection of an upload whose head has been sent.
fn append(program: &Program, cookie: &str, location: &str, offset: usize, length: usize) -> TcpStream {
    let mut stream = TcpStream::connect(&program.address).unwrap();
    let head = format!(
        "PATCH {location} HTTP/1.1\r\nHost: x\r\n{cookie}\r\n{TUS}\r\nUpload-Offset: {offset}\r\n\
         Content-Type: application/offset+octet-stream\r\nContent-Length: {length}\r\n\r\n"
    );
    stream.write_all(head.as_bytes()).unwrap();
    stream
}

fn rest_of(mut stream: TcpStream) -> String {
    let mut rest = Vec::new();
    let _ = stream.read_to_end(&mut rest);
    String::from_utf8(rest).unwrap()
}

fn stored(program: &Program, location: &str) -> String {
    let id = location.rsplit('/').next().unwrap();
    let answer = program.exchange("GET", &format!("/sandbox/documents/{id}"), &["Connection: close"], "");
    answer.split_once("\r\n\r\n").unwrap().1.to_owned()
}

#[test]
fn what_arrived_of_a_broken_upload_stays() {
    let program = Program::start(&[]);
    let (cookie, ..) = open(&program);
    let location = begin(&program, &cookie, 10);
    let mut stream = append(&program, &cookie, &location, 0, 10);
    stream.write_all(b"1234").unwrap();
    stream.shutdown(std::net::Shutdown::Write).unwrap();
    rest_of(stream);
    let known = program.exchange("HEAD", &location, &[&cookie, TUS], "");
    assert!(known.contains("upload-offset: 4\r\n"), "{known}");
    assert!(stored(&program, &location).contains("1234"));
}

#[test]
fn a_fault_takes_the_beginning_of_an_upload_and_hangs_up() {
    let program = Program::start(&[]);
    let (cookie, ..) = open(&program);
    let location = begin(&program, &cookie, 10);
    program.post("/sandbox/faults", &[], &json!({"Method": "PATCH", "Path": "/internal/v1/documents/*", "Take": 7}));
    let mut stream = append(&program, &cookie, &location, 0, 10);
    stream.write_all(b"1234567890").unwrap();
    assert_eq!(rest_of(stream), "");
    let known = program.exchange("HEAD", &location, &[&cookie, TUS], "");
    assert!(known.contains("upload-offset: 7\r\n"), "{known}");
}

#[test]
fn a_refused_upload_is_read_to_its_end_so_that_the_answer_arrives() {
    let program = Program::start(&[]);
    let (cookie, ..) = open(&program);
    let chunk = vec![b'x'; 4_000_000];
    let location = begin(&program, &cookie, chunk.len());
    let answer = |cookie: &str, offset: usize| {
        let mut stream = append(&program, cookie, &location, offset, chunk.len());
        stream.write_all(&chunk).unwrap();
        rest_of(stream)
    };
    assert!(answer(&cookie, 5).starts_with("HTTP/1.1 409"));
    assert!(answer("Cookie: none=x", 0).starts_with("HTTP/1.1 401"));
    program.post(
        "/sandbox/faults",
        &[],
        &json!({"Method": "PATCH", "Path": "/internal/v1/documents/*", "Status": 503}),
    );
    assert!(answer(&cookie, 0).starts_with("HTTP/1.1 503"));
    assert!(answer(&cookie, 0).starts_with("HTTP/1.1 204"));
}

#[test]
#[cfg(target_os = "linux")]
fn a_large_document_goes_to_disk_and_not_into_memory() {
    const SIZE: usize = 200 * 1024 * 1024;
    let file = File::new("large");
    let program = Program::start(&["--db", file.path()]);
    let (cookie, ..) = open(&program);
    let location = begin(&program, &cookie, SIZE);
    let mut stream = append(&program, &cookie, &location, 0, SIZE);
    let piece = vec![b'x'; 1024 * 1024];
    for _ in 0..SIZE / piece.len() {
        stream.write_all(&piece).unwrap();
    }
    assert!(rest_of(stream).starts_with("HTTP/1.1 204"));
    assert!(stored(&program, &location).len() >= SIZE);
    let status = std::fs::read_to_string(format!("/proc/{}/status", program.child.id())).unwrap();
    let most = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    let most: usize = most.trim().trim_end_matches(" kB").parse().unwrap();
    assert!(most < 100 * 1024, "it took {most} kB");
}

/// The codes in the outbox.
fn codes(program: &Program) -> Vec<String> {
    let outbox = program.get("/sandbox/outbox", &[]);
    let texts = outbox["Messages"].as_array().unwrap().iter().map(|message| message["Text"].as_str().unwrap());
    texts.map(|text| text.rsplit('#').next().unwrap().to_owned()).collect()
}

#[test]
fn of_log_ins_links_and_codes_it_says_nothing() {
    let program = Program::start_with(&["--session", "token"], Stdio::piped());
    let link = body_of(&program.post("/api/v1/leads?ref=one-question", &[KEY], &json!({"Email": "johndoe@gmail.com"})));
    let uuid = link["UUID"].as_str().unwrap().to_owned();
    program.exchange("GET", &format!("/internal/v1/autologin?UUID={uuid}"), &[], "");
    let session = body_of(&program.post("/internal/v1/autologin", &[], &json!({ "UUID": uuid })));
    let token = session["Token"].as_str().unwrap().to_owned();
    let bearer = format!("Authorization: Bearer {token}");
    for password in ["wrong password", "example password"] {
        let log_in = json!({"email": "johndoe@gmail.com", "password": password});
        program.post("/internal/v1/sessions", &[], &log_in);
        program.exchange(
            "POST",
            "/internal/v1/sessions",
            &["Content-Type: application/json"],
            log_in.to_string().trim_end_matches('}'),
        );
    }
    let path = format!("/internal/v1/sessions/{}", session["Account"]["Id"].as_str().unwrap());
    program.post(&path, &[&bearer], &json!({"secured": true}));
    let code = codes(&program).pop().unwrap();
    let secured = body_of(&program.post(&path, &[&bearer], &json!({ "code": code })));
    assert_eq!(secured["session"]["secured"], true);
    program.exchange("GET", "/internal/v1/session", &[&bearer], "");

    let said = program.has_said();
    assert_eq!(said, "", "nothing at all, so no UUID, token, code or password either");
}
