//! A pad to draw a signature on. It shows points, never pixels: the same strokes at any size, turned any way, in
//! anybody's colours. Nobody needs it: a typed name does the same by keyboard (WCAG 2.5.7).

use leptos::ev::PointerEvent;
use leptos::prelude::*;
use onboarding::signing::{HEIGHT, Point, WIDTH};
use onboarding::text::Text;

use crate::effects::pen;
use crate::words::say;

/// Where one signs, as the `d` of an SVG path. Not a literal in the view, which would be parsed as markup (`skeleton.rs`).
const BASE_LINE: &str = "M60 380H940";

/// What somebody does on the pad.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stroke {
    /// The pen comes down.
    Begin(Point),
    /// It moves on.
    Extend(Point),
    /// The last stroke is taken back.
    Undo,
    /// Everything is taken back.
    Clear,
}

/// The pad, for what is drawn already as the `d` of an SVG path.
pub(crate) fn signature_pad(id: &'static str, drawn: Signal<String>, act: Callback<Stroke>) -> impl IntoView {
    // One pointer draws at a time: the palm that rests beside the pen does not.
    let drawing = StoredValue::new(None::<i32>);
    let place = |event: &PointerEvent| pen::place(event, WIDTH).map(|(x, y)| Point::at(x, y));
    let down = move |event: PointerEvent| {
        if drawing.get_value().is_some() || !event.is_primary() || event.button() != 0 {
            return;
        }
        if let Some(point) = place(&event) {
            event.prevent_default();
            pen::hold(&event);
            drawing.set_value(Some(event.pointer_id()));
            act.run(Stroke::Begin(point));
        }
    };
    let moved = move |event: PointerEvent| {
        if drawing.get_value() == Some(event.pointer_id())
            && let Some(point) = place(&event)
        {
            act.run(Stroke::Extend(point));
        }
    };
    let up = move |event: PointerEvent| {
        if drawing.get_value() == Some(event.pointer_id()) {
            drawing.set_value(None);
        }
    };
    let empty = Memo::new(move |_| drawn.with(String::is_empty));
    let told = RwSignal::new("");
    let take_back = move |stroke: Stroke, words: Text| {
        if !empty.get_untracked() {
            act.run(stroke);
            told.set(say(words));
        }
    };
    let is_off = move || empty.get().then_some("true");
    view! {
        <div
            class="signature-pad"
            id=id
            tabindex="-1"
            role="img"
            aria-label=move || say(if empty.get() { EMPTY } else { DRAWN })
            on:pointerdown=down
            on:pointermove=moved
            on:pointerup=up
            on:pointercancel=up
            // A quick stroke would count as a fling, and the browser swallows the tap that follows one.
            on:touchstart=|event| event.prevent_default()
        >
            <svg class="signature-pad__ink" viewBox=format!("0 0 {WIDTH} {HEIGHT}") aria-hidden="true" focusable="false">
                <path class="signature-pad__base" d=BASE_LINE />
                <path class="signature-pad__line" d=drawn />
            </svg>
        </div>
        <div class="signature-pad__actions">
            <button
                class="button button--secondary"
                type="button"
                aria-disabled=is_off
                on:click=move |_| take_back(Stroke::Undo, UNDONE)
            >
                {say(UNDO)}
            </button>
            <button
                class="button button--secondary"
                type="button"
                aria-disabled=is_off
                on:click=move |_| take_back(Stroke::Clear, CLEARED)
            >
                {say(CLEAR)}
            </button>
        </div>
        <p class="visually-hidden" role="status">{told}</p>
    }
}

const EMPTY: Text = Text {
    en: "Signature, empty so far",
    fr: "Signature, vide pour l’instant",
    de: "Unterschrift, noch leer",
    es: "Firma, vacía por ahora",
    ar: "التوقيع، فارغ حتى الآن",
};
const DRAWN: Text = Text {
    en: "Your drawn signature",
    fr: "Votre signature dessinée",
    de: "Ihre gezeichnete Unterschrift",
    es: "Su firma dibujada",
    ar: "توقيعك المرسوم",
};
const UNDO: Text = Text {
    en: "Undo the last stroke",
    fr: "Annuler le dernier trait",
    de: "Letzten Strich zurücknehmen",
    es: "Deshacer el último trazo",
    ar: "التراجع عن الخط الأخير",
};
const CLEAR: Text =
    Text {
        en: "Start again", fr: "Recommencer", de: "Neu beginnen", es: "Empezar de nuevo", ar: "البدء من جديد"
    };
const UNDONE: Text = Text {
    en: "The last stroke is gone.",
    fr: "Le dernier trait est effacé.",
    de: "Der letzte Strich ist zurückgenommen.",
    es: "Se ha borrado el último trazo.",
    ar: "تم التراجع عن الخط الأخير.",
};
const CLEARED: Text = Text {
    en: "The signature is empty again.",
    fr: "La signature est de nouveau vide.",
    de: "Das Feld für die Unterschrift ist wieder leer.",
    es: "La firma vuelve a estar vacía.",
    ar: "التوقيع فارغ من جديد.",
};
