//! Documents to read, and the statement that they were read.

use std::sync::Arc;

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use onboarding::activity::Answer;
use onboarding::reading::{Problem, Reading};
use onboarding::screen::ActivityScreen;
use onboarding::text::Text;
use onboarding::work::Piece;

use super::activity::{back_link, heading, passing_notice};
use super::agreement::{Place, Problems, Shown};
use super::documents::Documents;
use super::sending::{self, failure_or_refusal_notice, measure_use, send_button};
use crate::components::error_summary::error_summary;
use crate::components::saved::saved_line;
use crate::effects::work;
use crate::store::Store;
use crate::words::{in_each_language, locale};

pub(crate) fn view(store: Store, activity: &ActivityScreen, reading: &Arc<Reading>) -> AnyView {
    let id = activity.id;
    measure_use(store, id);
    let documents = Documents::new(store, &reading.documents);
    let problems = Problems::new(documents);
    let draft = RwSignal::new(store.work().agreement(id));
    let kept = StoredValue::new(reading.clone());
    let check = move || -> Result<Answer, Vec<Shown>> {
        let acknowledged = draft.with(|draft| draft.consent);
        // What is wrong is said anew in another language.
        let locale = store.context().with(|context| context.locale);
        let checked = kept.with_value(|reading| reading.check(acknowledged, |id| documents.standing(id), locale));
        checked.map_err(|problems| problems.iter().map(|problem| (place(problem), problem.sentence(locale))).collect())
    };
    documents.load_all();
    problems.follow(move || check().err().unwrap_or_default());
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        match untrack(check) {
            Ok(answer) => {
                problems.show(Vec::new());
                sending::send(store, id, answer);
            }
            Err(found) => problems.show(found),
        }
    };
    let tick = move |ticked| {
        draft.update(|draft| draft.consent = ticked);
        work::give(store, id, Piece::Agreement(draft.get_untracked()));
    };
    let (activity, reading) = (activity.clone(), reading.clone());
    in_each_language(move || {
        let ticked = draft.with_untracked(|draft| draft.consent);
        view! {
            {back_link()}
            {error_summary(problems.summary())}
            {passing_notice(store)}
            {heading(store, &activity)}
            <div class="panel">
                {documents.view()}
                <form class="form form--after" novalidate on:submit=submit>
                    {problems.consent(reading.statement(locale()), ticked, tick)}
                    {failure_or_refusal_notice(store)}
                    <div class="button-group">{send_button(store, Some(CONFIRM))}</div>
                    {saved_line(store.work(), id)}
                </form>
            </div>
        }
        .into_any()
    })
}

fn place(problem: &Problem) -> Place {
    match problem {
        Problem::Document(obstacle) => Place::Document(obstacle.document.clone()),
        Problem::NotAcknowledged => Place::Consent,
    }
}

const CONFIRM: Text = Text {
    en: "Confirm and continue",
    fr: "Confirmer et continuer",
    de: "Bestätigen und weiter",
    es: "Confirmar y continuar",
    ar: "تأكيد ومتابعة",
};
