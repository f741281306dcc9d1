//! Calendly, inline: developer.calendly.com, "Notifying the parent window", and the published embed script.

use serde_json::Value as Json;

use super::{FrameRules, Message, Protocol, ProviderUrl, SANDBOX, Said, Visitor, Way};

/// The longest address that the contract takes.
const LONGEST_URI: usize = 2048;

pub(super) struct Calendly;

impl Protocol for Calendly {
    fn name(&self) -> &'static str {
        "Calendly"
    }

    fn frame(&self) -> Option<FrameRules> {
        Some(FrameRules { allow: "", sandbox: SANDBOX, min_height: 700, full_screen_on_phones: false })
    }

    /// Prefilled, and with the activity's id, so that the integrator finds the booking again. Without `embed_domain`
    /// an inline page posts no messages.
    fn address(&self, given: &ProviderUrl, visitor: &Visitor, way: Way) -> ProviderUrl {
        let mut parameters: Vec<(&str, &str)> = Vec::new();
        if way == Way::Frame {
            parameters.extend([("embed_type", "Inline"), ("embed_domain", "1")]);
        }
        let name = visitor.name();
        let activity = visitor.activity.map(|id| id.to_string());
        // Event types ask for the whole name or for its parts; what does not fit is ignored.
        let known = [
            ("name", &name),
            ("first_name", &visitor.first_name),
            ("last_name", &visitor.last_name),
            ("email", &visitor.email),
            ("utm_content", &activity),
        ];
        parameters.extend(known.into_iter().filter_map(|(name, value)| Some((name, value.as_deref()?))));
        given.with_query(&parameters)
    }

    fn read(&self, message: &Message, _covers: bool) -> Said {
        let Some(value) = message.object() else { return Said::Nothing };
        let payload = &value["payload"];
        match value["event"].as_str() {
            Some("calendly.event_scheduled") => scheduled(payload).unwrap_or(Said::Nothing),
            Some("calendly.page_height") => height(payload).map_or(Said::Nothing, Said::Height),
            Some("calendly.profile_page_viewed" | "calendly.event_type_viewed" | "calendly.date_and_time_selected") => {
                Said::Alive
            }
            _ => Said::Nothing,
        }
    }
}

fn scheduled(payload: &Json) -> Option<Said> {
    let uri = |of: &str| {
        let uri = payload[of]["uri"].as_str().filter(|uri| uri.len() <= LONGEST_URI)?;
        ProviderUrl::parse(uri).map(|uri| uri.as_str().to_owned())
    };
    Some(Said::Scheduled { event: uri("event")?, invitee: uri("invitee")? })
}

/// `"1200px"`; a fraction is dropped.
fn height(payload: &Json) -> Option<u32> {
    let pixels = payload["height"].as_str()?.strip_suffix("px")?;
    let (whole, fraction) = pixels.split_once('.').unwrap_or((pixels, ""));
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    if digits(whole) && digits(fraction) { whole.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::super::tests::*;
    use super::*;

    #[test]
    fn the_inline_page_is_prefilled_and_posts_messages() {
        check_address(
            &Calendly,
            "https://calendly.com/acme/intro?hide_gdpr_banner=1&email=other%40a.test",
            Way::Frame,
            "https://calendly.com/acme/intro?hide_gdpr_banner=1&email=other%40a.test&embed_type=Inline&embed_domain=1&name=Zo%C3%A9%20Doe&first_name=Zo%C3%A9&last_name=Doe&utm_content=9007199254740993",
        );
        check_address(
            &Calendly,
            "https://calendly.com/acme/intro",
            Way::Tab,
            "https://calendly.com/acme/intro?name=Zo%C3%A9%20Doe&first_name=Zo%C3%A9&last_name=Doe&email=zoe%2Bdoe%40example.com&utm_content=9007199254740993",
        );
    }

    #[test]
    fn messages() {
        let event = "https://api.calendly.com/scheduled_events/AAAAAAAAAAAAAAAA";
        let invitee = "https://api.calendly.com/scheduled_events/AAAAAAAAAAAAAAAA/invitees/BBBBBBBBBBBBBBBB";
        let scheduled = format!(
            r#"{{"event":"calendly.event_scheduled","payload":{{"event":{{"uri":"{event}"}},"invitee":{{"uri":"{invitee}"}}}}}}"#
        );
        check_object(&Calendly, &scheduled, Said::Scheduled { event: event.to_owned(), invitee: invitee.to_owned() });
        for event in ["profile_page_viewed", "event_type_viewed", "date_and_time_selected"] {
            check_object(&Calendly, &format!(r#"{{"event":"calendly.{event}","payload":{{}}}}"#), Said::Alive);
        }
        for (height, said) in [
            (r#""1200px""#, Said::Height(1200)),
            (r#""1200.5px""#, Said::Height(1200)),
            (r#""-1px""#, Said::Nothing),
            (r#""99999999999px""#, Said::Nothing),
            (r#""100%""#, Said::Nothing),
            ("1200", Said::Nothing),
        ] {
            let message = format!(r#"{{"event":"calendly.page_height","payload":{{"height":{height}}}}}"#);
            check_object(&Calendly, &message, said);
        }
    }

    #[test]
    fn a_booking_without_both_addresses_is_none() {
        for payload in [
            "null",
            r#"{"event":{"uri":"https://a.test"}}"#,
            r#"{"event":{"uri":"https://a.test"},"invitee":{"uri":7}}"#,
            r#"{"event":{"uri":"javascript:alert(1)"},"invitee":{"uri":"https://a.test"}}"#,
            &format!(
                r#"{{"event":{{"uri":"https://a.test/{}"}},"invitee":{{"uri":"https://a.test"}}}}"#,
                "x".repeat(2048)
            ),
        ] {
            let message = format!(r#"{{"event":"calendly.event_scheduled","payload":{payload}}}"#);
            check_object(&Calendly, &message, Said::Nothing);
        }
    }

    #[test]
    fn what_was_posted_as_a_string_is_none_of_its_messages() {
        check_string(&Calendly, r#"{"event":"calendly.event_type_viewed","payload":{}}"#, Said::Nothing);
    }
}
