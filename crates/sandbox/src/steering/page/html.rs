//! The markup of the page. Everything that is not written here goes through `escaped`.

use serde_json::Value;

use super::Scene;
use crate::timestamp::rfc3339;
use crate::values;

/// The whole page.
pub(super) fn page(scene: &Scene) -> String {
    format!(
        "<!doctype html>
<html lang=\"en\">
<meta charset=\"utf-8\">
<meta name=\"viewport\" content=\"width=device-width\">
<title>Sandbox</title>
<link rel=\"stylesheet\" href=\"/sandbox/page.css\">
<h1>Sandbox</h1>
<p>The time here is {now}.</p>
{link}
<h2>Register a lead</h2>
{registration}
<h2>Log in</h2>
{accounts}
<h2>Journeys</h2>
{journeys}
<h2>Outbox</h2>
{outbox}
</html>
",
        now = rfc3339(scene.now),
        link = link(scene),
        registration = registration(scene),
        accounts = accounts(scene),
        journeys = scene.journeys.iter().map(journey).collect::<String>(),
        outbox = outbox(&scene.messages),
    )
}

fn link(scene: &Scene) -> String {
    let Some(link) = &scene.link else {
        return String::new();
    };
    let url = escaped(&link.connection_url(&scene.public_url));
    format!(
        "<p class=\"notice\" role=\"status\">This link works once, until {until}:<br>
         <a id=\"connection-url\" href=\"{url}\" target=\"_blank\" rel=\"noopener noreferrer\">{url}</a></p>",
        until = rfc3339(link.valid_until),
    )
}

fn registration(scene: &Scene) -> String {
    let option = |(id, name, workspace): &(i64, String, String)| {
        let (name, workspace) = (escaped(name), escaped(workspace));
        format!("<option value=\"{id}\">{name} ({workspace})</option>")
    };
    let options: String = scene.funnels.iter().map(option).collect();
    format!(
        "<form method=\"post\" action=\"/sandbox/page/register\"><fieldset>
<label>Funnel <select name=\"funnel\">{options}</select></label>
<label>First name <input name=\"firstname\" value=\"John\"></label>
<label>Last name <input name=\"lastname\" value=\"Doe\"></label>
<label>E-mail <input name=\"email\" type=\"email\" required value=\"johndoe@example.com\"></label>
<label>RedirectURL <input name=\"redirect\" placeholder=\"none\"></label>
<button>Register</button></fieldset></form>"
    )
}

fn accounts(scene: &Scene) -> String {
    let row = |(name, email, closed): &(String, String, bool)| {
        let note = if *closed { "closed" } else { "" };
        format!("<tr><td>{}</td><td>{}</td><td>{note}</td></tr>", escaped(name), escaped(email))
    };
    let rows: String = scene.accounts.iter().map(row).collect();
    format!(
        "<p><a href=\"/login\" target=\"_blank\" rel=\"noopener noreferrer\">Log in</a> as one of these. Those of the seeds
have the password <code>example password</code>; codes go to the outbox below.</p>
<table><thead><tr><th>Who</th><th>E-mail</th><th></th></tr></thead><tbody>{rows}</tbody></table>"
    )
}

fn journey(journey: &Value) -> String {
    let id = &journey["Id"];
    let user = &journey["User"];
    let stages = items(&journey["Stages"]);
    let rows: String = stages.iter().map(|stage| stage_rows(id, stage)).collect();
    let given: String = items(&journey["JourneyData"]).iter().map(value_row).collect();
    let cancel = match text(&journey["Status"]) {
        "InProgress" => button("cancel", "Cancel the journey", &[("journey", id)]),
        _ => String::new(),
    };
    let open = button("open", "Make a link for the lead", &[("journey", id), ("user", &user["Id"])]);
    format!(
        "<details id=\"journey-{id}\" open><summary>{first} {last}: {funnel}, {status} ({id})</summary>
<p>{open} {cancel}</p>
<table><thead><tr><th>Activity</th><th>Type</th><th>Who</th><th>Status</th><th></th></tr></thead>
<tbody>{rows}</tbody></table>
<h3>Given values</h3><table><tbody>{given}</tbody></table></details>",
        first = escaped(text(&user["Firstname"])),
        last = escaped(text(&user["Lastname"])),
        funnel = escaped(text(&journey["Funnel"]["Name"])),
        status = escaped(text(&journey["Status"])),
    )
}

fn stage_rows(journey_id: &Value, stage: &Value) -> String {
    let activities = items(&stage["Activities"]);
    let rows: String = activities.iter().map(|activity| activity_row(journey_id, activity)).collect();
    format!(
        "<tr><th colspan=\"5\" scope=\"rowgroup\">{position}. {name}: {status}</th></tr>{rows}",
        position = stage["Position"],
        name = escaped(text(&stage["Name"])),
        status = escaped(text(&stage["Status"])),
    )
}

fn activity_row(journey_id: &Value, activity: &Value) -> String {
    let status = match activity["AwaitingResult"].as_bool() {
        Some(true) => "awaiting its result",
        _ => text(&activity["Status"]),
    };
    format!(
        "<tr><td>{name}</td><td>{kind}</td><td>{role}</td><td>{status}</td><td>{actions}</td></tr>",
        name = escaped(text(&activity["Name"])),
        kind = escaped(text(&activity["Type"])),
        role = escaped(text(&activity["AssignedTo"]["Role"])),
        status = escaped(status),
        actions = actions(journey_id, activity),
    )
}

fn actions(journey_id: &Value, activity: &Value) -> String {
    if text(&activity["Status"]) != "InProgress" {
        return String::new();
    }
    let assigned = &activity["AssignedTo"];
    let complete = |label| {
        let fields = [("journey", journey_id), ("activity", &activity["Id"])];
        button("complete", label, &fields)
    };
    match (text(&assigned["Role"]), activity["AwaitingResult"].as_bool()) {
        (_, Some(true)) => complete("Give the result"),
        ("Lead", _) => String::new(),
        ("Stakeholder", _) if assigned["User"].is_object() => {
            let role = Value::from("Stakeholder");
            let user = &assigned["User"]["Id"];
            let fields = [("journey", journey_id), ("user", user), ("role", &role)];
            complete("Complete") + &button("open", "Make a link", &fields)
        }
        _ => complete("Complete"),
    }
}

fn value_row(entry: &Value) -> String {
    format!(
        "<tr><th scope=\"row\">{name}</th><td>{value} {currency}</td></tr>",
        name = escaped(text(&entry["DataPoint"]["Name"])),
        value = escaped(&values::texts(entry).join(", ")),
        currency = escaped(text(&entry["Currency"])),
    )
}

fn outbox(messages: &[Value]) -> String {
    let message = |message: &Value| {
        format!(
            "<tr><td>{sent}</td><td>{to}</td><td>{subject}<br>{text}</td></tr>",
            sent = escaped(text(&message["Sent"])),
            to = escaped(text(&message["To"])),
            subject = escaped(text(&message["Subject"])),
            text = escaped(text(&message["Text"])),
        )
    };
    match messages {
        [] => "<p>Nothing was sent.</p>".to_owned(),
        messages => {
            let rows: String = messages.iter().rev().map(message).collect();
            format!("<table><tbody>{rows}</tbody></table>")
        }
    }
}

fn button(action: &str, label: &str, fields: &[(&str, &Value)]) -> String {
    let hidden = |(name, value): &(&str, &Value)| {
        let value = match value {
            Value::String(text) => escaped(text),
            other => escaped(&other.to_string()),
        };
        format!("<input type=\"hidden\" name=\"{name}\" value=\"{value}\">")
    };
    let hidden: String = fields.iter().map(hidden).collect();
    format!("<form method=\"post\" action=\"/sandbox/page/{action}\">{hidden}<button>{label}</button></form> ")
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

fn items(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

/// Safe in text and in quoted attributes.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            other => safe.push(other),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_breaks_out_of_text_or_attributes() {
        assert_eq!(escaped("<b a='1' b=\"2\">&"), "&lt;b a=&#39;1&#39; b=&quot;2&quot;&gt;&amp;");
    }
}
