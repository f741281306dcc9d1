//! The session is over: a dialog over whatever is on the page takes a log-in or a new link, and everything stays. It
//! opens by itself once for each end, and from then on by the button of the notices that tell of that end.

mod link;

use leptos::prelude::*;
use onboarding::failure::Failure;
use onboarding::screen::{LogInState, Screen, SendingState};
use onboarding::text::Text;

pub(super) use self::link::{SENT, SENT_SENTENCE, new_link, renewal_notice};
use super::log_in::{LOG_IN, log_in_form};
use crate::components::dialog::Dialog;
use crate::effects::dialog;
use crate::store::Store;
use crate::words::{locale, say};

/// The dialog, while it is wanted, and a region that tells when the person is back.
pub(crate) fn sign_in(store: Store) -> impl IntoView {
    let is_over = Memo::new(move |_| store.page().with(|page| page.sign_in.is_some()));
    let has_own_page = Memo::new(move |_| store.screen().with(|screen| matches!(screen, Screen::LogIn(_))));
    let is_wanted = store.sign_in_wanted();
    let back: RwSignal<Option<&'static str>> = RwSignal::new(None);
    let (signed_in, goes_on) = (say(BACK), say(BACK_AND_SENDING));
    Effect::new(move |before: Option<bool>| {
        let is_over = is_over.get();
        match (before == Some(true), is_over) {
            (false, true) => {
                back.set(None);
                if !has_own_page.get_untracked() {
                    dialog::unless_one_is_open(move || {
                        let _ = is_wanted.try_set(true);
                    });
                }
            }
            (true, false) => {
                is_wanted.set(false);
                let words = if is_sending(store) { goes_on } else { signed_in };
                back.set(store.page().with_untracked(|page| page.has_journey).then_some(words));
            }
            _ => {}
        }
        is_over
    });
    let is_open = Memo::new(move |_| is_wanted.get() && is_over.get() && !has_own_page.get());
    view! {
        <div class="sign-in" data-stays="">
            {move || is_open.get().then(|| view(store))}
            <p class="visually-hidden" role="status">{move || back.get()}</p>
        </div>
    }
}

/// The button of whatever tells that the session is over.
pub(super) fn ways_back_in(store: Store) -> impl IntoView {
    let is_over = Memo::new(move |_| store.page().with(|page| page.sign_in.is_some()));
    let words = say(LOG_IN);
    move || {
        is_over.get().then(|| {
            view! {
                <div class="button-group">
                    <button
                        class="button button--secondary"
                        type="button"
                        aria-haspopup="dialog"
                        on:click=move |_| store.sign_in_wanted().set(true)
                    >
                        {words}
                    </button>
                </div>
            }
        })
    }
}

fn view(store: Store) -> AnyView {
    let state = Memo::new(move |_| store.page().with(|page| page.sign_in.clone().unwrap_or_default()));
    // The two forms share one state; what came of it is told where it was asked for.
    let pasted = RwSignal::new(false);
    let of = move |paste: bool| Memo::new(move |_| if pasted.get() == paste { state.get() } else { LogInState::Ready });
    let content = view! {
        <div class="sign-in__form" on:submit=move |_| pasted.set(false)>{log_in_form(store, of(false))}</div>
        {link::view(store, of(true), pasted)}
    };
    let title = Failure::SessionEnded.title(locale());
    let words = Dialog { id: "sign-in", title, text: Some(say(STAYS).to_owned()), leave: say(NOT_NOW) };
    words.view(move || store.sign_in_wanted().set(false), content)
}

fn is_sending(store: Store) -> bool {
    store.screen().with_untracked(
        |screen| matches!(screen, Screen::Activity(activity) if matches!(activity.sending, SendingState::UnderWay(_))),
    )
}

const STAYS: Text = Text {
    en: "Everything on this page is still here. Log in to go on where you are.",
    fr: "Tout ce qui est sur cette page est encore là. Connectez-vous pour reprendre où vous en étiez.",
    de: "Auf dieser Seite ist noch alles da. Melden Sie sich an, um hier weiterzumachen.",
    es: "Todo lo que hay en esta página sigue aquí. Inicie sesión para continuar donde estaba.",
    ar: "كل ما في هذه الصفحة ما زال هنا. يُرجى تسجيل الدخول للمتابعة من حيث توقفت.",
};
const NOT_NOW: Text =
    Text { en: "Not now", fr: "Pas maintenant", de: "Nicht jetzt", es: "Ahora no", ar: "ليس الآن" };
const BACK: Text = Text {
    en: "You are logged in again.",
    fr: "Votre session est de nouveau ouverte.",
    de: "Sie sind wieder angemeldet.",
    es: "Ha vuelto a iniciar sesión.",
    ar: "تم تسجيل دخولك من جديد.",
};
const BACK_AND_SENDING: Text = Text {
    en: "You are logged in again, and sending goes on.",
    fr: "Votre session est de nouveau ouverte et l’envoi continue.",
    de: "Sie sind wieder angemeldet, und das Senden geht weiter.",
    es: "Ha vuelto a iniciar sesión y el envío continúa.",
    ar: "تم تسجيل دخولك من جديد، والإرسال مستمر.",
};
