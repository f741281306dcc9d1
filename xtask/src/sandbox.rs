//! The sandbox back-end: built, started on a port, and ended with this value.

use crate::failure::{Failure, Result};
use crate::process::{self, Background};
use crate::project::Project;
use crate::say;
use serde_json::Value;
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;

/// A running sandbox.
pub(crate) struct Sandbox {
    process: Background,
    authority: String,
    stand_ins: String,
}

/// Where the sandbox listens, keeps its data and finds the app.
pub(crate) struct Place<'a> {
    /// TCP port on the loopback interface; 0 lets the system choose. The next one is for the stand-ins.
    pub(crate) port: u16,
    /// Its SQLite file, created when it is missing.
    pub(crate) database: &'a Path,
    /// The built app, where it should be served too.
    pub(crate) dist: Option<&'a Path>,
    /// Seed files to use instead of the built-in ones.
    pub(crate) seed: Option<&'a Path>,
}

/// Fails with a sentence when `port`, or the next one, where the stand-ins will be, cannot be listened on.
pub(crate) fn check_ports(port: u16) -> Result<()> {
    check_port(port)?;
    match port {
        0 | u16::MAX => Ok(()),
        port => check_port(port + 1),
    }
}

fn check_port(port: u16) -> Result<()> {
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    // On some systems a port that is taken on all interfaces can still be bound on one: connecting tells.
    if port != 0 && TcpStream::connect(address).is_ok() {
        return Err(taken(port));
    }
    match TcpListener::bind(address) {
        Ok(_) => Ok(()),
        Err(error) if error.kind() == std::io::ErrorKind::AddrInUse => Err(taken(port)),
        Err(error) => {
            Err(Failure::new(format!("Port {port} cannot be used ({error}): choose another one with --port.")))
        }
    }
}

fn taken(port: u16) -> Failure {
    let other = port.checked_add(1).unwrap_or(8080);
    Failure::new(format!(
        "Port {port} is taken by another program: end that one, or choose another port, for example --port {other}."
    ))
}

/// Compiles the sandbox and returns its program.
pub(crate) fn build(project: &Project) -> Result<PathBuf> {
    say::doing("Building the sandbox back-end (about two minutes the first time, seconds afterwards)");
    let mut program = None;
    let mut cargo = project.cargo();
    cargo.args(["build", "--package", "sandbox", "--bin", "sandbox", "--message-format=json-render-diagnostics"]);
    process::run_reading(&mut cargo, "The sandbox could not be built; the lines above say why.", |line| {
        program = executable_in(line).or(program.take());
    })?;
    program.ok_or_else(|| {
        Failure::new("cargo did not say where it put the sandbox: `cargo clean -p sandbox`, then try again.")
    })
}

/// The program that one of cargo's messages tells of.
fn executable_in(message: &str) -> Option<PathBuf> {
    let message: Value = serde_json::from_str(message).ok()?;
    let is_sandbox = message.get("target")?.get("name")? == "sandbox";
    let executable = message.get("executable")?.as_str()?;
    is_sandbox.then(|| executable.into())
}

impl Sandbox {
    /// Starts `program` and waits until it listens.
    pub(crate) fn start(project: &Project, program: &Path, place: &Place) -> Result<Self> {
        let mut command = Command::new(program);
        command.current_dir(project.path(""));
        command.arg("--port").arg(place.port.to_string()).arg("--db").arg(place.database);
        if let Some(dist) = place.dist {
            command.arg("--dist").arg(dist);
        }
        if let Some(seed) = place.seed {
            command.arg("--seed").arg(seed);
        }
        let (process, mut lines) = Background::start(&mut command)?;
        let mut listening = |beginning| lines.next().and_then(|line| authority_in(&line.ok()?, beginning));
        let (Some(authority), Some(stand_ins)) = (listening("listening on"), listening("stand-ins on")) else {
            process::leave_the_last_word_to_the_watcher();
            return Err(Failure::new("The sandbox did not start; the lines above say why."));
        };
        // A pipe that nobody reads would stop the sandbox once it is full.
        thread::spawn(move || lines.map_while(std::io::Result::ok).for_each(say::line));
        Ok(Self { process, authority, stand_ins })
    }

    /// Host and port, for example `127.0.0.1:8080`.
    pub(crate) fn authority(&self) -> &str {
        &self.authority
    }

    /// The address of the sandbox, without a closing slash.
    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.authority)
    }

    /// The address of the stand-ins for providers' pages.
    pub(crate) fn stand_ins_url(&self) -> String {
        format!("http://{}", self.stand_ins)
    }

    /// Waits until the sandbox ends by itself, which it does not when all is well.
    pub(crate) fn wait(&mut self) -> Result<()> {
        let status = self.process.wait()?;
        process::leave_the_last_word_to_the_watcher();
        Err(Failure::new(format!(
            "The sandbox ended by itself ({status}); the lines above may say why. Start it again."
        )))
    }
}

/// `listening on http://127.0.0.1:8080` → `127.0.0.1:8080`
fn authority_in(line: &str, beginning: &str) -> Option<String> {
    let address = line.strip_prefix(beginning)?.strip_prefix(" http://")?;
    Some(address.trim_end_matches('/').to_owned())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn a_taken_port_is_one_clear_line() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let failure = check_port(port).unwrap_err().to_string();
        assert!(failure.starts_with(&format!("Port {port} is taken by another program: ")), "{failure}");
        assert_eq!(failure.lines().count(), 1);
    }

    #[test]
    fn a_free_port_passes() {
        assert_eq!(check_port(0), Ok(()));
    }

    #[test]
    fn the_program_is_named_by_the_message_about_the_sandbox() {
        let message = |name, executable| {
            format!(
                "{{\"reason\":\"compiler-artifact\",\"target\":{{\"name\":\"{name}\"}},\"executable\":{executable}}}"
            )
        };
        assert_eq!(executable_in(&message("sandbox", "\"/t/sandbox\"")), Some("/t/sandbox".into()));
        assert_eq!(executable_in(&message("sandbox", "null")), None);
        assert_eq!(executable_in(&message("other", "\"/t/other\"")), None);
        assert_eq!(executable_in("not JSON"), None);
    }

    #[test]
    fn the_first_lines_tell_where_it_listens() {
        let authority = |line| authority_in(line, "listening on");
        assert_eq!(authority("listening on http://127.0.0.1:8080").as_deref(), Some("127.0.0.1:8080"));
        assert_eq!(authority("stand-ins on http://127.0.0.1:8081"), None);
        assert_eq!(authority("thread panicked"), None);
    }
}
