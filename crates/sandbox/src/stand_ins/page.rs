//! A provider's page: one shell, the code that all share, how it misbehaves, and the provider's own protocol.

use std::collections::HashMap;
use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use serde_json::{Value, json};

use super::behaviour::Behaviour;
use crate::addresses::Addresses;
use crate::app::Sandbox;
use crate::handover::Handover;
use crate::problem::Problem;

struct Provider {
    /// As addresses write it: the provider's name in lower case.
    name: &'static str,
    script: &'static str,
    /// Whether a minted address can be opened once only.
    once: bool,
}

const fn provider(name: &'static str, script: &'static str) -> Provider {
    Provider { name, script, once: false }
}

const PROVIDERS: [Provider; 8] = [
    provider("calendly", include_str!("pages/calendly.js")),
    provider("veriff", include_str!("pages/veriff.js")),
    provider("documenso", include_str!("pages/documenso.js")),
    provider("docuseal", include_str!("pages/docuseal.js")),
    Provider { once: true, ..provider("docusign", include_str!("pages/docusign.js")) },
    provider("signeasy", include_str!("pages/signeasy.js")),
    provider("youtube", include_str!("pages/youtube.js")),
    provider("vimeo", include_str!("pages/vimeo.js")),
];

/// For providers whose protocol nobody has written down.
const OTHER: Provider = provider("", include_str!("pages/other.js"));

/// `GET /{provider}/…`; the last segment of a minted address is its token.
pub(super) async fn show(
    State(sandbox): State<Arc<Sandbox>>,
    Path(path): Path<HashMap<String, String>>,
) -> Result<Response, Problem> {
    let name = path.get("provider").cloned().unwrap_or_default();
    let provider = PROVIDERS.iter().find(|provider| provider.name == name).unwrap_or(&OTHER);
    let token = path.get("rest").and_then(|rest| rest.rsplit('/').next()).unwrap_or_default().to_owned();
    let (now, once) = (sandbox.now(), provider.once);
    let opened = sandbox
        .database
        .transaction(move |tx| {
            let Some(handover) = Handover::find(tx, &token)? else { return Ok(Opened::Public) };
            match handover.open(tx, once, now)? {
                true => Ok(Opened::Minted {
                    return_url: Addresses::read(tx)?.activity_page(handover.activity_id),
                    token: handover.token,
                }),
                false => Ok(Opened::TooLate),
            }
        })
        .await?;
    let behaviour = sandbox.steering.behaviour.now();
    let mut response = match opened {
        Opened::TooLate => (StatusCode::GONE, Html(include_str!("pages/expired.html"))).into_response(),
        Opened::Public => page(provider, &json!({ "Behaviour": behaviour })),
        Opened::Minted { token, return_url } => {
            page(provider, &json!({ "Behaviour": behaviour, "Token": token, "ReturnURL": return_url }))
        }
    };
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if behaviour == Behaviour::NotLoading {
        headers.insert(header::X_FRAME_OPTIONS, HeaderValue::from_static("DENY"));
    }
    Ok(response)
}

enum Opened {
    /// An address that nobody minted, such as a booking page.
    Public,
    Minted {
        token: String,
        return_url: String,
    },
    TooLate,
}

/// The scripts stand in the page itself, so that one address is one request and nothing is cached.
fn page(provider: &Provider, given: &Value) -> Response {
    // No text in a script may end that script.
    let given = given.to_string().replace('<', "\\u003c");
    let shell = include_str!("pages/page.html");
    let scripts = [
        &format!("const given = {given}"),
        include_str!("pages/shared.js"),
        include_str!("pages/misbehaviour.js"),
        provider.script,
    ];
    Html(shell.replace("{scripts}", &scripts.join("\n"))).into_response()
}
