//! The person's active sessions: where they are signed in, and how to end what should not be.

mod row;

use leptos::prelude::*;
use onboarding::failure::Failure;
use onboarding::machine::{Event, ListPage};
use onboarding::screen::{EndingState, Screen, SessionList, SessionRow, SessionsScreen};
use onboarding::session::AccountId;
use onboarding::text::Text;

use super::account::{Leaving, SESSIONS};
use super::activity::back_link;
use super::lookout::end_of_session;
use crate::components::button::{Weight, press_button};
use crate::components::dialog::Dialog;
use crate::components::notice::{Tone, notice};
use crate::components::page::body;
use crate::components::skeleton::{ROW, bone};
use crate::effects::focus;
use crate::store::Store;
use crate::words::{locale, say};

pub(crate) fn view(store: Store) -> AnyView {
    let shown = Memo::new(move |before: Option<&SessionsScreen>| {
        store.screen().with(|screen| match screen {
            Screen::Sessions(sessions) => sessions.clone(),
            _ => before.cloned().unwrap_or_else(nothing_yet),
        })
    });
    let leaving = Leaving::new(store);
    let place = Memo::new(move |_| shown.with(|shown| Place::of(&shown.list)));
    let list = move || match place.get() {
        Place::Loading => skeleton().into_any(),
        Place::Failed => failed(store, shown).into_any(),
        Place::Empty => view! { <p class="sessions__empty">{say(NONE)}</p> }.into_any(),
        Place::Here => rows(store, shown, leaving).into_any(),
    };
    body(view! {
        {back_link()}
        <h1 class="page__title" tabindex="-1">{say(SESSIONS)}</h1>
        <p class="page__lead">{say(WHY)}</p>
        <p class="visually-hidden" role="status">{told(shown)}</p>
        {end_of_session(store)}
        {list}
        {pager(store, shown)}
        {others(store, shown)}
        {leaving.dialogs()}
    })
}

/// What is shown of the list.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Loading,
    Failed,
    Empty,
    Here,
}

impl Place {
    fn of(list: &SessionList) -> Self {
        match list {
            SessionList::Loading => Self::Loading,
            SessionList::Failed(_) => Self::Failed,
            SessionList::Here(rows) if rows.is_empty() => Self::Empty,
            SessionList::Here(_) => Self::Here,
        }
    }
}

fn nothing_yet() -> SessionsScreen {
    let list = SessionList::Loading;
    SessionsScreen { list, has_newer: false, has_older: false, ending_others: EndingState::Ready }
}

fn rows(store: Store, shown: Memo<SessionsScreen>, leaving: Leaving) -> impl IntoView {
    let rows = move || shown.with(|shown| sessions_of(shown).to_vec());
    let number = StoredValue::new(0);
    let child = move |first: SessionRow| {
        let id = first.id.clone();
        // The row that goes is asked once more before it is gone.
        let row = Memo::new(move |earlier: Option<&SessionRow>| {
            let now = shown.with(|shown| sessions_of(shown).iter().find(|row| row.id == id).cloned());
            now.or_else(|| earlier.cloned()).unwrap_or_else(|| first.clone())
        });
        number.update_value(|number| *number += 1);
        row::view(store, row, number.get_value(), leaving)
    };
    view! { <ul class="sessions" role="list"><For each=rows key=|row| row.id.clone() children=child /></ul> }
}

fn sessions_of(screen: &SessionsScreen) -> &[SessionRow] {
    match &screen.list {
        SessionList::Here(rows) => rows,
        SessionList::Loading | SessionList::Failed(_) => &[],
    }
}

/// What goes on and what came of it, for those who do not see it. Focus on what is gone goes to the heading.
fn told(shown: Memo<SessionsScreen>) -> impl Fn() -> Option<String> {
    let told = RwSignal::new(None);
    let (loading, here, others_ended) = (say(LOADING), say(HERE), say(OTHERS_ENDED));
    let locale = locale();
    Effect::new(move |before: Option<SessionsScreen>| {
        let now = shown.get();
        let Some(before) = before else { return now };
        let is_loading = |screen: &SessionsScreen| screen.list == SessionList::Loading;
        let under_way = |screen: &SessionsScreen| screen.ending_others == EndingState::UnderWay;
        let is_still_there = |id: &AccountId| sessions_of(&now).iter().any(|row| row.id == *id);
        let mut gone = sessions_of(&before).iter().filter(|row| row.ending == EndingState::UnderWay);
        // Where all others are ended, each by itself is no news.
        let gone = gone.find(|row| !is_still_there(&row.id)).filter(|_| !under_way(&now));
        if under_way(&before) && now.ending_others == EndingState::Ready {
            told.set(Some(others_ended.to_owned()));
        } else if let Some(row) = gone {
            told.set(Some(ENDED.fill(locale, &[&row::device(row.device, locale)])));
        } else if is_loading(&now) {
            told.set(Some(loading.to_owned()));
        } else if is_loading(&before) && told.with_untracked(|told| told.as_deref() == Some(loading)) {
            // What has ended just before stays told.
            told.set((Place::of(&now.list) == Place::Here).then(|| here.to_owned()));
        }
        focus::recover();
        now
    });
    move || told.get()
}

fn skeleton() -> impl IntoView {
    view! {
        <div class="skeleton-group panel" aria-hidden="true">
            {bone(ROW)}
            {bone(ROW)}
            {bone(ROW)}
        </div>
    }
}

fn failed(store: Store, shown: Memo<SessionsScreen>) -> impl IntoView {
    let told = move || {
        shown.with(|shown| match shown.list {
            // Told for the whole page.
            SessionList::Failed(Failure::SessionEnded) => None,
            SessionList::Failed(failure) => {
                Some(notice(Tone::Error, Some(failure.title(locale()).to_owned()), failure.sentence(locale())))
            }
            _ => None,
        })
    };
    let retry = move || store.dispatch(Event::SessionsWanted(ListPage::First));
    view! {
        {told}
        <div class="button-group">
            {press_button(Weight::Main, say(RETRY), say(RETRY), Signal::stored(false), retry)}
        </div>
    }
}

/// The ways to the other parts of the list. The heading takes focus, since what was pressed may be gone afterwards.
fn pager(store: Store, shown: Memo<SessionsScreen>) -> impl IntoView {
    let has_newer = Memo::new(move |_| shown.with(|shown| shown.has_newer));
    let has_older = Memo::new(move |_| shown.with(|shown| shown.has_older));
    let button = move |words: Text, page: ListPage| {
        let turn = move || {
            store.dispatch(Event::SessionsWanted(page));
            focus::focus("main h1");
        };
        press_button(Weight::Secondary, say(words), say(words), Signal::stored(false), turn)
    };
    move || {
        (has_newer.get() || has_older.get()).then(|| {
            view! {
                <nav class="button-group" aria-label=say(PAGES)>
                    {has_newer.get().then(|| button(NEWER, ListPage::Newer))}
                    {has_older.get().then(|| button(OLDER, ListPage::Older))}
                </nav>
            }
        })
    }
}

/// All others at once, after a question.
fn others(store: Store, shown: Memo<SessionsScreen>) -> impl IntoView {
    let asked = RwSignal::new(false);
    let has_others = Memo::new(move |_| {
        shown.with(|shown| sessions_of(shown).iter().any(|row| !row.is_this) || shown.has_newer || shown.has_older)
    });
    let state = Memo::new(move |_| shown.with(|shown| shown.ending_others));
    let is_busy = Signal::derive(move || state.get() == EndingState::UnderWay);
    let ask = move || {
        if !is_busy.get_untracked() {
            asked.set(true);
        }
    };
    let end = move |_| {
        asked.set(false);
        store.dispatch(Event::OtherSessionsEndWanted);
    };
    let dialog = move || {
        let content = view! {
            <div class="button-group">
                <button class=Weight::Main.class() type="button" on:click=end>{say(END_THEM)}</button>
            </div>
        };
        let words = Dialog { id: "end-others", title: say(SURE), text: Some(say(MEANS).to_owned()), leave: say(KEEP) };
        words.view(move || asked.set(false), content)
    };
    let failed = move || match state.get() {
        EndingState::Failed(failure) => {
            Some(notice(Tone::Error, Some(say(NOT_ALL).to_owned()), failure.sentence(locale())))
        }
        _ => None,
    };
    view! {
        {failed}
        {move || {
            has_others.get().then(|| {
                view! {
                    <div class="button-group">
                        {press_button(Weight::Secondary, say(END_OTHERS), say(row::ENDING), is_busy, ask)}
                    </div>
                }
            })
        }}
        {move || asked.get().then(dialog)}
    }
}

const WHY: Text = Text {
    en: "Here is where you are logged in. If you do not know one of these sessions, end it: whoever uses it is logged out.",
    fr: "Voici vos sessions ouvertes. Si vous ne reconnaissez pas l’une d’elles, vous pouvez la fermer : la personne qui l’utilise n’y aura plus accès.",
    de: "Hier sehen Sie, wo Sie angemeldet sind. Wenn Sie eine dieser Sitzungen nicht kennen, beenden Sie sie: Wer sie nutzt, wird dann abgemeldet.",
    es: "Aquí puede ver dónde tiene sesiones abiertas. Si no reconoce alguna, ciérrela: quien la esté usando dejará de tener acceso.",
    ar: "هذه هي الأجهزة المسجل عليها دخولك. إذا كانت إحدى هذه الجلسات غير معروفة لديك، يُرجى إنهاؤها: سيتم تسجيل خروج من يستخدمها.",
};
const LOADING: Text = Text {
    en: "Loading your sessions…",
    fr: "Chargement de vos sessions…",
    de: "Ihre Sitzungen werden geladen …",
    es: "Cargando sus sesiones…",
    ar: "جارٍ تحميل جلساتك…",
};
const HERE: Text = Text {
    en: "Your sessions are here.",
    fr: "Vos sessions sont affichées.",
    de: "Ihre Sitzungen werden jetzt angezeigt.",
    es: "Aquí están sus sesiones.",
    ar: "جلساتك معروضة هنا.",
};
const NONE: Text = Text {
    en: "There is no session to show.",
    fr: "Il n’y a aucune session à afficher.",
    de: "Es gibt keine Sitzung, die angezeigt werden kann.",
    es: "No hay sesiones que mostrar.",
    ar: "لا توجد جلسات لعرضها.",
};
const RETRY: Text =
    Text {
        en: "Try again", fr: "Réessayer", de: "Erneut versuchen", es: "Intentar de nuevo", ar: "إعادة المحاولة"
    };
const PAGES: Text =
    Text {
        en: "More sessions", fr: "Autres sessions", de: "Weitere Sitzungen", es: "Más sesiones", ar: "جلسات أخرى"
    };
const NEWER: Text =
    Text { en: "More recent", fr: "Plus récentes", de: "Neuere", es: "Más recientes", ar: "جلسات أحدث" };
const OLDER: Text =
    Text { en: "Older", fr: "Plus anciennes", de: "Ältere", es: "Más antiguas", ar: "جلسات أقدم" };
const ENDED: Text = Text {
    en: "The session has ended: {}.",
    fr: "La session est fermée : {}.",
    de: "Die Sitzung ist beendet: {}.",
    es: "Se ha cerrado la sesión: {}.",
    ar: "انتهت الجلسة: {}.",
};
const OTHERS_ENDED: Text = Text {
    en: "All other sessions have ended.",
    fr: "Toutes les autres sessions sont fermées.",
    de: "Alle anderen Sitzungen sind beendet.",
    es: "Se han cerrado todas las demás sesiones.",
    ar: "انتهت جميع الجلسات الأخرى.",
};
const END_OTHERS: Text = Text {
    en: "End all other sessions",
    fr: "Fermer toutes les autres sessions",
    de: "Alle anderen Sitzungen beenden",
    es: "Cerrar todas las demás sesiones",
    ar: "إنهاء جميع الجلسات الأخرى",
};
const SURE: Text = Text {
    en: "End all other sessions?",
    fr: "Fermer toutes les autres sessions ?",
    de: "Alle anderen Sitzungen beenden?",
    es: "¿Cerrar todas las demás sesiones?",
    ar: "إنهاء جميع الجلسات الأخرى؟",
};
const MEANS: Text = Text {
    en: "You will be logged out everywhere but here. What was not sent there yet may be lost.",
    fr: "Vos sessions seront fermées partout, sauf ici. Ce qui n’a pas encore été envoyé depuis ces appareils peut être perdu.",
    de: "Sie werden überall abgemeldet, nur hier nicht. Was dort noch nicht gesendet ist, kann verloren gehen.",
    es: "Su sesión se cerrará en todas partes menos aquí. Lo que aún no se haya enviado desde esos dispositivos puede perderse.",
    ar: "سيتم تسجيل خروجك من كل مكان ما عدا هنا. وقد يضيع ما لم يُرسل من هناك بعد.",
};
const END_THEM: Text = Text {
    en: "End them all",
    fr: "Les fermer toutes",
    de: "Alle beenden",
    es: "Cerrarlas todas",
    ar: "إنهاؤها جميعا",
};
const KEEP: Text = Text {
    en: "Keep them",
    fr: "Les garder ouvertes",
    de: "Nicht beenden",
    es: "Mantenerlas abiertas",
    ar: "الإبقاء عليها",
};
const NOT_ALL: Text = Text {
    en: "Not all other sessions have ended",
    fr: "Certaines sessions n’ont pas pu être fermées",
    de: "Nicht alle anderen Sitzungen sind beendet",
    es: "No se han cerrado todas las demás sesiones",
    ar: "بعض الجلسات الأخرى لم تنته",
};
