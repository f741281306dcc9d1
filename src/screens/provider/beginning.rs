//! Before the visit, and after one that ended without success: what will happen, who the provider is, how to begin.

use leptos::prelude::*;
use onboarding::failure::Failure;
use onboarding::machine::Ending;
use onboarding::provider::Way;
use onboarding::screen::{CheckingScreen, StayScreen};
use onboarding::text::Text;

use super::Visit;
use crate::components::button::Weight;
use crate::components::notice::{Tone, notice};
use crate::screens::step_up::way_to_code;
use crate::words::{fill, locale, say};

/// Not begun yet.
pub(super) fn view(visit: Visit) -> impl IntoView {
    let provider = visit.provider();
    let explained = visit.main_way().map(|way| fill(explanation(way), &[provider, provider]));
    view! {
        <section class="panel visit" aria-labelledby=super::TITLE>
            {visit.heading()}
            <p>{explained}</p>
            {opening_notice(visit)}
            {visit.progress()}
            {actions(visit, visit.begin_words())}
        </section>
    }
}

/// Over without success.
pub(super) fn after(visit: Visit, ending: Ending) -> impl IntoView {
    let (tone, title, sentence) = ended(ending);
    let sentence = fill(sentence, &[visit.provider()]);
    let contact = visit.store.support_email().filter(|_| ending != Ending::Cancelled).map(|email| {
        let words = fill(CONTACT, &[&email]);
        view! { <p><a class="button button--link" href=format!("mailto:{email}")>{words}</a></p> }
    });
    view! {
        <section class="panel visit" aria-labelledby=super::TITLE>
            {visit.heading()}
            {notice(tone, Some(say(title).to_owned()), sentence)}
            {contact}
            {opening_notice(visit)}
            {visit.progress()}
            {actions(visit, say(AGAIN))}
        </section>
    }
}

/// The main way, the others, and "I have finished" for those who did it elsewhere.
fn actions(visit: Visit, begin: &'static str) -> impl IntoView {
    // Once the lead has said that it is done, and is asked to say so again, beginning again is not the thing to do.
    let is_declared =
        move || visit.state.with(|state| state.declares && state.checking == CheckingScreen::NotConfirmed);
    let begins = Signal::derive(move || if is_declared() { Weight::Secondary } else { Weight::Main });
    let has_finished = Signal::derive(move || if is_declared() { Weight::Main } else { Weight::Link });
    view! {
        <div class="button-group">
            {visit.main_way().map(|way| visit.way_button(way, begins, begin))}
            {visit.other_ways()}
        </div>
        <div class="visit__done">
            <p>{say(DONE_ALREADY)}</p>
            {visit.finished_button(has_finished)}
        </div>
    }
}

/// Why the address could not be had, or what having it waits for.
fn opening_notice(visit: Visit) -> impl IntoView {
    let told = Memo::new(move |_| {
        visit.state.with(|state| match state.stay {
            StayScreen::Refused(failure) => Some((Tone::Error, failure)),
            StayScreen::Opening(_, Some(failure)) => Some((Tone::Info, failure)),
            _ => None,
        })
    });
    move || {
        told.get().map(|(tone, failure)| {
            view! {
                {failure_notice(tone, failure)}
                {way_to_code(visit.store, failure)}
            }
        })
    }
}

/// A failure in its own words.
pub(super) fn failure_notice(tone: Tone, failure: Failure) -> impl IntoView {
    notice(tone, Some(failure.title(locale()).to_owned()), failure.sentence(locale()))
}

fn explanation(way: Way) -> Text {
    match way {
        Way::Frame => Text {
            en: "You do this with {}. Their page opens here, inside this one. What you enter there goes to {}.",
            fr: "Vous faites cette étape avec {}. Sa page s’ouvre ici même, dans la page actuelle. Ce que vous y saisissez est transmis à {}.",
            de: "Diesen Schritt erledigen Sie bei {}. Die Seite dafür öffnet sich hier, innerhalb dieser Seite. Was Sie dort eingeben, geht an {}.",
            es: "Este paso se hace con {}. Se abrirá aquí, dentro de esta página. Lo que introduzca allí se enviará a {}.",
            ar: "تُنجز هذه الخطوة عبر {}. تُفتح الصفحة المخصصة لها هنا، داخل هذه الصفحة. ما يُدخل فيها يُرسل إلى {}.",
        },
        Way::SameTab => Text {
            en: "You do this with {}. Their page takes the place of this one. When you have finished at {}, come back here.",
            fr: "Vous faites cette étape avec {}. Sa page remplace celle-ci. Quand vous aurez terminé chez {}, revenez ici.",
            de: "Diesen Schritt erledigen Sie bei {}. Dafür verlassen Sie kurz diese Seite. Wenn Sie bei {} fertig sind, kommen Sie hierher zurück.",
            es: "Este paso se hace con {}, en otra página que sustituirá a esta. Cuando termine en {}, vuelva aquí.",
            ar: "تُنجز هذه الخطوة عبر {}. تحل الصفحة المخصصة لها محل هذه الصفحة. بعد الانتهاء لدى {}، يُرجى العودة إلى هنا.",
        },
        Way::Tab | Way::Phone => Text {
            en: "You do this with {}. Their page opens in a new tab, and this one stays open. When you have finished at {}, come back here.",
            fr: "Vous faites cette étape avec {}. Sa page s’ouvre dans un nouvel onglet et celle-ci reste ouverte. Quand vous aurez terminé chez {}, revenez ici.",
            de: "Diesen Schritt erledigen Sie bei {}. Dafür öffnet sich ein neuer Tab, und diese Seite bleibt geöffnet. Wenn Sie bei {} fertig sind, kommen Sie hierher zurück.",
            es: "Este paso se hace con {}, en una pestaña nueva; esta página seguirá abierta. Cuando termine en {}, vuelva aquí.",
            ar: "تُنجز هذه الخطوة عبر {}. تُفتح الصفحة المخصصة لها في علامة تبويب جديدة، وتبقى هذه الصفحة مفتوحة. بعد الانتهاء لدى {}، يُرجى العودة إلى هنا.",
        },
    }
}

fn ended(ending: Ending) -> (Tone, Text, Text) {
    match ending {
        Ending::Cancelled => (
            Tone::Info,
            Text {
                en: "You stopped before the end",
                fr: "Cette étape n’est pas terminée",
                de: "Dieser Schritt ist noch nicht erledigt",
                es: "Este paso está sin terminar",
                ar: "لم تكتمل هذه الخطوة",
            },
            Text {
                en: "That is fine. Begin again with {} when you are ready.",
                fr: "Ce n’est pas grave. Recommencez avec {} quand vous voudrez.",
                de: "Das ist kein Problem. Beginnen Sie bei {} neu, wann immer Sie möchten.",
                es: "No pasa nada. Empiece de nuevo con {} cuando quiera.",
                ar: "لا بأس. يمكنك البدء من جديد عبر {} متى شئت.",
            },
        ),
        Ending::Declined => (
            Tone::Info,
            Text {
                en: "You chose not to sign",
                fr: "Vous avez choisi de ne pas signer",
                de: "Sie haben sich gegen die Unterschrift entschieden",
                es: "Ha decidido no firmar",
                ar: "اخترت عدم التوقيع",
            },
            Text {
                en: "If you change your mind, begin again with {}. If something in the document is not right, tell us.",
                fr: "Si vous changez d’avis, recommencez avec {}. Si quelque chose ne va pas dans le document, dites-le-nous.",
                de: "Wenn Sie es sich anders überlegen, beginnen Sie bei {} neu. Wenn im Dokument etwas nicht stimmt, sagen Sie uns bitte Bescheid.",
                es: "Si cambia de opinión, empiece de nuevo con {}. Si algo del documento no es correcto, díganoslo.",
                ar: "إذا تغير رأيك، يمكنك البدء من جديد عبر {}. وإذا كان في المستند ما ليس صحيحا، يُرجى إخبارنا.",
            },
        ),
        Ending::Expired => (
            Tone::Info,
            Text {
                en: "The time for this has run out",
                fr: "Le délai est dépassé",
                de: "Die Zeit dafür ist abgelaufen",
                es: "Se ha agotado el tiempo",
                ar: "انتهى الوقت المخصص لذلك",
            },
            Text {
                en: "Begin again, and {} opens anew.",
                fr: "Recommencez et {} s’ouvrira à nouveau.",
                de: "Beginnen Sie neu, dann öffnet sich {} noch einmal.",
                es: "Empiece de nuevo y {} se volverá a abrir.",
                ar: "عند البدء من جديد، تُفتح صفحة {} مرة أخرى.",
            },
        ),
        Ending::Failed => (
            Tone::Error,
            Text {
                en: "This did not work",
                fr: "Cela n’a pas fonctionné",
                de: "Das hat nicht funktioniert",
                es: "No ha funcionado",
                ar: "لم ينجح ذلك",
            },
            Text {
                en: "{} has a problem. Begin again, or open it in a new tab.",
                fr: "{} rencontre un problème. Recommencez ou ouvrez la page dans un nouvel onglet.",
                de: "Bei {} gibt es ein Problem. Beginnen Sie neu oder öffnen Sie die Seite in einem neuen Tab.",
                es: "{} tiene un problema. Empiece de nuevo o ábralo en una pestaña nueva.",
                ar: "حدثت مشكلة لدى {}. يمكنك البدء من جديد، أو فتح الصفحة في علامة تبويب جديدة.",
            },
        ),
    }
}

const AGAIN: Text =
    Text {
        en: "Begin again", fr: "Recommencer", de: "Neu beginnen", es: "Empezar de nuevo", ar: "البدء من جديد"
    };
const DONE_ALREADY: Text = Text {
    en: "Done already?",
    fr: "C’est déjà fait ?",
    de: "Schon erledigt?",
    es: "¿Ya lo ha hecho?",
    ar: "هل تم ذلك بالفعل؟",
};
const CONTACT: Text =
    Text { en: "Write to {}", fr: "Écrire à {}", de: "An {} schreiben", es: "Escribir a {}", ar: "مراسلة {}" };
