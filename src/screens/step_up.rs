//! A code before the lead goes on: how it is sent, then one field for it. A dialog, since nothing else can go on; it says
//! neither to which number nor to which address the code went, which would tell whoever sits here unasked.

mod code;

use leptos::prelude::*;
use onboarding::api::Channel;
use onboarding::failure::Failure;
use onboarding::machine::Event;
use onboarding::screen::{StepUpProblem, StepUpScreen, StepUpState};
use onboarding::text::Text;

use crate::components::button::{Weight, press_button_unless};
use crate::components::countdown::{seconds_until, time_left};
use crate::components::dialog::Dialog;
use crate::components::notice::{Tone, notice};
use crate::effects::focus;
use crate::store::Store;
use crate::words::{fill, locale, say};

/// What every part of the dialog needs to know; cheap to copy into every closure.
#[derive(Clone, Copy)]
struct StepUp {
    store: Store,
    /// How it stands now; as it stood last, while the dialog goes.
    now: Memo<StepUpScreen>,
    /// Seconds until the next code, or the next try, counts.
    blocked: Memo<Option<i64>>,
}

/// The dialog, while a code is asked for.
pub(crate) fn step_up(store: Store) -> impl IntoView {
    let is_open = Memo::new(move |_| store.page().with(|page| page.step_up.is_some()));
    move || is_open.get().then(|| dialog(store))
}

/// The way back to the dialog, beside the notice of a failure that a code helps against.
pub(super) fn way_to_code(store: Store, failure: Failure) -> Option<impl IntoView> {
    let open = move |_| store.dispatch(Event::StepUpWanted);
    (failure == Failure::CodeNeeded).then(|| {
        view! {
            <div class="button-group">
                <button class=Weight::Secondary.class() type="button" aria-haspopup="dialog" on:click=open>
                    {say(ENTER)}
                </button>
            </div>
        }
    })
}

fn dialog(store: Store) -> AnyView {
    let now = Memo::new(move |before: Option<&StepUpScreen>| {
        let now = store.page().with(|page| page.step_up.clone());
        now.or_else(|| before.cloned()).unwrap_or(StepUpScreen {
            state: StepUpState::Choosing,
            channel: None,
            resend_at: None,
            problem: None,
        })
    });
    let blocked = seconds_until(move || match now.with(|now| now.problem) {
        Some(StepUpProblem::TooMany(until)) => until,
        _ => None,
    });
    let step_up = StepUp { store, now, blocked };
    // While a code is being sent, what is on the page stays.
    let has_field = Memo::new(move |before: Option<&bool>| match step_up.state() {
        StepUpState::Choosing => false,
        StepUpState::Sending => before.copied().unwrap_or(false),
        StepUpState::Awaiting | StepUpState::Verifying => true,
    });
    Effect::new(move |before: Option<bool>| {
        let has_field = has_field.get();
        if has_field {
            focus::focus_soon(format!("#{}", code::FIELD));
        } else if before == Some(true) {
            focus::focus_soon(format!("#{ID}-title"));
        }
        has_field
    });
    let content = move || match has_field.get() {
        true => code::view(step_up).into_any(),
        false => choosing(step_up).into_any(),
    };
    let content = view! {
        <p class="visually-hidden" role="status">{move || step_up.told()}</p>
        {content}
    };
    let words = Dialog { id: ID, title: say(TITLE), text: Some(say(WHY).to_owned()), leave: say(NOT_NOW) };
    words.view(move || store.dispatch(Event::StepUpLeft), content)
}

fn choosing(step_up: StepUp) -> impl IntoView {
    let pressed = RwSignal::new(None);
    let is_blocked = Signal::derive(move || step_up.is_blocked());
    let button = move |channel: Channel, weight: Weight, words: Text| {
        let is_sending = move || step_up.state() == StepUpState::Sending && pressed.get() == Some(channel);
        let send = move || {
            pressed.set(Some(channel));
            step_up.send(channel);
        };
        press_button_unless(weight, say(words), say(SENDING), Signal::derive(is_sending), is_blocked, send)
    };
    view! {
        {step_up.problem()}
        <div class="button-group">
            {button(Channel::Sms, Weight::Main, BY_SMS)} {button(Channel::Email, Weight::Secondary, BY_EMAIL)}
        </div>
    }
}

impl StepUp {
    fn state(self) -> StepUpState {
        self.now.with(|now| now.state)
    }

    fn is_blocked(self) -> bool {
        self.blocked.get().is_some_and(|left| left > 0)
    }

    /// Asks for a code, unless it is too early.
    fn send(self, channel: Channel) {
        if !untrack(|| self.is_blocked()) {
            self.store.dispatch(Event::CodeWanted(channel));
        }
    }

    /// What stands in the way, but for a wrong code, which is told at its field.
    fn problem(self) -> impl IntoView {
        let problem = Memo::new(move |_| self.now.with(|now| now.problem));
        // Read out once: what counts down is told beside it.
        let told = move || match problem.get()? {
            StepUpProblem::Wrong => None,
            StepUpProblem::TooMany(until) => {
                let sentence = if until.is_some() { say(TOO_MANY) } else { say(TOO_MANY_LATER) };
                Some(notice(Tone::Error, None, sentence.to_owned()).into_any())
            }
            StepUpProblem::Failed(failure) => Some(
                notice(Tone::Error, Some(failure.title(locale()).to_owned()), failure.sentence(locale())).into_any(),
            ),
        };
        let wait = move || {
            let left = time_left(self.blocked)?;
            Some(view! { <p class="step-up__wait">{fill(WAIT, &[&left])}</p> })
        };
        view! {
            {told}
            {wait}
        }
    }

    /// For those who do not see it: what goes on, and what came of it.
    fn told(self) -> Option<&'static str> {
        let (state, channel, problem) = self.now.with(|now| (now.state, now.channel, now.problem));
        match (state, problem) {
            (StepUpState::Choosing, _) => None,
            (StepUpState::Sending, _) => Some(say(SENDING)),
            (StepUpState::Verifying, _) => Some(say(code::CHECKING)),
            (StepUpState::Awaiting, Some(StepUpProblem::Wrong)) => Some(say(code::WRONG)),
            (StepUpState::Awaiting, Some(_)) => None,
            (StepUpState::Awaiting, None) => Some(say(code::sent(channel))),
        }
    }
}

/// The id of the dialog.
const ID: &str = "step-up";

const TITLE: Text = Text {
    en: "Confirm that it’s you",
    fr: "Confirmez que c’est bien vous",
    de: "Bestätigen Sie, dass Sie es sind",
    es: "Confirme que es usted",
    ar: "تأكيد هويتك",
};
const WHY: Text = Text {
    en: "To protect your data, we send you a security code to enter before you go on. What you did here stays.",
    fr: "Pour protéger vos données, nous vous envoyons un code de sécurité à saisir pour continuer. Ce que vous avez fait ici est conservé.",
    de: "Zum Schutz Ihrer Daten geht es hier mit einem Sicherheitscode weiter, den wir Ihnen senden. Was Sie hier getan haben, bleibt erhalten.",
    es: "Para proteger sus datos, le enviaremos un código de seguridad que deberá introducir para continuar. Lo que ha hecho aquí se conserva.",
    ar: "لحماية بياناتك، نرسل إليك رمز أمان يُرجى إدخاله للمتابعة. ما أنجزته هنا يبقى كما هو.",
};
const NOT_NOW: Text =
    Text { en: "Not now", fr: "Pas maintenant", de: "Nicht jetzt", es: "Ahora no", ar: "ليس الآن" };
const BY_SMS: Text = Text {
    en: "Send a code by SMS",
    fr: "Recevoir un code par SMS",
    de: "Code per SMS senden",
    es: "Enviar un código por SMS",
    ar: "إرسال رمز برسالة نصية",
};
const BY_EMAIL: Text = Text {
    en: "Send a code by e-mail",
    fr: "Recevoir un code par e-mail",
    de: "Code per E-Mail senden",
    es: "Enviar un código por correo electrónico",
    ar: "إرسال رمز بالبريد الإلكتروني",
};
const SENDING: Text = Text {
    en: "Sending the code…",
    fr: "Envoi du code…",
    de: "Der Code wird gesendet …",
    es: "Enviando el código…",
    ar: "جارٍ إرسال الرمز…",
};
const TOO_MANY: Text = Text {
    en: "Too many tries. Please wait a little.",
    fr: "Trop de tentatives. Patientez un peu.",
    de: "Zu viele Versuche. Bitte warten Sie ein wenig.",
    es: "Demasiados intentos. Espere un poco.",
    ar: "عدد المحاولات أكبر من المسموح به. يُرجى الانتظار قليلا.",
};
const TOO_MANY_LATER: Text = Text {
    en: "Too many tries. Please try again later.",
    fr: "Trop de tentatives. Réessayez plus tard.",
    de: "Zu viele Versuche. Bitte versuchen Sie es später erneut.",
    es: "Demasiados intentos. Inténtelo de nuevo más tarde.",
    ar: "عدد المحاولات أكبر من المسموح به. يُرجى إعادة المحاولة لاحقا.",
};
const WAIT: Text = Text {
    en: "You can go on in {}.",
    fr: "Vous pourrez continuer dans {}.",
    de: "In {} Minuten können Sie weitermachen.",
    es: "Podrá continuar en {}.",
    ar: "الوقت المتبقي للمتابعة: {}.",
};
const ENTER: Text = Text {
    en: "Enter the code",
    fr: "Saisir le code",
    de: "Code eingeben",
    es: "Introducir el código",
    ar: "إدخال الرمز",
};
