//! `/sandbox` in a browser: registers leads, opens links as them, and shows and moves their journeys.

mod html;

use std::collections::HashMap;
use std::sync::Arc;

use axum::Form;
use axum::extract::{Query, State};
use axum::http::{HeaderValue, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use rusqlite::Transaction;
use serde_json::Value;

use super::journeys::{complete_by_hand, must_exist};
use crate::app::Sandbox;
use crate::engine;
use crate::funnel::Funnel;
use crate::id;
use crate::integrator::registration::NewLead;
use crate::journey;
use crate::link::Link;
use crate::outbox;
use crate::people::Person;
use crate::problem::Problem;
use crate::timestamp::Milliseconds;

/// How many journeys are shown, the newest first.
const MOST_JOURNEYS: i64 = 30;

type Fields = Form<HashMap<String, String>>;

/// What the page shows.
struct Scene {
    now: Milliseconds,
    funnels: Vec<(i64, String, String)>,
    journeys: Vec<Value>,
    /// Who may log in: name, e-mail address, whether the account is closed.
    accounts: Vec<(String, String, bool)>,
    messages: Vec<Value>,
    /// The link that was just made.
    link: Option<Link>,
    public_url: String,
}

/// `GET /sandbox`; `?link=UUID` shows a link to open.
pub(super) async fn show(
    State(sandbox): State<Arc<Sandbox>>,
    Query(query): Query<HashMap<String, String>>,
) -> Result<Response, Problem> {
    let now = sandbox.now();
    let public_url = sandbox.options.public_url.clone();
    let scene = sandbox
        .database
        .transaction(move |tx| {
            let link = match query.get("link") {
                Some(uuid) => Link::find(tx, uuid)?,
                None => None,
            };
            Ok(Scene {
                now,
                funnels: funnels(tx)?,
                journeys: journeys(tx, now)?,
                accounts: accounts(tx)?,
                messages: outbox::messages(tx)?,
                link,
                public_url,
            })
        })
        .await?;
    let mut response = Html(html::page(&scene)).into_response();
    // Names and values come from leads: should one ever slip through unescaped, no script of it runs.
    let policy = "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(policy));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}

/// `GET /sandbox/page.css`.
pub(super) async fn style() -> impl IntoResponse {
    let css = include_str!("page/page.css");
    ([(header::CONTENT_TYPE, "text/css; charset=utf-8")], css)
}

/// The form that registers a lead into a funnel.
pub(super) async fn register(State(sandbox): State<Arc<Sandbox>>, Form(fields): Fields) -> Result<Redirect, Problem> {
    let now = sandbox.now();
    let text = |name: &str| fields.get(name).map(|text| text.trim().to_owned());
    let funnel_id = number(&fields, "funnel")?;
    let redirect_url = text("redirect").filter(|url| !url.is_empty());
    let person = Person {
        email: text("email").filter(|email| !email.is_empty()).ok_or_else(incomplete)?,
        firstname: text("firstname").unwrap_or_default(),
        lastname: text("lastname").unwrap_or_default(),
        phone: None,
    };
    let link = sandbox
        .database
        .transaction(move |tx| {
            let (workspace_id, document): (i64, String) =
                tx.query_row("SELECT workspace_id, document FROM funnels WHERE id = ?1", [funnel_id], |row| {
                    Ok((row.get(0)?, row.get(1)?))
                })?;
            let funnel: Funnel = serde_json::from_str(&document)?;
            let lead = NewLead { workspace_id, funnel: &funnel, person: &person, journey_data: &[], redirect_url };
            lead.enroll(tx, now)
        })
        .await?;
    Ok(with_link(&link))
}

/// The button that makes a link for somebody who takes part in a journey.
pub(super) async fn open(State(sandbox): State<Arc<Sandbox>>, Form(fields): Fields) -> Result<Redirect, Problem> {
    let now = sandbox.now();
    let (journey_id, user_id) = (number(&fields, "journey")?, number(&fields, "user")?);
    let role = match fields.get("role").map(String::as_str) {
        Some("Stakeholder") => "Stakeholder",
        _ => "Lead",
    };
    let link = sandbox
        .database
        .transaction(move |tx| {
            must_exist(tx, journey_id)?;
            let redirect_url = Link::last_redirect_url(tx, journey_id)?;
            Link::create(tx, journey_id, user_id, role, redirect_url, now)
        })
        .await?;
    Ok(with_link(&link))
}

/// The button that completes an activity in the name of whoever must act.
pub(super) async fn complete(State(sandbox): State<Arc<Sandbox>>, Form(fields): Fields) -> Result<Redirect, Problem> {
    let now = sandbox.now();
    let activity_id = number(&fields, "activity")?;
    sandbox.database.transaction(move |tx| complete_by_hand(tx, activity_id, now)).await?;
    back_to_journey(&fields)
}

/// The button that cancels a journey.
pub(super) async fn cancel(State(sandbox): State<Arc<Sandbox>>, Form(fields): Fields) -> Result<Redirect, Problem> {
    let now = sandbox.now();
    let journey_id = number(&fields, "journey")?;
    sandbox.database.transaction(move |tx| engine::cancel(tx, journey_id, now)).await?;
    back_to_journey(&fields)
}

fn with_link(link: &Link) -> Redirect {
    Redirect::to(&format!("/sandbox?link={}", link.uuid))
}

fn back_to_journey(fields: &HashMap<String, String>) -> Result<Redirect, Problem> {
    let journey_id = number(fields, "journey")?;
    Ok(Redirect::to(&format!("/sandbox#journey-{journey_id}")))
}

fn number(fields: &HashMap<String, String>, name: &str) -> Result<i64, Problem> {
    let value = fields.get(name).and_then(|text| id::parse(text));
    value.ok_or_else(incomplete)
}

fn incomplete() -> Problem {
    Problem::bad_request("The form is incomplete.")
}

fn funnels(tx: &Transaction) -> Result<Vec<(i64, String, String)>, Problem> {
    let mut statement = tx.prepare_cached(
        "SELECT funnels.id, funnels.document ->> 'Name', workspaces.document ->> 'Name'
         FROM funnels JOIN workspaces ON workspaces.id = workspace_id ORDER BY position",
    )?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

fn accounts(tx: &Transaction) -> Result<Vec<(String, String, bool)>, Problem> {
    let mut statement = tx.prepare_cached(
        "SELECT trim(firstname || ' ' || lastname), email, closed FROM users WHERE password_hash IS NOT NULL ORDER BY id",
    )?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

fn journeys(tx: &Transaction, now: Milliseconds) -> Result<Vec<Value>, Problem> {
    let mut statement = tx.prepare_cached("SELECT id FROM journeys ORDER BY created DESC, id DESC LIMIT ?1")?;
    let ids: Vec<i64> = statement.query_map([MOST_JOURNEYS], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    engine::settle_all(tx, now)?;
    ids.into_iter().map(|journey_id| journey::document(tx, journey_id, None)).collect()
}
