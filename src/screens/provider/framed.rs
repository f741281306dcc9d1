//! A provider's page in a frame of this one. On phones it may cover everything, with a way out that always shows.

use leptos::html::{Div, Iframe};
use leptos::prelude::*;
use onboarding::machine::Event;
use onboarding::provider::Way;
use onboarding::screen::{FrameScreen, StayScreen};
use onboarding::text::Text;

use super::{TITLE, Visit};
use crate::components::button::{Weight, press_button};
use crate::components::icon::{Icon, icon};
use crate::components::notice::{Tone, notice};
use crate::components::page::OPEN_IN_NEW_TAB;
use crate::effects::cover;
use crate::effects::frames::Frame;
use crate::effects::{random, work};
use crate::words::{fill, in_each_language, say};

pub(super) fn view(visit: Visit) -> impl IntoView {
    let shown = visit.state.with_untracked(|state| match &state.stay {
        StayScreen::Framed(frame) => Some(frame.clone()),
        _ => None,
    });
    shown.map(|frame| framed(visit, frame))
}

fn framed(visit: Visit, shown: FrameScreen) -> impl IntoView {
    let FrameScreen { url, rules, .. } = shown;
    let (place, element) = (NodeRef::<Div>::new(), NodeRef::<Iframe>::new());
    let phone = cover::on_phone();
    let covers = Signal::derive(move || rules.full_screen_on_phones && phone.get());
    cover::keep_behind(place, covers);
    listen(visit, Frame::new(element, &url.origin()), covers);
    let height = Memo::new(move |_| {
        visit.state.with(|state| match &state.stay {
            StayScreen::Framed(frame) => frame.height,
            _ => 0,
        })
    });
    let host = url.host().to_owned();
    // Loaded at once, not lazily: the lead asked for it, and the watchdog waits for its first word.
    view! {
        <div
            class="panel visit visit--framed"
            class=("visit--covering", covers)
            role=move || if covers.get() { "dialog" } else { "group" }
            aria-modal=move || covers.get().then_some("true")
            aria-labelledby=TITLE
            node_ref=place
        >
            <div class="frame__bar">
                <div>
                    {move || visit.heading()}
                    <p class="visit__host">{icon(Icon::Lock, "")}<bdi>{host}</bdi></p>
                </div>
                {move || visit.close_button(say(CLOSE))}
            </div>
            // Above the frame: below one that stays empty nobody would look.
            <div class="visit__silence">{silence(visit)}</div>
            <iframe
                class="frame"
                title=move || visit.title()
                allow=rules.allow
                sandbox=rules.sandbox
                referrerpolicy="strict-origin-when-cross-origin"
                style:height=move || (!covers.get()).then(|| format!("{}px", height.get()))
                node_ref=element
                src=url.as_str().to_owned()
            ></iframe>
            <div class="visit__below">
                {in_each_language(move || {
                    view! {
                        {visit.progress()}
                        <div class="button-group">
                            {visit.finished_button(Weight::Secondary)}
                            <div class="visit__others">{visit.other_ways()}</div>
                        </div>
                    }
                    .into_any()
                })}
            </div>
        </div>
    }
}

/// What the frame posts goes to the core, and what the core answers goes to the frame, as long as this one is shown.
fn listen(visit: Visit, frame: Frame, covers: Signal<bool>) {
    let Visit { store, activity, .. } = visit;
    frame.listen(move |message| {
        store.dispatch(Event::FrameSaid {
            activity,
            message,
            covers: covers.get_untracked(),
            key: random::key(),
            time_spent: work::time_spent(store, activity),
        });
    });
    frame.on_refused(move || store.dispatch(Event::FrameBlocked(activity)));
    store.set_frame(Some((activity, frame)));
    on_cleanup(move || store.set_frame(None));
}

/// Help where nothing loads: a frame that was refused looks like one that is slow.
fn silence(visit: Visit) -> impl IntoView {
    let Visit { store, activity, .. } = visit;
    let silent =
        Memo::new(move |_| visit.state.with(|state| matches!(&state.stay, StayScreen::Framed(frame) if frame.silent)));
    let check = move || store.dispatch(Event::StatusWanted(activity));
    move || {
        silent.get().then(|| {
            view! {
                {notice(Tone::Info, Some(say(SILENT_TITLE).to_owned()), fill(SILENT, &[visit.provider()]))}
                <div class="button-group">
                    {visit.way_button(Way::Tab, Weight::Secondary, say(OPEN_IN_NEW_TAB))}
                    {press_button(Weight::Link, say(CHECK), say(CHECK), Signal::stored(false), check)}
                </div>
            }
        })
    }
}

const CLOSE: Text = Text { en: "Close", fr: "Fermer", de: "Schließen", es: "Cerrar", ar: "إغلاق" };
const SILENT_TITLE: Text = Text {
    en: "Nothing loads?",
    fr: "Rien ne s’affiche ?",
    de: "Wird nichts angezeigt?",
    es: "¿No se carga nada?",
    ar: "لا يظهر شيء؟",
};
const SILENT: Text = Text {
    en: "We have not heard from {} yet. Your browser may not let it show here.",
    fr: "{} ne répond pas encore. Votre navigateur l’empêche peut-être de s’afficher ici.",
    de: "Wir haben von {} noch nichts gehört. Vielleicht verhindert Ihr Browser die Anzeige hier.",
    es: "{} todavía no responde. Puede que su navegador no permita mostrarlo aquí.",
    ar: "لم يصلنا شيء من {} بعد. ربما يمنع متصفحك عرض الصفحة هنا.",
};
const CHECK: Text = Text {
    en: "Check again",
    fr: "Vérifier à nouveau",
    de: "Erneut prüfen",
    es: "Comprobar de nuevo",
    ar: "التحقق من جديد",
};
