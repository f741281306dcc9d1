//! Giving files: by button, by camera, by dropping. Each file is judged before a byte of it is sent; those that are
//! not taken are told one by one, and the others go on.

use leptos::ev::{DragEvent, Event};
use leptos::prelude::*;
use onboarding::id::DataPointId;
use onboarding::text::Text;
use onboarding::upload::{FileView, Place, Refusal, Rules, UploadEvent};

use crate::components::icon::{Icon, icon};
use crate::effects::files::{self, Chosen};
use crate::effects::upload;
use crate::store::Store;
use crate::words::say;

/// A handle that is cheap to copy.
#[derive(Clone, Copy)]
pub(super) struct Choosing {
    store: Store,
    place: Place,
    rules: StoredValue<Rules>,
    /// Why the last files were not taken, of all fields of the form.
    refused: RwSignal<Vec<(DataPointId, Refusal)>>,
}

impl Choosing {
    pub(super) fn new(
        store: Store,
        place: Place,
        rules: Rules,
        refused: RwSignal<Vec<(DataPointId, Refusal)>>,
    ) -> Self {
        Self { store, place, rules: StoredValue::new(rules), refused }
    }

    /// The buttons, in a place to drop files on. The input is the control of the field; its label is the button.
    pub(super) fn view(
        self,
        id: &str,
        files: Memo<Vec<FileView>>,
        described_by: impl Fn() -> Option<String> + Clone + Send + 'static,
        invalid: impl Fn() -> Option<&'static str> + Copy + Send + 'static,
    ) -> AnyView {
        let (accept, several, photographs) =
            self.rules.with_value(|rules| (rules.accept_attribute(), rules.takes_several(), rules.takes_photographs()));
        let over = RwSignal::new(false);
        let dragged = move |event: DragEvent| {
            event.prevent_default();
            over.set(true);
        };
        let dropped = move |event: DragEvent| {
            event.prevent_default();
            over.set(false);
            self.take(files::of_drop(&event));
        };
        let changed = move |event: Event| self.take(files::of_input(&event));
        let (one, another, many) = (say(CHOOSE_ONE), say(CHOOSE_ANOTHER), say(CHOOSE_SEVERAL));
        let words = move || match (several, files.with(Vec::is_empty)) {
            (true, _) => many,
            (false, true) => one,
            (false, false) => another,
        };
        let photo_id = format!("{id}-photo");
        let described_too = described_by.clone();
        let camera = photographs.then(|| {
            view! {
                <span class="upload__choice upload__choice--camera">
                    <input
                        class="upload__input visually-hidden"
                        type="file"
                        id=photo_id.clone()
                        accept="image/*"
                        capture="environment"
                        aria-describedby=described_too
                        on:change=changed
                    />
                    <label class="button button--secondary" for=photo_id>{icon(Icon::Camera, "")}{say(PHOTOGRAPH)}</label>
                </span>
            }
        });
        view! {
            <div
                class="upload__drop"
                class=("upload__drop--over", over)
                on:dragenter=dragged
                on:dragover=dragged
                on:dragleave=move |_| over.set(false)
                on:drop=dropped
            >
                <span class="upload__choice">
                    <input
                        class="upload__input visually-hidden"
                        type="file"
                        id=id.to_owned()
                        accept=accept
                        multiple=several
                        aria-invalid=invalid
                        aria-describedby=described_by
                        on:change=changed
                    />
                    <label class="button button--secondary" for=id.to_owned()>{icon(Icon::Document, "")}{words}</label>
                </span>
                {camera}
                <span class="upload__hint">{if several { say(DROP_SEVERAL) } else { say(DROP_ONE) }}</span>
            </div>
        }
        .into_any()
    }

    /// Why files were not taken. They stay until others are chosen; screen readers say them when they come.
    pub(super) fn refusals(self) -> impl IntoView {
        let refusal = |sentence: String| view! { <li>{icon(Icon::Error, "")}<span>{sentence}</span></li> };
        let context = self.store.context().get_untracked();
        let of_this_field = move |(field, refusal): &(DataPointId, Refusal)| {
            (*field == self.place.field).then(|| refusal.sentence(&context))
        };
        view! {
            <div role="status">
                {move || {
                    let refusals: Vec<String> = self.refused.with(|refused| refused.iter().filter_map(&of_this_field).collect());
                    (!refusals.is_empty()).then(|| {
                        let refusals = refusals.into_iter().map(refusal).collect_view();
                        view! { <ul class="upload__refusals" role="list">{refusals}</ul> }
                    })
                }}
            </div>
        }
    }

    fn take(self, chosen: Vec<Chosen>) {
        if chosen.is_empty() {
            return;
        }
        let field = self.place.field;
        self.refused.update(|refused| refused.retain(|(refused, _)| *refused != field));
        leptos::task::spawn_local(async move {
            let mut replaced = self.to_replace();
            for file in chosen {
                let already = self.store.uploading().count(self.place) - replaced.len();
                match self.judge(&file, already).await {
                    Ok(content_type) => {
                        for old in replaced.drain(..) {
                            upload::happens(self.store, UploadEvent::Removed(old.id));
                        }
                        upload::add(self.store, self.place, file, content_type);
                    }
                    Err(refusal) => {
                        self.refused.try_update(|refused| refused.push((field, refusal)));
                    }
                }
            }
        });
    }

    /// The file whose place a new one takes, where there is room for one.
    fn to_replace(self) -> Vec<FileView> {
        let several = self.rules.try_with_value(Rules::takes_several).unwrap_or(true);
        if several { Vec::new() } else { untrack(|| self.store.uploading().files(self.place)) }
    }

    /// The media type of a file that is taken.
    async fn judge(self, file: &Chosen, already: usize) -> Result<String, Refusal> {
        let unreadable = |_| Refusal::Unreadable { name: file.facts.name.clone() };
        let first_bytes = file.first_bytes().await.map_err(unreadable)?;
        let refusal = self.rules.try_with_value(|rules| rules.refuse(&file.facts, &first_bytes, already)).flatten();
        refusal.map_or_else(|| Ok(Rules::content_type(&file.facts, &first_bytes)), Err)
    }
}

const CHOOSE_ONE: Text = Text {
    en: "Choose a file",
    fr: "Choisir un fichier",
    de: "Datei auswählen",
    es: "Elegir un archivo",
    ar: "اختيار ملف",
};
const CHOOSE_ANOTHER: Text = Text {
    en: "Replace the file",
    fr: "Remplacer le fichier",
    de: "Datei ersetzen",
    es: "Sustituir el archivo",
    ar: "استبدال الملف",
};
const CHOOSE_SEVERAL: Text = Text {
    en: "Choose files",
    fr: "Choisir des fichiers",
    de: "Dateien auswählen",
    es: "Elegir archivos",
    ar: "اختيار ملفات",
};
const PHOTOGRAPH: Text =
    Text {
        en: "Take a photo", fr: "Prendre une photo", de: "Foto aufnehmen", es: "Tomar una foto", ar: "التقاط صورة"
    };
const DROP_ONE: Text = Text {
    en: "or drop it here",
    fr: "ou déposez-le ici",
    de: "oder Datei hierher ziehen",
    es: "o suéltelo aquí",
    ar: "أو سحبه وإفلاته هنا",
};
const DROP_SEVERAL: Text = Text {
    en: "or drop them here",
    fr: "ou déposez-les ici",
    de: "oder Dateien hierher ziehen",
    es: "o suéltelos aquí",
    ar: "أو سحبها وإفلاتها هنا",
};
