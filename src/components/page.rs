//! The frame of every page: skip link, header, footer, and what guards the session.

use leptos::ev::MouseEvent;
use leptos::prelude::*;
use onboarding::screen::Screen;
use onboarding::text::Text;

use super::language::language_switcher;
use super::logo::logo_or_name;
use super::offline::offline;
use crate::effects::{brand, focus};
use crate::screens::account::{account_strip, leaving_notice, session_news};
use crate::screens::lookout::announced_news;
use crate::screens::sign_in::sign_in;
use crate::screens::step_up::step_up;
use crate::screens::time_limit::time_limit;
use crate::store::Store;
use crate::words::{say, speak_as};

/// Everything around the screen.
pub(crate) fn page_frame(store: Store, screen: impl IntoView + 'static) -> impl IntoView {
    speak_as(store);
    let place = Memo::new(move |_| store.screen().with(Screen::place));
    let links = links(store);
    let is_restored = store.is_restored();
    let is_there = Memo::new(move |_| store.screen().with(|screen| store.rest().lets_show(screen)));
    let pages = Memo::new(move |pages: Option<&u32>| {
        place.with(|_| ());
        is_restored.with(|_| ());
        is_there.with(|_| ());
        // It may need another line for them.
        links.with(|_| ());
        pages.map_or(0, |pages| pages.wrapping_add(1))
    });
    let skip = move |event: MouseEvent| {
        // The router would take the fragment for an address.
        event.prevent_default();
        focus::focus("main h1");
    };
    brand::follow(store);
    view! {
        <div class="page">
            {move || {
                view! {
                    <a class="skip-link" href="#main" on:click=skip>{say(SKIP)}</a>
                    {header(store)}
                    {leaving_notice(store)}
                }
            }}
            {screen}
            {move || announced_news(store)}
            // Made anew with each page: one that stayed would jump to where that page ends.
            <For each=move || [pages.get()] key=|page| *page children=move |_| footer(store, links) />
            {move || guards(store)}
        </div>
    }
}

/// A page of one column.
pub(crate) fn body(content: impl IntoView + 'static) -> AnyView {
    view! {
        <div class="page__body">
            <main class="page__main" id="main">{content.into_any()}</main>
        </div>
    }
    .into_any()
}

fn header(store: Store) -> impl IntoView {
    let page = store.page();
    let brand = Memo::new(move |_| page.with(|page| (page.workspace.name.clone(), page.workspace.logo_url.clone())));
    let brand = move || {
        let (name, logo) = brand.get();
        logo_or_name(logo, name)
    };
    // Task list, activities and sessions have their own way back.
    let offers_steps = Memo::new(move |_| {
        let elsewhere = store
            .screen()
            .with(|screen| !matches!(screen, Screen::Journey(_) | Screen::Activity(_) | Screen::Sessions(_)));
        elsewhere && page.with(|page| page.has_journey)
    });
    let steps = move || {
        offers_steps.get().then(|| {
            view! {
                <nav class="header__nav" aria-label=say(YOUR_STEPS)>
                    <a class="header__link" href="/">{say(YOUR_STEPS)}</a>
                </nav>
            }
        })
    };
    view! {
        <header class="header">
            <div class="header__inner">
                <span class="header__brand">{brand}</span>
                {steps}
                {account_strip(store)}
            </div>
        </header>
    }
}

/// What tells of a lost network and of the end of the session, and what asks for a code or a log-in: last in the page,
/// within reach from anywhere.
fn guards(store: Store) -> impl IntoView {
    view! {
        <div class="guards" data-stays="">
            {session_news(store)}
            {offline(store)}
            {time_limit(store)}
            {step_up(store)}
        </div>
        {sign_in(store)}
    }
}

fn footer(store: Store, links: Memo<Links>) -> impl IntoView {
    view! {
        <footer class="footer">
            <div class="footer__inner">{language_switcher(store)} {footer_links(links)}</div>
        </footer>
    }
}

/// Where the company tells about privacy, and how it is written to.
type Links = (Option<String>, Option<String>);

fn links(store: Store) -> Memo<Links> {
    let page = store.page();
    Memo::new(move |_| page.with(|page| (page.workspace.privacy_url.clone(), page.workspace.support_email.clone())))
}

fn footer_links(links: Memo<Links>) -> impl IntoView {
    move || {
        let (privacy, email) = links.get();
        let privacy = privacy.map(|url| {
            view! {
                <a class="footer__link" href=url rel="noreferrer" target="_blank">
                    {say(PRIVACY)}<span class="visually-hidden">{say(NEW_TAB)}</span>
                </a>
            }
        });
        let email = email.map(|email| {
            let address = format!("mailto:{email}");
            view! { <a class="footer__link" href=address><bdi>{email}</bdi></a> }
        });
        (privacy, email)
    }
}

const SKIP: Text = Text {
    en: "Skip to main content",
    fr: "Aller au contenu principal",
    de: "Zum Hauptinhalt springen",
    es: "Ir al contenido principal",
    ar: "الانتقال إلى المحتوى الرئيسي",
};
/// The task list: its heading, and the way to it.
pub(crate) const YOUR_STEPS: Text =
    Text { en: "Your steps", fr: "Vos étapes", de: "Ihre Schritte", es: "Sus pasos", ar: "خطواتك" };
/// The way back to it from a page that is none of them.
pub(crate) const BACK_TO_STEPS: Text = Text {
    en: "Back to your steps",
    fr: "Retour à vos étapes",
    de: "Zurück zu Ihren Schritten",
    es: "Volver a sus pasos",
    ar: "العودة إلى خطواتك",
};
/// What leaves this tab as it is.
pub(crate) const OPEN_IN_NEW_TAB: Text = Text {
    en: "Open in a new tab",
    fr: "Ouvrir dans un nouvel onglet",
    de: "In neuem Tab öffnen",
    es: "Abrir en una pestaña nueva",
    ar: "الفتح في علامة تبويب جديدة",
};
const PRIVACY: Text =
    Text { en: "Privacy", fr: "Confidentialité", de: "Datenschutz", es: "Privacidad", ar: "الخصوصية" };
const NEW_TAB: Text = Text {
    en: " (opens in a new tab)",
    fr: " (s’ouvre dans un nouvel onglet)",
    de: " (öffnet sich in einem neuen Tab)",
    es: " (se abre en una pestaña nueva)",
    ar: " (يُفتح في علامة تبويب جديدة)",
};
