//! The last page, where there is nowhere to go by itself.

use std::sync::Arc;

use leptos::prelude::*;
use onboarding::screen::{ClosingScreen, Rest, RowState, Screen, StageRows};
use onboarding::text::Text;

use super::leaving;
use super::lookout::lookout;
use crate::components::icon::{Icon, icon};
use crate::components::page::{YOUR_STEPS, body};
use crate::components::task_list::task_list;
use crate::store::Store;
use crate::words::say;

pub(crate) fn view(store: Store, closing: ClosingScreen) -> AnyView {
    let company = store.company();
    let context = store.context().get_untracked();
    let onward = match &closing.redirect {
        Some(url) => leaving::link(url).into_any(),
        None => view! {
            <div class="button-group"><a class="button button--secondary" href="/">{say(LOOK_BACK)}</a></div>
        }
        .into_any(),
    };
    let shown = Memo::new(move |_| {
        store.screen().with(|screen| match screen {
            Screen::Closing(now) => now.clone(),
            _ => closing.clone(),
        })
    });
    let rest = Memo::new(move |_| shown.with(|closing| closing.rest));
    let open: Memo<Arc<Vec<StageRows>>> =
        Memo::new(move |_| shown.with(|closing| Arc::new(closing.stages.iter().filter_map(goes_on).collect())));
    let any_open = Memo::new(move |_| open.with(|stages| !stages.is_empty()));
    let list = move || {
        let title = move || say(if rest.get() == Rest::ToDo { YOUR_STEPS } else { GOES_ON });
        any_open.get().then(|| {
            view! {
                <h2 class="visually-hidden">{title}</h2>
                {task_list(open.into(), context.clone(), company.clone())}
            }
        })
    };
    body(view! {
        <div class="panel message">
            {move || match rest.get() {
                Rest::ToDo => icon(Icon::Info, "message__icon message__icon--info"),
                _ => icon(Icon::CheckCircle, "message__icon message__icon--success message__icon--celebrate"),
            }}
            <h1 class="message__title" tabindex="-1">{move || say(words(rest.get()).0)}</h1>
            <p class="message__text">{move || say(words(rest.get()).1)}</p>
            {onward}
        </div>
        {list}
        {lookout(store)}
    })
}

fn words(rest: Rest) -> (Text, Text) {
    match rest {
        Rest::ToDo => (SOMETHING_NEW, NEXT_STEP),
        Rest::Nothing => (ALL_DONE, EVERYTHING),
        Rest::Others => (ALL_DONE, YOUR_PART),
        Rest::Lead => (FOR_NOW, LATER),
    }
}

/// What of a stage goes on: what others are at, and what the lead can do by now.
fn goes_on(stage: &StageRows) -> Option<StageRows> {
    let goes_on = |state| !matches!(state, RowState::Completed | RowState::NotYet);
    let rows: Vec<_> = stage.rows.iter().filter(|row| goes_on(row.state)).cloned().collect();
    (!rows.is_empty()).then(|| StageRows { name: stage.name.clone(), rows })
}

const SOMETHING_NEW: Text = Text {
    en: "There is something new to do",
    fr: "Vous avez une nouvelle étape à faire",
    de: "Es gibt etwas Neues zu tun",
    es: "Tiene un nuevo paso pendiente",
    ar: "هناك خطوة جديدة مطلوبة منك",
};
const NEXT_STEP: Text = Text {
    en: "Here is your next step. Take it whenever you like.",
    fr: "Voici votre prochaine étape. Faites-la quand vous le souhaitez.",
    de: "Hier ist Ihr nächster Schritt. Erledigen Sie ihn, wann immer Sie möchten.",
    es: "Este es su siguiente paso. Hágalo cuando quiera.",
    ar: "إليك خطوتك التالية. يمكنك إنجازها متى شئت.",
};
const ALL_DONE: Text = Text {
    en: "You are all done",
    fr: "Vous avez terminé",
    de: "Sie haben alles erledigt",
    es: "Ya ha terminado",
    ar: "لقد أنجزت كل المطلوب",
};
const FOR_NOW: Text = Text {
    en: "Nothing to do right now",
    fr: "Rien à faire pour l’instant",
    de: "Im Moment gibt es nichts zu tun",
    es: "Nada pendiente por ahora",
    ar: "لا شيء مطلوب منك حاليا",
};
const LATER: Text = Text {
    en: "Thank you. We have to do our part first, and will tell you when it is your turn again. You can close this page.",
    fr: "Merci. C’est maintenant à nous d’agir ; nous vous préviendrons quand ce sera de nouveau à vous. Vous pouvez fermer cette page.",
    de: "Vielen Dank. Jetzt sind zuerst wir an der Reihe. Wir sagen Ihnen Bescheid, sobald es für Sie weitergeht. Sie können diese Seite schließen.",
    es: "Gracias. Ahora nos toca a nosotros; le avisaremos cuando vuelva a ser su turno. Puede cerrar esta página.",
    ar: "شكرا لك. علينا إنجاز ما يخصنا أولا، وسنخبرك عندما يحين دورك من جديد. يمكنك إغلاق هذه الصفحة.",
};
const EVERYTHING: Text = Text {
    en: "Thank you. Everything is complete, and you can close this page.",
    fr: "Merci. Tout est complet : vous pouvez fermer cette page.",
    de: "Vielen Dank. Alles ist vollständig. Sie können diese Seite schließen.",
    es: "Gracias. Todo está completo; puede cerrar esta página.",
    ar: "شكرا لك. اكتمل كل شيء، ويمكنك إغلاق هذه الصفحة.",
};
const YOUR_PART: Text = Text {
    en: "Thank you. Nothing more is needed from you right now, and you can close this page.",
    fr: "Merci. Nous n’avons besoin de rien d’autre pour l’instant : vous pouvez fermer cette page.",
    de: "Vielen Dank. Im Moment brauchen wir nichts weiter von Ihnen. Sie können diese Seite schließen.",
    es: "Gracias. Por ahora no necesitamos nada más; puede cerrar esta página.",
    ar: "شكرا لك. لا نحتاج منك إلى شيء آخر حاليا، ويمكنك إغلاق هذه الصفحة.",
};
const GOES_ON: Text = Text {
    en: "What goes on without you",
    fr: "Ce qui continue sans vous",
    de: "Was ohne Sie weitergeht",
    es: "Lo que continúa sin usted",
    ar: "ما يستمر من دون تدخلك",
};
const LOOK_BACK: Text = Text {
    en: "Look at your steps",
    fr: "Revoir vos étapes",
    de: "Ihre Schritte ansehen",
    es: "Ver sus pasos",
    ar: "عرض خطواتك",
};
