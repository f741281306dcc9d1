//! The reference back-end as a program: flags, the socket, and a clean end.

mod arguments;

use std::collections::HashMap;
use std::io::{ErrorKind, Write};
use std::net::SocketAddr;
use std::path::Path;
use std::process::ExitCode;

use arguments::Arguments;
use axum::http::HeaderMap;
use sandbox::{Clock, Database, FIRST_ID, Options, Seeds, app, serve};
use tokio::net::TcpListener;
use tokio::sync::watch;

/// What the program returns when it cannot start; what it says then is one sentence on standard error.
const CANNOT_START: u8 = 2;

#[tokio::main]
async fn main() -> ExitCode {
    let arguments = match arguments::parse(lexopt::Parser::from_env()) {
        Ok(arguments) => arguments,
        Err(error) => return fail(&format!("{error}. Try --help.")),
    };
    if arguments.help {
        print!("{}", arguments::HELP);
        return ExitCode::SUCCESS;
    }
    match run(arguments).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => fail(&sentence),
    }
}

async fn run(arguments: Arguments) -> Result<(), String> {
    let (listener, address) = listen(SocketAddr::new(arguments.host, arguments.port), "--port").await?;
    let wanted = SocketAddr::new(arguments.host, arguments.stand_ins_port());
    let (stand_ins, stand_ins_address) = listen(wanted, "--stand-ins-port").await?;
    let database = match &arguments.db {
        Some(path) => Database::open(path).map_err(|error| format!("Cannot open {}: {error}.", path.display()))?,
        None => Database::in_memory().map_err(|error| error.to_string())?,
    };
    let app = app(database, options(arguments, address, stand_ins_address)?)?;
    let stop = stop_signal().map_err(|error| error.to_string())?;
    println!("listening on http://{address}");
    println!("stand-ins on http://{stand_ins_address}");
    // Whoever started the program waits for these lines.
    let _ = std::io::stdout().flush();
    let (stopping, stopped) = watch::channel(());
    let until_stopped = |mut stopped: watch::Receiver<()>| async move {
        // Fails when the sender is gone, which is the signal.
        let _ = stopped.changed().await;
    };
    tokio::join!(
        serve(listener, app.front_office, until_stopped(stopped.clone())),
        serve(stand_ins, app.stand_ins, until_stopped(stopped)),
        async {
            stop.await;
            drop(stopping);
        }
    );
    Ok(())
}

async fn listen(wanted: SocketAddr, flag: &str) -> Result<(TcpListener, SocketAddr), String> {
    let listener = TcpListener::bind(wanted).await.map_err(|error| match error.kind() {
        ErrorKind::AddrInUse => format!("Port {} is taken; choose another with {flag}.", wanted.port()),
        _ => format!("Cannot listen on {wanted}: {error}."),
    })?;
    let address = listener.local_addr().map_err(|error| error.to_string())?;
    Ok((listener, address))
}

/// Reads `{"Name": "value", …}`.
fn headers(file: &Path) -> Result<HeaderMap, String> {
    let text = std::fs::read_to_string(file).map_err(|error| format!("Cannot read {}: {error}.", file.display()))?;
    let named: HashMap<String, String> =
        serde_json::from_str(&text).map_err(|error| format!("{} holds no headers: {error}.", file.display()))?;
    HeaderMap::try_from(&named).map_err(|error| format!("{} holds no headers: {error}.", file.display()))
}

fn options(arguments: Arguments, address: SocketAddr, stand_ins: SocketAddr) -> Result<Options, String> {
    let seeds = match &arguments.seed {
        Some(folder) => Seeds::read_folder(folder)?,
        None => Seeds::built_in(),
    };
    let clock = Clock::system();
    Ok(Options {
        public_url: arguments.public_url.unwrap_or_else(|| format!("http://{address}")),
        stand_ins_url: format!("http://{stand_ins}"),
        dist: arguments.dist,
        headers: arguments.headers.as_deref().map_or_else(|| Ok(HeaderMap::new()), headers)?,
        allowed_origins: arguments.allowed_origins,
        session_mode: arguments.session_mode,
        session_seconds: arguments.session_seconds,
        longest_session_seconds: arguments.longest_session_seconds,
        drafts: arguments.drafts,
        steering: address.ip().is_loopback(),
        // A fresh database does not repeat the ids of one that was thrown away: a browser may still keep
        // drafts under those.
        first_id: FIRST_ID + clock.now() * 1000,
        clock,
        seeds,
    })
}

/// Ready when the program is asked to stop, by Ctrl-C or SIGTERM. From here on neither ends it at once.
#[cfg(unix)]
fn stop_signal() -> std::io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}

/// Ready when the program is asked to stop, by Ctrl-C.
#[cfg(not(unix))]
fn stop_signal() -> std::io::Result<impl Future<Output = ()>> {
    Ok(async {
        let _ = tokio::signal::ctrl_c().await;
    })
}

fn fail(sentence: &str) -> ExitCode {
    eprintln!("sandbox: {sentence}");
    ExitCode::from(CANNOT_START)
}
