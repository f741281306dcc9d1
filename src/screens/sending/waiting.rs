//! What was sent off waits: for the network, for a pause that the back-end asked for, or for the next of the tries that
//! are made by themselves.

use leptos::prelude::*;
use onboarding::failure::Failure;
use onboarding::machine::Event;
use onboarding::screen::{RowState, Screen};
use onboarding::text::Text;

use crate::components::button::{Weight, press_button};
use crate::components::notice::{Tone, notice};
use crate::effects::focus;
use crate::store::Store;
use crate::words::{locale, say};

/// What it waits for, and what can be done meanwhile.
pub(super) fn view(store: Store, failure: Failure) -> AnyView {
    let sentence = match failure {
        Failure::Offline if store.keeps_nothing() => say(NOT_KEPT).to_owned(),
        Failure::Offline | Failure::Busy(_) => failure.sentence(locale()),
        _ => say(GOES_ON).to_owned(),
    };
    let action = match failure {
        Failure::Offline => has_another_step(store)
            .then(|| view! { <a class=Weight::Secondary.class() href="/">{say(MEANWHILE)}</a> }.into_any()),
        // The back-end's own wish is not hurried.
        Failure::Busy(_) => None,
        _ => {
            let retry = move || store.dispatch(Event::Retried);
            Some(press_button(Weight::Secondary, say(TRY_NOW), say(TRY_NOW), Signal::stored(false), retry).into_any())
        }
    };
    view! {
        {notice(Tone::Info, Some(failure.title(locale()).to_owned()), sentence)}
        {action.map(|action| view! { <div class="button-group" on:focusin=focus::giving_back()>{action}</div> })}
    }
    .into_any()
}

fn has_another_step(store: Store) -> bool {
    store.screen().with_untracked(|screen| match screen {
        Screen::Activity(activity) => activity
            .stages
            .iter()
            .flat_map(|stage| &stage.rows)
            .any(|row| row.id != activity.id && matches!(row.state, RowState::Next | RowState::ToDo)),
        _ => false,
    })
}

const GOES_ON: Text = Text {
    en: "We keep trying by ourselves. Everything is still here.",
    fr: "Nous continuons d’essayer automatiquement. Tout est encore là.",
    de: "Wir versuchen es automatisch weiter. Es ist noch alles da.",
    es: "Seguimos intentándolo automáticamente. Todo sigue aquí.",
    ar: "نواصل المحاولة تلقائيا. كل شيء ما زال هنا.",
};
const NOT_KEPT: Text = Text {
    en: "Keep this page open: it goes out by itself as soon as you are back online.",
    fr: "Gardez cette page ouverte : l’envoi se fera automatiquement dès le retour de la connexion.",
    de: "Lassen Sie diese Seite geöffnet: Alles wird automatisch gesendet, sobald Sie wieder online sind.",
    es: "Mantenga abierta esta página: se enviará automáticamente en cuanto vuelva la conexión.",
    ar: "يُرجى إبقاء هذه الصفحة مفتوحة: سيتم الإرسال تلقائيا فور عودة الاتصال.",
};
/// The button that does not wait for the next try.
pub(crate) const TRY_NOW: Text =
    Text {
        en: "Try now", fr: "Réessayer maintenant", de: "Jetzt versuchen", es: "Intentar ahora", ar: "المحاولة الآن"
    };
const MEANWHILE: Text = Text {
    en: "Do another step meanwhile",
    fr: "Faire une autre étape en attendant",
    de: "Inzwischen einen anderen Schritt erledigen",
    es: "Hacer otro paso mientras tanto",
    ar: "إنجاز خطوة أخرى في هذه الأثناء",
};
