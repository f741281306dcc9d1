//! The task list: stages, and in them what is to be done by whom (GOV.UK, "Complete multiple tasks").

use std::sync::Arc;

use leptos::prelude::*;
use onboarding::form::Context;
use onboarding::id::ActivityId;
use onboarding::journey::{Due, Role};
use onboarding::screen::{Row, RowState, StageRows};
use onboarding::text::{Counted, Text};

use super::icon::{Icon, icon};
use crate::effects::clock;
use crate::words::{count, fill, say};

/// The stages of a journey, as they are now.
pub(crate) type Stages = Signal<Arc<Vec<StageRows>>>;

/// So many rows are made before anything is seen: more than any screen holds. The rest follows while it is read.
const FIRST_ROWS: usize = 200;

/// The whole list, stage by stage. It follows the stages row by row, so that focus on a link stays where it is.
pub(crate) fn task_list(stages: Stages, context: Arc<Context>, company: String) -> impl IntoView {
    let shown = rows_shown(stages);
    let number = Memo::new(move |_| shown.with(Vec::len));
    let stage = move |index: usize| {
        let shown = Memo::new(move |_| shown.with(|shown| shown.get(index).copied().unwrap_or_default()));
        let id = format!("stage-{index}");
        let name = stage_name(stages, index);
        let name = move || named(&name.get(), STAGE, index + 1);
        let (context, company) = (context.clone(), company.clone());
        let rows = each_row(stages, index, shown.into(), Arc::new(move |row| task(row, &context, &company)));
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
    let view_of = move |row: &Row| {
        let is_current = row.id == current;
        let class = format!("{}{}", task_class(row.state), if is_current { " task--current" } else { "" });
        view! {
            <li class=class>
                {icon(task_icon(row.state), "task__icon")}
                <div class="task__body">{task_name(row, None, is_current)}</div>
                {tag(row, &company)}
            </li>
        }
        .into_any()
    };
    let rows = each_row(stages, index, Signal::stored(usize::MAX), Arc::new(view_of));
    view! { <ul class="task-list task-list--compact" role="list">{rows}</ul> }
}

/// The name of a stage; may be empty.
pub(crate) fn stage_name(stages: Stages, index: usize) -> Memo<String> {
    Memo::new(move |_| stages.with(|stages| stages.get(index).map(|stage| stage.name.clone()).unwrap_or_default()))
}

/// How many rows of each stage are there by now, of those that have any: twice as many each time, so that the growing
/// itself takes no longer than what it adds.
fn rows_shown(stages: Stages) -> Memo<Vec<usize>> {
    let most = RwSignal::new(FIRST_ROWS);
    let total = Memo::new(move |_| stages.with(|stages| stages.iter().map(|stage| stage.rows.len()).sum::<usize>()));
    Effect::new(move |_| {
        if most.get() < total.get() {
            clock::after_frame(move || {
                let _ = most.try_update(|most| *most *= 2);
            });
        }
    });
    Memo::new(move |_| {
        let mut left = most.get();
        let take = |stage: &StageRows| {
            let taken = stage.rows.len().min(left);
            let is_begun = left > 0;
            left -= taken;
            is_begun.then_some(taken)
        };
        stages.with(|stages| stages.iter().map_while(take).collect())
    })
}

/// The first rows of a stage, each by its activity: one that changes keeps its elements, and focus with them.
fn each_row(
    stages: Stages,
    index: usize,
    shown: Signal<usize>,
    view_of: Arc<dyn Fn(&Row) -> AnyView + Send + Sync>,
) -> AnyView {
    let rows = move || {
        let first = |stage: &StageRows| stage.rows.iter().take(shown.get()).cloned().enumerate().collect::<Vec<_>>();
        stages.with(|stages| stages.get(index).map(first).unwrap_or_default())
    };
    let child = move |(place, first): (usize, Row)| {
        let id = first.id;
        let now = move |stages: &Arc<Vec<StageRows>>| {
            let rows = &stages.get(index)?.rows;
            // Rows rarely move, and looking through thousands for each of thousands takes seconds.
            let row = rows.get(place).filter(|row| row.id == id).or_else(|| rows.iter().find(|row| row.id == id));
            row.cloned()
        };
        // The row that goes is asked once more before it is gone.
        let row = Memo::new(move |earlier: Option<&Row>| {
            stages.with(now).or_else(|| earlier.cloned()).unwrap_or_else(|| first.clone())
        });
        let view_of = view_of.clone();
        // One follower for each row: what a row consists of changes together.
        move || row.with(|row| untrack(|| view_of(row)))
    };
    view! { <For each=rows key=|(_, row)| row.id children=child /> }.into_any()
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
    count(MINUTES, minutes.into())
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

fn task(row: &Row, context: &Context, company: &str) -> AnyView {
    let id = row.id;
    let facts = [
        row.minutes.map(minutes),
        row.due.map(|date| due(date, context)),
        row.actor.as_ref().map(|role| fill(BY, &[&actor(role, company)])),
    ];
    let facts: Vec<String> = facts.into_iter().flatten().collect();
    let described = match facts.is_empty() {
        true => format!("task-{id}-status"),
        false => format!("task-{id}-status task-{id}-meta"),
    };
    let meta = (!facts.is_empty()).then(|| {
        let facts = facts.into_iter().map(|fact| view! { <span class="task__fact">{fact}</span> }).collect_view();
        view! { <p class="task__meta" id=format!("task-{id}-meta")>{facts}</p> }
    });
    view! {
        <li class=task_class(row.state)>
            {icon(task_icon(row.state), "task__icon")}
            <div class="task__body">{task_name(row, Some(described), false)} {meta}</div>
            {tag(row, company)}
        </li>
    }
    .into_any()
}

/// The name, as a link where there is something to open; the link stays the same as long as there is.
fn task_name(row: &Row, described: Option<String>, is_current: bool) -> AnyView {
    let name = activity_name(&row.name);
    if !row.opens {
        return view! { <span class="task__name"><bdi>{name}</bdi></span> }.into_any();
    }
    view! {
        <a
            class="task__name task__link"
            href=format!("/activities/{}", row.id)
            aria-current=is_current.then_some("page")
            aria-describedby=described
        >
            <bdi>{name}</bdi>
        </a>
    }
    .into_any()
}

fn tag(row: &Row, company: &str) -> impl IntoView + use<> {
    let (class, words) = class_and_words(row, company);
    view! { <span class=format!("tag {class} task__status") id=format!("task-{}-status", row.id)>{words}</span> }
}

fn class_and_words(row: &Row, company: &str) -> (&'static str, String) {
    match row.state {
        RowState::Next => (
            "tag--next",
            say(Text {
                en: "Next", fr: "Prochaine étape", de: "Als Nächstes", es: "Siguiente", ar: "الخطوة التالية"
            })
            .to_owned(),
        ),
        RowState::ToDo => (
            "tag--todo",
            say(Text { en: "To do", fr: "À faire", de: "Zu erledigen", es: "Pendiente", ar: "مطلوبة" }).to_owned(),
        ),
        RowState::Unsent => (
            "tag--waiting",
            say(Text {
                en: "Waiting to be sent",
                fr: "En attente d’envoi",
                de: "Noch nicht gesendet",
                es: "Pendiente de envío",
                ar: "بانتظار الإرسال",
            })
            .to_owned(),
        ),
        RowState::Completed => (
            "tag--completed",
            say(Text { en: "Completed", fr: "Terminée", de: "Erledigt", es: "Completado", ar: "مكتملة" }).to_owned(),
        ),
        RowState::BeingChecked => (
            "tag--waiting",
            say(Text {
                en: "Being checked",
                fr: "En cours de vérification",
                de: "Wird geprüft",
                es: "En revisión",
                ar: "قيد المراجعة",
            })
            .to_owned(),
        ),
        RowState::ContactUs => (
            "tag--waiting",
            say(Text {
                en: "Contact us",
                fr: "Contactez-nous",
                de: "Bitte Kontakt aufnehmen",
                es: "Contacte con nosotros",
                ar: "التواصل معنا",
            })
            .to_owned(),
        ),
        RowState::NotYet => (
            "tag--blocked",
            say(Text {
                en: "Not yet available",
                fr: "Pas encore disponible",
                de: "Noch nicht verfügbar",
                es: "Aún no disponible",
                ar: "غير متاحة بعد",
            })
            .to_owned(),
        ),
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
        RowState::Unsent | RowState::BeingChecked | RowState::WaitingForOthers => "task task--waiting",
        RowState::ContactUs => "task task--unsupported",
        RowState::NotYet => "task task--blocked",
    }
}

fn task_icon(state: RowState) -> Icon {
    match state {
        RowState::Next => Icon::Next,
        RowState::ToDo => Icon::Circle,
        RowState::Completed => Icon::CheckCircle,
        RowState::Unsent | RowState::BeingChecked | RowState::WaitingForOthers => Icon::Clock,
        RowState::ContactUs => Icon::Info,
        RowState::NotYet => Icon::Lock,
    }
}

fn named(name: &str, fallback: Text, number: usize) -> String {
    if name.trim().is_empty() { fill(fallback, &[&number.to_string()]) } else { name.to_owned() }
}

const STAGE: Text = Text { en: "Part {}", fr: "Partie {}", de: "Teil {}", es: "Parte {}", ar: "الجزء {}" };
const STEP: Text = Text { en: "Step", fr: "Étape", de: "Schritt", es: "Paso", ar: "خطوة" };
const DUE: Text = Text {
    en: "Due {}",
    fr: "À faire au plus tard le {}",
    de: "Zu erledigen bis {}",
    es: "Fecha límite: {}",
    ar: "الموعد النهائي: {}",
};
const MINUTES: Counted = Counted {
    one: Text {
        en: "About one minute",
        fr: "Environ une minute",
        de: "Etwa eine Minute",
        es: "Alrededor de un minuto",
        ar: "نحو دقيقة واحدة",
    },
    other: Text {
        en: "About {} minutes",
        fr: "Environ {} minutes",
        de: "Etwa {} Minuten",
        es: "Alrededor de {} minutos",
        ar: "نحو {} دقيقة",
    },
    arabic: ["نحو {} دقيقة", "نحو دقيقتين", "نحو {} دقائق", "نحو {} دقيقة"],
};
const BY: Text =
    Text {
        en: "Done by {}", fr: "Assurée par {}", de: "Zuständig: {}", es: "Se encarga {}", ar: "جهة التنفيذ: {}"
    };
const THE_COMPANY: Text =
    Text { en: "the company", fr: "l’entreprise", de: "das Unternehmen", es: "la empresa", ar: "الشركة" };
const SOMEBODY: Text = Text {
    en: "another person",
    fr: "une autre personne",
    de: "eine andere Person",
    es: "otra persona",
    ar: "شخص آخر",
};
const SOMEBODY_ELSE: Text =
    Text {
        en: "somebody else", fr: "quelqu’un d’autre", de: "jemand anders", es: "alguien más", ar: "طرف آخر"
    };
const NOBODY: Text =
    Text { en: "our system", fr: "notre système", de: "unser System", es: "nuestro sistema", ar: "نظامنا" };
const IN_PROGRESS: Text =
    Text { en: "In progress", fr: "En cours", de: "In Bearbeitung", es: "En curso", ar: "قيد التنفيذ" };
const WAITING_FOR: Text =
    Text {
        en: "Waiting for {}", fr: "À faire par {}", de: "Warten auf {}", es: "A la espera de {}", ar: "بانتظار {}"
    };
