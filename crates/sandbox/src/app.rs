//! The sandbox put together: its options, what its calls share, and the router over all resources.

use std::path::PathBuf;
use std::sync::Arc;

use axum::Router;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::any;

use crate::addresses::Addresses;
use crate::clock::Clock;
use crate::database::Database;
use crate::origins::{self, Origins};
use crate::problem::Problem;
use crate::seed::Seeds;
use crate::session_mode::SessionMode;
use crate::steering::{self, Steering};
use crate::timestamp::imf_fixdate;
use crate::{frontoffice, integrator, pages, stand_ins};

/// How a sandbox behaves; `Default` is what tests want, the binary fills it from its flags.
#[derive(Debug)]
pub struct Options {
    /// The address under which browsers reach the sandbox, without a slash at the end.
    pub public_url: String,
    /// The address of the stand-ins for providers' pages, another origin, without a slash at the end.
    pub stand_ins_url: String,
    /// The folder of the built app; without it, page addresses are 404.
    pub dist: Option<PathBuf>,
    /// Headers of the app's files besides the sandbox's own, as its host would send them.
    pub headers: HeaderMap,
    /// Origins whose pages may call with credentials.
    pub allowed_origins: Vec<String>,
    /// How links sign leads in where neither funnel nor workspace says.
    pub session_mode: SessionMode,
    /// Seconds from opening (or extending) a session to its end.
    pub session_seconds: i64,
    /// Seconds from opening a session to the end that no extension moves (OWASP, session management: absolute timeout).
    pub longest_session_seconds: i64,
    /// `false`: the draft call answers 405.
    pub drafts: bool,
    /// Whether `/sandbox` answers: tests and demos steer there. Only for servers on loopback.
    pub steering: bool,
    /// The first id that is handed out in a fresh database.
    pub first_id: i64,
    /// "Now", for every expiry and delay.
    pub clock: Clock,
    /// What an empty database is filled with.
    pub seeds: Seeds,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            public_url: "http://127.0.0.1:8080".to_owned(),
            stand_ins_url: "http://127.0.0.1:8081".to_owned(),
            dist: None,
            headers: HeaderMap::new(),
            allowed_origins: Vec::new(),
            session_mode: SessionMode::Cookie,
            session_seconds: 3600,
            longest_session_seconds: 12 * 3600,
            drafts: true,
            steering: true,
            first_id: crate::id::FIRST_ID,
            clock: Clock::system(),
            seeds: Seeds::built_in(),
        }
    }
}

/// The two servers of the sandbox, which share everything but their origin.
#[derive(Debug, Clone)]
pub struct App {
    /// The back-end, and the app's own pages.
    pub front_office: Router,
    /// The stand-ins for providers' pages.
    pub stand_ins: Router,
}

/// What the calls share.
#[derive(Debug)]
pub(crate) struct Sandbox {
    pub(crate) database: Database,
    pub(crate) options: Options,
    pub(crate) origins: Origins,
    pub(crate) steering: Steering,
}

impl Sandbox {
    pub(crate) fn now(&self) -> crate::timestamp::Milliseconds {
        self.options.clock.now()
    }
}

/// The whole sandbox over a database, which is seeded first when it is empty.
///
/// # Errors
/// When the seeds are not what the README says, or the database refuses; a sentence for the person who
/// started it.
pub fn app(database: Database, options: Options) -> Result<App, String> {
    let now = options.clock.now();
    let addresses = Addresses { front_office: options.public_url.clone(), stand_ins: options.stand_ins_url.clone() };
    let ahead = database
        .transaction_now(|tx| {
            addresses.remember(tx)?;
            options.seeds.plant_if_empty(tx, options.first_id, now)?;
            steering::clock::remembered(tx)
        })
        .map_err(|problem| format!("The seeds could not be loaded: {}", problem.detail()))?;
    options.clock.set_ahead(ahead);
    let sandbox = Arc::new(Sandbox {
        origins: Origins::new(&options.public_url, &options.allowed_origins),
        steering: Steering::default(),
        database,
        options,
    });
    let calls = Router::new()
        .nest("/api/v1", integrator::router().merge(frontoffice::journey_router()))
        .nest("/internal/v1", frontoffice::router())
        .route("/api", any(nothing_here))
        .route("/api/{*rest}", any(nothing_here))
        .route("/internal", any(nothing_here))
        .route("/internal/{*rest}", any(nothing_here))
        .method_not_allowed_fallback(method_not_allowed)
        .layer(from_fn_with_state(sandbox.clone(), steering::receive))
        .layer(from_fn_with_state(sandbox.clone(), origins::share));
    let front_office = Router::new()
        .merge(calls)
        .nest("/sandbox", steering::router(sandbox.clone()))
        .fallback(pages::serve)
        .layer(from_fn_with_state(sandbox.clone(), tell_the_time))
        .with_state(sandbox.clone());
    Ok(App { front_office, stand_ins: stand_ins::router().with_state(sandbox) })
}

/// Every answer says by its `Date` what time it is here (RFC 9110, 6.6.1): limits are judged by this clock, however far
/// it has been moved forward.
async fn tell_the_time(State(sandbox): State<Arc<Sandbox>>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    if let Ok(date) = HeaderValue::from_str(&imf_fixdate(sandbox.now())) {
        // A fault may have set another.
        response.headers_mut().entry(header::DATE).or_insert(date);
    }
    response
}

async fn nothing_here() -> impl IntoResponse {
    Problem::not_found("There is nothing at this address.")
}

async fn method_not_allowed() -> impl IntoResponse {
    Problem::method_not_allowed()
}
