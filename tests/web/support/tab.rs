//! A browser tab, as far as a test needs one: something of the app in it, to look at and to act in.

use std::cell::RefCell;

use front_office::testing::{self, Mounted, Shown};
use js_sys::{Function, Reflect};
use leptos::prelude::ArcRwSignal;
use onboarding::config::{Config, ConfigProblem};
use onboarding::machine::Event as AppEvent;
use onboarding::screen::{Page, Screen};
use onboarding::session::Workspace;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    Element, Event, EventInit, HtmlDialogElement, HtmlElement, HtmlInputElement, KeyboardEvent, KeyboardEventInit,
};

use super::dom::{self, document};
use super::sound;
use super::wait::settle;

/// The language of tests that do not ask for another.
pub(crate) const ENGLISH: &str = "en-GB";

/// What is in the page until the test ends.
pub(crate) struct Tab {
    place: HtmlElement,
}

thread_local! {
    /// What the page shows. A test that fails cannot tidy up after itself, so the next one does.
    static CONTENT: RefCell<Option<Content>> = const { RefCell::new(None) };
}

enum Content {
    Screen(Box<Shown>),
    Other(#[allow(dead_code)] Mounted),
}

/// Shows a screen, in English, within the page of a company without a name.
pub(crate) async fn show(screen: Screen) -> Tab {
    show_in(ENGLISH, screen).await
}

/// Shows a screen in a language.
pub(crate) async fn show_in(language: &str, screen: Screen) -> Tab {
    show_within(Page::default(), language, screen).await
}

/// Shows a screen within the page of a company.
pub(crate) async fn show_at(workspace: Workspace, screen: Screen) -> Tab {
    show_within(Page { workspace, has_journey: true, ..Page::default() }, ENGLISH, screen).await
}

/// Shows a screen within a page, in a language.
pub(crate) async fn show_within(page: Page, language: &str, screen: Screen) -> Tab {
    let context = testing::context(Some(language));
    Tab::with(|place| Content::Screen(Box::new(testing::show(place, screen, page, context)))).await
}

/// Shows what is wrong with the configuration.
pub(crate) async fn show_problem(problem: ConfigProblem) -> Tab {
    Tab::with(|place| Content::Other(testing::show_problem(place, problem))).await
}

/// Shows a page with a button, and a dialog over it while the signal holds.
pub(crate) async fn show_dialog(open: ArcRwSignal<bool>, text: Option<&'static str>) -> Tab {
    Tab::with(|place| Content::Other(testing::show_dialog(place, open, text))).await
}

/// Runs the whole app.
pub(crate) async fn run(config: Config, opened: AppEvent) -> Tab {
    Tab::with(|place| Content::Other(testing::run(place, config, opened))).await
}

impl Tab {
    async fn with(mount: impl FnOnce(HtmlElement) -> Content) -> Self {
        CONTENT.take();
        dom::all(&document().body().unwrap(), ".tab").iter().for_each(Element::remove);
        let place: HtmlElement = document().create_element("div").unwrap().unchecked_into();
        place.set_class_name("tab");
        document().body().unwrap().append_child(&place).unwrap();
        CONTENT.set(Some(mount(place.clone())));
        let tab = Self { place };
        tab.settled().await;
        tab
    }

    /// Shows another screen, or the same with other contents.
    pub(crate) async fn change(&self, screen: Screen) {
        CONTENT.with_borrow(|content| match content {
            Some(Content::Screen(shown)) => shown.change(screen),
            _ => panic!("this tab shows no screen of the test's making"),
        });
        self.settled().await;
    }

    /// Another language is chosen.
    pub(crate) async fn speaks(&self, language: &str) {
        let context = testing::context(Some(language));
        CONTENT.with_borrow(|content| match content {
            Some(Content::Screen(shown)) => shown.speak(context),
            _ => panic!("this tab shows no screen of the test's making"),
        });
        self.settled().await;
    }

    /// Shows another page around the screen.
    pub(crate) async fn change_page(&self, page: Page) {
        CONTENT.with_borrow(|content| match content {
            Some(Content::Screen(shown)) => shown.change_page(page),
            _ => panic!("this tab shows no screen of the test's making"),
        });
        self.settled().await;
    }

    // Looking.

    /// The one element that matches.
    pub(crate) fn find(&self, selector: &str) -> Element {
        let found = dom::all(&self.place, selector);
        match found.as_slice() {
            [element] => element.clone(),
            found => panic!("{} elements match {selector} in {}", found.len(), self.place.inner_html()),
        }
    }

    pub(crate) fn has(&self, selector: &str) -> bool {
        self.count(selector) > 0
    }

    pub(crate) fn count(&self, selector: &str) -> usize {
        dom::all(&self.place, selector).len()
    }

    /// The words of the one element that matches.
    pub(crate) fn text(&self, selector: &str) -> String {
        dom::text(&self.find(selector))
    }

    /// The words of everything that matches.
    pub(crate) fn texts(&self, selector: &str) -> Vec<String> {
        dom::all(&self.place, selector).iter().map(dom::text).collect()
    }

    pub(crate) fn attribute(&self, selector: &str, name: &str) -> Option<String> {
        self.find(selector).get_attribute(name)
    }

    /// One attribute of everything that matches; empty where it is absent.
    pub(crate) fn attributes(&self, selector: &str, name: &str) -> Vec<String> {
        let found = dom::all(&self.place, selector);
        found.iter().map(|element| element.get_attribute(name).unwrap_or_default()).collect()
    }

    /// What stands in a control.
    pub(crate) fn value(&self, selector: &str) -> String {
        dom::value(&self.find(selector))
    }

    pub(crate) fn is_ticked(&self, selector: &str) -> bool {
        self.find(selector).unchecked_into::<HtmlInputElement>().checked()
    }

    /// The words of a control's label.
    pub(crate) fn label(&self, selector: &str) -> String {
        self.text(&format!("label[for='{}']", self.find(selector).id()))
    }

    /// What is read aloud after the label: the words that `aria-describedby` leads to, one by one.
    pub(crate) fn descriptions(&self, selector: &str) -> Vec<String> {
        let ids = dom::ids(&self.find(selector), "aria-describedby");
        ids.iter().map(|id| self.text(&format!("[id='{id}']"))).collect()
    }

    /// The element that has focus.
    pub(crate) fn focused(&self) -> Element {
        document().active_element().expect("something has focus")
    }

    /// Whether the one element that matches has focus.
    pub(crate) fn has_focus(&self, selector: &str) -> bool {
        self.focused() == self.find(selector)
    }

    // Acting.

    /// Types, or pastes, in place of what stands in a control.
    pub(crate) async fn types(&self, selector: &str, text: &str) {
        let control = self.find(selector);
        dom::set_value(&control, text);
        happens(&control, "input");
        self.settled().await;
    }

    /// Chooses from a list that opens.
    pub(crate) async fn chooses(&self, selector: &str, value: &str) {
        let control = self.find(selector);
        dom::set_value(&control, value);
        assert_eq!(dom::value(&control), value, "the list offers it");
        happens(&control, "input");
        happens(&control, "change");
        self.settled().await;
    }

    /// Moves focus to an element.
    pub(crate) fn focuses(&self, selector: &str) {
        self.find(selector).unchecked_into::<HtmlElement>().focus().unwrap();
    }

    /// Clicks on an element, which takes focus where it can, as in a browser.
    pub(crate) async fn clicks(&self, selector: &str) {
        let element: HtmlElement = self.find(selector).unchecked_into();
        element.focus().unwrap();
        element.click();
        self.settled().await;
    }

    /// Presses Enter in a field of a form: a browser then submits it, as if its button had been pressed.
    pub(crate) async fn presses_enter(&self, form: &str) {
        let form = self.find(form);
        let submit: Function = Reflect::get(&form, &"requestSubmit".into()).unwrap().unchecked_into();
        submit.call0(&form).unwrap();
        self.settled().await;
    }

    /// Something else opens a dialog over the page; it is there until it is removed.
    pub(crate) fn opens_another_dialog(&self) -> HtmlDialogElement {
        let dialog: HtmlDialogElement = document().create_element("dialog").unwrap().unchecked_into();
        self.place.append_child(&dialog).unwrap();
        dialog.show_modal().unwrap();
        dialog
    }

    /// Presses the button that sends the form on the page.
    pub(crate) async fn sends(&self) {
        self.clicks("form button[type=submit]").await;
    }

    /// Waits until the page has taken in what happened, and checks what must hold on every page.
    pub(crate) async fn settled(&self) {
        settle().await;
        let faults = sound::faults(&self.place);
        assert!(faults.is_empty(), "{}\nin {}", faults.join("\n"), self.place.inner_html());
    }
}

impl Drop for Tab {
    fn drop(&mut self) {
        CONTENT.take();
        self.place.remove();
        let history = web_sys::window().unwrap().history().unwrap();
        history.replace_state_with_url(&JsValue::NULL, "", Some("/")).unwrap();
    }
}

/// Presses a key while something has focus.
pub(crate) fn presses(element: &Element, key: &str) {
    let init = KeyboardEventInit::new();
    init.set_bubbles(true);
    init.set_cancelable(true);
    init.set_key(key);
    let event = KeyboardEvent::new_with_keyboard_event_init_dict("keydown", &init).unwrap();
    element.dispatch_event(&event).unwrap();
}

/// Fires an event as the browser does for what a lead does; `false`: the app keeps the browser from what it would do.
pub(crate) fn happens(element: &Element, name: &str) -> bool {
    let init = EventInit::new();
    init.set_bubbles(true);
    init.set_cancelable(true);
    element.dispatch_event(&Event::new_with_event_init_dict(name, &init).unwrap()).unwrap()
}
