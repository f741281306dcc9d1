//! The task list: stages, and in them what is to be done by whom (GOV.UK, "Complete multiple tasks").

use leptos::prelude::*;
use onboarding::form::Context;
use onboarding::journey::{Due, Role};
use onboarding::screen::{Row, RowState, StageRows};
use onboarding::text::Text;

use super::icon::{Icon, icon};
use crate::words::{fill, say};

/// The whole list, stage by stage.
pub(crate) fn task_list(stages: &[StageRows], context: &Context, company: &str) -> impl IntoView + use<> {
    let stage = |(index, stage): (usize, &StageRows)| {
        let id = format!("stage-{index}");
        let rows: Vec<_> = stage.rows.iter().map(|row| task(row, context, company)).collect();
        let name = named(&stage.name, STAGE, index + 1);
        view! {
            <section class="stage" aria-labelledby=id.clone()>
                <h2 class="stage__name" id=id.clone()><bdi>{name}</bdi></h2>
                <ul class="task-list panel" role="list">{rows}</ul>
            </section>
        }
    };
    stages.iter().enumerate().map(stage).collect_view()
}

/// A short list for the side of a page.
pub(crate) fn compact_task_list(
    rows: &[Row],
    current: onboarding::id::ActivityId,
    company: &str,
) -> impl IntoView + use<> {
    let item = |row: &Row| {
        let is_current = row.id == current;
        let class = format!("{}{}", task_class(row.state), if is_current { " task--current" } else { "" });
        let name = activity_name(&row.name);
        let name = match row.opens {
            true => view! {
                <a class="task__name task__link" href=format!("/activities/{}", row.id) aria-current=is_current.then_some("page")><bdi>{name}</bdi></a>
            }
            .into_any(),
            false => view! { <span class="task__name"><bdi>{name}</bdi></span> }.into_any(),
        };
        view! {
            <li class=class>
                {icon(task_icon(row.state), "task__icon")}
                <div class="task__body">{name}</div>
                {tag(row, company)}
            </li>
        }
    };
    view! { <ul class="task-list task-list--compact" role="list">{rows.iter().map(item).collect_view()}</ul> }
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

fn task(row: &Row, context: &Context, company: &str) -> impl IntoView + use<> {
    let id = row.id;
    let facts: Vec<String> = [
        row.minutes.map(minutes),
        row.due.map(|date| due(date, context)),
        row.actor.as_ref().map(|role| fill(BY, &[&actor(role, company)])),
    ]
    .into_iter()
    .flatten()
    .collect();
    let described = match facts.is_empty() {
        true => format!("task-{id}-status"),
        false => format!("task-{id}-status task-{id}-meta"),
    };
    let meta = (!facts.is_empty()).then(|| {
        let facts = facts.into_iter().map(|fact| view! { <span class="task__fact">{fact}</span> }).collect_view();
        view! { <p class="task__meta" id=format!("task-{id}-meta")>{facts}</p> }
    });
    let name = activity_name(&row.name);
    let name = match row.opens {
        true => view! {
            <a class="task__name task__link" href=format!("/activities/{id}") aria-describedby=described><bdi>{name}</bdi></a>
        }
        .into_any(),
        false => view! { <span class="task__name"><bdi>{name}</bdi></span> }.into_any(),
    };
    view! {
        <li class=task_class(row.state)>
            {icon(task_icon(row.state), "task__icon")}
            <div class="task__body">{name} {meta}</div>
            {tag(row, company)}
        </li>
    }
}

fn tag(row: &Row, company: &str) -> impl IntoView + use<> {
    let (class, words) = match row.state {
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
    };
    view! { <span class=format!("tag {class} task__status") id=format!("task-{}-status", row.id)>{words}</span> }
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
