//! The session ends soon: how much time is left, and a way to stay. A bar at the end of the screen that takes no focus.

use leptos::prelude::*;
use onboarding::machine::Event;
use onboarding::screen::ExtensionState;
use onboarding::text::Text;

use crate::components::button::{Weight, press_button};
use crate::components::countdown::{minutes_and_seconds, seconds_until};
use crate::components::icon::{Icon, icon};
use crate::effects::focus;
use crate::store::Store;
use crate::words::{fill, locale, say};

/// When the time that is left is announced, in seconds (WCAG 2.2.1 asks for 20 at the least).
const ANNOUNCED: [i64; 4] = [15, 30, 60, 120];

/// The bar, while the end is near, and the announcements of it, which are not those of every second.
pub(crate) fn time_limit(store: Store) -> impl IntoView {
    let limit = Memo::new(move |_| store.page().with(|page| page.limit));
    let left = seconds_until(move || limit.get().map(|limit| limit.ends_at));
    let is_near = Memo::new(move |_| limit.with(Option::is_some));
    let announced = Memo::new(move |_| {
        let left = left.get()?;
        ANNOUNCED.into_iter().find(|seconds| left <= *seconds).filter(|_| left > 0)
    });
    let state = Memo::new(move |_| limit.get().map(|limit| limit.state).unwrap_or_default());
    view! {
        <p class="visually-hidden" role="status">{move || announced.get().map(|left| announcement(left, state))}</p>
        {move || is_near.get().then(|| bar(store, left, state))}
    }
}

fn bar(store: Store, left: Memo<Option<i64>>, state: Memo<ExtensionState>) -> impl IntoView {
    let is_offered = Memo::new(move |_| state.get() != ExtensionState::NotOffered);
    let is_busy = Memo::new(move |_| state.get() == ExtensionState::UnderWay);
    let failed = move || match state.get() {
        ExtensionState::Failed(failure) => {
            let sentence = format!("{} {}", say(NOT_LONGER), failure.sentence(locale()));
            Some(view! { <p class="time-limit__failure">{icon(Icon::Error, "")}<span>{sentence}</span></p> })
        }
        _ => None,
    };
    let stay = move || store.dispatch(Event::StayWanted);
    let time = move || minutes_and_seconds(left.get().unwrap_or_default());
    view! {
        <section class="time-limit" aria-label=say(REGION) on:focusin=focus::giving_back()>
            <div class="time-limit__inner">
                <p class="time-limit__text">
                    {icon(Icon::Clock, "")}
                    <span>{say(ENDS_IN)}" "<span class="time-limit__time">{time}</span></span>
                </p>
                {move || {
                    is_offered.get().then(|| press_button(Weight::Main, say(STAY), say(STAYING), is_busy.into(), stay))
                }}
                {move || (!is_offered.get()).then(|| view! { <p class="time-limit__hint">{say(SEND_SOON)}</p> })}
                <div role="alert">{failed}</div>
            </div>
        </section>
    }
}

/// The time that is left, as it is read out; and what can be done, the first time.
fn announcement(left: i64, state: Memo<ExtensionState>) -> String {
    let words = match left {
        ..=15 => {
            Text { en: "15 seconds", fr: "15 secondes", de: "15 Sekunden", es: "15 segundos", ar: "15 ثانية" }
        }
        16..=30 => {
            Text { en: "30 seconds", fr: "30 secondes", de: "30 Sekunden", es: "30 segundos", ar: "30 ثانية" }
        }
        31..=60 => Text {
            en: "one minute", fr: "une minute", de: "einer Minute", es: "un minuto", ar: "دقيقة واحدة"
        },
        _ => {
            Text { en: "two minutes", fr: "deux minutes", de: "zwei Minuten", es: "dos minutos", ar: "دقيقتين" }
        }
    };
    let ends = format!("{} {}.", say(ENDS_IN), say(words));
    match (left, state.get_untracked()) {
        (_, ExtensionState::NotOffered) => format!("{ends} {}", say(SEND_SOON)),
        (61.., _) => format!("{ends} {}", fill(WHERE, &[say(STAY)])),
        _ => ends,
    }
}

const REGION: Text = Text {
    en: "End of your session",
    fr: "Fin de votre session",
    de: "Ende Ihrer Sitzung",
    es: "Fin de su sesión",
    ar: "نهاية جلستك",
};
const ENDS_IN: Text = Text {
    en: "Your session ends in",
    fr: "Votre session se termine dans",
    de: "Ihre Sitzung endet in",
    es: "Su sesión finaliza en",
    ar: "تنتهي جلستك خلال",
};
const STAY: Text = Text {
    en: "Stay logged in",
    fr: "Prolonger la session",
    de: "Angemeldet bleiben",
    es: "Mantener la sesión abierta",
    ar: "تمديد الجلسة",
};
const STAYING: Text =
    Text {
        en: "One moment…", fr: "Un instant…", de: "Einen Moment bitte …", es: "Un momento…", ar: "لحظة…"
    };
const WHERE: Text = Text {
    en: "At the end of the page you can press “{}”.",
    fr: "À la fin de la page, vous pouvez appuyer sur « {} ».",
    de: "Am Ende der Seite können Sie auf „{}“ drücken.",
    es: "Al final de la página puede pulsar «{}».",
    ar: "في نهاية الصفحة يمكنك الضغط على «{}».",
};
const SEND_SOON: Text = Text {
    en: "Please send what you have soon. Otherwise you will need to log in again; what is on this page stays.",
    fr: "Envoyez sans tarder ce que vous avez saisi. Sinon, vous devrez vous reconnecter ; ce qui est sur cette page y restera.",
    de: "Senden Sie bald, was Sie haben. Sonst müssen Sie sich erneut anmelden. Was auf dieser Seite steht, bleibt erhalten.",
    es: "Envíe pronto lo que tenga. Si no, tendrá que volver a iniciar sesión; lo que hay en esta página se conserva.",
    ar: "يُرجى إرسال ما لديك قريبا. وإلا فسيلزم تسجيل الدخول من جديد، ويبقى ما في هذه الصفحة كما هو.",
};
const NOT_LONGER: Text = Text {
    en: "Your session could not be prolonged.",
    fr: "Votre session n’a pas pu être prolongée.",
    de: "Ihre Sitzung konnte nicht verlängert werden.",
    es: "No se ha podido prolongar su sesión.",
    ar: "تعذر تمديد جلستك.",
};
