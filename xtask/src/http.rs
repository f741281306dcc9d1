//! One HTTP/1.1 request to a server on this machine: enough to act as an integrator's script, no TLS.

use crate::failure::{Failure, OrFail, Result};
use std::fmt;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

/// An answer's status and body.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Response {
    /// The status code.
    pub(crate) status: u16,
    /// The body, as text.
    pub(crate) body: String,
}

/// A local server that does not answer by then is not going to.
const TIMEOUT: Duration = Duration::from_secs(20);

/// A request that is about to be sent.
#[derive(Debug)]
pub(crate) struct Request {
    method: &'static str,
    path: String,
    headers: Vec<(&'static str, String)>,
    body: String,
}

impl Request {
    /// Asks for what is at `path`.
    pub(crate) fn get(path: &str) -> Self {
        Self { method: "GET", path: path.to_owned(), headers: Vec::new(), body: String::new() }
    }

    /// Sends `body` as JSON to `path`.
    pub(crate) fn post(path: &str, body: &str) -> Self {
        let headers = vec![("Content-Type", "application/json".to_owned())];
        Self { method: "POST", path: path.to_owned(), headers, body: body.to_owned() }
    }

    /// The same with a key or a token.
    pub(crate) fn bearer(self, key: &str) -> Self {
        self.header("Authorization", &format!("Bearer {key}"))
    }

    /// The same with a header more.
    pub(crate) fn header(mut self, name: &'static str, value: &str) -> Self {
        self.headers.push((name, value.to_owned()));
        self
    }
}

impl fmt::Display for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.method, self.path)
    }
}

/// Sends `request` to `authority` (`127.0.0.1:8080`) and waits for the whole answer.
pub(crate) fn send(authority: &str, request: Request) -> Result<Response> {
    let Request { method, path, headers, body } = request;
    let what = || format!("call http://{authority}{path}");
    let mut stream = TcpStream::connect(authority).or_cannot(what)?;
    stream.set_read_timeout(Some(TIMEOUT)).or_cannot(what)?;
    let length = body.len();
    let headers: String = headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
    let request = format!(
        "{method} {path} HTTP/1.1\r\nHost: {authority}\r\n{headers}Accept: application/json\r\n\
         Content-Length: {length}\r\nConnection: close\r\n\r\n{body}"
    );
    stream.write_all(request.as_bytes()).or_cannot(what)?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).or_cannot(what)?;
    parse(&String::from_utf8_lossy(&answer)).ok_or_else(|| {
        Failure::new(format!("http://{authority}{path} does not answer in HTTP: is another program listening there?"))
    })
}

/// Understands an answer whose body ends with the connection, in one piece.
fn parse(answer: &str) -> Option<Response> {
    let (head, body) = answer.split_once("\r\n\r\n")?;
    let (version, rest) = head.split_once(' ')?;
    let status = rest.get(..3)?.parse().ok()?;
    version.starts_with("HTTP/1.").then(|| Response { status, body: body.to_owned() })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use std::io::{BufRead, BufReader};
    use std::net::TcpListener;

    #[test]
    fn an_answer_has_a_status_and_a_body() {
        let expected = Response { status: 201, body: "{\"Id\":1}".to_owned() };
        assert_eq!(parse("HTTP/1.1 201 Created\r\nContent-Length: 8\r\n\r\n{\"Id\":1}"), Some(expected));
    }

    #[test]
    fn what_is_not_http_is_no_answer() {
        for answer in ["", "220 ready\r\n", "SSH-2.0 200 x\r\n\r\n", "HTTP/1.1 abc\r\n\r\n"] {
            assert_eq!(parse(answer), None, "{answer}");
        }
    }

    #[test]
    fn the_request_carries_the_key_and_the_whole_body() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let authority = listener.local_addr().unwrap().to_string();
        let server = std::thread::spawn(move || {
            let (stream, _) = listener.accept().unwrap();
            let mut reader = BufReader::new(&stream);
            let mut head = Vec::new();
            loop {
                let mut line = String::new();
                reader.read_line(&mut line).unwrap();
                if line == "\r\n" {
                    break;
                }
                head.push(line.trim_end().to_owned());
            }
            let mut body = [0; 8];
            reader.read_exact(&mut body).unwrap();
            (&stream).write_all(b"HTTP/1.1 200 OK\r\n\r\nthanks").unwrap();
            (head, String::from_utf8(body.to_vec()).unwrap())
        });
        let response = send(&authority, Request::post("/api/v1/leads", "{\"a\":1}\n").bearer("k3y")).unwrap();
        assert_eq!(response, Response { status: 200, body: "thanks".to_owned() });
        let (head, body) = server.join().unwrap();
        assert_eq!(head.first().map(String::as_str), Some("POST /api/v1/leads HTTP/1.1"));
        assert!(head.contains(&"Authorization: Bearer k3y".to_owned()), "{head:?}");
        assert_eq!(body, "{\"a\":1}\n");
    }

    #[test]
    fn a_closed_port_is_a_sentence() {
        let closed = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().to_string();
        let failure = send(&closed, Request::get("/x")).unwrap_err().to_string();
        assert!(failure.starts_with(&format!("Cannot call http://{closed}/x: ")), "{failure}");
    }
}
