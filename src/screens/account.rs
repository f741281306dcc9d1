//! Whose page this is, at the head of every page: name and masked e-mail, "Not you?", and what can be done about the
//! session. A disclosure with plain links and buttons in it (WAI-ARIA Authoring Practices, "Disclosure Pattern").

mod leaving;
mod news;

use leptos::ev::KeyboardEvent;
use leptos::html::Div;
use leptos::prelude::*;
use onboarding::calendar::DateTime;
use onboarding::screen::Person;
use onboarding::text::Text;

pub(crate) use self::leaving::{Leaving, leaving_notice};
pub(crate) use self::news::session_news;
use crate::components::icon::{Icon, icon};
use crate::effects::{focus, outside};
use crate::store::Store;
use crate::words::{fill, say};

/// The id of the button that opens and closes the rest.
const TOGGLE: &str = "account-toggle";
/// The id of what it opens.
const PANEL: &str = "account-panel";

/// The strip, as soon as anything is known about who is here.
pub(crate) fn account_strip(store: Store) -> impl IntoView {
    let page = store.page();
    let person = Memo::new(move |_| page.with(|page| Person { name: page.person.clone(), email: page.email.clone() }));
    let is_managed = Memo::new(move |_| page.with(|page| page.account.is_some()));
    let is_known = Memo::new(move |_| is_managed.get() || person.with(|person| *person != Person::default()));
    let leaving = Leaving::new(store);
    let secured_until =
        Memo::new(move |_| page.with(|page| page.account.as_ref().and_then(|account| account.secured_until)));
    view! {
        {move || secured_until.get().map(|until| secured(store, until))}
        {move || is_known.get().then(|| strip(store, person, is_managed, leaving))}
        {leaving.dialogs()}
    }
}

/// Until when a code secures the session: in words beside the lock.
fn secured(store: Store, until: DateTime) -> impl IntoView {
    let time = store.context().with_untracked(|context| context.show_time_of_day(until));
    view! { <p class="header__secured">{icon(Icon::Lock, "")}<span>{fill(SECURED, &[&time])}</span></p> }
}

fn strip(store: Store, person: Memo<Person>, is_managed: Memo<bool>, leaving: Leaving) -> impl IntoView {
    let open = RwSignal::new(false);
    let place = NodeRef::<Div>::new();
    outside::on_turn_to(place, move || open.set(false));
    let leave_by_key = move |event: KeyboardEvent| {
        if event.key() == "Escape" && open.get_untracked() {
            open.set(false);
            focus::focus(&format!("#{TOGGLE}"));
        }
    };
    let names = move || person.with(names_of);
    view! {
        <div class="account" node_ref=place on:keydown=leave_by_key>
            <button
                class="account__not-you"
                type="button"
                hidden=move || person.with(|person| *person == Person::default())
                on:click=move |_| leaving.ask_who()
            >
                {say(NOT_YOU)}
            </button>
            <button
                class="account__toggle"
                id=TOGGLE
                type="button"
                aria-expanded=move || open.get().to_string()
                aria-controls=PANEL
                data-at-once=""
                on:click=move |_| open.update(|open| *open = !*open)
            >
                <span class="account__names">{names}</span>
                {icon(Icon::Down, "account__arrow")}
            </button>
            <div class="account__panel" id=PANEL hidden=move || !open.get()>
                {panel(store, person, is_managed, leaving, open)}
            </div>
        </div>
    }
}

/// What the button shows: name and e-mail, as far as they are known, and a word of its own where neither is.
fn names_of(person: &Person) -> AnyView {
    let name = person.name.clone().map(|name| view! { <bdi class="account__name">{name}</bdi>" " });
    let email = person.email.clone().map(|email| view! { <bdi class="account__email">{email}</bdi> });
    let is_known = name.is_some() || email.is_some();
    view! {
        {is_known.then(|| view! { <span class="visually-hidden">{say(HERE_AS)}" "</span> })}
        {name}
        {email}
        {(!is_known).then(|| view! { <span class="account__name">{say(ACCOUNT)}</span> })}
    }
    .into_any()
}

/// Everything in full, and what can be done.
fn panel(
    store: Store,
    person: Memo<Person>,
    is_managed: Memo<bool>,
    leaving: Leaving,
    open: RwSignal<bool>,
) -> impl IntoView {
    let has_choice =
        Memo::new(move |_| store.page().with(|page| page.account.as_ref().is_some_and(|account| account.has_choice)));
    let is_named = Memo::new(move |_| person.with(|person| *person != Person::default()));
    // What was opened closes; focus stays in the page until what was asked for takes it.
    let then = move |act: fn(Leaving)| {
        move |_| {
            open.set(false);
            focus::focus(&format!("#{TOGGLE}"));
            act(leaving);
        }
    };
    let link = move |href: &'static str, words: Text| {
        view! { <li><a class="account__action" href=href on:click=move |_| open.set(false)>{say(words)}</a></li> }
    };
    let button = move |class: &'static str, words: Text, act: fn(Leaving)| {
        view! { <li class=class><button class="account__action" type="button" on:click=then(act)>{say(words)}</button></li> }
    };
    let who = move || {
        is_named.get().then(|| {
            let company = store.company();
            let company = (!company.is_empty()).then(|| view! { <bdi class="account__company">{company}</bdi> });
            view! {
                <p class="account__who">{move || person.with(names_of)}" "{company}</p>
            }
        })
    };
    view! {
        {who}
        <ul class="account__actions" role="list">
            {move || is_named.get().then(|| button("account__who-else", NOT_YOU, Leaving::ask_who))}
            {move || is_managed.get().then(|| link("/sessions", SESSIONS))}
            {move || has_choice.get().then(|| link("/journeys", JOURNEYS))}
            {move || is_managed.get().then(|| button("", LOG_OUT, Leaving::log_out))}
        </ul>
    }
}

const HERE_AS: Text = Text {
    en: "You are here as",
    fr: "Session ouverte :",
    de: "Angemeldet als",
    es: "Sesión de",
    ar: "تم تسجيل الدخول باسم",
};
const ACCOUNT: Text =
    Text { en: "Your account", fr: "Votre compte", de: "Ihr Konto", es: "Su cuenta", ar: "حسابك" };
const SECURED: Text = Text {
    en: "Secured until {}",
    fr: "Session sécurisée jusqu’à {}",
    de: "Gesichert bis {} Uhr",
    es: "Fin de la protección de la sesión: {}",
    ar: "الجلسة محمية حتى الساعة {}",
};
/// Whoever the page does not belong to asks so.
const NOT_YOU: Text =
    Text {
        en: "Not you?", fr: "Ce n’est pas vous ?", de: "Nicht Sie?", es: "¿No es usted?", ar: "ليس حسابك؟"
    };
/// The page of the sessions, and the way there.
pub(crate) const SESSIONS: Text =
    Text { en: "Your sessions", fr: "Vos sessions", de: "Ihre Sitzungen", es: "Sus sesiones", ar: "جلساتك" };
const JOURNEYS: Text = Text {
    en: "Choose another journey",
    fr: "Choisir un autre parcours",
    de: "Anderen Vorgang auswählen",
    es: "Elegir otro trámite",
    ar: "اختيار طلب آخر",
};
/// Ends the session of this page.
pub(crate) const LOG_OUT: Text =
    Text { en: "Log out", fr: "Se déconnecter", de: "Abmelden", es: "Cerrar sesión", ar: "تسجيل الخروج" };
