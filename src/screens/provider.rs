//! An activity that is done at a provider: where it stands, and what the lead can do about it.
//!
//! Each place of the visit (not begun, in a frame, elsewhere, over) is one view; what varies within it, it follows
//! itself, so that a frame is never loaded anew by anything but a new generation.

mod beginning;
mod elsewhere;
mod framed;
mod progress;
mod ways;

use std::sync::Arc;

use leptos::prelude::*;
use onboarding::id::ActivityId;
use onboarding::machine::Ending;
use onboarding::provider::{ProviderTask, Way};
use onboarding::screen::{ActivityScreen, Screen, StayScreen, VisitScreen};

use super::activity::top;
use super::sending::measure_use;
use crate::effects::focus;
use crate::store::Store;
use crate::words::{fill, in_each_language, locale};

/// The id of the heading of the visit, which takes focus when another place takes its turn.
const TITLE: &str = "visit-title";

/// What every part of the visit needs to know; cheap to copy into every closure.
#[derive(Clone, Copy)]
struct Visit {
    store: Store,
    activity: ActivityId,
    task: StoredValue<Arc<ProviderTask>>,
    /// How it stands now.
    state: Memo<VisitScreen>,
}

/// What is mounted for a visit.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Place {
    Beginning,
    Framed { generation: u32 },
    Elsewhere(Way),
    Ended(Ending),
}

pub(crate) fn view(store: Store, activity: &ActivityScreen, task: &Arc<ProviderTask>) -> AnyView {
    measure_use(store, activity.id);
    let visit = Visit {
        store,
        activity: activity.id,
        task: StoredValue::new(task.clone()),
        state: Memo::new(move |_| {
            store.screen().with(|screen| match screen {
                Screen::Activity(activity) => (*activity.visit).clone(),
                _ => VisitScreen::default(),
            })
        }),
    };
    let place = Memo::new(move |_| visit.state.with(|state| Place::of(&state.stay)));
    // What was pressed, or what was in the frame, is gone when the place changes: focus goes on from the new heading.
    Effect::new(move |before: Option<Place>| {
        let place = place.get();
        if before.is_some_and(|before| before != place) {
            focus::focus_soon(format!("#{TITLE}"));
        }
        place
    });
    let content = move |place: Place| match place {
        Place::Beginning => in_each_language(move || beginning::view(visit).into_any()),
        // Another language leaves what is in the frame alone.
        Place::Framed { .. } => framed::view(visit).into_any(),
        Place::Elsewhere(way) => in_each_language(move || elsewhere::view(visit, way).into_any()),
        Place::Ended(ending) => in_each_language(move || beginning::after(visit, ending).into_any()),
    };
    // By key: what has the same shape would otherwise stay in the page, and with it a frame that is to be loaded anew.
    let key = move |place: &Place| format!("{} {place:?}", visit.activity);
    let activity = activity.clone();
    view! {
        {in_each_language(move || top(store, &activity))}
        <For each=move || [place.get()] key=key children=content />
    }
    .into_any()
}

impl Place {
    fn of(stay: &StayScreen) -> Self {
        match stay {
            StayScreen::Ready | StayScreen::Opening(..) | StayScreen::Refused(_) => Self::Beginning,
            StayScreen::Framed(frame) => Self::Framed { generation: frame.generation },
            StayScreen::Elsewhere(way, _) => Self::Elsewhere(*way),
            StayScreen::Ended(ending) => Self::Ended(*ending),
        }
    }
}

impl Visit {
    /// The name that people know the provider by.
    fn provider(self) -> &'static str {
        self.task.with_value(|task| task.provider())
    }

    /// What is done there, and by whom it is offered.
    fn title(self) -> String {
        let words = self.task.with_value(|task| task.words.frame);
        fill(words, &[self.provider()])
    }

    /// The heading of the place.
    fn heading(self) -> impl IntoView {
        view! { <h2 class="visit__title" id=TITLE tabindex="-1">{self.title()}</h2> }
    }

    /// The words of the button that begins.
    fn begin_words(self) -> &'static str {
        self.task.with_value(|task| task.words.begin).say(locale())
    }

    /// The words of the button by which the lead says that they did it.
    fn finished_words(self) -> &'static str {
        self.task.with_value(|task| task.words.finished).say(locale())
    }
}
