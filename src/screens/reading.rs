//! Documents to read, and the statement that they were read.

use std::sync::Arc;

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use onboarding::activity::Answer;
use onboarding::reading::{Problem, Reading};
use onboarding::screen::ActivityScreen;
use onboarding::text::Text;

use super::activity::{back_link, heading, passing_notice};
use super::agreement::{Place, Problems, Shown};
use super::documents::Documents;
use super::sending::{self, failure_or_refusal_notice, measure_use, send_button};
use crate::components::error_summary::error_summary;
use crate::store::Store;
use crate::words::locale;

pub(crate) fn view(store: Store, activity: &ActivityScreen, reading: &Arc<Reading>) -> AnyView {
    let id = activity.id;
    measure_use(store, id);
    let documents = Documents::new(store, &reading.documents);
    let problems = Problems::new(documents);
    let draft = store.agreement(id);
    let (kept, locale) = (StoredValue::new(reading.clone()), locale());
    let check = move || -> Result<Answer, Vec<Shown>> {
        let acknowledged = draft.with(|draft| draft.consent);
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
    let ticked = draft.with_untracked(|draft| draft.consent);
    view! {
        {back_link()}
        {error_summary(problems.summary())}
        {passing_notice(store)}
        {heading(store, activity)}
        <div class="panel">
            {documents.view()}
            <form class="form form--after" novalidate on:submit=submit>
                {problems.consent(reading.statement(locale), ticked, move |ticked| draft.update(|draft| draft.consent = ticked))}
                {failure_or_refusal_notice(store)}
                <div class="button-group">{send_button(store, Some(CONFIRM))}</div>
            </form>
        </div>
    }
    .into_any()
}

fn place(problem: &Problem) -> Place {
    match problem {
        Problem::Document(obstacle) => Place::Document(obstacle.document.clone()),
        Problem::NotAcknowledged => Place::Consent,
    }
}

const CONFIRM: Text = Text { en: "Confirm and continue", fr: "Confirmer et continuer" };
