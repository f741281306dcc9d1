//! Registering a lead: `POST /leads`, `POST /journeys` and `POST /workflows/{id}/register` differ in where
//! their bodies keep the same things.

use std::collections::HashMap;
use std::sync::Arc;

use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::response::Response;
use rusqlite::{OptionalExtension, Transaction, params};
use serde_json::Value;

use super::sessions::link_document;
use super::values;
use crate::access::Credentials;
use crate::answer;
use crate::app::Sandbox;
use crate::attributes::Attributes;
use crate::engine::{self, NewJourney};
use crate::funnel::Funnel;
use crate::id;
use crate::link::Link;
use crate::people::{self, Person};
use crate::problem::Problem;
use crate::request::{Message, PathId};
use crate::timestamp::Milliseconds;

type Reference = Result<Query<HashMap<String, String>>, QueryRejection>;

/// Where a body keeps what a registration needs.
struct Shape {
    email: &'static str,
    firstname: &'static str,
    lastname: &'static str,
    names_required: bool,
    phone: &'static str,
    journey_data: &'static str,
}

const LEAD: Shape = Shape {
    email: "Email",
    firstname: "Firstname",
    lastname: "Lastname",
    names_required: false,
    phone: "PhoneNumber",
    journey_data: "JourneyData",
};

const JOURNEY: Shape = Shape {
    email: "Journey.User.ContactPrefs.Email",
    firstname: "Journey.User.Firstname",
    lastname: "Journey.User.Lastname",
    names_required: true,
    phone: "Journey.User.ContactPrefs.PhoneNumber",
    journey_data: "Journey.JourneyData",
};

const WORKFLOW: Shape = Shape {
    email: "User.UsrContactPrefs.PersonalEmail",
    firstname: "User.Firstname",
    lastname: "User.Lastname",
    names_required: true,
    phone: "User.UsrContactPrefs.PhoneNumber",
    journey_data: "JourneyData",
};

/// Which funnel the lead enters.
enum Way {
    /// By the reference code of its API origin; without one, the workspace's first funnel.
    Reference(Option<String>),
    Id(i64),
}

/// `POST /api/v1/leads?ref=`.
pub(super) async fn lead(
    sandbox: State<Arc<Sandbox>>,
    credentials: Credentials,
    reference: Reference,
    Message(body): Message,
) -> Result<Response, Problem> {
    register(sandbox, credentials, &LEAD, by_reference(reference)?, body).await
}

/// `POST /api/v1/journeys?ref=`.
pub(super) async fn journey(
    sandbox: State<Arc<Sandbox>>,
    credentials: Credentials,
    reference: Reference,
    Message(body): Message,
) -> Result<Response, Problem> {
    register(sandbox, credentials, &JOURNEY, by_reference(reference)?, body).await
}

/// `POST /api/v1/workflows/{id}/register`.
pub(super) async fn workflow(
    sandbox: State<Arc<Sandbox>>,
    credentials: Credentials,
    PathId(funnel_id): PathId,
    Message(body): Message,
) -> Result<Response, Problem> {
    register(sandbox, credentials, &WORKFLOW, Way::Id(funnel_id), body).await
}

fn by_reference(reference: Reference) -> Result<Way, Problem> {
    let Query(mut query) = reference.map_err(|_| Problem::bad_request("The query of the address cannot be read."))?;
    Ok(Way::Reference(query.remove("ref")))
}

async fn register(
    State(sandbox): State<Arc<Sandbox>>,
    credentials: Credentials,
    shape: &'static Shape,
    way: Way,
    body: Value,
) -> Result<Response, Problem> {
    let now = sandbox.now();
    let public_url = sandbox.options.public_url.clone();
    let document = sandbox
        .database
        .transaction(move |tx| {
            let workspace_id = credentials.workspace(tx)?;
            let funnel = funnel(tx, workspace_id, &way)?;
            let mut attributes = Attributes::of(&body);
            let person = person(&mut attributes, shape);
            let journey_data = values::read(tx, workspace_id, &mut attributes, shape.journey_data)?;
            let redirect_url = attributes.optional_text("RedirectURL");
            attributes.finish()?;
            let lead =
                NewLead { workspace_id, funnel: &funnel, person: &person, journey_data: &journey_data, redirect_url };
            link_document(tx, &lead.enroll(tx, now)?, &public_url)
        })
        .await?;
    Ok(answer::json(document.to_string()))
}

/// Somebody who enters a funnel.
pub(crate) struct NewLead<'a> {
    pub(crate) workspace_id: i64,
    pub(crate) funnel: &'a Funnel,
    pub(crate) person: &'a Person,
    pub(crate) journey_data: &'a [Value],
    pub(crate) redirect_url: Option<String>,
}

impl NewLead<'_> {
    /// Starts the journey and makes the link that opens it.
    pub(crate) fn enroll(self, tx: &Transaction, now: Milliseconds) -> Result<Link, Problem> {
        let user_id = people::register(tx, self.workspace_id, self.person, now)?;
        let new = NewJourney {
            id: id::next(tx)?,
            workspace_id: self.workspace_id,
            user_id,
            funnel: self.funnel,
            journey_data: self.journey_data,
        };
        engine::start(tx, &new, now)?;
        Link::create(tx, new.id, user_id, "Lead", self.redirect_url, now)
    }
}

fn person(attributes: &mut Attributes, shape: &Shape) -> Person {
    let mut name = |path| match shape.names_required {
        true => attributes.text(path),
        false => attributes.optional_text(path).unwrap_or_default(),
    };
    Person {
        firstname: name(shape.firstname),
        lastname: name(shape.lastname),
        email: attributes.email(shape.email),
        phone: attributes.optional_text(shape.phone),
    }
}

fn funnel(tx: &Transaction, workspace_id: i64, way: &Way) -> Result<Funnel, Problem> {
    let (reference, funnel_id) = match way {
        Way::Reference(reference) => (reference.as_deref(), None),
        Way::Id(funnel_id) => (None, Some(*funnel_id)),
    };
    let document: Option<String> = tx
        .query_row(
            "SELECT document FROM funnels WHERE workspace_id = ?1
               AND (?2 IS NULL OR document ->> 'Ref' = ?2) AND (?3 IS NULL OR id = ?3)
             ORDER BY position LIMIT 1",
            params![workspace_id, reference, funnel_id],
            |row| row.get(0),
        )
        .optional()?;
    let Some(document) = document else {
        return Err(Problem::not_found("There is no such funnel."));
    };
    Ok(serde_json::from_str(&document)?)
}
