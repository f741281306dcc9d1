//! The frame of every page: skip link, header, footer, and what guards the session.

use leptos::ev::MouseEvent;
use leptos::prelude::*;
use onboarding::screen::Screen;
use onboarding::text::Text;

use crate::effects::focus;
use crate::screens::account::{account_strip, leaving_notice, session_news};
use crate::screens::lookout::announced_news;
use crate::screens::sign_in::sign_in;
use crate::screens::step_up::step_up;
use crate::screens::time_limit::time_limit;
use crate::store::Store;
use crate::words::say;

/// Everything around the screen.
pub(crate) fn page_frame(store: Store, screen: impl IntoView + 'static) -> impl IntoView {
    let locale = Memo::new(move |_| store.context().with(|context| context.locale));
    let skip = move |event: MouseEvent| {
        // The router would take the fragment for an address.
        event.prevent_default();
        focus::focus("main h1");
    };
    view! {
        <div class="page">
            {move || {
                provide_context(locale.get());
                view! {
                    <a class="skip-link" href="#main" on:click=skip>{say(SKIP)}</a>
                    {header(store)}
                    {leaving_notice(store)}
                }
            }}
            {screen}
            {move || {
                provide_context(locale.get());
                announced_news(store)
            }}
            {move || {
                provide_context(locale.get());
                footer(store)
            }}
            {move || {
                provide_context(locale.get());
                guards(store)
            }}
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
        match (name, logo) {
            (name, Some(logo)) => logo_or_name(logo, name.unwrap_or_default()).into_any(),
            (Some(name), None) => view! { <span class="header__name"><bdi>{name}</bdi></span> }.into_any(),
            (None, None) => ().into_any(),
        }
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
                <nav class="header__nav" aria-label=say(STEPS)>
                    <a class="header__link" href="/">{say(ALL_STEPS)}</a>
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

/// What tells of the end of the session, and what asks for a code or a log-in: last in the page, within reach from
/// anywhere.
fn guards(store: Store) -> impl IntoView {
    view! {
        <div class="guards" data-stays="">
            {session_news(store)}
            {time_limit(store)}
            {step_up(store)}
        </div>
        {sign_in(store)}
    }
}

/// The logo; a broken one gives way to the name.
fn logo_or_name(logo: String, name: String) -> impl IntoView {
    let broken = RwSignal::new(false);
    move || match broken.get() {
        true => view! { <span class="header__name"><bdi>{name.clone()}</bdi></span> }.into_any(),
        false => view! {
            <img class="header__logo" src=logo.clone() alt=name.clone() on:error=move |_| broken.set(true) />
        }
        .into_any(),
    }
}

fn footer(store: Store) -> impl IntoView {
    let page = store.page();
    let links = Memo::new(move |_| {
        page.with(|page| (page.workspace.privacy_url.clone(), page.workspace.support_email.clone()))
    });
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
            view! { <a class="footer__link" href=address>{email}</a> }
        });
        (privacy.is_some() || email.is_some()).then(|| {
            view! {
                <footer class="footer">
                    <div class="footer__inner">{privacy}{email}</div>
                </footer>
            }
        })
    }
}

const SKIP: Text = Text { en: "Skip to main content", fr: "Aller au contenu principal" };
const STEPS: Text = Text { en: "Steps", fr: "Étapes" };
/// The way back to the task list.
pub(crate) const ALL_STEPS: Text = Text { en: "All steps", fr: "Toutes les étapes" };
/// The way back to it from a page of its own.
pub(crate) const BACK_TO_STEPS: Text = Text { en: "Back to your steps", fr: "Retour à vos étapes" };
const PRIVACY: Text = Text { en: "Privacy", fr: "Confidentialité" };
const NEW_TAB: Text = Text { en: " (opens in a new tab)", fr: " (s’ouvre dans un nouvel onglet)" };
