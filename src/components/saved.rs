//! Where what was given on this page is kept: a quiet line, announced when it has rested, never per key press.

use leptos::prelude::*;
use onboarding::id::ActivityId;
use onboarding::text::Text;
use onboarding::work::{NotKept, Saved};

use crate::effects::clock;
use crate::effects::work::Work;
use crate::words::locale;

/// A write that takes less than this is not worth a word, in milliseconds.
const SHORT: u32 = 400;

/// What has stood for so many milliseconds is announced.
const RESTED: u32 = 1_000;

/// How what is given in an activity is kept.
pub(crate) fn saved_line(work: Work, activity: ActivityId) -> impl IntoView {
    let (saved, was_cleared) = (work.saved(activity), work.was_cleared());
    let shown = RwSignal::new(saved.get_untracked());
    Effect::new(move |_| match saved.get() {
        Saved::Saving => clock::after(SHORT, move || {
            shown.try_set(Saved::Saving);
        }),
        saved => shown.set(saved),
    });
    let locale = locale();
    let text = move || text(shown.get(), was_cleared.get()).map(|text| text.say(locale));
    // What is known when the page opens is no news.
    let announced = RwSignal::new(untrack(text));
    Effect::new(move |_| {
        let text = text().filter(|_| shown.get() != Saved::Saving);
        // The line may be gone before this effect of it is: what is disposed is not asked.
        clock::after(RESTED, move || {
            if text.is_some() && announced.try_get_untracked().is_some_and(|before| before != text) {
                announced.try_set(text);
            }
        });
    });
    view! {
        <p class="saved" class:saved--not=move || matches!(shown.get(), Saved::NotKept(_)) aria-hidden="true">
            {text}
        </p>
        <p class="visually-hidden" role="status">{announced}</p>
    }
}

fn text(saved: Saved, was_cleared: bool) -> Option<Text> {
    match saved {
        Saved::Nothing => None,
        Saved::Saving => Some(SAVING),
        Saved::NotKept(NotKept::Refused) => Some(REFUSED),
        Saved::NotKept(NotKept::Full) => Some(FULL),
        _ if was_cleared => Some(CLEARED),
        Saved::OnDevice => Some(ON_DEVICE),
        Saved::Everywhere => Some(EVERYWHERE),
    }
}

const SAVING: Text =
    Text {
        en: "Saving…", fr: "Enregistrement…", de: "Wird gespeichert …", es: "Guardando…", ar: "جارٍ الحفظ…"
    };
const ON_DEVICE: Text = Text {
    en: "Saved on this device",
    fr: "Enregistré sur cet appareil",
    de: "Auf diesem Gerät gespeichert",
    es: "Guardado en este dispositivo",
    ar: "محفوظ على هذا الجهاز",
};
const EVERYWHERE: Text = Text { en: "Saved", fr: "Enregistré", de: "Gespeichert", es: "Guardado", ar: "محفوظ" };
const CLEARED: Text = Text {
    en: "This browser had cleared what it kept. What is on this page is saved again.",
    fr: "Ce navigateur avait effacé ce qu’il conservait. Ce qui est sur cette page est de nouveau enregistré.",
    de: "Dieser Browser hatte seinen Speicher geleert. Was auf dieser Seite steht, ist wieder gespeichert.",
    es: "Este navegador había borrado lo que guardaba. Lo que hay en esta página se ha vuelto a guardar.",
    ar: "محا هذا المتصفح ما كان محفوظا فيه. ما في هذه الصفحة محفوظ من جديد.",
};
const REFUSED: Text = Text {
    en: "Not saved: this browser keeps nothing. What you do here is lost if you close this page.",
    fr: "Non enregistré : ce navigateur ne conserve rien. Ce que vous faites ici sera perdu si vous fermez cette page.",
    de: "Nicht gespeichert: Dieser Browser speichert nichts. Was Sie hier tun, geht verloren, wenn Sie diese Seite schließen.",
    es: "Sin guardar: este navegador no guarda nada. Lo que haga aquí se perderá si cierra esta página.",
    ar: "غير محفوظ: هذا المتصفح لا يحفظ شيئا. سيضيع ما يتم هنا إذا أُغلقت هذه الصفحة.",
};
const FULL: Text = Text {
    en: "Not saved: this browser has no room left. What you do here is lost if you close this page.",
    fr: "Non enregistré : ce navigateur n’a plus de place. Ce que vous faites ici sera perdu si vous fermez cette page.",
    de: "Nicht gespeichert: In diesem Browser ist kein Platz mehr. Was Sie hier tun, geht verloren, wenn Sie diese Seite schließen.",
    es: "Sin guardar: este navegador no tiene más espacio. Lo que haga aquí se perderá si cierra esta página.",
    ar: "غير محفوظ: لم تبق مساحة في هذا المتصفح. سيضيع ما يتم هنا إذا أُغلقت هذه الصفحة.",
};
