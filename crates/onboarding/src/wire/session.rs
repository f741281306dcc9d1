//! The session (contract, section 2).

use serde::Deserialize;
use serde_json::Value;

use super::account::{read_account, read_choices};
use super::lenient::WireId;
use super::{Reference, Unreadable, read};
use crate::id::{JourneyId, UserId};
use crate::journey::Role;
use crate::redirect::RedirectUrl;
use crate::session::{AccessToken, LinkId, Session, User, Workspace};

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
    workspace: Option<WorkspaceBody>,
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

#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct WorkspaceBody {
    name: Option<String>,
    #[serde(rename = "LogoURL")]
    logo_url: Option<String>,
    primary_color: Option<String>,
    locale: Option<String>,
    support_email: Option<String>,
    #[serde(rename = "PrivacyURL")]
    privacy_url: Option<String>,
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
    let workspace = body.workspace.unwrap_or_default();
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
        workspace: Workspace {
            name: workspace.name,
            logo_url: workspace.logo_url.filter(|url| is_web_address(url) || url.starts_with("data:image/")),
            primary_color: workspace.primary_color,
            locale: workspace.locale,
            support_email: workspace
                .support_email
                .filter(|email| email.contains('@') && !email.contains(['?', '&', '\n', ' '])),
            privacy_url: workspace.privacy_url.filter(|url| is_web_address(url)),
        },
        journeys: body.journeys.as_ref().map(read_choices).unwrap_or_default(),
        account: body.account.as_ref().and_then(read_account),
        token,
        link: body.uuid.as_deref().and_then(LinkId::parse),
    };
    Ok((session, complaint))
}

/// Links and pictures of the workspace: the same judge as for leaving, so that `javascript:` never becomes a link.
fn is_web_address(url: &str) -> bool {
    RedirectUrl::parse(url).is_some()
}
