//! What becomes of the session by itself, for those who do not see it: it is secured, it goes on.

use leptos::prelude::*;
use onboarding::calendar::DateTime;
use onboarding::screen::Page;
use onboarding::text::Text;

use crate::store::Store;
use crate::words::say;

/// What of the page is told when it changes.
#[derive(Clone, PartialEq)]
struct Guards {
    asks_for_code: bool,
    secured_until: Option<DateTime>,
    ends_soon: bool,
    is_alive: bool,
}

/// A region that tells it without taking focus (WCAG 4.1.3).
pub(crate) fn session_news(store: Store) -> impl IntoView {
    let guards = Memo::new(move |_| store.page().with(Guards::of));
    let told = RwSignal::new(None);
    let (secured, stays) = (say(SECURED), say(STAYS));
    Effect::new(move |before: Option<Guards>| {
        let now = guards.get();
        if let Some(before) = before {
            let is_secured = now.secured_until.is_some() && now.secured_until != before.secured_until;
            told.set(if before.asks_for_code && !now.asks_for_code && is_secured {
                Some(secured)
            } else {
                (before.ends_soon && !now.ends_soon && now.is_alive).then_some(stays)
            });
        }
        now
    });
    view! { <p class="visually-hidden" role="status">{move || told.get()}</p> }
}

impl Guards {
    fn of(page: &Page) -> Self {
        Self {
            asks_for_code: page.step_up.is_some(),
            secured_until: page.account.as_ref().and_then(|account| account.secured_until),
            ends_soon: page.limit.is_some(),
            is_alive: page.has_journey && page.sign_in.is_none(),
        }
    }
}

const SECURED: Text = Text {
    en: "Your session is secured. What was waiting for the code goes on.",
    fr: "Votre session est sécurisée. Ce qui attendait le code reprend.",
    de: "Ihre Sitzung ist gesichert. Was auf den Code gewartet hat, geht weiter.",
    es: "Su sesión está protegida. Lo que estaba a la espera del código continúa.",
    ar: "جلستك محمية الآن. يُستأنف ما كان بانتظار الرمز.",
};
const STAYS: Text = Text {
    en: "You stay logged in.",
    fr: "Votre session est prolongée.",
    de: "Sie bleiben angemeldet.",
    es: "Su sesión sigue abierta.",
    ar: "تم تمديد جلستك.",
};
