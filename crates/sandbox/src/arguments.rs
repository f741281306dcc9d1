//! The flags of the program.

use std::net::{IpAddr, Ipv4Addr};
use std::path::PathBuf;

use lexopt::ValueExt;
use lexopt::prelude::*;
use sandbox::SessionMode;

/// What `--help` prints.
pub(crate) const HELP: &str = "\
The reference back-end of the front-office.

Usage: sandbox [FLAGS]

  --port PORT            port to listen on; 0 takes any that is free (default 8080)
  --stand-ins-port PORT  port of the stand-ins for providers' pages; 0 takes any (default: the next one)
  --host ADDRESS         address to listen on (default 127.0.0.1); /sandbox answers on loopback only
  --db FILE              SQLite file, created when missing (default: in memory, gone at the end)
  --dist FOLDER          the built app, served at every page address
  --headers FILE         JSON object of headers that the app's files are served with
  --public-url URL       address under which browsers reach it (default http://HOST:PORT)
  --allow-origin ORIGIN  other origin whose pages may call with credentials; may be repeated
  --session cookie|token how links sign in where the funnel and workspace do not say (default cookie)
  --session-seconds N    how long a session lasts (default 3600)
  --longest-session-seconds N
                         how long a session may last with all its extensions (default 43200)
  --no-drafts            answer 405 to drafts, as a back-end without them does
  --seed FOLDER          seed files to use instead of the built-in ones
  --help                 this text
";

/// The flags, read.
#[derive(Debug, PartialEq)]
pub(crate) struct Arguments {
    pub(crate) host: IpAddr,
    pub(crate) port: u16,
    /// Where it differs from the port after the main one.
    pub(crate) stand_ins_port: Option<u16>,
    pub(crate) db: Option<PathBuf>,
    pub(crate) dist: Option<PathBuf>,
    pub(crate) headers: Option<PathBuf>,
    pub(crate) public_url: Option<String>,
    pub(crate) allowed_origins: Vec<String>,
    pub(crate) session_mode: SessionMode,
    pub(crate) session_seconds: i64,
    pub(crate) longest_session_seconds: i64,
    pub(crate) drafts: bool,
    pub(crate) seed: Option<PathBuf>,
    pub(crate) help: bool,
}

impl Default for Arguments {
    fn default() -> Self {
        Self {
            host: IpAddr::V4(Ipv4Addr::LOCALHOST),
            port: 8080,
            stand_ins_port: None,
            db: None,
            dist: None,
            headers: None,
            public_url: None,
            allowed_origins: Vec::new(),
            session_mode: SessionMode::Cookie,
            session_seconds: 3600,
            longest_session_seconds: 12 * 3600,
            drafts: true,
            seed: None,
            help: false,
        }
    }
}

impl Arguments {
    /// The port of the stand-ins: the one after the main one, or any where that was any.
    pub(crate) fn stand_ins_port(&self) -> u16 {
        let next = match self.port {
            0 => 0,
            port => port.checked_add(1).unwrap_or(0),
        };
        self.stand_ins_port.unwrap_or(next)
    }
}

/// Reads the flags of the program, or the given ones in tests.
pub(crate) fn parse(mut parser: lexopt::Parser) -> Result<Arguments, lexopt::Error> {
    let mut arguments = Arguments::default();
    while let Some(argument) = parser.next()? {
        match argument {
            Long("port") => arguments.port = parser.value()?.parse()?,
            Long("stand-ins-port") => arguments.stand_ins_port = Some(parser.value()?.parse()?),
            Long("host") => arguments.host = parser.value()?.parse()?,
            Long("db") => arguments.db = Some(parser.value()?.into()),
            Long("dist") => arguments.dist = Some(parser.value()?.into()),
            Long("headers") => arguments.headers = Some(parser.value()?.into()),
            Long("public-url") => arguments.public_url = Some(url(parser.value()?.string()?)?),
            Long("allow-origin") => arguments.allowed_origins.push(url(parser.value()?.string()?)?),
            Long("session") => {
                let mode = |text: &str| SessionMode::parse(text).ok_or("cookie or token");
                arguments.session_mode = parser.value()?.parse_with(mode)?;
            }
            Long("session-seconds") => arguments.session_seconds = parser.value()?.parse_with(seconds)?,
            Long("longest-session-seconds") => {
                arguments.longest_session_seconds = parser.value()?.parse_with(seconds)?;
            }
            Long("no-drafts") => arguments.drafts = false,
            Long("seed") => arguments.seed = Some(parser.value()?.into()),
            Long("help") | Short('h') => arguments.help = true,
            _ => return Err(argument.unexpected()),
        }
    }
    Ok(arguments)
}

fn seconds(text: &str) -> Result<i64, &'static str> {
    match text.parse() {
        Ok(seconds @ 1..=31_536_000) => Ok(seconds),
        _ => Err("between 1 second and a year"),
    }
}

fn url(text: String) -> Result<String, String> {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    match rest {
        Some(rest) if !rest.is_empty() => Ok(text.trim_end_matches('/').to_owned()),
        _ => Err(format!("{text} is no address such as http://127.0.0.1:8080")),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn read(arguments: &[&str]) -> Result<Arguments, String> {
        parse(lexopt::Parser::from_args(arguments)).map_err(|error| error.to_string())
    }

    #[test]
    fn without_flags_it_listens_on_loopback_in_cookie_mode() {
        assert_eq!(read(&[]).unwrap(), Arguments::default());
    }

    #[test]
    fn every_flag_is_read() {
        let read = read(&[
            "--port=0",
            "--stand-ins-port=9",
            "--host",
            "::1",
            "--db",
            "a b.sqlite",
            "--dist",
            "dist",
            "--headers",
            "headers.json",
            "--public-url",
            "https://sandbox.test/",
            "--allow-origin",
            "http://one.test",
            "--allow-origin",
            "http://two.test",
            "--session",
            "token",
            "--session-seconds",
            "60",
            "--longest-session-seconds",
            "90",
            "--no-drafts",
            "--seed",
            "seeds",
        ]);
        let expected = Arguments {
            host: "::1".parse().unwrap(),
            port: 0,
            stand_ins_port: Some(9),
            db: Some("a b.sqlite".into()),
            dist: Some("dist".into()),
            headers: Some("headers.json".into()),
            public_url: Some("https://sandbox.test".to_owned()),
            allowed_origins: vec!["http://one.test".to_owned(), "http://two.test".to_owned()],
            session_mode: SessionMode::Token,
            session_seconds: 60,
            longest_session_seconds: 90,
            drafts: false,
            seed: Some("seeds".into()),
            help: false,
        };
        assert_eq!(read.unwrap(), expected);
    }

    #[test]
    fn the_stand_ins_take_the_next_port() {
        let port = |flags: &[&str]| read(flags).unwrap().stand_ins_port();
        assert_eq!(port(&[]), 8081);
        assert_eq!(port(&["--port", "9000"]), 9001);
        assert_eq!(port(&["--port", "0"]), 0);
        assert_eq!(port(&["--port", "65535"]), 0);
        assert_eq!(port(&["--port", "9000", "--stand-ins-port", "0"]), 0);
    }

    #[test]
    fn wrong_flags_are_named() {
        for arguments in [
            &["--prot", "1"][..],
            &["--port", "70000"],
            &["--session", "letter"],
            &["--session-seconds", "0"],
            &["--longest-session-seconds", "day"],
            &["--allow-origin", "acme.test"],
            &["stray"],
        ] {
            assert!(read(arguments).is_err(), "{arguments:?}");
        }
    }
}
