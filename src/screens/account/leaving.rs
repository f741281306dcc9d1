//! Logging out: asked first where something would be lost, and told where it does not work. And "Not you?".

use leptos::prelude::*;
use onboarding::machine::Event;
use onboarding::screen::LeavingState;
use onboarding::text::Text;

use super::{LOG_OUT, NOT_YOU};
use crate::components::button::Weight;
use crate::components::dialog::Dialog;
use crate::components::notice::{Tone, notice};
use crate::store::Store;
use crate::words::{fill, locale, say};

/// What is asked before logging out; cheap to copy into every closure.
#[derive(Clone, Copy)]
pub(crate) struct Leaving {
    store: Store,
    asked: RwSignal<Option<Question>>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Question {
    /// Whether to log out although something would be lost.
    Sure,
    /// Whose page this is.
    Who,
}

impl Leaving {
    pub(crate) fn new(store: Store) -> Self {
        Self { store, asked: RwSignal::new(None) }
    }

    /// Logs out, at once where that loses nothing.
    pub(crate) fn log_out(self) {
        if self.store.has_unsent() {
            self.asked.set(Some(Question::Sure));
        } else {
            self.store.dispatch(Event::LogOutWanted);
        }
    }

    /// Says whose page this is, and what to do if it is not theirs.
    pub(crate) fn ask_who(self) {
        self.asked.set(Some(Question::Who));
    }

    /// The questions, over the page while they are asked.
    pub(crate) fn dialogs(self) -> impl IntoView {
        move || {
            self.asked.get().map(|question| match question {
                Question::Sure => self.sure(),
                Question::Who => self.who(),
            })
        }
    }

    fn sure(self) -> AnyView {
        let words =
            Dialog { id: "log-out", title: say(SURE), text: Some(say(LOSES).to_owned()), leave: say(STAY_HERE) };
        words.view(move || self.close(), self.leave_button(Weight::Secondary))
    }

    fn who(self) -> AnyView {
        let page = self.store.page().get_untracked();
        let named = match (page.person, page.email) {
            (Some(name), Some(email)) => format!("{name} ({email})"),
            (name, email) => name.or(email).unwrap_or_default(),
        };
        let company = page.workspace.name.unwrap_or_else(|| say(THE_COMPANY).to_owned());
        let is_managed = page.account.is_some();
        let remedy = if is_managed { LOG_OUT_HERE } else { CLOSE_HERE };
        let text = format!("{} {}", fill(BELONGS_TO, &[&named]), fill(remedy, &[&company]));
        let words = Dialog { id: "not-you", title: say(NOT_YOU), text: Some(text), leave: say(IT_IS_ME) };
        words.view(move || self.close(), is_managed.then(|| self.leave_button(Weight::Main)))
    }

    /// Whoever presses it has read what it means. Where something is lost by it, it does not invite.
    fn leave_button(self, weight: Weight) -> impl IntoView {
        let leave = move |_| {
            self.close();
            self.store.dispatch(Event::LogOutWanted);
        };
        view! {
            <div class="button-group">
                <button class=weight.class() type="button" on:click=leave>{say(LOG_OUT)}</button>
            </div>
        }
    }

    fn close(self) {
        self.asked.set(None);
    }
}

/// How logging out stands, under the head of the page: wherever it was asked for.
pub(crate) fn leaving_notice(store: Store) -> impl IntoView {
    let state = Memo::new(move |_| {
        store.page().with(|page| page.account.as_ref().map(|account| account.leaving).unwrap_or_default())
    });
    let told = move || match state.get() {
        LeavingState::Ready => None,
        LeavingState::UnderWay => Some(notice(Tone::Info, None, say(LEAVING).to_owned()).into_any()),
        LeavingState::Failed(failure) => {
            let sentence = format!("{} {}", say(STILL_IN), failure.sentence(locale()));
            let again = move |_| store.dispatch(Event::LogOutWanted);
            Some(
                view! {
                    {notice(Tone::Error, Some(say(NOT_LEFT).to_owned()), sentence)}
                    <div class="button-group">
                        <button class=Weight::Secondary.class() type="button" on:click=again>{say(AGAIN)}</button>
                    </div>
                }
                .into_any(),
            )
        }
    };
    view! { <div class="leaving">{told}</div> }
}

const SURE: Text = Text {
    en: "Log out now?",
    fr: "Se déconnecter maintenant ?",
    de: "Jetzt abmelden?",
    es: "¿Cerrar sesión ahora?",
    ar: "تسجيل الخروج الآن؟",
};
const LOSES: Text = Text {
    en: "Something you gave here has not been sent yet. If you log out, it is gone from this device.",
    fr: "Une partie de ce que vous avez saisi ici n’a pas encore été envoyée. Si vous vous déconnectez, elle sera effacée de cet appareil.",
    de: "Hier ist noch nicht alles gesendet. Wenn Sie sich abmelden, wird der Rest von diesem Gerät gelöscht.",
    es: "Parte de lo que ha introducido aquí todavía no se ha enviado. Si cierra sesión, se borrará de este dispositivo.",
    ar: "بعض ما أدخلته هنا لم يُرسل بعد. عند تسجيل الخروج، سيُحذف من هذا الجهاز.",
};
const STAY_HERE: Text =
    Text { en: "Stay here", fr: "Rester ici", de: "Hier bleiben", es: "Quedarme aquí", ar: "البقاء هنا" };
const BELONGS_TO: Text = Text {
    en: "This page belongs to {}, and everything on it is theirs.",
    fr: "Cette page appartient à {}, avec tout ce qui s’y trouve.",
    de: "Diese Seite gehört {}, mit allem, was darauf steht.",
    es: "Esta página es de {}, al igual que todo lo que contiene.",
    ar: "هذه الصفحة وكل ما فيها تخص {}.",
};
const LOG_OUT_HERE: Text = Text {
    en: "If that is not you, log out here, and ask {} for a link of your own.",
    fr: "Si ce n’est pas vous, déconnectez-vous ici et demandez à {} un lien à votre nom.",
    de: "Wenn Sie das nicht sind, melden Sie sich hier ab und bitten Sie {} um einen eigenen Link.",
    es: "Si no es usted, cierre sesión aquí y pida a {} un enlace a su nombre.",
    ar: "إذا كان هذا شخصا غيرك، يُرجى تسجيل الخروج هنا، وطلب رابط خاص بك من {}.",
};
const CLOSE_HERE: Text = Text {
    en: "If that is not you, close this page, and ask {} for a link of your own.",
    fr: "Si ce n’est pas vous, fermez cette page et demandez à {} un lien à votre nom.",
    de: "Wenn Sie das nicht sind, schließen Sie diese Seite und bitten Sie {} um einen eigenen Link.",
    es: "Si no es usted, cierre esta página y pida a {} un enlace a su nombre.",
    ar: "إذا كان هذا شخصا غيرك، يُرجى إغلاق هذه الصفحة، وطلب رابط خاص بك من {}.",
};
const THE_COMPANY: Text =
    Text { en: "the company", fr: "l’entreprise", de: "das Unternehmen", es: "la empresa", ar: "الشركة" };
const IT_IS_ME: Text =
    Text { en: "It’s me", fr: "C’est bien moi", de: "Das bin ich", es: "Soy yo", ar: "نعم، أنا" };
const LEAVING: Text = Text {
    en: "Logging out…",
    fr: "Déconnexion…",
    de: "Sie werden abgemeldet …",
    es: "Cerrando sesión…",
    ar: "جارٍ تسجيل الخروج…",
};
const NOT_LEFT: Text = Text {
    en: "You are not logged out",
    fr: "La déconnexion n’a pas abouti",
    de: "Sie sind nicht abgemeldet",
    es: "No se ha cerrado la sesión",
    ar: "لم يتم تسجيل خروجك",
};
const STILL_IN: Text = Text {
    en: "You are still logged in on this device.",
    fr: "Votre session est toujours ouverte sur cet appareil.",
    de: "Sie sind auf diesem Gerät noch angemeldet.",
    es: "Su sesión sigue abierta en este dispositivo.",
    ar: "ما زال دخولك مسجلا على هذا الجهاز.",
};
const AGAIN: Text = Text {
    en: "Try again to log out",
    fr: "Réessayer de se déconnecter",
    de: "Erneut abmelden",
    es: "Intentar cerrar sesión de nuevo",
    ar: "تسجيل الخروج من جديد",
};
