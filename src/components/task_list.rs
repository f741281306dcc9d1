//! The task list: stages, and in them what is to be done by whom (GOV.UK, "Complete multiple tasks").

use std::sync::Arc;

use leptos::prelude::*;
use onboarding::form::Context;
use onboarding::id::ActivityId;
use onboarding::journey::{Due, Role};
use onboarding::screen::{Row, RowState, StageRows};
use onboarding::text::Text;

use super::icon::{Icon, icon};
use crate::words::{fill, say};

/// The stages of a journey, as they are now.
pub(crate) type Stages = Signal<Arc<Vec<StageRows>>>;

/// The whole list, stage by stage. It follows the stages row by row, so that focus on a link stays where it is.
pub(crate) fn task_list(stages: Stages, context: Arc<Context>, company: String) -> impl IntoView {
    let number = Memo::new(move |_| stages.with(|stages| stages.len()));
    let stage = move |index: usize| {
        let id = format!("stage-{index}");
        let name = stage_name(stages, index);
        let name = move || named(&name.get(), STAGE, index + 1);
        let (context, company) = (context.clone(), company.clone());
        let rows = each_row(stages, index, Arc::new(move |row, id| task(row, id, &context, &company).into_any()));
        view! {
            <section class="stage" aria-labelledby=id.clone()>
                <h2 class="stage__name" id=id.clone()><bdi>{name}</bdi></h2>
                <ul class="task-list panel" role="list">{rows}</ul>
            </section>
        }
    };
    view! { <For each=move || 0..number.get() key=|index| *index children=stage /> }
}

/// A short list of one stage, for the side of a page.
pub(crate) fn compact_task_list(stages: Stages, index: usize, current: ActivityId, company: String) -> impl IntoView {
    let view_of = move |row: Memo<Row>, id: ActivityId| {
        let is_current = id == current;
        let class = move || {
            format!("{}{}", task_class(row.with(|row| row.state)), if is_current { " task--current" } else { "" })
        };
        view! {
            <li class=class>
                {move || icon(task_icon(row.with(|row| row.state)), "task__icon")}
                <div class="task__body">{task_name(row, id, None, is_current)}</div>
                {tag(row, id, company.clone())}
            </li>
        }
        .into_any()
    };
    let rows = each_row(stages, index, Arc::new(view_of));
    view! { <ul class="task-list task-list--compact" role="list">{rows}</ul> }
}

/// The name of a stage; may be empty.
pub(crate) fn stage_name(stages: Stages, index: usize) -> Memo<String> {
    Memo::new(move |_| stages.with(|stages| stages.get(index).map(|stage| stage.name.clone()).unwrap_or_default()))
}

/// A view per row of a stage, made once for each activity.
fn each_row(
    stages: Stages,
    index: usize,
    view_of: Arc<dyn Fn(Memo<Row>, ActivityId) -> AnyView + Send + Sync>,
) -> AnyView {
    let rows = move || stages.with(|stages| stages.get(index).map(|stage| stage.rows.clone()).unwrap_or_default());
    let child = move |first: Row| {
        let id = first.id;
        let now = move |stages: &Arc<Vec<StageRows>>| stages.get(index)?.rows.iter().find(|row| row.id == id).cloned();
        // The row that goes is asked once more before it is gone.
        let row = Memo::new(move |earlier: Option<&Row>| {
            stages.with(now).or_else(|| earlier.cloned()).unwrap_or_else(|| first.clone())
        });
        view_of(row, id)
    };
    view! { <For each=rows key=|row| row.id children=child /> }.into_any()
}

/// The name of an activity, or a word where the integrator gave none.
pub(crate) fn activity_name(name: &str) -> String {
    if name.trim().is_empty() { say(STEP).to_owned() } else { name.to_owned() }
}

/// A due date in words; by which minute it is due helps nobody.
pub(crate) fn due(due: Due, context: &Context) -> String {
    let day = match due {
        Due::Day(date) => context.show_date(date),
        Due::Time(time) => context.show_date(time.to_local(context.offset_at).date),
    };
    fill(DUE, &[&day])
}

/// How long something takes, in words.
pub(crate) fn minutes(minutes: u32) -> String {
    match minutes {
        1 => say(ONE_MINUTE).to_owned(),
        minutes => fill(MINUTES, &[&minutes.to_string()]),
    }
}

/// Who does something, in words.
pub(crate) fn actor(role: &Role, company: &str) -> String {
    match role {
        Role::BackOffice if !company.is_empty() => company.to_owned(),
        Role::BackOffice => say(THE_COMPANY).to_owned(),
        Role::Automatic => say(NOBODY).to_owned(),
        Role::Stakeholder => say(SOMEBODY).to_owned(),
        Role::Lead | Role::Other => say(SOMEBODY_ELSE).to_owned(),
    }
}

fn task(row: Memo<Row>, id: ActivityId, context: &Arc<Context>, company: &str) -> impl IntoView + use<> {
    let (context, by) = (context.clone(), company.to_owned());
    let facts = Memo::new(move |_| {
        let facts = row.with(|row| {
            [
                row.minutes.map(minutes),
                row.due.map(|date| due(date, &context)),
                row.actor.as_ref().map(|role| fill(BY, &[&actor(role, &by)])),
            ]
        });
        facts.into_iter().flatten().collect::<Vec<String>>()
    });
    let described = Signal::derive(move || match facts.with(Vec::is_empty) {
        true => format!("task-{id}-status"),
        false => format!("task-{id}-status task-{id}-meta"),
    });
    let meta = move || {
        let facts = facts.get();
        (!facts.is_empty()).then(|| {
            let facts = facts.into_iter().map(|fact| view! { <span class="task__fact">{fact}</span> }).collect_view();
            view! { <p class="task__meta" id=format!("task-{id}-meta")>{facts}</p> }
        })
    };
    view! {
        <li class=move || task_class(row.with(|row| row.state))>
            {move || icon(task_icon(row.with(|row| row.state)), "task__icon")}
            <div class="task__body">{task_name(row, id, Some(described), false)} {meta}</div>
            {tag(row, id, company.to_owned())}
        </li>
    }
}

/// The name, as a link where there is something to open; the link stays the same as long as there is.
fn task_name(row: Memo<Row>, id: ActivityId, described: Option<Signal<String>>, is_current: bool) -> impl IntoView {
    let opens = Memo::new(move |_| row.with(|row| row.opens));
    let name = move || row.with(|row| activity_name(&row.name));
    move || match opens.get() {
        true => view! {
            <a
                class="task__name task__link"
                href=format!("/activities/{id}")
                aria-current=is_current.then_some("page")
                aria-describedby=move || described.map(|described| described.get())
            >
                <bdi>{name}</bdi>
            </a>
        }
        .into_any(),
        false => view! { <span class="task__name"><bdi>{name}</bdi></span> }.into_any(),
    }
}

fn tag(row: Memo<Row>, id: ActivityId, company: String) -> impl IntoView {
    let tag = Memo::new(move |_| row.with(|row| class_and_words(row, &company)));
    let class = move || tag.with(|(class, _)| format!("tag {class} task__status"));
    view! { <span class=class id=format!("task-{id}-status")>{move || tag.with(|(_, words)| words.clone())}</span> }
}

fn class_and_words(row: &Row, company: &str) -> (&'static str, String) {
    match row.state {
        RowState::Next => ("tag--next", say(Text { en: "Next", fr: "À suivre" }).to_owned()),
        RowState::ToDo => ("tag--todo", say(Text { en: "To do", fr: "À faire" }).to_owned()),
        RowState::Completed => ("tag--completed", say(Text { en: "Completed", fr: "Terminée" }).to_owned()),
        RowState::BeingChecked => ("tag--waiting", say(Text { en: "Being checked", fr: "En vérification" }).to_owned()),
        RowState::ContactUs => ("tag--waiting", say(Text { en: "Contact us", fr: "Contactez-nous" }).to_owned()),
        RowState::NotYet => {
            ("tag--blocked", say(Text { en: "Not yet available", fr: "Pas encore disponible" }).to_owned())
        }
        RowState::WaitingForOthers => match &row.actor {
            Some(Role::Automatic) => ("tag--waiting", say(IN_PROGRESS).to_owned()),
            Some(role) => ("tag--waiting", fill(WAITING_FOR, &[&actor(role, company)])),
            None => ("tag--waiting", say(IN_PROGRESS).to_owned()),
        },
    }
}

fn task_class(state: RowState) -> &'static str {
    match state {
        RowState::Next => "task task--next",
        RowState::ToDo => "task task--todo",
        RowState::Completed => "task task--completed",
        RowState::BeingChecked | RowState::WaitingForOthers => "task task--waiting",
        RowState::ContactUs => "task task--unsupported",
        RowState::NotYet => "task task--blocked",
    }
}

fn task_icon(state: RowState) -> Icon {
    match state {
        RowState::Next => Icon::Next,
        RowState::ToDo => Icon::Circle,
        RowState::Completed => Icon::CheckCircle,
        RowState::BeingChecked | RowState::WaitingForOthers => Icon::Clock,
        RowState::ContactUs => Icon::Info,
        RowState::NotYet => Icon::Lock,
    }
}

fn named(name: &str, fallback: Text, number: usize) -> String {
    if name.trim().is_empty() { fill(fallback, &[&number.to_string()]) } else { name.to_owned() }
}

const STAGE: Text = Text { en: "Part {}", fr: "Partie {}" };
const STEP: Text = Text { en: "Step", fr: "Étape" };
const DUE: Text = Text { en: "Due {}", fr: "À faire avant le {}" };
const ONE_MINUTE: Text = Text { en: "About 1 minute", fr: "Environ 1 minute" };
const MINUTES: Text = Text { en: "About {} minutes", fr: "Environ {} minutes" };
const BY: Text = Text { en: "Done by {}", fr: "Fait par {}" };
const THE_COMPANY: Text = Text { en: "the company", fr: "l’entreprise" };
const SOMEBODY: Text = Text { en: "another person", fr: "une autre personne" };
const SOMEBODY_ELSE: Text = Text { en: "somebody else", fr: "quelqu’un d’autre" };
const NOBODY: Text = Text { en: "our system", fr: "notre système" };
const IN_PROGRESS: Text = Text { en: "In progress", fr: "En cours" };
const WAITING_FOR: Text = Text { en: "Waiting for {}", fr: "En attente : {}" };
