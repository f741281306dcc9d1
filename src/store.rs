//! The one place of state in the page: the model of the core, the screen derived from it, and what was given.
//!
//! Events go in by [`Store::dispatch`]; screens come out as a signal. Typed text stays out of the model, so that
//! nothing is lost or re-drawn when something else changes.

use std::sync::Arc;

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use onboarding::api::Request;
use onboarding::config::Config;
use onboarding::document::{Address, Source};
use onboarding::form::{Context, Form};
use onboarding::id::{ActivityId, JourneyId, UserId};
use onboarding::machine::{self, Event, Model};
use onboarding::provider::Message;
use onboarding::screen::{Page, Screen};

use crate::effects;
use crate::effects::frames::Frame;
use crate::effects::other_tabs::OtherTabs;
use crate::effects::outbox::Outbox;
use crate::effects::rest::Rest;
use crate::effects::upload::{self, Uploading};
use crate::effects::work::{self, Looking, Work};

/// A handle to the state; cheap to copy into every closure.
#[derive(Clone, Copy)]
pub(crate) struct Store {
    model: StoredValue<Option<Model>>,
    screen: RwSignal<Screen>,
    page: RwSignal<Page>,
    context: RwSignal<Arc<Context>>,
    sign_in_wanted: RwSignal<bool>,
    api_url: StoredValue<String>,
    uploading: Uploading,
    work: Work,
    other_tabs: OtherTabs,
    outbox: Outbox,
    rest: Rest,
    navigate: StoredValue<Navigate, LocalStorage>,
    /// The provider's frame on the page, and the activity that it is for.
    frame: StoredValue<Option<(ActivityId, Frame)>, LocalStorage>,
}

type Navigate = Box<dyn Fn(&str, NavigateOptions)>;

impl Store {
    /// The state before anything happened.
    pub(crate) fn new(config: Config, navigate: impl Fn(&str, NavigateOptions) + 'static) -> Self {
        let api_url = config.api_url.clone();
        let model = machine::start(config).speaking(effects::language::kept()).in_browser(effects::known::is());
        let context = effects::language::context(model.language());
        let showing = Self::showing(Screen::of(&model), Page::of(&model), context);
        let store = Self { uploading: Uploading::new(&api_url), ..showing };
        store.model.set_value(Some(model));
        store.api_url.set_value(api_url);
        store.navigate.set_value(Box::new(navigate));
        store
    }

    /// A store without a model: it shows what it is told to, and no event changes anything.
    pub(crate) fn showing(screen: Screen, page: Page, context: Context) -> Self {
        effects::focus::set_language(context.locale);
        Self {
            screen: RwSignal::new(screen),
            page: RwSignal::new(page),
            context: RwSignal::new(Arc::new(context)),
            sign_in_wanted: RwSignal::new(false),
            model: StoredValue::new(None),
            api_url: StoredValue::new(String::new()),
            uploading: Uploading::new(""),
            work: Work::new(),
            other_tabs: OtherTabs::new(),
            outbox: Outbox::new(),
            rest: Rest::new(),
            navigate: StoredValue::new_local(Box::new(|_, _| {})),
            frame: StoredValue::new_local(None),
        }
    }

    /// Lets the core decide what an event means, shows the outcome, and carries out what follows from it.
    pub(crate) fn dispatch(self, event: Event) {
        let Some(Some(model)) = self.model.try_update_value(Option::take) else { return };
        let language = model.language().map(str::to_owned);
        let (model, effects) = machine::step(
            model.at(effects::clock::epoch_seconds()).with_chance(effects::random::number() as u32),
            event,
        );
        let (screen, page) = (Screen::of(&model), Page::of(&model));
        let standing = model.standing();
        let changed_language = model.language().map(str::to_owned).filter(|new| Some(new) != language.as_ref());
        self.model.set_value(Some(model));
        let (lead, session, handed_in) = (standing.user, standing.session, standing.handed_in.clone());
        // Before the screen, which waits for what earlier visits left.
        work::follow(self, standing);
        if let Some(language) = changed_language {
            self.speak(effects::language::context(Some(&language)));
        }
        self.show_page(page);
        self.show(screen);
        for effect in effects {
            effects::perform(self, effect);
        }
        upload::follow(self, lead, session, handed_in);
    }

    /// From now on speaks another language, with its habits of writing.
    pub(crate) fn speak(self, context: Context) {
        effects::focus::set_language(context.locale);
        self.context.set(Arc::new(context));
    }

    /// Shows a screen, unless it is shown already.
    pub(crate) fn show(self, screen: Screen) {
        if self.screen.with_untracked(|shown| *shown != screen) {
            self.screen.set(screen);
        }
    }

    /// Shows the frame around it, likewise.
    pub(crate) fn show_page(self, page: Page) {
        if self.page.with_untracked(|shown| *shown != page) {
            self.page.set(page);
        }
    }

    /// Whether what earlier visits left is here, as long as anybody waits for it.
    pub(crate) fn is_restored(self) -> Memo<bool> {
        let work = self.work.looking();
        let (files, sent) = (self.uploading.is_restored(), self.outbox.is_restored());
        Memo::new(move |_| work.get() != Looking::UnderWay && files.get() && sent.get())
    }

    /// The screen to show.
    pub(crate) fn screen(self) -> Signal<Screen> {
        self.screen.into()
    }

    /// The frame around it.
    pub(crate) fn page(self) -> Signal<Page> {
        self.page.into()
    }

    /// Whether the dialog is wanted that signs in again over the page.
    pub(crate) fn sign_in_wanted(self) -> RwSignal<bool> {
        self.sign_in_wanted
    }

    /// The company's name as it is now; empty where nobody said it.
    pub(crate) fn company(self) -> String {
        self.page.with_untracked(|page| page.workspace.name.clone()).unwrap_or_default()
    }

    /// The whole name of the person who is here, as far as it is known now.
    pub(crate) fn person(self) -> Option<String> {
        self.page.with_untracked(|page| page.person.clone())
    }

    /// Where the company helps, as far as it is known now.
    pub(crate) fn support_email(self) -> Option<String> {
        self.page.with_untracked(|page| page.workspace.support_email.clone())
    }

    /// The lead's language and habits of writing.
    pub(crate) fn context(self) -> Signal<Arc<Context>> {
        self.context.into()
    }

    /// The same as it is now, while there is a page.
    pub(crate) fn context_now(self) -> Option<Arc<Context>> {
        self.context.try_get_untracked()
    }

    /// Where the back-end is.
    pub(crate) fn api_url(self) -> String {
        self.api_url.get_value()
    }

    /// The files of the visit.
    pub(crate) fn uploading(self) -> Uploading {
        self.uploading
    }

    /// What was given in the visit.
    pub(crate) fn work(self) -> Work {
        self.work
    }

    /// The other tabs of this browser.
    pub(crate) fn other_tabs(self) -> OtherTabs {
        self.other_tabs
    }

    /// What is recorded of submissions.
    pub(crate) fn outbox(self) -> Outbox {
        self.outbox
    }

    /// The part of the app that comes behind the first screens.
    pub(crate) fn rest(self) -> Rest {
        self.rest
    }

    /// Whether this browser keeps nothing, as far as it was tried: what is given is lost with the page.
    pub(crate) fn keeps_nothing(self) -> bool {
        self.outbox.is_refused() || self.work.is_refused()
    }

    /// Whose things are to go before the page is left for good, and of which journey, where they have others.
    pub(crate) fn departing(self) -> Option<(UserId, Option<JourneyId>)> {
        self.model.with_value(|model| model.as_ref()?.departing())
    }

    /// Puts the session's proof into a request; `None` without a model.
    pub(crate) fn sign(self, request: Request) -> Option<Request> {
        self.model.try_with_value(|model| model.as_ref().map(|model| model.sign(request))).flatten()
    }

    /// Changes the address.
    pub(crate) fn navigate(self, path: &str, replace: bool) {
        let options = NavigateOptions { replace, scroll: false, ..NavigateOptions::default() };
        self.navigate.with_value(|navigate| navigate(path, options));
    }

    /// The person who is here, once that is known.
    pub(crate) fn user(self) -> Option<UserId> {
        self.model.with_value(|model| model.as_ref().and_then(Model::user))
    }

    /// Whether anything that the lead gave would be lost if they logged out now: typed answers, what was drawn or ticked
    /// under documents, files, and what was sent off and waits.
    pub(crate) fn has_unsent(self) -> bool {
        work::has_unsent(self)
            || self.uploading.has_chosen()
            || self.model.with_value(|model| model.as_ref().is_some_and(Model::has_unsent_submission))
    }

    /// The form of an activity, as the journey has it now.
    pub(crate) fn form(self, activity: ActivityId) -> Option<Arc<Form>> {
        self.model.try_with_value(|model| model.as_ref()?.form(activity)).flatten()
    }

    /// A time of the browser's clock by that of the back-end, both in milliseconds since 1970-01-01T00:00Z.
    pub(crate) fn back_end_time(self, milliseconds: i64) -> i64 {
        let corrected = |model: &Option<Model>| model.as_ref().map(|model| model.back_end_time(milliseconds));
        self.model.try_with_value(corrected).flatten().unwrap_or(milliseconds)
    }

    /// A provider's frame is on the page now, or none is.
    pub(crate) fn set_frame(self, frame: Option<(ActivityId, Frame)>) {
        let _ = self.frame.try_set_value(frame);
    }

    /// Posts to the frame of an activity, if it is on the page.
    pub(crate) fn post_to_frame(self, activity: ActivityId, message: &Message) {
        self.frame.with_value(|frame| match frame {
            Some((shown, frame)) if *shown == activity => frame.post(message),
            _ => {}
        });
    }

    /// How to fetch a document, while there is a journey.
    pub(crate) fn source_of(self, address: &Address) -> Option<Source> {
        let origin = effects::address::origin();
        self.model.with_value(|model| model.as_ref()?.source_of(address, &origin))
    }
}
