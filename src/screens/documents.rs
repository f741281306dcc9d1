//! The documents of an activity: each is fetched, shown as far as a page can show it, and offered to open and to keep.

use std::sync::Arc;

use leptos::prelude::*;
use onboarding::document::{Document, Presentation, Source, Standing};
use onboarding::failure::Failure;
use onboarding::id::DocumentId;
use onboarding::text::{Direction, Text};

use crate::components::icon::{Icon, icon};
use crate::components::notice::{Tone, notice};
use crate::components::page::OPEN_IN_NEW_TAB;
use crate::effects::documents::{Content, fetch};
use crate::effects::focus;
use crate::store::Store;
use crate::words::{fill, locale, say};

/// A handle to the documents on the page.
#[derive(Clone, Copy)]
pub(super) struct Documents {
    store: Store,
    items: StoredValue<Vec<Item>>,
}

#[derive(Clone)]
struct Item {
    document: Document,
    state: RwSignal<State>,
}

#[derive(Clone)]
enum State {
    Without(Standing),
    With(Arc<Content>),
}

impl Documents {
    pub(super) fn new(store: Store, documents: &[Document]) -> Self {
        let item = |document: &Document| Item {
            document: document.clone(),
            state: RwSignal::new(State::Without(Standing::NotAsked)),
        };
        Self { store, items: StoredValue::new(documents.iter().map(item).collect()) }
    }

    /// Fetches all of them.
    pub(super) fn load_all(self) {
        self.items.with_value(|items| items.iter().for_each(|item| self.load(item)));
    }

    /// How far the page has come with each; follows what changes.
    pub(super) fn standing(self, id: &DocumentId) -> Standing {
        let state =
            self.items.with_value(|items| items.iter().find(|item| item.document.id == *id).map(|item| item.state));
        state.map_or(Standing::NotAsked, |state| state.with(State::standing))
    }

    /// Their names, as they are told apart in a sentence.
    pub(super) fn names(self) -> String {
        let locale = locale();
        let names = |items: &Vec<Item>| items.iter().map(|item| item.document.name(locale)).collect::<Vec<_>>();
        let names = self.items.with_value(names);
        let list = self.store.context().with_untracked(|context| context.show_list(&names));
        // Where it stands, the first letter decides on the direction (`dir="auto"`): it is the page's, not a name's.
        match locale.direction() {
            Direction::LeftToRight => list,
            Direction::RightToLeft => format!("\u{200f}{list}"),
        }
    }

    /// Where the summary of problems leads for a document.
    pub(super) fn selector(self, id: &DocumentId) -> Option<String> {
        let at = self.items.with_value(|items| items.iter().position(|item| item.document.id == *id));
        at.map(|at| format!("#{}", element_id(at)))
    }

    /// All of them, in their order.
    pub(super) fn view(self) -> impl IntoView {
        let items = self.items.get_value();
        let items = items.into_iter().enumerate().map(|(at, item)| self.item(at, item));
        view! { <ul class="documents" role="list">{items.collect_view()}</ul> }
    }

    fn load(self, item: &Item) {
        let Item { document, state } = item.clone();
        let Some(address) = &document.address else { return };
        let Some(source) = self.store.source_of(address) else { return };
        state.set(State::Without(Standing::Loading));
        leptos::task::spawn_local(async move {
            let loaded = match fetch(source, &document).await {
                Ok(content) => State::With(Arc::new(content)),
                Err(standing) => State::Without(standing),
            };
            // Nobody waits for it once the page is left.
            let _ = state.try_set(loaded);
        });
    }

    fn item(self, at: usize, item: Item) -> impl IntoView {
        let name = item.document.name(locale());
        let state = item.state;
        let shown = {
            let name = name.clone();
            move || match state.get() {
                State::With(content) if content.standing == Standing::Changed => {
                    self.trouble(at, &item, say(CHANGED).to_owned()).into_any()
                }
                State::With(content) => here(&content, &name).into_any(),
                State::Without(Standing::Elsewhere) => self.elsewhere(&item.document, &name).into_any(),
                State::Without(Standing::Failed(failure)) => self.trouble(at, &item, told(failure)).into_any(),
                State::Without(_) if item.document.address.is_none() => not_available().into_any(),
                State::Without(Standing::Loading) => loading(Presentation::of("", &item.document.name)).into_any(),
                State::Without(_) => self.offer(at, &item, SHOW, &name).into_any(),
            }
        };
        view! {
            <li class="document" id=element_id(at) tabindex="-1">
                <h2 class="document__name">{icon(Icon::Document, "document__icon")}<bdi>{name}</bdi></h2>
                {shown}
            </li>
        }
    }

    /// What went wrong, and another try.
    fn trouble(self, at: usize, item: &Item, sentence: String) -> impl IntoView + use<> {
        let name = item.document.name(locale());
        view! {
            {notice(Tone::Error, None, sentence)}
            {self.offer(at, item, LOAD_AGAIN, &name)}
        }
    }

    fn offer(self, at: usize, item: &Item, words: Text, name: &str) -> impl IntoView + use<> {
        let (item, about) = (item.clone(), fill(ABOUT, &[name]));
        let load = move |_| {
            // The button goes when it is pressed; focus stays with the document.
            focus::focus_soon(format!("#{}", element_id(at)));
            self.load(&item);
        };
        view! {
            <div class="document__actions">
                <button class="button button--secondary" type="button" on:click=load>
                    {say(words)}<span class="visually-hidden">{about}</span>
                </button>
            </div>
        }
    }

    fn elsewhere(self, document: &Document, name: &str) -> impl IntoView + use<> {
        let source = document.address.as_ref().and_then(|address| self.store.source_of(address));
        let url = match source {
            Some(Source::Elsewhere(url)) => Some(url),
            _ => None,
        };
        let name = name.to_owned();
        url.map(|url| {
            view! {
                <p class="document__text-muted">{fill(ELSEWHERE, &[url.host()])}</p>
                <div class="document__actions">{open_link(url.as_str(), &name)}</div>
            }
        })
    }
}

impl State {
    fn standing(&self) -> Standing {
        match self {
            Self::Without(standing) => *standing,
            Self::With(content) => content.standing,
        }
    }
}

fn element_id(at: usize) -> String {
    format!("document-{at}")
}

/// As much of the content as fits a page, and the ways to the whole of it.
fn here(content: &Content, name: &str) -> impl IntoView + use<> {
    let address = content.address().to_owned();
    let inside = match (content.presentation, &content.text) {
        (Presentation::Text, Some(text)) => Some(
            // It scrolls, so it takes focus: by keyboard there is no other way down.
            view! {
                <div class="document__text" role="region" tabindex="0" aria-label=name.to_owned()>
                    <p dir="auto">{text.clone()}</p>
                </div>
            }
            .into_any(),
        ),
        (Presentation::Image(_), _) => {
            Some(view! { <img class="document__image" src=address.clone() alt=name.to_owned() /> }.into_any())
        }
        _ => None,
    };
    let open = content.presentation.opens().then(|| open_link(&address, name));
    let about = fill(ABOUT, &[name]);
    view! {
        {inside}
        <div class="document__actions">
            {open}
            <a class="button button--secondary" href=address download=name.to_owned()>
                {say(DOWNLOAD)}<span class="visually-hidden">{about}</span>
            </a>
        </div>
    }
}

fn open_link(address: &str, name: &str) -> impl IntoView + use<> {
    view! {
        <a class="button button--secondary" href=address.to_owned() target="_blank" rel="noopener noreferrer">
            {say(OPEN_IN_NEW_TAB)}<span class="visually-hidden">{fill(ABOUT, &[name])}</span>{icon(Icon::External, "")}
        </a>
    }
}

/// The room that it will take, by the ending of its name, so that nothing moves when it comes.
fn loading(expected: Presentation) -> impl IntoView {
    let inside = match expected {
        Presentation::Text => Some("document__text"),
        Presentation::Image(_) => Some("document__image"),
        Presentation::Pdf | Presentation::Download => None,
    };
    let open = expected.opens();
    let open = open.then(
        || view! { <span class="button button--secondary">{say(OPEN_IN_NEW_TAB)}{icon(Icon::External, "")}</span> },
    );
    view! {
        <div class="document__loading">
            <p class="document__text-muted">{say(LOADING)}</p>
            <div class="document__coming" aria-hidden="true">
                {inside.map(|class| view! { <div class=class></div> })}
                <div class="document__actions">{open}<span class="button button--secondary">{say(DOWNLOAD)}</span></div>
            </div>
        </div>
    }
}

fn not_available() -> impl IntoView {
    notice(Tone::Error, None, say(NOT_AVAILABLE).to_owned())
}

fn told(failure: Failure) -> String {
    format!("{} {}", say(FAILED), failure.sentence(locale()))
}

const ABOUT: Text = Text { en: " “{}”", fr: " « {} »", de: " „{}“", es: " «{}»", ar: " «{}»" };
const SHOW: Text = Text { en: "Show", fr: "Afficher", de: "Anzeigen", es: "Mostrar", ar: "عرض" };
const LOADING: Text =
    Text {
        en: "Loading…", fr: "Chargement…", de: "Wird geladen …", es: "Cargando…", ar: "جارٍ التحميل…"
    };
const DOWNLOAD: Text =
    Text { en: "Download", fr: "Télécharger", de: "Herunterladen", es: "Descargar", ar: "تنزيل" };
const LOAD_AGAIN: Text =
    Text {
        en: "Load again", fr: "Charger à nouveau", de: "Erneut laden", es: "Volver a cargar", ar: "إعادة التحميل"
    };
const ELSEWHERE: Text = Text {
    en: "This document is on {}.",
    fr: "Ce document se trouve sur {}.",
    de: "Dieses Dokument liegt auf {}.",
    es: "Este documento está en {}.",
    ar: "هذا المستند موجود على {}.",
};
const FAILED: Text = Text {
    en: "This document could not be loaded.",
    fr: "Ce document n’a pas pu être chargé.",
    de: "Dieses Dokument konnte nicht geladen werden.",
    es: "No se ha podido cargar este documento.",
    ar: "تعذر تحميل هذا المستند.",
};
const CHANGED: Text = Text {
    en: "What was loaded is not the document that was meant for you. It is not shown, and you cannot go on with it. Load it again, and contact us if this stays.",
    fr: "Le document chargé n’est pas celui qui vous était destiné. Il n’est pas affiché et vous ne pouvez pas continuer. Chargez-le à nouveau et contactez-nous si le problème persiste.",
    de: "Was geladen wurde, ist nicht das Dokument, das für Sie bestimmt ist. Es wird nicht angezeigt, und Sie können damit nicht weitermachen. Laden Sie es erneut. Wenn es dabei bleibt, wenden Sie sich bitte an uns.",
    es: "Lo que se ha cargado no es el documento que le corresponde. No se muestra y no puede continuar con él. Vuelva a cargarlo y, si vuelve a ocurrir, contacte con nosotros.",
    ar: "ما تم تحميله ليس المستند المخصص لك، لذلك لا يُعرض ولا يمكنك المتابعة به. يُرجى إعادة تحميله، والتواصل معنا إذا استمر ذلك.",
};
const NOT_AVAILABLE: Text = Text {
    en: "This document cannot be shown here. Please contact us.",
    fr: "Ce document ne peut pas être affiché ici. Contactez-nous.",
    de: "Dieses Dokument kann hier nicht angezeigt werden. Bitte wenden Sie sich an uns.",
    es: "Este documento no se puede mostrar aquí. Contacte con nosotros.",
    ar: "لا يمكن عرض هذا المستند هنا. يُرجى التواصل معنا.",
};
