//! One HTTP/1.1 request to a server on this machine: enough to act as an integrator's script, no TLS.

use crate::failure::{Failure, OrFail, Result};
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

/// Sends `body` as JSON to `path` on `authority` (`127.0.0.1:8080`), with `key` as the bearer token.
pub(crate) fn post_json(authority: &str, path: &str, key: &str, body: &str) -> Result<Response> {
    let what = || format!("call http://{authority}{path}");
    let mut stream = TcpStream::connect(authority).or_cannot(what)?;
    stream.set_read_timeout(Some(TIMEOUT)).or_cannot(what)?;
    let length = body.len();
    let request = format!(
        "POST {path} HTTP/1.1\r\nHost: {authority}\r\nAuthorization: Bearer {key}\r\n\
         Content-Type: application/json\r\nAccept: application/json\r\nContent-Length: {length}\r\n\
         Connection: close\r\n\r\n{body}"
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
        let response = post_json(&authority, "/api/v1/leads", "k3y", "{\"a\":1}\n").unwrap();
        assert_eq!(response, Response { status: 200, body: "thanks".to_owned() });
        let (head, body) = server.join().unwrap();
        assert_eq!(head.first().map(String::as_str), Some("POST /api/v1/leads HTTP/1.1"));
        assert!(head.contains(&"Authorization: Bearer k3y".to_owned()), "{head:?}");
        assert_eq!(body, "{\"a\":1}\n");
    }

    #[test]
    fn a_closed_port_is_a_sentence() {
        let closed = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().to_string();
        let failure = post_json(&closed, "/x", "k", "{}").unwrap_err().to_string();
        assert!(failure.starts_with(&format!("Cannot call http://{closed}/x: ")), "{failure}");
    }
}
