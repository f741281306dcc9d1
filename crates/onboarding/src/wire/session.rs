//! The session (contract, section 2).

use serde::Deserialize;
use serde_json::{Value, json};

use super::account::{read_account, read_choices};
use super::lenient::WireId;
use super::{Reference, Unreadable, read};
use crate::brand::Color;
use crate::config::is_language_tag;
use crate::id::{JourneyId, UserId};
use crate::journey::Role;
use crate::redirect::RedirectUrl;
use crate::session::{AccessToken, JourneyChoice, LinkId, Session, User};
use crate::workspace::{Workspace, is_email, is_name, is_picture, is_web_address};

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct SessionBody {
    #[serde(rename = "RedirectURL")]
    redirect_url: Option<String>,
    user: UserBody,
    role: Option<String>,
    journey: Option<Reference>,
    token: Option<String>,
    #[serde(rename = "UUID")]
    uuid: Option<String>,
    account: Option<Value>,
    journeys: Option<Value>,
    workspace: Option<Value>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct UserBody {
    id: WireId,
    firstname: Option<String>,
    lastname: Option<String>,
    email: Option<String>,
    contact_prefs: Option<ContactPrefsBody>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct ContactPrefsBody {
    email: Option<String>,
}

/// A session, and what the integrator should know about its answer.
pub(crate) fn read_session(body: &str) -> Result<(Session, Option<String>), Unreadable> {
    let body: SessionBody = read(body)?;
    let given = body.redirect_url.as_deref().filter(|url| !url.is_empty());
    let redirect = given.and_then(RedirectUrl::parse);
    let refused = given.is_some() && redirect.is_none();
    let complaint = refused.then(|| {
        "RedirectURL was refused: it must be absolute, https: (http: on loopback only), without user-info or control characters"
            .to_owned()
    });
    let token = match body.token.as_deref().filter(|token| !token.is_empty()) {
        // Going on by cookie would sign the lead in as nobody.
        Some(token) => Some(AccessToken::new(token).ok_or("Token cannot stand in a header")?),
        None => None,
    };
    let session = Session {
        user: User {
            id: UserId::from_number(body.user.id.0),
            first_name: body.user.firstname,
            last_name: body.user.lastname,
            email: body.user.email.or_else(|| body.user.contact_prefs?.email).filter(|email| email.contains('@')),
        },
        role: body.role.as_deref().map_or(Role::Lead, Role::from_name),
        journey: body.journey.map(|journey| JourneyId::from_number(journey.id.0)),
        redirect,
        workspace: body.workspace.as_ref().map(read_workspace).unwrap_or_default(),
        journeys: body.journeys.as_ref().map(read_choices).unwrap_or_default(),
        account: body.account.as_ref().and_then(read_account),
        token,
        link: body.uuid.as_deref().and_then(LinkId::parse),
    };
    Ok((session, complaint))
}

/// A session as the wire spells it, without its token, its link and its account: enough to read it again.
pub(crate) fn write_session(session: &Session) -> String {
    let Session { user, role, journey, redirect, workspace, journeys, account: _, token: _, link: _ } = session;
    let choice = |choice: &JourneyChoice| {
        let (role, status) = (choice.role.name(), choice.status.name());
        json!({ "Id": i64::from(choice.id), "Name": choice.name, "Role": role, "Status": status })
    };
    json!({
        "RedirectURL": redirect.as_ref().map(RedirectUrl::as_str),
        "User": {
            "Id": i64::from(user.id), "Firstname": user.first_name, "Lastname": user.last_name, "Email": user.email,
        },
        "Role": role.name(),
        "Journey": journey.map(|id| json!({ "Id": i64::from(id) })),
        "Journeys": journeys.iter().map(choice).collect::<Vec<_>>(),
        "Workspace": {
            "Name": workspace.name, "LogoURL": workspace.logo_url, "FaviconURL": workspace.favicon_url,
            "PrimaryColor": workspace.primary_color, "Locale": workspace.locale,
            "SupportEmail": workspace.support_email, "PrivacyURL": workspace.privacy_url,
        },
    })
    .to_string()
}

/// What of a workspace can be used. A mistake in it is never in the lead's way.
fn read_workspace(body: &Value) -> Workspace {
    let text = |name: &str, can_be_used: fn(&str) -> bool| {
        body.get(name).and_then(Value::as_str).filter(|text| can_be_used(text)).map(str::to_owned)
    };
    Workspace {
        name: text("Name", is_name),
        logo_url: text("LogoURL", is_picture),
        favicon_url: text("FaviconURL", is_picture),
        primary_color: text("PrimaryColor", |color| Color::parse(color).is_some()),
        locale: text("Locale", is_language_tag),
        support_email: text("SupportEmail", is_email),
        privacy_url: text("PrivacyURL", is_web_address),
    }
}
