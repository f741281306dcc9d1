//! Files: the rules told first, a button (dropping is an addition, never needed), a camera on phones, and each file
//! with how far it is.

mod announcements;
mod choosing;
mod file_row;

use leptos::prelude::*;
use onboarding::form::Field;
use onboarding::text::Text;
use onboarding::upload::{FileState, FileView, Place, Rules};

use self::choosing::Choosing;
use super::frame;
use crate::components::notice::{Tone, notice};
use crate::effects::{clock, files, upload};
use crate::screens::form::FormState;
use crate::store::Store;
use crate::words::say;

pub(super) fn view(state: FormState, field: &Field) -> AnyView {
    let store = state.store();
    let frame = frame(state, field);
    let place = Place { activity: state.activity(), field: field.id };
    upload::show(store, place, state.documents(field.id));
    files::keep_page_on_drop();
    let rules = Rules::of(field);
    let told = rules.sentence(&store.context().get_untracked());
    let rules_id = format!("{}-rules", frame.id);
    let files = shown_files(store, place);
    follow_entry(state, place);
    let ids = Memo::new(move |_| files.with(|files| files.iter().map(|file| file.id).collect::<Vec<_>>()));
    let choosing = Choosing::new(store, place, rules, state.refused());
    let described_by = {
        let (rules_id, others) = (rules_id.clone(), frame.described_by());
        move || Some(others().into_iter().chain([rules_id.clone()]).collect::<Vec<_>>().join(" "))
    };
    let row = {
        let input = format!("#{}", frame.id);
        move |id| file_row::view(store, files, id, input.clone())
    };
    let kept_by_nobody = Memo::new(move |_| {
        let needed = |file: &&FileView| file.state != FileState::Done;
        files.with(|files| files.iter().filter(needed).any(|file| store.uploading().is_kept_by_nobody(file.id)))
    });
    let warning = say(KEPT_BY_NOBODY);
    let controls = view! {
        <p class="field__help" id=rules_id>{told}</p>
        {choosing.view(&frame.id, files, described_by, frame.invalid())}
        {choosing.refusals()}
        <ul class="upload" role="list" hidden=move || ids.with(Vec::is_empty)>
            <For each=move || ids.get() key=|id| *id children=row />
        </ul>
        {move || kept_by_nobody.get().then(|| notice(Tone::Info, None, warning.to_owned()))}
        {announcements::view(files)}
    };
    frame.clone().group(None, controls)
}

/// The files as they are now; those that are tried again by themselves count down.
fn shown_files(store: Store, place: Place) -> Memo<Vec<FileView>> {
    let second = RwSignal::new(0u32);
    let files = Memo::new(move |_| {
        second.track();
        store.uploading().files(place)
    });
    let is_waiting = |file: &FileView| matches!(file.state, FileState::Retrying { .. });
    let counts_down = Memo::new(move |_| files.with(|files| files.iter().any(is_waiting)));
    clock::every_second_while(counts_down, move || second.update(|second| *second = second.wrapping_add(1)));
    files
}

/// The draft holds what the files have become.
fn follow_entry(state: FormState, place: Place) {
    Effect::new(move |_| {
        let entry = state.store().uploading().entry(place);
        let before = state.entry(place.field);
        if before.as_ref() != Some(&entry) && !(before.is_none() && entry.is_blank()) {
            state.set(place.field, entry);
        }
    });
}

const KEPT_BY_NOBODY: Text = Text {
    en: "This browser cannot keep your files. If you reload or leave this page before they have arrived, choose them again.",
    fr: "Ce navigateur ne peut pas conserver vos fichiers. Si vous rechargez ou quittez cette page avant leur arrivée, vous devrez les choisir à nouveau.",
    de: "Dieser Browser kann Ihre Dateien nicht speichern. Wenn Sie diese Seite neu laden oder verlassen, bevor alle Dateien angekommen sind, wählen Sie die Dateien bitte noch einmal aus.",
    es: "Este navegador no puede guardar sus archivos. Si recarga esta página o sale de ella antes de que lleguen, tendrá que elegirlos de nuevo.",
    ar: "لا يستطيع هذا المتصفح حفظ ملفاتك. في حال إعادة تحميل هذه الصفحة أو مغادرتها قبل وصول الملفات، يُرجى اختيارها من جديد.",
};
