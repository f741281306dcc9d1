//! Every kind of activity besides forms, at every place of a visit.

use onboarding::failure::Failure;
use onboarding::machine::Ending;
use onboarding::provider::{ProviderUrl, Way};
use onboarding::screen::{
    ActivityScreen, CheckingScreen, Content, FrameScreen, Screen, SendingState, StayScreen, VisitScreen,
};

use super::{Example, parts, screen};

/// Nobody is there (RFC 6761, section 6.4).
const PROVIDER: &str = "https://provider.invalid/visit";

const READING: &str = r#"{"Documents":[{"Id":11,"Name":"terms.pdf","URL":"https://files.invalid/terms.pdf"}],
    "Statement":"I have read the terms."}"#;
const SIGNING: &str = r#"{"Provider":"Native","Documents":[{"Id":12,"Name":"contract.pdf",
    "URL":"https://files.invalid/contract.pdf","Hash":"sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="}],
    "Consent":"I agree to sign electronically."}"#;
const FILM: &str = r#"{"URL":"https://films.invalid/film.mp4","RequiredRatio":0.9,"Transcript":"Welcome.\n\nGoodbye.",
    "Captions":[{"Locale":"en","URL":"https://films.invalid/film.en.vtt"}]}"#;

pub(super) fn examples() -> Vec<Example> {
    let plain = [
        ("step-reading", "Document", "Read our terms", READING),
        ("step-signature", "Signature", "Sign the contract", SIGNING),
        ("step-video", "Video", "How it works", FILM),
        ("step-calendly", "Calendly", "Meet your adviser", r#"{"URL":"https://calendly.com/acme/intro"}"#),
        ("step-redirect", "Signature", "Sign the contract", r#"{"Provider":"DocuSign","Mode":"Redirect"}"#),
    ];
    let plain = plain.into_iter().flat_map(|(name, kind, title, settings)| {
        let ready = parts::activity(kind, title, settings, "");
        let busy = ready.clone().map(|step| ActivityScreen { sending: SendingState::UnderWay(None), ..step });
        let failed =
            ready.clone().map(|step| ActivityScreen { sending: SendingState::Failed(Failure::NotAccepted), ..step });
        let states = [("", ready), ("-under-way", busy), ("-failed", failed)];
        let example =
            |(state, step): (&str, Option<_>)| Some(screen(format!("{name}{state}"), Screen::Activity(step?)));
        states.into_iter().filter_map(example).collect::<Vec<_>>()
    });
    plain.chain(visits().unwrap_or_default()).collect()
}

/// An identity check, from place to place.
fn visits() -> Option<Vec<Example>> {
    let settings = r#"{"Provider":"Veriff","Mode":"Frame"}"#;
    let step = parts::activity("IdentityVerification", "Verify your identity", settings, "")?;
    let Content::ToDo(onboarding::activity::Body::Provider(task)) = &step.content else { return None };
    let url = ProviderUrl::parse(PROVIDER)?;
    let rules = task.frame()?;
    let frame = |silent| {
        let height = rules.min_height;
        StayScreen::Framed(FrameScreen { url: url.clone(), generation: 1, height, silent, rules })
    };
    let visit = |name: &str, stay, checking, declares| {
        let visit = VisitScreen { stay, checking, declares, ways: step.visit.ways.clone() };
        screen(name, Screen::Activity(ActivityScreen { visit: Box::new(visit), ..step.clone() }))
    };
    let at = |name: &str, stay| visit(name, stay, CheckingScreen::Idle, false);
    let checked = |name: &str, checking, declares| {
        visit(name, StayScreen::Elsewhere(Way::Tab, Some(url.clone())), checking, declares)
    };
    Some(vec![
        at("visit-ready", StayScreen::Ready),
        at("visit-opening", StayScreen::Opening(Way::Frame, None)),
        at("visit-held-up", StayScreen::Opening(Way::Frame, Some(Failure::Broken))),
        at("visit-refused", StayScreen::Refused(Failure::NotAccepted)),
        at("visit-framed", frame(false)),
        at("visit-framed-in-vain", frame(true)),
        at("visit-in-a-tab", StayScreen::Elsewhere(Way::Tab, Some(url.clone()))),
        at("visit-on-a-phone", StayScreen::Elsewhere(Way::Phone, Some(url.clone()))),
        at("visit-come-back", StayScreen::Elsewhere(Way::SameTab, None)),
        at("visit-cancelled", StayScreen::Ended(Ending::Cancelled)),
        at("visit-declined", StayScreen::Ended(Ending::Declined)),
        at("visit-expired", StayScreen::Ended(Ending::Expired)),
        at("visit-broken", StayScreen::Ended(Ending::Failed)),
        checked("visit-checking", CheckingScreen::UnderWay(None), false),
        checked("visit-not-confirmed", CheckingScreen::NotConfirmed, true),
        checked("visit-check-failed", CheckingScreen::Failed(Failure::Broken), false),
    ])
}
