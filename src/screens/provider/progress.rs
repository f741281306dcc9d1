//! What the back-end says about a visit: asked, not confirmed yet, or out of reach.

use leptos::prelude::*;
use onboarding::screen::CheckingScreen;
use onboarding::text::Text;

use super::Visit;
use super::beginning::failure_notice;
use crate::components::notice::{Tone, notice};
use crate::screens::sending::failure_or_refusal_notice;
use crate::screens::step_up::way_to_code;
use crate::words::{fill, locale, say};

impl Visit {
    /// Told where it happens, without taking focus.
    pub(super) fn progress(self) -> impl IntoView {
        let told = Memo::new(move |_| self.state.with(|state| (state.checking.clone(), state.declares)));
        let provider = self.provider();
        let finished = self.finished_words();
        let checking = move || match told.get() {
            (CheckingScreen::Idle | CheckingScreen::UnderWay(None), _) => None,
            (CheckingScreen::UnderWay(Some(failure)), _) => Some(failure_notice(Tone::Info, failure).into_any()),
            (CheckingScreen::NotConfirmed, declares) => {
                let sure = if declares { fill(DECLARE, &[finished]) } else { say(WAIT).to_owned() };
                let sentence = format!("{} {sure}", fill(NOT_YET, &[provider]));
                Some(notice(Tone::Info, Some(say(NOT_YET_TITLE).to_owned()), sentence).into_any())
            }
            (CheckingScreen::Failed(failure), _) => {
                let sentence = format!("{} {}", failure.sentence(locale()), say(NOT_LOST));
                let told = view! {
                    {notice(Tone::Error, Some(failure.title(locale()).to_owned()), sentence)}
                    {way_to_code(self.store, failure)}
                };
                Some(told.into_any())
            }
        };
        view! {
            {checking}
            {failure_or_refusal_notice(self.store)}
        }
    }
}

const NOT_YET_TITLE: Text = Text {
    en: "Not confirmed yet",
    fr: "Pas encore confirmé",
    de: "Noch nicht bestätigt",
    es: "Aún sin confirmar",
    ar: "لم يصل التأكيد بعد",
};
const NOT_YET: Text = Text {
    en: "We have not heard from {} yet that this is done. We keep checking, and you need not wait here.",
    fr: "{} ne nous a pas encore confirmé que c’est fait. Nous continuons à vérifier ; inutile d’attendre ici.",
    de: "Wir haben von {} noch keine Bestätigung, dass alles erledigt ist. Wir prüfen das weiter, und Sie müssen hier nicht warten.",
    es: "{} todavía no nos ha confirmado que esté hecho. Seguimos comprobándolo; no hace falta que espere aquí.",
    ar: "لم يصلنا بعد من {} تأكيد الإنجاز. نواصل التحقق، ولا حاجة إلى الانتظار هنا.",
};
const DECLARE: Text = Text {
    en: "If you are sure, press “{}” once more.",
    fr: "Si vous avez bien terminé, appuyez encore une fois sur « {} ».",
    de: "Wenn Sie sicher sind, drücken Sie noch einmal auf „{}“.",
    es: "Si ya está hecho, pulse «{}» otra vez.",
    ar: "إذا تم ذلك فعلا، يُرجى الضغط على «{}» مرة أخرى.",
};
const WAIT: Text = Text {
    en: "If you have not finished, go on where you were.",
    fr: "Si vous n’avez pas terminé, reprenez où vous en étiez.",
    de: "Wenn Sie noch nicht fertig sind, machen Sie dort weiter, wo Sie waren.",
    es: "Si no ha terminado, continúe donde estaba.",
    ar: "إذا لم يكتمل ذلك بعد، يمكنك المتابعة من حيث توقفت.",
};
const NOT_LOST: Text = Text {
    en: "Nothing is lost.",
    fr: "Rien n’est perdu.",
    de: "Es ist nichts verloren.",
    es: "No se ha perdido nada.",
    ar: "لم يُفقد شيء.",
};
