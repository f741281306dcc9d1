//! Files on their way to the back-end: carries out what the core's [`Uploads`] ask for. One driver lives in the store,
//! so that files go on while the lead moves from activity to activity.

mod keeping;
mod transport;

use leptos::ev;
use leptos::prelude::*;
use onboarding::api::Request;
use onboarding::form::{Document, Entry};
use onboarding::id::{ActivityId, UserId};
use onboarding::machine::Event;
use onboarding::upload::{
    FileId, FileView, Moment, Place, Ticket, UploadAnswer, UploadEffect, UploadError, UploadEvent, Uploads,
};
use web_sys::XmlHttpRequest;

use self::keeping::Keeping;
use super::files::Chosen;
use super::storage::{self, Change, Shelf};
use super::{clock, log, network, random};
use crate::store::Store;

/// The files of a visit; a handle that is cheap to copy.
#[derive(Clone, Copy)]
pub(crate) struct Uploading {
    uploads: StoredValue<Uploads>,
    /// Counts what happened; whoever shows files looks again.
    happened: RwSignal<u32>,
    keeping: Keeping,
    requests: StoredValue<Vec<(Ticket, XmlHttpRequest)>, LocalStorage>,
    lead: StoredValue<Option<UserId>>,
    /// The session of theirs that the files were told of last.
    session: StoredValue<u32>,
    handed_in: StoredValue<Vec<ActivityId>>,
    /// Whether files of the lead's earlier visits are being looked for.
    looking: RwSignal<bool>,
    guard: StoredValue<Option<WindowListenerHandle>, LocalStorage>,
}

/// A request that waits for its turn.
struct Outgoing {
    ticket: Ticket,
    request: Request,
    part: Option<(FileId, u64, u64)>,
    xhr: XmlHttpRequest,
}

impl Uploading {
    /// No files yet, for a back-end at that address (the page's own origin, where it is empty).
    pub(crate) fn new(api_url: &str) -> Self {
        let lead = StoredValue::new(None);
        Self {
            uploads: StoredValue::new(Uploads::new(&absolute(api_url))),
            happened: RwSignal::new(0),
            keeping: Keeping::new(lead),
            requests: StoredValue::new_local(Vec::new()),
            lead,
            session: StoredValue::new(0),
            handed_in: StoredValue::new(Vec::new()),
            looking: RwSignal::new(false),
            guard: StoredValue::new_local(None),
        }
    }

    /// The files of a field.
    pub(crate) fn files(self, place: Place) -> Vec<FileView> {
        self.happened.track();
        self.uploads.try_with_value(|uploads| uploads.files(place, clock::epoch_milliseconds())).unwrap_or_default()
    }

    /// What a field holds.
    pub(crate) fn entry(self, place: Place) -> Entry {
        self.happened.track();
        self.uploads.with_value(|uploads| uploads.entry(place))
    }

    /// Whether the files of earlier visits are there, as far as they can be had: who saw the field empty until then would
    /// choose them again.
    pub(crate) fn is_restored(self) -> Signal<bool> {
        Signal::derive(move || !self.looking.get())
    }

    /// How many files a field has, whatever their state.
    pub(crate) fn count(self, place: Place) -> usize {
        self.uploads.try_with_value(|uploads| uploads.count(place)).unwrap_or_default()
    }

    /// Whether there is any file that was not handed in yet.
    pub(crate) fn has_chosen(self) -> bool {
        self.uploads.with_value(Uploads::has_chosen)
    }

    /// Whether a file must be chosen again after a reload, since the browser keeps nothing for us.
    pub(crate) fn is_kept_by_nobody(self, file: FileId) -> bool {
        self.happened.track();
        self.keeping.is_refused(file)
    }
}

/// A form shows a field, which was given these documents before.
pub(crate) fn show(store: Store, place: Place, known: Vec<Document>) {
    happens(store, UploadEvent::Shown { place, known });
}

/// The lead gives a file, which the rules of the field do not refuse.
pub(crate) fn add(store: Store, place: Place, chosen: Chosen, content_type: String) {
    let file = FileId::from_random(random::number());
    let mut facts = chosen.facts;
    facts.content_type = content_type;
    store.uploading().keeping.take(file, chosen.file);
    happens(store, UploadEvent::Added { file, place, facts });
}

/// Lets the core decide what an event means, and carries out what follows from it.
pub(crate) fn happens(store: Store, event: UploadEvent) {
    let uploading = store.uploading();
    let moment = Moment { now: clock::epoch_milliseconds(), random: random::number() as u32 };
    let effects = uploading.uploads.try_update_value(|uploads| uploads.step(moment, event));
    perform(store, effects.unwrap_or_default());
    uploading.look_again();
}

/// Follows the visit: who is signed in, in which of their sessions, and what was handed in.
pub(crate) fn follow(store: Store, lead: Option<UserId>, session: u32, handed_in: Vec<ActivityId>) {
    let uploading = store.uploading();
    let Some(lead) = lead else { return };
    let is_another = uploading.lead.with_value(|known| *known != Some(lead));
    if is_another {
        uploading.keeping.let_go_of_all();
    }
    if is_another || uploading.session.get_value() != session {
        uploading.lead.set_value(Some(lead));
        uploading.session.set_value(session);
        happens(store, UploadEvent::SignedIn(lead));
    }
    if is_another {
        restore(store, lead);
    }
    let before = uploading.handed_in.try_update_value(|known| std::mem::replace(known, handed_in.clone()));
    let before = before.unwrap_or_default();
    for activity in handed_in.into_iter().filter(|activity| !before.contains(activity)) {
        happens(store, UploadEvent::Given(activity));
    }
}

/// Nothing of anybody's is left here: what is on its way is broken off, and nobody is asked before the page is left.
pub(crate) fn forget(store: Store) {
    let uploading = store.uploading();
    happens(store, UploadEvent::Forgotten);
    uploading.lead.set_value(None);
    uploading.handed_in.set_value(Vec::new());
    uploading.looking.try_set(false);
    uploading.keeping.let_go_of_all();
    let requests = uploading.requests.try_update_value(std::mem::take);
    requests.into_iter().flatten().for_each(|(_, xhr)| drop(xhr.abort()));
    uploading.guard_leaving();
    uploading.look_again();
}

/// Tells the files when the network goes and comes, as long as whoever asks is mounted.
pub(crate) fn watch_network(store: Store) {
    network::on_loss(move || happens(store, UploadEvent::WentOffline));
    network::on_return(move || happens(store, UploadEvent::CameOnline));
    if !network::is_there() {
        happens(store, UploadEvent::WentOffline);
    }
}

fn restore(store: Store, lead: UserId) {
    let uploading = store.uploading();
    uploading.looking.try_set(true);
    leptos::task::spawn_local(async move {
        let kept = storage::earlier(|| uploading.keeping.restored(lead), move || uploading.looked(lead)).await;
        let is_here = |_: &_| uploading.lead.try_get_value().flatten() == Some(lead);
        let Some(kept) = kept.filter(is_here) else { return };
        happens(store, UploadEvent::Restored(kept));
        for activity in uploading.handed_in.get_value() {
            happens(store, UploadEvent::Given(activity));
        }
        uploading.looked(lead);
    });
}

fn perform(store: Store, effects: Vec<UploadEffect>) {
    let uploading = store.uploading();
    let Some(lead) = uploading.lead.try_get_value() else { return };
    let mut removals = Vec::new();
    let mut keeping = Vec::new();
    let mut outgoing = Vec::new();
    for effect in effects {
        match effect {
            UploadEffect::Call(ticket, request) => outgoing.extend(uploading.outgoing(ticket, request, None)),
            UploadEffect::Patch { ticket, file, request, from, to } => {
                outgoing.extend(uploading.outgoing(ticket, request, Some((file, from, to))));
            }
            UploadEffect::Abort(ticket) => uploading.abort(ticket),
            UploadEffect::Wake(ticket, milliseconds) => {
                set_timeout(move || happens(store, UploadEvent::Woke(ticket)), clock::duration(milliseconds));
            }
            UploadEffect::Keep(file, text) => keeping.extend(lead.map(|lead| (lead, file, text))),
            UploadEffect::DropBytes(file) => {
                uploading.keeping.let_go(file);
                removals.extend(lead.map(|lead| removal(Shelf::Files, lead, file)));
            }
            UploadEffect::Forget(file) => {
                uploading.keeping.let_go(file);
                removals.extend(lead.map(|lead| removal(Shelf::Files, lead, file)));
                removals.extend(lead.map(|lead| removal(Shelf::Uploads, lead, file)));
            }
            UploadEffect::Complain(detail) => log::complain(&detail),
            UploadEffect::SessionEnded => store.dispatch(Event::FilesSignedOut),
            UploadEffect::CodeNeeded => store.dispatch(Event::FilesNeedCode),
            // Whoever shows files looks at them anew after each event.
            UploadEffect::EntryChanged(_) | UploadEffect::Done(..) | UploadEffect::Failed(..) => {}
        }
    }
    uploading.guard_leaving();
    leptos::task::spawn_local(async move {
        // Written ahead: what is not known to be sent is sent again after a reload, never lost.
        for (lead, file, text) in keeping {
            uploading.keeping.keep(lead, file, text).await;
        }
        if !removals.is_empty() {
            // What could not be removed is removed when the same lead hands in, or is too old one day.
            let _ = storage::write(removals).await;
        }
        uploading.guard_leaving();
        uploading.look_again();
        for outgoing in outgoing {
            leptos::task::spawn_local(send(store, outgoing));
        }
    });
}

fn removal(shelf: Shelf, lead: UserId, file: FileId) -> Change {
    Change::Remove(shelf, storage::key(lead, &file.to_string()))
}

async fn send(store: Store, outgoing: Outgoing) {
    let Outgoing { ticket, request, part, xhr } = outgoing;
    let uploading = store.uploading();
    let progressed = move |bytes| happens(store, UploadEvent::Progressed(ticket, bytes));
    let answer = match (part, uploading.lead.try_get_value().flatten()) {
        (Some((file, from, to)), Some(lead)) => match uploading.keeping.part(lead, file, from, to).await {
            Ok(bytes) => uploading.exchange(store, ticket, &xhr, request, Some(&bytes), progressed).await,
            Err(_) => Some(Err(UploadError::FileUnreadable)),
        },
        _ => uploading.exchange(store, ticket, &xhr, request, None, progressed).await,
    };
    // Who broke it off does not wait for an answer.
    if let Some(answer) = answer.filter(|_| uploading.forget_request(ticket).is_some()) {
        happens(store, UploadEvent::Answered(ticket, answer));
    }
}

impl Uploading {
    fn outgoing(self, ticket: Ticket, request: Request, part: Option<(FileId, u64, u64)>) -> Option<Outgoing> {
        let xhr = XmlHttpRequest::new().ok()?;
        self.requests.try_update_value(|requests| requests.push((ticket, xhr.clone())));
        Some(Outgoing { ticket, request, part, xhr })
    }

    /// `None`, if it was broken off before it began.
    async fn exchange(
        self,
        store: Store,
        ticket: Ticket,
        xhr: &XmlHttpRequest,
        request: Request,
        body: Option<&web_sys::Blob>,
        progressed: impl Fn(u64) + 'static,
    ) -> Option<Result<UploadAnswer, UploadError>> {
        if !self.is_wanted(ticket) {
            return None;
        }
        let request = store.sign(request)?;
        let url = format!("{}{}", store.api_url(), request.path);
        Some(transport::send(xhr, &url, &request, body, progressed).await)
    }

    fn is_wanted(self, ticket: Ticket) -> bool {
        let requests = self.requests.try_with_value(|requests| requests.iter().any(|(known, _)| *known == ticket));
        requests.unwrap_or(false)
    }

    /// What carries it, if it was known.
    fn forget_request(self, ticket: Ticket) -> Option<XmlHttpRequest> {
        let forgotten = self.requests.try_update_value(|requests| {
            let at = requests.iter().position(|(known, _)| *known == ticket)?;
            Some(requests.swap_remove(at).1)
        });
        forgotten.flatten()
    }

    fn abort(self, ticket: Ticket) {
        if let Some(xhr) = self.forget_request(ticket) {
            let _ = xhr.abort();
        }
    }

    /// Asks before the page is left, only while that would lose a file.
    fn guard_leaving(self) {
        let at_risk = self.keeping.is_anything_at_risk();
        self.guard.try_update_value(|guard| match guard {
            None if at_risk => {
                let ask = |event: web_sys::BeforeUnloadEvent| {
                    event.prevent_default();
                    // Browsers of before 2023 ask only for this (HTML standard, "BeforeUnloadEvent").
                    event.set_return_value("true");
                };
                *guard = Some(window_event_listener(ev::beforeunload, ask));
            }
            Some(_) if !at_risk => guard.take().map_or((), |guard| guard.remove()),
            _ => {}
        });
    }

    fn looked(self, lead: UserId) {
        if self.lead.try_get_value().flatten() == Some(lead) {
            self.looking.try_set(false);
        }
    }

    fn look_again(self) {
        self.happened.try_update(|count| *count = count.wrapping_add(1));
    }
}

/// Where the back-end is, with the page's own origin where it is nowhere else.
fn absolute(api_url: &str) -> String {
    match api_url {
        "" => window().location().origin().unwrap_or_default(),
        api_url => api_url.to_owned(),
    }
}
