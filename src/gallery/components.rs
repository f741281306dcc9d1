//! Building blocks by themselves, in every state.

use leptos::prelude::*;
use onboarding::journey::Progress;

use super::{Content, Example};
use crate::components::button::{Weight, press_button, submit_button};
use crate::components::copy_link::copy_link;
use crate::components::dialog::Dialog;
use crate::components::error_summary::{SummaryItem, error_summary};
use crate::components::field_frame::FieldFrame;
use crate::components::icon::{Icon, icon};
use crate::components::notice::{Tone, notice};
use crate::components::progress::{busy, progress};
use crate::components::qr::qr_code;
use crate::components::signature_pad::signature_pad;
use crate::components::summary::{SummaryRow, summary};

/// A name, and what makes it.
type Part = (&'static str, fn() -> AnyView);

pub(super) fn examples() -> Vec<Example> {
    let parts: [Part; 11] = [
        ("buttons", buttons),
        ("copy-link", || copy_link("example-link", "Your link", "https://example.com/visit".to_owned()).into_any()),
        ("dialog", dialog),
        ("error-summary", errors),
        ("field-frames", frames),
        ("icons", icons),
        ("notices", notices),
        ("progress", progresses),
        ("qr", || qr_code("https://example.com/visit", "The link as a QR code".to_owned()).into_any()),
        ("signature-pads", pads),
        ("summary", summaries),
    ];
    let example = |(name, view): (&str, _)| Example { name: name.to_owned(), content: Content::Part(view) };
    parts.into_iter().map(example).collect()
}

fn buttons() -> AnyView {
    let button = |weight, words, busy| press_button(weight, words, "Under way…", Signal::stored(busy), || ());
    view! {
        <div class="button-group">
            {button(Weight::Main, "The one thing to do", false)}
            {button(Weight::Secondary, "Something else", false)}
            {button(Weight::Link, "A way round", false)}
        </div>
        <div class="button-group">
            {button(Weight::Main, "", true)}
            {button(Weight::Secondary, "", true)}
            {button(Weight::Link, "", true)}
        </div>
        <form>{submit_button(Signal::stored("Send and continue"), "Sending…", Signal::stored(false))}</form>
    }
    .into_any()
}

fn dialog() -> AnyView {
    let open = RwSignal::new(true);
    let dialog = move || {
        let text = Some("A sentence that is read out with the heading.".to_owned());
        let words = Dialog { id: "example", title: "A question", text, leave: "Not now" };
        words.view(move || open.set(false), view! { <button class="button" type="button">"Yes"</button> })
    };
    view! {
        <button class="button" type="button" on:click=move |_| open.set(true)>"Ask"</button>
        {move || open.get().then(dialog)}
    }
    .into_any()
}

fn errors() -> AnyView {
    let item = |sentence: &str, control: Option<&str>| SummaryItem {
        sentence: sentence.to_owned(),
        control: control.map(str::to_owned),
    };
    let items = vec![item("Fill in “Name”.", Some("#example-name")), item("These answers do not fit together.", None)];
    let error = Signal::stored(Some("Fill in “Name”.".to_owned()));
    view! {
        {error_summary(Signal::stored(items))}
        {framed("example-name", "Name", None, error)}
    }
    .into_any()
}

fn frames() -> AnyView {
    let wrong = Signal::stored(Some("Fill in “Name”.".to_owned()));
    let fine = Signal::stored(None);
    let ticked = FieldFrame {
        id: "example-tick".to_owned(),
        label: "I agree".to_owned(),
        help: Some("What you agree to.".to_owned()),
        required: true,
        error: wrong,
    };
    let described = ticked.described_by();
    view! {
        {framed("example-plain", "Name", None, fine)}
        {framed("example-helped", "Name with help", Some("As in your passport."), fine)}
        {framed("example-wrong", "Name that is wrong", Some("As in your passport."), wrong)}
        {ticked
            .tick(
                view! {
                    <input class="choice__input" type="checkbox" id="example-tick" aria-describedby=described />
                },
            )}
    }
    .into_any()
}

fn framed(id: &str, label: &str, help: Option<&str>, error: Signal<Option<String>>) -> AnyView {
    let help = help.map(str::to_owned);
    let frame = FieldFrame { id: id.to_owned(), label: label.to_owned(), help, required: true, error };
    let (described, invalid) = (frame.described_by(), frame.invalid());
    let id = frame.id.clone();
    frame.single(view! { <input class="input" id=id aria-describedby=described aria-invalid=invalid /> })
}

fn icons() -> AnyView {
    let icons = [
        Icon::Back,
        Icon::Camera,
        Icon::CheckCircle,
        Icon::Circle,
        Icon::Clock,
        Icon::Document,
        Icon::Down,
        Icon::Error,
        Icon::External,
        Icon::Info,
        Icon::Lock,
        Icon::Mail,
        Icon::Next,
        Icon::Shield,
        Icon::Warning,
    ];
    icons.map(|shape| icon(shape, "notice__icon")).into_iter().collect_view().into_any()
}

fn notices() -> AnyView {
    let told = |tone, title: Option<&str>| notice(tone, title.map(str::to_owned), "What there is to know.".to_owned());
    view! {
        {told(Tone::Info, None)}
        {told(Tone::Info, Some("Something to know"))}
        {told(Tone::Success, None)}
        {told(Tone::Success, Some("It worked"))}
        {told(Tone::Error, None)}
        {told(Tone::Error, Some("It did not work"))}
    }
    .into_any()
}

fn progresses() -> AnyView {
    view! {
        {progress(Progress { done: 0, total: 5 }, "progress-none")}
        {progress(Progress { done: 2, total: 5 }, "progress-some")}
        {progress(Progress { done: 5, total: 5 }, "progress-all")}
        {busy("Something goes on")}
    }
    .into_any()
}

fn pads() -> AnyView {
    let nothing = Callback::new(|_| ());
    let drawn = "M100 100L300 200".to_owned();
    view! {
        {signature_pad("pad-empty", Signal::stored(String::new()), nothing)}
        {signature_pad("pad-drawn", Signal::stored(drawn), nothing)}
    }
    .into_any()
}

fn summaries() -> AnyView {
    let row = |label: &str, value: Option<&str>, changes: bool| SummaryRow {
        label: label.to_owned(),
        value: value.map(str::to_owned),
        change: changes.then(|| Callback::new(|()| ())),
    };
    summary(vec![
        row("Company name", Some("Acme Anvils"), true),
        row("Sector", None, true),
        row("Country", Some("France"), false),
    ])
    .into_any()
}
