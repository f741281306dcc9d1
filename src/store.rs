//! The one place of state in the page: the model of the core, the screen derived from it, and what is typed.
//!
//! Events go in by [`Store::dispatch`]; screens come out as a signal. Typed text stays out of the model, so that
//! nothing is lost or re-drawn when something else changes.

use std::collections::HashMap;
use std::sync::Arc;

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use onboarding::api::Request;
use onboarding::config::Config;
use onboarding::document::{Address, Source};
use onboarding::form::{Context, Draft, Entry, Form};
use onboarding::id::{ActivityId, DataPointId, UserId};
use onboarding::machine::{self, Event, Model};
use onboarding::provider::Message;
use onboarding::screen::{Page, Screen};
use onboarding::signing;
use onboarding::stopwatch::Stopwatch;
use onboarding::watching::Watching;

use crate::effects;
use crate::effects::frames::Frame;
use crate::effects::other_tabs::OtherTabs;
use crate::effects::upload::{self, Uploading};

/// A handle to the state; cheap to copy into every closure.
#[derive(Clone, Copy)]
pub(crate) struct Store {
    model: StoredValue<Option<Model>>,
    screen: RwSignal<Screen>,
    page: RwSignal<Page>,
    context: RwSignal<Arc<Context>>,
    sign_in_wanted: RwSignal<bool>,
    api_url: StoredValue<String>,
    drafts: StoredValue<HashMap<ActivityId, Draft>>,
    films: StoredValue<HashMap<ActivityId, Watching>>,
    agreements: StoredValue<HashMap<ActivityId, ArcRwSignal<signing::Draft>>>,
    watches: StoredValue<HashMap<ActivityId, Stopwatch>>,
    uploading: Uploading,
    other_tabs: OtherTabs,
    /// Whose work on the page is.
    worker: StoredValue<Option<UserId>>,
    navigate: StoredValue<Navigate, LocalStorage>,
    /// The provider's frame on the page, and the activity that it is for.
    frame: StoredValue<Option<(ActivityId, Frame)>, LocalStorage>,
}

type Navigate = Box<dyn Fn(&str, NavigateOptions)>;

impl Store {
    /// The state before anything happened.
    pub(crate) fn new(config: Config, navigate: impl Fn(&str, NavigateOptions) + 'static) -> Self {
        let api_url = config.api_url.clone();
        let model = machine::start(config);
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
        Self {
            screen: RwSignal::new(screen),
            page: RwSignal::new(page),
            context: RwSignal::new(Arc::new(context)),
            sign_in_wanted: RwSignal::new(false),
            model: StoredValue::new(None),
            api_url: StoredValue::new(String::new()),
            drafts: StoredValue::new(HashMap::new()),
            films: StoredValue::new(HashMap::new()),
            agreements: StoredValue::new(HashMap::new()),
            watches: StoredValue::new(HashMap::new()),
            uploading: Uploading::new(""),
            other_tabs: OtherTabs::new(),
            worker: StoredValue::new(None),
            navigate: StoredValue::new_local(Box::new(|_, _| {})),
            frame: StoredValue::new_local(None),
        }
    }

    /// Lets the core decide what an event means, shows the outcome, and carries out what follows from it.
    pub(crate) fn dispatch(self, event: Event) {
        let Some(Some(model)) = self.model.try_update_value(Option::take) else { return };
        let language = model.language().map(str::to_owned);
        let (model, effects) = machine::step(model.at(effects::clock::epoch_seconds()), event);
        let (screen, page) = (Screen::of(&model), Page::of(&model));
        let (lead, session, handed_in) = (model.user(), model.session_generation(), model.handed_in());
        let changed_language = model.language().map(str::to_owned).filter(|new| Some(new) != language.as_ref());
        self.model.set_value(Some(model));
        if let Some(lead) = lead {
            self.belongs_to(lead);
        }
        if let Some(language) = changed_language {
            self.context.set(Arc::new(effects::language::context(Some(&language))));
        }
        self.show_page(page);
        self.show(screen);
        for effect in effects {
            effects::perform(self, effect);
        }
        upload::follow(self, lead, session, handed_in);
    }

    /// What is typed and the like is of one person: another one finds none of it.
    fn belongs_to(self, lead: UserId) {
        let before = self.worker.try_update_value(|worker| worker.replace(lead)).flatten();
        if before.is_some_and(|before| before != lead) {
            self.forget_work();
        }
    }

    /// Drops what was typed, watched, signed and measured on this page.
    pub(crate) fn forget_work(self) {
        self.drafts.update_value(HashMap::clear);
        self.films.update_value(HashMap::clear);
        self.agreements.update_value(HashMap::clear);
        self.watches.update_value(HashMap::clear);
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

    /// Where the back-end is.
    pub(crate) fn api_url(self) -> String {
        self.api_url.get_value()
    }

    /// The files of the visit.
    pub(crate) fn uploading(self) -> Uploading {
        self.uploading
    }

    /// The other tabs of this browser.
    pub(crate) fn other_tabs(self) -> OtherTabs {
        self.other_tabs
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

    /// What was typed in an activity's form, or what is known before anything was.
    pub(crate) fn draft(self, activity: ActivityId, form: &Form) -> Draft {
        let typed = self.drafts.with_value(|drafts| drafts.get(&activity).cloned());
        typed.unwrap_or_else(|| form.prefilled(&self.context.get_untracked()))
    }

    /// Keeps what is typed in one field, beyond the life of the form's page; `rest` is asked once, for what the other
    /// fields hold, so that a key press costs the same in a long form as in a short one.
    pub(crate) fn keep_entry(self, activity: ActivityId, id: DataPointId, entry: Entry, rest: impl FnOnce() -> Draft) {
        self.drafts.update_value(|drafts| drafts.entry(activity).or_insert_with(rest).set(id, entry));
    }

    /// How far the film of an activity was watched on this page.
    pub(crate) fn watching(self, activity: ActivityId) -> Option<Watching> {
        self.films.with_value(|films| films.get(&activity).cloned())
    }

    /// Keeps how far the film of an activity was watched, beyond the life of the activity's page.
    pub(crate) fn keep_watching(self, activity: ActivityId, watching: Watching) {
        self.films.update_value(|films| drop(films.insert(activity, watching)));
    }

    /// The person who is here, once that is known.
    pub(crate) fn user(self) -> Option<UserId> {
        self.model.with_value(|model| model.as_ref().and_then(Model::user))
    }

    /// Whether anything that the lead gave would be lost if they logged out now: typed answers, what was drawn or ticked
    /// under documents, files.
    pub(crate) fn has_unsent(self) -> bool {
        let context = self.context.get_untracked();
        let typed = |(id, draft): (&ActivityId, &Draft)| {
            self.model.with_value(|model| model.as_ref().is_none_or(|model| model.is_unsent(*id, draft, &context)))
        };
        let agreed = |(id, draft): (&ActivityId, &ArcRwSignal<signing::Draft>)| {
            !self.is_handed_in(*id) && draft.with_untracked(|draft| *draft != signing::Draft::default())
        };
        self.drafts.with_value(|drafts| drafts.iter().any(typed))
            || self.agreements.with_value(|kept| kept.iter().any(agreed))
            || self.uploading.has_chosen()
    }

    /// Whether the lead's part of an activity is done.
    pub(crate) fn is_handed_in(self, activity: ActivityId) -> bool {
        self.model.with_value(|model| model.as_ref().is_some_and(|model| model.is_handed_in(activity)))
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

    /// What was typed, drawn and ticked under an activity's documents, beyond the life of its page.
    pub(crate) fn agreement(self, activity: ActivityId) -> RwSignal<signing::Draft> {
        let kept = self.agreements.try_update_value(|kept| kept.entry(activity).or_default().clone());
        RwSignal::from(kept.unwrap_or_default())
    }

    /// How to fetch a document, while there is a journey.
    pub(crate) fn source_of(self, address: &Address) -> Option<Source> {
        let origin = effects::address::origin();
        self.model.with_value(|model| model.as_ref()?.source_of(address, &origin))
    }

    /// The activity is in use: it was opened, or the lead did something on it.
    pub(crate) fn touch(self, activity: ActivityId) {
        self.watch(activity, |watch| watch.touch(effects::clock::now()));
    }

    /// The activity was left, or the page was hidden.
    pub(crate) fn pause(self, activity: ActivityId) {
        self.watch(activity, |watch| watch.pause(effects::clock::now()));
    }

    /// Seconds of use so far.
    pub(crate) fn time_spent(self, activity: ActivityId) -> u64 {
        self.watch(activity, |watch| watch.seconds(effects::clock::now()))
    }

    fn watch<T: Default>(self, activity: ActivityId, act: impl FnOnce(&mut Stopwatch) -> T) -> T {
        let done = self.watches.try_update_value(|watches| act(watches.entry(activity).or_default()));
        done.unwrap_or_default()
    }
}
