//! A form activity: fields, problems, review, sending.

mod state;

use std::sync::Arc;

use leptos::ev::{MouseEvent, SubmitEvent};
use leptos::prelude::*;
use onboarding::form::{Answers, Form};
use onboarding::screen::ActivityScreen;
use onboarding::text::Text;

pub(crate) use self::state::FormState;
use super::activity::{back_link, heading, passing_notice};
use super::sending::{failure_notice, measure_use, send_button};
use crate::components::button::is_second_of_double_click;
use crate::components::error_summary::error_summary;
use crate::components::notice::{Tone, notice};
use crate::components::saved::saved_line;
use crate::components::summary::{SummaryRow, summary};
use crate::fields;
use crate::store::Store;
use crate::words::{fill, in_each_language, say};

pub(crate) fn view(store: Store, activity: &ActivityScreen, form: &Arc<Form>) -> AnyView {
    let state = FormState::new(store, activity.id, form.clone());
    measure_use(store, activity.id);
    state.follow_refusals();
    state.mark_title();
    let (activity, form) = (activity.clone(), form.clone());
    in_each_language(move || page(store, state, &activity, &form))
}

fn page(store: Store, state: FormState, activity: &ActivityScreen, form: &Form) -> AnyView {
    let heading_view = heading(store, activity).into_any();
    let fields: Vec<AnyView> = form.fields.iter().map(|field| fields::view(state, field)).collect();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        state.submit();
    };
    let words = form.review.then_some(CHECK);
    let filling_in = view! {
        {back_link()}
        {error_summary(state.problems())}
        {passing_notice(store)}
        {heading_view}
        {state.overtaken().map(|fields| notice(Tone::Info, None, fill(OVERTAKEN, &[&fields])))}
        <div class="panel">
            <form class="form" novalidate on:submit=submit>
                // Browsers look through a form for each control that is put into it: all come in at once.
                <div class="form__fields">{fields}</div>
                // Beside the button, where the lead looks after pressing it, however long the form is.
                {failure_notice(store)}
                <div class="button-group">{send_button(store, words)}</div>
                {saved_line(store.work(), activity.id)}
            </form>
        </div>
    };
    // The fields stay mounted under the review, so that going back finds them as they were left.
    view! {
        <div class="form-step" hidden=move || state.reviewed().is_some()>{filling_in}</div>
        {move || state.reviewed().map(|answers| review(store, state, &answers))}
    }
    .into_any()
}

/// Everything once more before it is sent (WCAG 3.3.4), with a way back to each answer.
fn review(store: Store, state: FormState, answers: &Answers) -> impl IntoView + use<> {
    let rows = state.asked().into_iter().map(|field| SummaryRow {
        label: field.label.clone(),
        value: answers.get(field.id).map(|value| field.show(value, &store.context().get_untracked())),
        change: Some(Callback::new(move |()| state.change(field.id))),
    });
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        state.send();
    };
    let back = move |event: MouseEvent| {
        if !is_second_of_double_click(&event) {
            state.back_to_form();
        }
    };
    // The second half of a double click on the form's button must not send what nobody has read.
    let guard = move |event: MouseEvent| {
        if is_second_of_double_click(&event) {
            event.prevent_default();
        }
    };
    view! {
        <h1 class="page__title" id="review-title" tabindex="-1">{say(REVIEW_TITLE)}</h1>
        <div class="panel" on:click=guard>
            {summary(rows.collect())}
            <form class="form" on:submit=submit>
                {failure_notice(store)}
                <div class="button-group">
                    {send_button(store, None)}
                    <button class="button button--link" type="button" on:click=back>{say(BACK)}</button>
                </div>
            </form>
        </div>
    }
}

const CHECK: Text = Text { en: "Continue", fr: "Continuer", de: "Weiter", es: "Continuar", ar: "متابعة" };
const OVERTAKEN: Text = Text {
    en: "Changed on another device since: {}. The newer answers are shown.",
    fr: "Modifications faites entre-temps sur un autre appareil : {}. Les réponses les plus récentes sont affichées.",
    de: "Inzwischen auf einem anderen Gerät geändert: {}. Sie sehen die neueren Angaben.",
    es: "Modificado después en otro dispositivo: {}. Se muestran las respuestas más recientes.",
    ar: "إجابات تغيرت على جهاز آخر: {}. تُعرض هنا الإجابات الأحدث.",
};
const REVIEW_TITLE: Text = Text {
    en: "Check your answers",
    fr: "Vérifiez vos réponses",
    de: "Prüfen Sie Ihre Angaben",
    es: "Revise sus respuestas",
    ar: "مراجعة إجاباتك",
};
const BACK: Text = Text {
    en: "Back to the form",
    fr: "Retour au formulaire",
    de: "Zurück zum Formular",
    es: "Volver al formulario",
    ar: "العودة إلى النموذج",
};
