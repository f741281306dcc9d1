//! An address to take elsewhere: readable, selected as soon as it has focus, and copied by one press.

use leptos::html::Input;
use leptos::prelude::*;
use onboarding::text::Text;

use crate::effects::clipboard;
use crate::words::say;

/// The address with its label; the id is that of its field.
pub(crate) fn copy_link(id: &'static str, label: &'static str, address: String) -> impl IntoView {
    let field = NodeRef::<Input>::new();
    let copied: RwSignal<Option<bool>> = RwSignal::new(None);
    let shown = address.clone();
    let copy = move |_| {
        // Cleared first, so that a second press is told as well.
        copied.set(None);
        clipboard::copy(address.clone(), field, move |done| {
            let _ = copied.try_set(Some(done));
        });
    };
    let (done, by_hand) = (say(COPIED), say(BY_HAND));
    let told = move || copied.get().map(|done_so| if done_so { done } else { by_hand });
    view! {
        <div class="copy-link">
            <label class="field__label" for=id>{label}</label>
            <div class="copy-link__row">
                <input
                    class="input copy-link__address"
                    id=id
                    readonly
                    dir="ltr"
                    spellcheck="false"
                    value=shown
                    node_ref=field
                    on:focus=move |_| clipboard::select(field)
                />
                <button class="button button--secondary" type="button" on:click=copy>{say(COPY)}</button>
            </div>
            <p class="copy-link__status" role="status">{told}</p>
        </div>
    }
}

const COPY: Text = Text { en: "Copy", fr: "Copier", de: "Kopieren", es: "Copiar", ar: "نسخ" };
const COPIED: Text = Text {
    en: "The link is copied.",
    fr: "Le lien est copié.",
    de: "Der Link ist kopiert.",
    es: "El enlace se ha copiado.",
    ar: "تم نسخ الرابط.",
};
const BY_HAND: Text = Text {
    en: "This browser does not copy by itself. The link is selected; copy it from there.",
    fr: "Ce navigateur ne permet pas la copie automatique. Le lien est sélectionné ; copiez-le vous-même.",
    de: "Dieser Browser kopiert nicht automatisch. Der Link ist markiert, Sie können ihn selbst kopieren.",
    es: "Este navegador no permite copiar automáticamente. El enlace está seleccionado; cópielo desde ahí.",
    ar: "لا يستطيع هذا المتصفح النسخ تلقائيا. الرابط محدد؛ يمكنك نسخه من هناك.",
};
