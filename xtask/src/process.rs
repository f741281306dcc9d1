//! Child processes: run with their output streamed, or read, or kept in the background.
//!
//! Every child is on a list, so that Ctrl-C and a plain `kill` of this process end its children too.

use crate::failure::{Failure, OrFail, Result};
use crate::say;
use std::io::{BufRead, BufReader, Lines};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

/// Process ids of the children that have not been waited for.
static CHILDREN: Mutex<Vec<u32>> = Mutex::new(Vec::new());
/// Set once a signal asked this process to end: from then on only the watcher may end it.
static STOPPING: AtomicBool = AtomicBool::new(false);

/// How long a child may take to end after it was asked to.
const GRACE: Duration = Duration::from_secs(5);
/// How often a state is looked at that cannot be waited for.
const POLL: Duration = Duration::from_millis(50);
/// What a shell reports for a program that Ctrl-C ended.
const INTERRUPTED: i32 = 130;

/// Lets SIGINT and SIGTERM end the children first and then this process.
pub(crate) fn stop_children_on_signals() {
    let signalled = Arc::new(AtomicBool::new(false));
    for signal in [signal_hook::consts::SIGINT, signal_hook::consts::SIGTERM] {
        // Without the handler the signal ends this process at once, which is the next best thing.
        let _ = signal_hook::flag::register(signal, Arc::clone(&signalled));
    }
    thread::spawn(move || {
        while !signalled.load(Ordering::Relaxed) {
            thread::sleep(POLL);
        }
        STOPPING.store(true, Ordering::SeqCst);
        let running = children().clone();
        running.iter().for_each(|child| ask_to_end(*child));
        let asked = Instant::now();
        while !children().is_empty() && asked.elapsed() < GRACE {
            thread::sleep(POLL);
        }
        say::line("\nStopped.");
        std::process::exit(INTERRUPTED);
    });
}

/// Runs `command` to its end, its output streamed. `failed` is the sentence for an unsuccessful end.
pub(crate) fn run(command: &mut Command, failed: &str) -> Result<()> {
    let mut child = spawn(command)?;
    ended_well(wait(&mut child)?, failed)
}

/// Runs `command` to its end and hands each line of its standard output to `each`.
pub(crate) fn run_reading(command: &mut Command, failed: &str, mut each: impl FnMut(&str)) -> Result<()> {
    let mut child = spawn(command.stdout(Stdio::piped()))?;
    let lines = child.stdout.take().map(|stdout| BufReader::new(stdout).lines());
    lines.into_iter().flatten().map_while(std::io::Result::ok).for_each(|line| each(&line));
    ended_well(wait(&mut child)?, failed)
}

/// The trimmed standard output of a short, silent command; `None` where it is missing or fails.
pub(crate) fn capture(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    let text = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    output.status.success().then_some(text)
}

/// A child that goes on beside this process and ends with this value.
pub(crate) struct Background {
    child: Child,
}

impl Background {
    /// Starts `command`; the second value is its standard output, line by line.
    pub(crate) fn start(command: &mut Command) -> Result<(Self, Lines<BufReader<ChildStdout>>)> {
        let mut child = spawn(command.stdout(Stdio::piped()))?;
        let stdout = child.stdout.take();
        let background = Self { child };
        let stdout = stdout.ok_or_else(|| Failure::new("A child's output could not be read."))?;
        Ok((background, BufReader::new(stdout).lines()))
    }

    /// Waits until it ends by itself.
    pub(crate) fn wait(&mut self) -> Result<ExitStatus> {
        wait(&mut self.child)
    }
}

impl Drop for Background {
    fn drop(&mut self) {
        if matches!(self.child.try_wait(), Ok(None)) {
            ask_to_end(self.child.id());
            let asked = Instant::now();
            while matches!(self.child.try_wait(), Ok(None)) && asked.elapsed() < GRACE {
                thread::sleep(POLL);
            }
            // Both fail only on a child that has ended, which is what is wanted.
            let _ = self.child.kill();
            let _ = self.child.wait();
        }
        forget(self.child.id());
    }
}

/// The program `name` as PATH finds it, with the endings that Windows adds.
pub(crate) fn find_on_path(name: &str) -> Option<PathBuf> {
    let directories = std::env::var_os("PATH")?;
    std::env::split_paths(&directories).find_map(|directory| {
        let endings: &[&str] = if cfg!(windows) { &[".exe", ".cmd"] } else { &[""] };
        endings.iter().map(|ending| directory.join(format!("{name}{ending}"))).find(|path| is_program(path))
    })
}

/// Whether `path` is a file that may be executed.
pub(crate) fn is_program(path: &Path) -> bool {
    let Ok(metadata) = path.metadata() else {
        return false;
    };
    #[cfg(unix)]
    let executable = std::os::unix::fs::PermissionsExt::mode(&metadata.permissions()) & 0o111 != 0;
    #[cfg(not(unix))]
    let executable = true;
    metadata.is_file() && executable
}

/// Whether this process may install system packages.
pub(crate) fn is_root() -> bool {
    #[cfg(unix)]
    return rustix::process::geteuid().is_root();
    #[cfg(not(unix))]
    return false;
}

fn spawn(command: &mut Command) -> Result<Child> {
    let name = command.get_program().to_string_lossy().into_owned();
    let mut list = children();
    let child = command.stdin(Stdio::null()).spawn().or_cannot(|| format!("start {name}"))?;
    list.push(child.id());
    Ok(child)
}

fn wait(child: &mut Child) -> Result<ExitStatus> {
    let status = child.wait().or_cannot(|| "wait for a child process".to_owned());
    forget(child.id());
    status
}

fn ended_well(status: ExitStatus, failed: &str) -> Result<()> {
    if status.success() {
        return Ok(());
    }
    leave_the_last_word_to_the_watcher();
    Err(Failure::new(failed))
}

/// Ctrl-C reaches a terminal's whole process group, so a child may end before the watcher here has seen
/// the signal. Reporting that child as failed would be wrong: waits a moment, and for ever once stopping.
pub(crate) fn leave_the_last_word_to_the_watcher() {
    thread::sleep(POLL * 4);
    while STOPPING.load(Ordering::SeqCst) {
        thread::sleep(POLL);
    }
}

fn children() -> MutexGuard<'static, Vec<u32>> {
    CHILDREN.lock().unwrap_or_else(PoisonError::into_inner)
}

fn forget(child: u32) {
    children().retain(|listed| *listed != child);
}

#[cfg(unix)]
fn ask_to_end(child: u32) {
    let id = i32::try_from(child).ok().and_then(rustix::process::Pid::from_raw);
    // Fails only where the child has ended already.
    let _ = id.map(|id| rustix::process::kill_process(id, rustix::process::Signal::TERM));
}

#[cfg(not(unix))]
fn ask_to_end(child: u32) {
    let _ = Command::new("taskkill").args(["/F", "/T", "/PID"]).arg(child.to_string()).output();
}

#[cfg(all(test, unix))]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn shell(script: &str) -> Command {
        let mut command = Command::new("sh");
        command.args(["-c", script]);
        command
    }

    #[test]
    fn a_failing_child_is_reported_in_the_words_of_its_caller() {
        assert_eq!(run(&mut shell("exit 3"), "It broke."), Err(Failure::new("It broke.")));
        assert_eq!(run(&mut shell("exit 0"), "It broke."), Ok(()));
    }

    #[test]
    fn a_missing_program_is_named() {
        let failure = run(&mut Command::new("no-such-program"), "").unwrap_err().to_string();
        assert!(failure.starts_with("Cannot start no-such-program: "), "{failure}");
    }

    #[test]
    fn output_is_read_line_by_line() {
        let mut lines = Vec::new();
        run_reading(&mut shell("printf 'a b\\nc\\n'"), "", |line| lines.push(line.to_owned())).unwrap();
        assert_eq!(lines, ["a b", "c"]);
    }

    #[test]
    fn only_a_successful_command_has_output() {
        assert_eq!(capture(&mut shell("echo ' 1.2 '")).as_deref(), Some("1.2"));
        assert_eq!(capture(&mut shell("echo 1.2; exit 1")), None);
    }

    #[test]
    fn dropping_a_background_process_ends_it() {
        let (background, _) = Background::start(&mut shell("exec sleep 60")).unwrap();
        let id = rustix::process::Pid::from_raw(i32::try_from(background.child.id()).unwrap()).unwrap();
        assert!(rustix::process::test_kill_process(id).is_ok());
        drop(background);
        assert!(rustix::process::test_kill_process(id).is_err());
    }

    #[test]
    fn programs_are_found_on_the_path() {
        assert!(is_program(&find_on_path("sh").unwrap()));
        assert_eq!(find_on_path("no-such-program"), None);
    }
}
