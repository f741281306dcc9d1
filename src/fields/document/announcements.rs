//! What screen readers say of files on their way: when one sets out, at each quarter, and how it ended (WCAG 4.1.3).

use std::collections::HashMap;

use leptos::prelude::*;
use onboarding::text::{Locale, Text};
use onboarding::upload::{FileId, FileState, FileView};

use super::file_row::{percent_words, share};
use crate::words::locale;

/// How far a file had come when it was last spoken of.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Stage {
    UnderWay(u64),
    Arrived,
    Failed,
}

/// The status message; nothing is said of what was there from the beginning.
pub(super) fn view(files: Memo<Vec<FileView>>) -> impl IntoView {
    let said = RwSignal::new(String::new());
    let (locale, percent) = (locale(), percent_words());
    Effect::new(move |before: Option<HashMap<FileId, Stage>>| {
        let now: HashMap<FileId, Stage> = files.with(|files| files.iter().map(|file| (file.id, stage(file))).collect());
        if let Some(before) = before {
            let news = files.with_untracked(|files| {
                let changed = files.iter().filter(|file| before.get(&file.id) != now.get(&file.id));
                changed.map(|file| sentence(file, stage(file), locale, percent)).collect::<Vec<_>>()
            });
            if !news.is_empty() {
                said.set(news.join(" "));
            }
        }
        now
    });
    view! { <p class="visually-hidden" role="status">{said}</p> }
}

fn stage(file: &FileView) -> Stage {
    match file.state {
        FileState::Done => Stage::Arrived,
        FileState::Failed { .. } => Stage::Failed,
        FileState::Sending { sent, total } | FileState::Paused { sent, total } => {
            Stage::UnderWay(share(sent, total) / 25 * 25)
        }
        FileState::Waiting
        | FileState::Retrying { .. }
        | FileState::Offline
        | FileState::SignedOut
        | FileState::CodeNeeded => Stage::UnderWay(0),
    }
}

fn sentence(file: &FileView, stage: Stage, locale: Locale, percent: impl Fn(u64) -> String) -> String {
    let name = file.name.as_str();
    match stage {
        Stage::UnderWay(0) => SETS_OUT.fill(locale, &[name]),
        Stage::UnderWay(quarter) => QUARTER.fill(locale, &[name, &percent(quarter)]),
        Stage::Arrived => ARRIVED.fill(locale, &[name]),
        Stage::Failed => format!("{} {}", FAILED.fill(locale, &[name]), file.state.sentence(locale)),
    }
}

const SETS_OUT: Text = Text {
    en: "“{}” is being sent.",
    fr: "« {} » est en cours d’envoi.",
    de: "„{}“ wird gesendet.",
    es: "Se está enviando «{}».",
    ar: "جارٍ إرسال الملف «{}».",
};
const QUARTER: Text = Text {
    en: "“{}”: {} sent.",
    fr: "« {} » : {} envoyés.",
    de: "„{}“: {} gesendet.",
    es: "«{}»: enviado el {}.",
    ar: "الملف «{}»: تم إرسال {}.",
};
const ARRIVED: Text = Text {
    en: "“{}” has arrived.",
    fr: "« {} » a bien été reçu.",
    de: "„{}“ ist angekommen.",
    es: "Se ha recibido «{}».",
    ar: "وصل الملف «{}».",
};
const FAILED: Text = Text {
    en: "“{}” could not be sent.",
    fr: "« {} » n’a pas pu être envoyé.",
    de: "„{}“ konnte nicht gesendet werden.",
    es: "No se ha podido enviar «{}».",
    ar: "تعذر إرسال الملف «{}».",
};
