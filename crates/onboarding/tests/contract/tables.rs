//! What the page does on each golden answer, and what it then shows.

/// A golden, the effects of its answer, and the screen behind it.
pub(crate) type Case = (&'static str, &'static [&'static str], &'static str);

/// `POST /internal/v1/autologin`.
pub(crate) const LINKS: &[Case] = &[
    ("autologin-broken-html-from-proxy", &["complain: the back-end answered 404"], "stopped: LinkUnknown → LogIn"),
    ("autologin-broken-problem-of-wrong-types", &["complain: the back-end answered 500"], "stopped: Broken → Retry"),
    ("autologin-broken-problem-without-code", &["GET /internal/v1/session"], "waiting for the journey"),
    ("autologin-cookie", &["GET /api/v1/journeys/74590868830731163"], "waiting for the journey"),
    ("autologin-link-expired", &["GET /internal/v1/session"], "waiting for the journey"),
    ("autologin-link-unknown", &["complain: the back-end answered 404 LinkUnknown"], "stopped: LinkUnknown → LogIn"),
    ("autologin-link-used", &["GET /internal/v1/session"], "waiting for the journey"),
    ("autologin-minimal", &["GET /api/v1/journeys/74590868830731163"], "waiting for the journey"),
    ("autologin-stakeholder", &["GET /api/v1/journeys/74590868830731163"], "waiting for the journey"),
    ("autologin-string-ids", &["GET /api/v1/journeys/9007199254740993"], "waiting for the journey"),
    ("autologin-token", &["GET /api/v1/journeys/74590868830731163"], "waiting for the journey"),
    (
        "autologin-too-many-requests",
        &["complain: the back-end answered 429 TooManyRequests", "wait 30 s"],
        "stopped: Busy 30 s → Retry, tried again by itself",
    ),
    (
        "autologin-uuid-malformed",
        &["complain: the back-end answered 422 ValuesRefused"],
        "stopped: LinkMalformed → LogIn",
    ),
];
/// `POST /internal/v1/autologin/renewal`, for a link that was used.
pub(crate) const RENEWALS: &[Case] = &[
    ("renewal-accepted", &[], "stopped: LinkUsed → NewLink, new link sent"),
    (
        "renewal-too-many-requests",
        &["complain: the back-end answered 429 TooManyRequests"],
        "stopped: LinkUsed → NewLink, new link not asked for: Busy(None)",
    ),
];
/// `GET /internal/v1/session`.
pub(crate) const SESSIONS: &[Case] = &[
    ("session-current", &["GET /api/v1/journeys/74590868830731163"], "waiting for the journey"),
    ("session-ended", &[], "stopped: SignedOut → LogIn"),
    (
        "session-journeys",
        &[],
        "choose: 74590868830731172 Secured session (lead), 74590868830731171 One question (lead), 74590868830731170 Joint account (stakeholder)",
    ),
];
/// `GET /api/v1/journeys/{id}`, after a link that opened a session with a token and without a `RedirectURL`.
pub(crate) const JOURNEYS: &[Case] = &[
    ("journey-automatic-in-progress", &["wait 1 s", "replace by /done"], "settling"),
    ("journey-big-ids", &["replace by /activities/9223372036854775807"], "activity 9223372036854775807: to do"),
    (
        "journey-broken-attribute-missing",
        &["complain: the back-end's answer cannot be read: missing field `Id`"],
        "stopped: Unreadable → Retry",
    ),
    (
        "journey-broken-cut-body",
        &["complain: the back-end's answer cannot be read: EOF while parsing a string"],
        "stopped: Unreadable → Retry",
    ),
    (
        "journey-broken-empty-body",
        &["complain: the back-end's answer cannot be read: EOF while parsing a value"],
        "stopped: Unreadable → Retry",
    ),
    (
        "journey-broken-html-from-proxy",
        &["complain: the back-end answered 502", "wait 0.5 s"],
        "stopped: Broken → Retry, tried again by itself",
    ),
    (
        "journey-broken-html-with-200",
        &["complain: the back-end's answer cannot be read: expected value"],
        "stopped: Unreadable → Retry",
    ),
    (
        "journey-broken-id-fraction",
        &[
            "complain: the back-end's answer cannot be read: expected a 64-bit id, as an integer or as digits in a string",
        ],
        "stopped: Unreadable → Retry",
    ),
    (
        "journey-broken-service-unavailable",
        &["complain: the back-end answered 503", "wait 60 s"],
        "stopped: Busy 60 s → Retry, tried again by itself",
    ),
    ("journey-cancelled", &[], "stopped: Cancelled → Contact"),
    ("journey-completed", &["replace by /done"], "closing page: all done: 74590868830731201 done"),
    ("journey-data-key", &["replace by /activities/74590868830731201"], "activity 74590868830731201: to do"),
    ("journey-draft", &["replace by /activities/74590868830731201"], "activity 74590868830731201: to do"),
    ("journey-draft-changed-dates", &["replace by /activities/74590868830731201"], "activity 74590868830731201: to do"),
    ("journey-empty", &["replace by /done"], "closing page: all done"),
    ("journey-empty-stage", &["replace by /done"], "closing page: all done"),
    ("journey-field-types", &["replace by /activities/74590868830731201"], "activity 74590868830731201: to do"),
    (
        "journey-full",
        &["replace by /", "wait 2 s"],
        "tasks, 2 of 8 done: 74590868830731200 done, 74590868830731208 done (automatic) | 74590868830731201 next, 74590868830731202 to do, 74590868830731203 to do, 74590868830731204 being checked, 74590868830731205 to do, 74590868830731206 to do, 74590868830731207 waiting (stakeholder), 74590868830731209 waiting (company), 74590868830731210 waiting (automatic) | 74590868830731211 not yet",
    ),
    (
        "journey-missing-optional",
        &["replace by /"],
        "tasks, 0 of 3 done: 74590868830731201 next, 74590868830731202 to do, 74590868830731203 to do",
    ),
    ("journey-null-attributes", &["replace by /activities/74590868830731201"], "activity 74590868830731201: to do"),
    (
        "journey-providers",
        &["replace by /"],
        "tasks, 0 of 8 done: 74590868830731230 next, 74590868830731231 to do, 74590868830731232 to do, 74590868830731233 to do, 74590868830731234 to do, 74590868830731235 to do, 74590868830731236 to do, 74590868830731237 contact us",
    ),
    (
        "journey-session-ended",
        &["complain: the back-end answered 401 SessionEnded"],
        "stopped: SessionEnded → NewLink, new link offered",
    ),
    ("journey-string-ids", &["replace by /activities/9223372036854775807"], "activity 9223372036854775807: to do"),
    (
        "journey-too-many-requests",
        &["complain: the back-end answered 429 TooManyRequests", "wait 5 s"],
        "stopped: Busy 5 s → Retry, tried again by itself",
    ),
    ("journey-unknown", &["complain: the back-end answered 404 NotFound"], "stopped: JourneyGone → Contact"),
    (
        "journey-unknown-activity-type",
        &["replace by /"],
        "tasks, 0 of 3 done: 74590868830731220 contact us, 74590868830731221 contact us, 74590868830731201 next",
    ),
    ("journey-unknown-attributes", &["replace by /activities/74590868830731201"], "activity 74590868830731201: to do"),
    (
        "journey-unknown-data-point-type",
        &["replace by /activities/74590868830731201"],
        "activity 74590868830731201: to do",
    ),
    ("journey-visible-if", &["replace by /activities/74590868830731201"], "activity 74590868830731201: to do"),
];
/// The same while something goes on by itself.
pub(crate) const LOOKS: &[Case] = &[("journey-not-modified", &["wait 2 s"], "settling")];
/// `POST /internal/v1/activities/{id}/completion`, for an activity called `Sent`.
pub(crate) const COMPLETIONS: &[Case] = &[
    (
        "completion-activity-unknown",
        &["complain: the back-end answered 404 NotFound"],
        "activity 74590868830731999: to do, failed: NotFound",
    ),
    (
        "completion-broken-conflict-without-journey",
        &["GET /api/v1/journeys/70"],
        "activity 74590868830731201: to do, sending",
    ),
    (
        "completion-broken-cut-body",
        &["complain: the back-end's answer cannot be read: EOF while parsing a string", "GET /api/v1/journeys/70"],
        "activity 74590868830731201: to do, sending",
    ),
    (
        "completion-broken-empty-forbidden",
        &["complain: the back-end answered 403"],
        "activity 74590868830731201: to do, failed: NotAllowed",
    ),
    (
        "completion-broken-html-from-proxy",
        &["complain: the back-end answered 504", "wait 0.5 s"],
        "activity 74590868830731201: to do, sending again after TimedOut",
    ),
    (
        "completion-broken-problem-cut",
        &["complain: the back-end answered 422"],
        "activity 74590868830731201: to do, failed: NotAccepted",
    ),
    ("completion-calendly", &["go to /done"], "closing page: all done: 74590868830731202 done"),
    ("completion-conflict", &["go to /done"], "closing page: all done: 74590868830731201 done"),
    ("completion-document", &["go to /done"], "closing page: all done: 74590868830731206 done"),
    (
        "completion-errors",
        &[],
        "activity 74590868830731201: to do, refused: 101 Required, 102 TooLong “At most 10 characters.”, 103 Format, 108 Range “Between 0 and 100000.”, 113 Type, 115 Size, 999 Required “Ask your adviser.”",
    ),
    (
        "completion-errors-string-id",
        &[],
        "activity 74590868830731201: to do, refused: 9007199254740995 Required, 9007199254740997 Sanctioned “We cannot accept this.”",
    ),
    (
        "completion-errors-without-data-point",
        &[],
        "activity 74590868830731203: to do, video, refused: “Please watch the whole video.”",
    ),
    ("completion-form", &["go to /activities/74590868830731206"], "activity 74590868830731206: to do; completed Sent"),
    ("completion-form-big-ids", &["go to /done"], "closing page: all done: 9223372036854775807 done"),
    ("completion-form-every-type", &["go to /done"], "closing page: all done: 74590868830731201 done"),
    (
        "completion-identity-verification",
        &["go to /done", "wait 2 s"],
        "closing page: your part is done: 74590868830731204 being checked",
    ),
    (
        "completion-journey-cancelled",
        &["complain: the back-end answered 410 JourneyCancelled"],
        "stopped: Cancelled → Contact",
    ),
    (
        "completion-key-missing",
        &["complain: the back-end answered 400 BadRequest"],
        "activity 74590868830731201: to do, failed: NotAccepted",
    ),
    (
        "completion-key-reused",
        &["complain: the back-end answered 422 IdempotencyKeyReused"],
        "activity 74590868830731201: to do, failed: NotAccepted",
    ),
    ("completion-not-available", &["go to /done"], "closing page: nothing for now: 74590868830731211 not yet"),
    ("completion-not-confirmed", &["wait 2 s"], "activity 74590868830731234: to do at a provider, not confirmed"),
    (
        "completion-secured-session-required",
        &["complain: the back-end answered 403 SecuredSessionRequired"],
        "activity 74590868830731201: to do, failed: CodeNeeded",
    ),
    (
        "completion-session-ended",
        &["complain: the back-end answered 401 SessionEnded"],
        "activity 74590868830731201: to do, failed: SessionEnded",
    ),
    ("completion-signature-drawn", &["go to /done"], "closing page: all done: 74590868830731205 done"),
    (
        "completion-signature-provider",
        &["go to /done", "wait 2 s"],
        "closing page: your part is done: 74590868830731205 being checked",
    ),
    ("completion-signature-typed", &["go to /done"], "closing page: all done: 74590868830731205 done"),
    (
        "completion-too-many-requests",
        &["complain: the back-end answered 429 TooManyRequests", "wait 2 s"],
        "activity 74590868830731201: to do, sending again after Busy 2 s",
    ),
    ("completion-video", &["go to /done"], "closing page: all done: 74590868830731203 done"),
];
/// `POST /internal/v1/activities/{id}/handover`, for an identity to verify called `Visited`.
pub(crate) const HANDOVERS: &[Case] = &[
    (
        "handover-minted",
        &["wait 300 s", "wait 10 s"],
        "activity 74590868830731204: to do at a provider, frame 1 of https://magic.veriff.me/v/example",
    ),
    (
        "handover-not-available",
        &["go to /done", "wait 2 s"],
        "closing page: your part is done: 74590868830731204 being checked",
    ),
    (
        "handover-secured-session-required",
        &["complain: the back-end answered 403 SecuredSessionRequired"],
        "activity 74590868830731204: to do at a provider, not opened: CodeNeeded",
    ),
];
/// `POST /internal/v1/activities/{id}/outcome`, after a message of a frame.
pub(crate) const OUTCOMES: &[Case] = &[
    ("outcome-declined", &[], "activity 74590868830731205: to do at a provider, ended: Declined"),
    (
        "outcome-finished",
        &["go to /done", "wait 2 s"],
        "closing page: your part is done: 74590868830731204 being checked",
    ),
    (
        "outcome-secured-session-required",
        &["complain: the back-end answered 403 SecuredSessionRequired"],
        "activity 74590868830731204: to do at a provider, frame 1 of https://magic.veriff.me/v/example, not asked: CodeNeeded",
    ),
];
