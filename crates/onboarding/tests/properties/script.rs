//! Random journeys and random scripts of what happens during a visit.

use onboarding::machine::Arrival;
use onboarding::provider::Way;
use proptest::prelude::*;

/// Who has to do an activity.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Part {
    Lead,
    AnotherLead,
    Company,
    /// The lead's, but of a kind that this version does not know, and that no stage waits for.
    Quiz,
    /// Done by itself, after so many more looks at the journey.
    Machine(u8),
    /// Done at a provider, whose word takes so many questions to reach the back-end.
    Provider(Provider, u8),
}

/// Who is visited.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Provider {
    Calendly,
    Veriff,
    DocuSign,
}

/// What happens during a visit to a provider.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Deed {
    /// The lead goes there.
    SetOut(Way),
    /// The frame posts one of [`MESSAGES`].
    Post(usize),
    /// "I've finished".
    Finish,
    Ask,
    Close,
    /// The browser refuses the frame.
    Block,
}

/// What frames post, good and bad: a text, and whether it is posted as a string.
pub(crate) const MESSAGES: [(&str, bool); 12] = [
    ("VERIFF_HANDSHAKE", true),
    ("VERIFF_STARTED", true),
    ("VERIFF_FINISHED", true),
    ("VERIFF_CANCELED", true),
    ("VERIFF_RELOAD_REQUEST", true),
    ("VERIFF_FINISHED", false),
    (BOOKED, false),
    (BOOKED, true),
    (r#"{"event":"calendly.page_height","payload":{"height":"900px"}}"#, false),
    (r#"{"action":"document-completed","data":null}"#, false),
    ("{}", false),
    ("location = 'https://evil.test'", true),
];
/// Calendly's word that a slot was booked.
pub(crate) const BOOKED: &str = r#"{"event":"calendly.event_scheduled","payload":{"event":{"uri":"https://api.calendly.com/e"},"invitee":{"uri":"https://api.calendly.com/e/i"}}}"#;

/// Who is here already when a link is opened.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Here {
    Nobody,
    /// The lead, by the same link.
    Lead,
    /// Somebody else.
    Mary,
}

/// How the back-end is made, and how the visit begins.
#[derive(Clone, Debug)]
pub(crate) struct Plan {
    pub(crate) stages: Vec<Vec<Part>>,
    pub(crate) redirects: bool,
    pub(crate) by_link: bool,
    pub(crate) by_token: bool,
    pub(crate) here: Here,
    /// The lead has several journeys, and chooses.
    pub(crate) several: bool,
    /// Its conflicts do not bring the journey along.
    pub(crate) terse: bool,
    /// It answers a key that it has accepted with a conflict, not with the journey.
    pub(crate) forgetful: bool,
    /// The browser keeps nothing.
    pub(crate) keeps_nothing: bool,
    /// It knows that nobody has come in in it before, where that is so.
    pub(crate) is_new: bool,
    pub(crate) visible: bool,
    pub(crate) arrival: Arrival,
    pub(crate) path: &'static str,
    pub(crate) configuration: &'static str,
}

/// What happens to the oldest open call.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Delivery {
    Whole,
    /// It never arrives.
    LostOnTheWay,
    /// It takes effect, but its answer does not arrive.
    LostOnTheWayBack,
    /// It takes effect, but its answer is cut.
    Cut,
    /// It is refused before it takes effect.
    Refused(u16),
    /// The same, with a `Retry-After`.
    Busy(u16),
}

#[derive(Clone, Copy, Debug)]
pub(crate) enum Action {
    Deliver(Delivery),
    TimePasses,
    /// Some answer and some timer from before come once more.
    EchoOf(usize),
    Go(usize),
    /// Sends an activity, there or not, with one of two answers.
    Send(i64, usize),
    /// Something happens at an activity's provider, be there one or not.
    Visit(i64, Deed),
    Retry,
    Seen,
    Hide,
    Online,
    Offline,
    /// Writes take until after the next thing that happens.
    SlowDisk,
    /// There is no room for the next writes, until there is again.
    FullDisk(bool),
    /// Another tab has found the submission that is under way, and sends it first; what comes of it there.
    SentElsewhere(Delivery),
    /// The browser is killed and opened again; whether what was on its way arrives.
    Crash(bool),
    Confirm,
    AskForLink,
    /// Whether the link is opened, or whoever is here goes on.
    Decide(bool),
    LogIn,
    PasteLink,
    Choose(i64),
    /// Back brings up the page as it was left.
    Restore,
}

impl Part {
    /// Whether the stage waits for it.
    pub(crate) fn counts(self) -> bool {
        matches!(self, Self::Lead | Self::Machine(_) | Self::Provider(..))
    }
}

pub(crate) fn plans() -> impl Strategy<Value = Plan> {
    let providers = prop::sample::select(vec![Provider::Calendly, Provider::Veriff, Provider::DocuSign]);
    let part = prop_oneof![
        6 => Just(Part::Lead),
        1 => Just(Part::AnotherLead),
        1 => Just(Part::Company),
        1 => Just(Part::Quiz),
        2 => (0u8..4).prop_map(Part::Machine),
        4 => (providers, 0u8..3).prop_map(|(provider, questions)| Part::Provider(provider, questions)),
    ];
    let stages = prop::collection::vec(prop::collection::vec(part, 0..4), 0..4);
    let arrival = prop_oneof![Just(Arrival::Fresh), Just(Arrival::Reload), Just(Arrival::Back)];
    let path = prop::sample::select(vec!["/", "/activities/2", "/done", "/login", "/nowhere"]);
    let configuration = prop::sample::select(vec![
        "{}",
        r#"{"Settle":0}"#,
        r#"{"Settle":3,"Autologin":"confirm"}"#,
        r#"{"TokenStore":"tab"}"#,
    ]);
    let flags = any::<[bool; 9]>();
    let here = prop_oneof![2 => Just(Here::Nobody), 1 => Just(Here::Lead), 2 => Just(Here::Mary)];
    let parts = (stages, arrival, path, configuration, flags, here);
    parts.prop_map(|(stages, arrival, path, configuration, flags, here)| {
        let [redirects, by_link, by_token, terse, visible, several, forgetful, keeps_nothing, is_new] = flags;
        // Without a link only a cookie can carry the session, and it is the lead's.
        let (by_token, here) = if by_link { (by_token, here) } else { (false, Here::Lead) };
        Plan {
            stages,
            redirects,
            by_link,
            by_token,
            here,
            several,
            terse,
            forgetful,
            keeps_nothing,
            is_new: is_new && here == Here::Nobody,
            visible,
            arrival,
            path,
            configuration,
        }
    })
}

/// Scripts whose faults all pass.
pub(crate) fn passing_troubles() -> impl Strategy<Value = Vec<Action>> {
    scripts(prop::sample::select(vec![500, 502, 503, 504]))
}

/// Scripts in which anything may be refused in any way.
pub(crate) fn any_troubles() -> impl Strategy<Value = Vec<Action>> {
    scripts(prop::sample::select(vec![400, 401, 403, 404, 409, 410, 422, 429, 500, 503]))
}

fn scripts(refusals: impl Strategy<Value = u16> + 'static) -> impl Strategy<Value = Vec<Action>> {
    let delivery = prop_oneof![
        10 => Just(Delivery::Whole),
        1 => Just(Delivery::LostOnTheWay),
        1 => Just(Delivery::LostOnTheWayBack),
        1 => Just(Delivery::Cut),
        2 => refusals.prop_map(Delivery::Refused),
        1 => prop::sample::select(vec![429, 503]).prop_map(Delivery::Busy),
    ]
    .boxed();
    let elsewhere = delivery.clone();
    let action = prop_oneof![
        14 => delivery.prop_map(Action::Deliver),
        4 => Just(Action::TimePasses),
        3 => any::<prop::sample::Index>().prop_map(|index| Action::EchoOf(index.index(1000))),
        4 => (0usize..12).prop_map(Action::Go),
        9 => (1i64..7, 0usize..2).prop_map(|(id, answer)| Action::Send(id, answer)),
        14 => (1i64..7, deeds()).prop_map(|(id, deed)| Action::Visit(id, deed)),
        2 => Just(Action::Retry),
        5 => prop::sample::select(vec![
            Action::Seen, Action::Hide, Action::Online, Action::Offline, Action::Confirm, Action::AskForLink, Action::Restore,
        ]),
        4 => prop::sample::select(vec![
            Action::SlowDisk, Action::FullDisk(true), Action::FullDisk(false), Action::Crash(false), Action::Crash(true),
        ]),
        2 => elsewhere.prop_map(Action::SentElsewhere),
        5 => prop::sample::select(vec![
            Action::Decide(true), Action::Decide(false), Action::LogIn, Action::PasteLink, Action::Choose(70),
            Action::Choose(72),
        ]),
    ];
    prop::collection::vec(action, 0..60)
}

fn deeds() -> impl Strategy<Value = Deed> {
    prop_oneof![
        4 => prop::sample::select(vec![Way::Frame, Way::SameTab, Way::Tab, Way::Phone]).prop_map(Deed::SetOut),
        6 => (0..MESSAGES.len()).prop_map(Deed::Post),
        4 => Just(Deed::Finish),
        1 => Just(Deed::Ask),
        1 => Just(Deed::Close),
        1 => Just(Deed::Block),
    ]
}
