//! Visits to providers: the address is minted on the click, what frames post is a hint, and the back-end has the last
//! word.
//!
//! Ready → Minting(way) → Framed | Elsewhere(way) → Ended, which can begin again. Beside it the checking: what was
//! claimed is asked about, and an activity that is still open afterwards is "not confirmed yet".

mod asking;
mod frame;
mod kept;

pub use kept::KeptVisit;

use std::sync::Arc;

use super::{Effect, Model, Now, Phase, Present, Submission, Ticket};
use crate::activity::{self, Answer, Body};
use crate::api;
use crate::config::TokenStore;
use crate::failure::Failure;
use crate::id::ActivityId;
use crate::journey::Journey;
use crate::provider::{Claim, ProviderTask, ProviderUrl, Visitor, Way};
use crate::route::Route;
use frame::Frame;

/// A visit to the provider of one activity.
#[derive(Debug)]
pub(crate) struct Visit {
    pub(crate) activity: ActivityId,
    pub(crate) stay: Stay,
    pub(crate) checking: Checking,
    /// The back-end was asked after "I've finished" and left the activity open: the lead may declare it.
    pub(crate) unconfirmed: bool,
    /// What the frame has claimed so far; each claim counts once.
    claims: Vec<Claim>,
    /// A claim that the back-end is still to hear.
    owed: Option<Claim>,
    /// What was booked, to be sent as the activity's completion.
    booked: Option<Booking>,
    /// Whether the frame had its reload.
    reloaded: bool,
    /// The timer that runs as long as the minted address can be opened.
    valid: Option<Ticket>,
    stale: bool,
}

/// Where the visit is.
#[derive(Debug)]
pub(crate) enum Stay {
    /// Not begun.
    Ready,
    /// The address is asked for.
    Minting(Way, Asking),
    /// The address could not be had.
    Refused(Way, Failure),
    /// In a frame on the page.
    Framed(Frame),
    /// In another tab, on another device, or in this tab before it came back.
    Elsewhere(Way, Option<ProviderUrl>),
    /// Over, without success.
    Ended(Ending),
}

/// How a visit ended without success.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// The lead gave up.
    Cancelled,
    /// The lead refused to sign.
    Declined,
    /// It was too late.
    Expired,
    /// The provider has a problem.
    Failed,
}

/// What the back-end is asked about the visit.
#[derive(Debug)]
pub(crate) enum Checking {
    /// Nothing.
    Idle,
    /// Whether this is so; `None`: how the journey stands.
    Asking(Option<Claim>, Asking),
    /// It was asked, and the activity is still open.
    NotConfirmed,
    /// It could not be asked.
    Failed(Option<Claim>, Failure),
}

/// A call, or the pause that the back-end asked for before it is made again.
#[derive(Debug)]
pub(crate) enum Asking {
    Asked(Ticket),
    Held(Ticket, Failure),
}

#[derive(Debug)]
struct Booking {
    answer: Answer,
    /// Key and seconds of use of the message that told it, until it is sent.
    unsent: Option<(String, u64)>,
}

impl Visit {
    fn new(activity: ActivityId) -> Self {
        Self {
            activity,
            stay: Stay::Ready,
            checking: Checking::Idle,
            unconfirmed: false,
            claims: Vec::new(),
            owed: None,
            booked: None,
            reloaded: false,
            valid: None,
            stale: false,
        }
    }

    /// Whether the answer to the call with that ticket is awaited.
    pub(super) fn awaits(&self, ticket: Ticket) -> bool {
        matches!(&self.stay, Stay::Minting(_, asking) if asking.awaits(ticket))
            || matches!(&self.checking, Checking::Asking(_, asking) if asking.awaits(ticket))
    }

    /// Whether the back-end is being asked, or about to be.
    pub(super) fn is_asking(&self) -> bool {
        matches!(self.checking, Checking::Asking(..))
    }

    /// What the back-end could not be told waits for its turn again.
    pub(super) fn owe(&mut self, claim: Option<Claim>) {
        self.owed = self.owed.or(claim);
        self.checking = Checking::Idle;
    }

    /// The lead is on another page now: a frame is gone with its page, and an address that comes too late is not used.
    pub(super) fn leave(&mut self, effects: &mut Vec<Effect>) {
        match &mut self.stay {
            Stay::Minting(way, _) => {
                close_tab(*way, effects);
                self.stay = Stay::Ready;
            }
            Stay::Refused(..) => self.stay = Stay::Ready,
            Stay::Framed(frame) => frame.take_out(),
            Stay::Ready | Stay::Elsewhere(..) | Stay::Ended(_) => {}
        }
    }
}

impl Asking {
    fn awaits(&self, ticket: Ticket) -> bool {
        matches!(self, Self::Asked(awaited) if *awaited == ticket)
    }
}

impl Present {
    /// Whether a call is under way, or put off, whose answer is a journey.
    pub(super) fn is_asking(&self) -> bool {
        self.outbox.is_busy() || self.visits.iter().any(Visit::is_asking)
    }

    /// The visit for an activity, if it was begun.
    pub(crate) fn visit(&self, id: ActivityId) -> Option<&Visit> {
        self.visits.iter().find(|visit| visit.activity == id)
    }

    fn visit_mut(&mut self, id: ActivityId) -> &mut Visit {
        let at = self.visits.iter().position(|visit| visit.activity == id).unwrap_or_else(|| {
            self.visits.push(Visit::new(id));
            self.visits.len() - 1
        });
        &mut self.visits[at]
    }

    /// Whether an activity is still to be done, by the journey that came with a refusal of its completion.
    pub(super) fn is_still_open(&self, journey: &Journey, id: ActivityId) -> bool {
        journey.find(id).is_some_and(|(_, activity)| activity.is_available_to(&self.session))
    }

    /// The back-end does not confirm what the lead declared, or the provider's message told. Whether this is about a
    /// provider at all.
    pub(super) fn leave_unconfirmed(&mut self, id: ActivityId) -> bool {
        let about_provider = self.task(id).is_some();
        if about_provider {
            self.visit_mut(id).checking = Checking::NotConfirmed;
        }
        about_provider
    }

    /// What is to be done at a provider, if the activity is that and can be done now.
    fn task(&self, id: ActivityId) -> Option<Arc<ProviderTask>> {
        let (_, activity) = self.journey.find(id)?;
        match activity::open(activity, &self.journey) {
            Body::Provider(task) if activity.is_available_to(&self.session) => Some(task),
            _ => None,
        }
    }
}

impl Model {
    /// Whether the session would live through a stay elsewhere in the same tab, or a reload.
    pub(crate) fn session_survives(&self) -> bool {
        self.session().is_some_and(|session| session.token.is_none()) || self.config.token_store == TokenStore::Tab
    }

    /// The lead goes to the provider: the one place where an address is asked for.
    pub(super) fn hand_over(&mut self, id: ActivityId, way: Way, effects: &mut Vec<Effect>) {
        let survives = self.session_survives();
        let Some((present, task)) = self.open_task(id) else { return };
        let own_is_under_way = present.outbox.find(id).is_some_and(Submission::is_under_way);
        let sending = own_is_under_way || present.outbox.is_on_the_wire();
        let minting = present.visit(id).is_some_and(|visit| matches!(visit.stay, Stay::Minting(..)));
        if sending || minting || !task.ways(survives).contains(&way) {
            return;
        }
        present.notice = None;
        match &task.address {
            Some(address) => {
                let address = address.clone();
                self.arrive(id, &task, way, &address, effects);
            }
            None => self.mint(id, way, effects),
        }
    }

    /// The lead closes the frame, or gives up what they began elsewhere. Nobody is told: they may begin again.
    pub(super) fn visit_closed(&mut self, id: ActivityId, effects: &mut Vec<Effect>) {
        let Some((present, _)) = self.open_task(id) else { return };
        let visit = present.visit_mut(id);
        visit.leave(effects);
        visit.stay = Stay::Ready;
    }

    /// What follows for visits from what just happened: those that are over end, a frame that is seen again begins
    /// anew, and what the back-end is still to hear is told once nothing else is under way. Runs after every event.
    pub(super) fn attend(&mut self, effects: &mut Vec<Effect>) {
        let open = match self.route {
            Route::Activity(id) => Some(id),
            _ => None,
        };
        let Phase::Present(present) = &mut self.phase else { return };
        let (journey, session) = (&present.journey, &present.session);
        let goes_on =
            |visit: &Visit| journey.find(visit.activity).is_some_and(|(_, activity)| activity.is_available_to(session));
        for visit in present.visits.iter_mut().filter(|visit| Some(visit.activity) != open || !goes_on(visit)) {
            visit.leave(effects);
        }
        present.visits.retain(goes_on);
        if let Some(id) = open {
            self.show_frame(id, effects);
        }
        self.settle_debts(effects);
    }

    /// The open activity, if it is one to be done at a provider now.
    fn open_task(&mut self, id: ActivityId) -> Option<(&mut Present, Arc<ProviderTask>)> {
        let here = self.route == Route::Activity(id);
        let Phase::Present(present) = &mut self.phase else { return None };
        let task = present.task(id).filter(|_| here && matches!(present.now, Now::Working))?;
        Some((present, task))
    }

    fn mint(&mut self, id: ActivityId, way: Way, effects: &mut Vec<Effect>) {
        let Phase::Present(present) = &self.phase else { return };
        let request = api::hand_over(id, present.session.token.as_ref());
        let ticket = self.call(request, effects);
        if let Phase::Present(present) = &mut self.phase {
            present.visit_mut(id).stay = Stay::Minting(way, Asking::Asked(ticket));
        }
    }

    /// At the provider, by one of the ways.
    fn arrive(
        &mut self,
        id: ActivityId,
        task: &ProviderTask,
        way: Way,
        given: &ProviderUrl,
        effects: &mut Vec<Effect>,
    ) {
        let language = self.language().map(str::to_owned);
        let Phase::Present(present) = &mut self.phase else { return };
        let user = &present.session.user;
        let visitor = Visitor {
            first_name: user.first_name.clone(),
            last_name: user.last_name.clone(),
            email: user.email.clone().or_else(|| present.journey.known_email(&present.session)),
            language,
            activity: Some(id),
        };
        let kept = KeptVisit::elsewhere(user.id, id);
        let url = task.protocol.address(given, &visitor, way);
        *present.visit_mut(id) = Visit { stay: Stay::Elsewhere(way, Some(url.clone())), ..Visit::new(id) };
        match way {
            Way::Frame => present.visit_mut(id).stay = Stay::Framed(Frame::new(url)),
            Way::SameTab => effects.extend([Effect::RememberVisit(kept), Effect::VisitProvider(url)]),
            Way::Tab => effects.push(Effect::OpenTab(url)),
            Way::Phone => {}
        }
    }
}

/// There is nothing to show in the tab that was opened on the click.
fn close_tab(way: Way, effects: &mut Vec<Effect>) {
    if way == Way::Tab {
        effects.push(Effect::CloseTab);
    }
}
