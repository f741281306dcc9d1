//! One file: its name and size, how far it is, and what can be done about it.

use leptos::prelude::*;
use onboarding::machine::Event;
use onboarding::text::Text;
use onboarding::upload::{FileId, FileState, FileView, UploadEvent, show_size};

use crate::components::icon::{Icon, icon};
use crate::effects::{clock, focus, upload};
use crate::store::Store;
use crate::words::{fill, locale, say};

/// Milliseconds in which nobody reads a new word on a button and presses it.
const READING: u64 = 600;

/// The row of a file; `input` is where focus goes when the last row is gone.
pub(super) fn view(store: Store, files: Memo<Vec<FileView>>, id: FileId, input: String) -> AnyView {
    let file = Memo::new(move |_| files.with(|files| files.iter().find(|file| file.id == id).cloned()));
    let Some(FileView { name, size, .. }) = file.get_untracked() else { return ().into_any() };
    let state = Memo::new(move |_| file.with(|file| file.as_ref().map(|file| file.state.clone())));
    let size = size.map(|size| show_size(size, &store.context().get_untracked()));
    let name_id = format!("file-{id}-name");
    let locale = locale();
    let picture = move || match state.get() {
        Some(FileState::Done) => icon(Icon::CheckCircle, "upload__icon upload__icon--done"),
        Some(FileState::Failed { .. }) => icon(Icon::Error, "upload__icon upload__icon--failed"),
        _ => icon(Icon::Document, "upload__icon"),
    };
    let failed = move || matches!(state.get(), Some(FileState::Failed { .. }));
    view! {
        <li class="upload__file" id=format!("file-{id}")>
            {picture}
            <div class="upload__about">
                <p class="upload__name">
                    <span id=name_id.clone()><bdi>{name.clone()}</bdi></span>
                    {size.map(|size| view! { " "<span class="upload__size">{size}</span> })}
                </p>
                {progress(state, name_id)}
                <p class="upload__state" class=("upload__state--failed", failed)>
                    {move || state.get().map(|state| state.sentence(locale))}
                </p>
            </div>
            {actions(store, files, id, name, state, input)}
        </li>
    }
    .into_any()
}

/// How much has left, as a bar and in words; what waits stays where it was.
fn progress(state: Memo<Option<FileState>>, name_id: String) -> impl IntoView {
    let percent = Memo::new(move |before: Option<&Option<u64>>| match state.get() {
        Some(FileState::Sending { sent, total } | FileState::Paused { sent, total }) => Some(share(sent, total)),
        Some(FileState::Done | FileState::Failed { .. }) | None => None,
        Some(_) => Some(before.copied().flatten().unwrap_or(0)),
    });
    let is_shown = Memo::new(move |_| percent.get().is_some());
    let words = percent_words();
    move || {
        let name_id = name_id.clone();
        let now = move || percent.get().unwrap_or(100).to_string();
        is_shown.get().then(|| {
            view! {
                <div class="upload__progress">
                    <progress class="progress__bar" max="100" value=now aria-labelledby=name_id></progress>
                    <span class="upload__percent">{move || words(percent.get().unwrap_or(100))}</span>
                </div>
            }
        })
    }
}

/// How many hundredths of a file have left; all of them only at the end.
pub(super) fn share(sent: u64, total: u64) -> u64 {
    sent.saturating_mul(100).checked_div(total).unwrap_or(0).min(100)
}

/// A percentage as it is written in the language of the page.
pub(super) fn percent_words() -> impl Fn(u64) -> String + Copy {
    let locale = locale();
    move |percent| PERCENT.fill(locale, &[&percent.to_string()])
}

fn actions(
    store: Store,
    files: Memo<Vec<FileView>>,
    id: FileId,
    name: String,
    state: Memo<Option<FileState>>,
    input: String,
) -> impl IntoView {
    let asking = RwSignal::new(false);
    let about = fill(ABOUT, &[&name]);
    let question = fill(REALLY, &[&name]);
    let (remove_id, action_id, keep_id) =
        (format!("file-{id}-remove"), format!("file-{id}-action"), format!("file-{id}-keep"));
    let remove_words = say(REMOVE);
    let keep_words = say(KEEP);
    let remove = {
        let (input, keep) = (input.clone(), format!("#{keep_id}"));
        move |_| {
            // What has arrived is deleted there, and may have taken long to send.
            if state.get_untracked() == Some(FileState::Done) && !asking.get_untracked() {
                asking.set(true);
                focus::focus_soon(keep.clone());
                return;
            }
            let next = next_row(files, id).map_or_else(|| input.clone(), |next| format!("#file-{next}-remove"));
            upload::happens(store, UploadEvent::Removed(id));
            focus::focus_soon(next);
        }
    };
    let back = format!("#{remove_id}");
    let keep = move |_| {
        asking.set(false);
        focus::focus_soon(back.clone());
    };
    // A file that goes out again by itself turns the button around under a finger that is about to press it.
    let turned_at = StoredValue::new(None);
    let action = Memo::new(move |before: Option<&Option<Action>>| {
        let action = state.get().and_then(|state| Action::of(&state));
        if (before, action) == (Some(&Some(Action::TryNow)), Some(Action::Pause)) {
            turned_at.set_value(Some(clock::now()));
        }
        action
    });
    let has_just_turned = move || turned_at.get_value().is_some_and(|at| clock::now() < at + READING);
    let locale = locale();
    let main = {
        let (about, remove_id) = (about.clone(), remove_id.clone());
        move || match action.get().is_some() {
            true => {
                let about = about.clone();
                let act = move |_| match action.get_untracked() {
                    Some(Action::Pause) if has_just_turned() => {}
                    Some(action) => action.act(store, id),
                    None => {}
                };
                Some(view! {
                    <button class="button button--link" type="button" id=action_id.clone() on:click=act>
                        {move || action.get().map(|action| action.words().say(locale))}
                        <span class="visually-hidden">{about}</span>
                    </button>
                })
            }
            false => {
                focus::hand_over(&action_id, &remove_id);
                None
            }
        }
    };
    view! {
        <div class="upload__actions">
            {move || asking.get().then(|| view! { <p class="upload__question">{question.clone()}</p> })}
            {main}
            <button class="button button--link" type="button" id=remove_id on:click=remove>
                {remove_words}<span class="visually-hidden">{about}</span>
            </button>
            {move || {
                let keep_id = keep_id.clone();
                let keep = keep.clone();
                asking.get().then(|| {
                    view! { <button class="button button--link" type="button" id=keep_id on:click=keep>{keep_words}</button> }
                })
            }}
        </div>
    }
}

/// The file that takes the place of one that goes.
fn next_row(files: Memo<Vec<FileView>>, id: FileId) -> Option<FileId> {
    files.with_untracked(|files| {
        let at = files.iter().position(|file| file.id == id)?;
        files.get(at + 1).or_else(|| files.get(at.checked_sub(1)?)).map(|file| file.id)
    })
}

/// What can be done about a file, besides removing it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Action {
    Pause,
    Continue,
    TryNow,
    TryAgain,
    EnterCode,
}

impl Action {
    fn of(state: &FileState) -> Option<Self> {
        match state {
            FileState::Waiting | FileState::Sending { .. } | FileState::Offline => Some(Self::Pause),
            FileState::Paused { .. } => Some(Self::Continue),
            FileState::Retrying { .. } => Some(Self::TryNow),
            FileState::Failed { can_retry: true, .. } => Some(Self::TryAgain),
            FileState::CodeNeeded => Some(Self::EnterCode),
            FileState::Failed { can_retry: false, .. } | FileState::SignedOut | FileState::Done => None,
        }
    }

    fn words(self) -> Text {
        match self {
            Self::Pause => {
                Text { en: "Pause", fr: "Mettre en pause", de: "Anhalten", es: "Pausar", ar: "إيقاف مؤقت" }
            }
            Self::Continue => {
                Text { en: "Continue", fr: "Continuer", de: "Fortsetzen", es: "Continuar", ar: "متابعة" }
            }
            Self::TryNow => Text {
                en: "Try now",
                fr: "Réessayer maintenant",
                de: "Jetzt versuchen",
                es: "Intentar ahora",
                ar: "المحاولة الآن",
            },
            Self::EnterCode => Text {
                en: "Enter the code",
                fr: "Saisir le code",
                de: "Code eingeben",
                es: "Introducir el código",
                ar: "إدخال الرمز",
            },
            Self::TryAgain => Text {
                en: "Try again",
                fr: "Réessayer",
                de: "Erneut versuchen",
                es: "Intentar de nuevo",
                ar: "إعادة المحاولة",
            },
        }
    }

    fn act(self, store: Store, id: FileId) {
        let event = match self {
            Self::Pause => UploadEvent::Paused(id),
            Self::Continue => UploadEvent::Resumed(id),
            Self::TryNow | Self::TryAgain => UploadEvent::Retried(id),
            Self::EnterCode => return store.dispatch(Event::StepUpWanted),
        };
        upload::happens(store, event);
    }
}

const REMOVE: Text = Text { en: "Remove", fr: "Retirer", de: "Entfernen", es: "Quitar", ar: "إزالة" };
const KEEP: Text =
    Text { en: "Keep it", fr: "Le garder", de: "Behalten", es: "Conservarlo", ar: "الإبقاء عليه" };
const REALLY: Text = Text {
    en: "“{}” has arrived. Remove it all the same?",
    fr: "« {} » a bien été reçu. Le retirer quand même ?",
    de: "„{}“ ist angekommen. Trotzdem entfernen?",
    es: "Se ha recibido «{}». ¿Quiere quitarlo de todos modos?",
    ar: "وصل الملف «{}». إزالته رغم ذلك؟",
};
const ABOUT: Text = Text { en: " “{}”", fr: " « {} »", de: " „{}“", es: " «{}»", ar: " «{}»" };
const PERCENT: Text = Text { en: "{}%", fr: "{} %", de: "{} %", es: "{} %", ar: "{}‎%‎" };
