//! The laws.

use onboarding::activity::Body;
use onboarding::failure::NextStep;
use onboarding::machine::Arrival;
use onboarding::route::Route;
use onboarding::screen::{
    ActivityScreen, ClosingScreen, Content, JourneyScreen, RowState, Screen, SendingState, StageRows, Waiting,
};
use proptest::prelude::*;

use super::script::{Action, Deed, Delivery, Here, Plan, any_troubles, passing_troubles, plans};
use super::world::World;
use crate::support::visit::activity_id;
use crate::support::words;

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever happens: no panic, one completion at a time, one key per answer, no early or second leaving, no secret
    /// in any log. [`World`] checks it at every step.
    #[test]
    fn nothing_that_happens_breaks_a_law(plan in plans(), script in any_troubles()) {
        let mut world = World::begin(&plan);
        for action in script {
            world.act(action);
        }
    }

    /// However a visit went so far: once the troubles have passed, a patient lead comes to the end.
    #[test]
    fn every_journey_comes_to_its_end(plan in plans(), script in passing_troubles()) {
        let mut world = World::begin(&plan);
        for action in script {
            world.act(action);
        }
        go_to_the_end(&mut world);
        let left_over = |id: &i64| !world.back_end.is_quiz(*id);
        prop_assert!(!world.available.iter().any(left_over), "{}", words::screen(&world.screen()));
        if world.available.is_empty() && plan.redirects && plan.arrival != Arrival::Back {
            prop_assert!(world.times_left >= 1);
        }
    }

    /// However a visit went so far, with crashes, full disks and other tabs: what was written ahead goes out without being
    /// given again, and nothing of it is dropped before it is done.
    #[test]
    fn what_was_written_ahead_goes_out(
        plan in plans(), script in passing_troubles(), last in 0usize..2, crashes: bool, arrives: bool,
    ) {
        let mut world = World::begin(&plan);
        world.troubles_pass = true;
        for action in script {
            world.act(action);
        }
        for id in world.available.clone() {
            world.act(Action::Send(id, last));
        }
        if crashes {
            world.act(Action::Crash(arrives));
        }
        let recorded = world.recorded_forms();
        wait_for_what_was_given(&mut world);
        prop_assume!(world.lead_is_here());
        for id in recorded {
            prop_assert!(world.back_end.is_done(id), "{} waits: {}", id, words::screen(&world.screen()));
        }
        prop_assert_eq!(world.litter(), [0; 0], "what is done is still recorded");
    }
}

/// Gives nothing any more, but presses what there is to press until nothing waits.
fn wait_for_what_was_given(world: &mut World) {
    world.act(Action::FullDisk(false));
    world.act(Action::Online);
    for round in 0..400 {
        let recorded = world.recorded_forms();
        if world.has_open_call() {
            world.deliver(Delivery::Whole);
        } else if !is_coming_in(world) {
            if recorded.is_empty() || !world.lead_is_here() {
                return;
            }
            world.visit(Route::Activity(activity_id(recorded[round % recorded.len()])));
            world.act(Action::Retry);
            if !world.has_open_call() {
                world.act(Action::TimePasses);
            }
        }
    }
}

/// Does the next thing on the way to the journey; whether there is one.
fn is_coming_in(world: &mut World) -> bool {
    match world.screen() {
        _ if world.asks_to_sign_in() => world.act(Action::LogIn),
        Screen::Confirm => world.act(Action::Confirm),
        Screen::Waiting(Waiting::Link) => world.act(Action::Seen),
        Screen::Failed(failed) => match failed.next {
            NextStep::LogIn | NextStep::NewLink => world.act(Action::LogIn),
            _ => world.act(Action::Retry),
        },
        Screen::Switching(_) => world.act(Action::Decide(true)),
        Screen::Choice(_) => world.act(Action::Choose(70)),
        Screen::LogIn(_) | Screen::NotFound => world.visit(Route::Journey),
        _ => return false,
    }
    true
}

/// Does the obvious next thing until there is none.
fn go_to_the_end(world: &mut World) {
    world.act(Action::Online);
    // What others do may never end, so nobody waits for it for ever.
    let mut patience = 30;
    for _ in 0..300 {
        if world.has_open_call() {
            world.deliver(Delivery::Whole);
            continue;
        }
        if is_coming_in(world) {
            continue;
        }
        match world.screen() {
            Screen::Leaving(_) => return,
            Screen::Closing(ClosingScreen { stages, .. }) | Screen::Journey(JourneyScreen { stages, .. }) => {
                match next_of(&stages) {
                    Some(next) => world.visit(next),
                    None if patience == 0 || !world.has_timer() => return,
                    None => {
                        patience -= 1;
                        world.act(Action::TimePasses);
                    }
                }
            }
            Screen::Activity(screen) if !matches!(screen.sending, SendingState::UnderWay(_)) => {
                go_on_from(world, &screen);
                // Where nothing went out, another activity is being sent again after a while.
                if matches!(world.screen(), Screen::Activity(_)) && !world.has_open_call() && world.has_timer() {
                    world.act(Action::TimePasses);
                }
            }
            _ if world.has_timer() => world.act(Action::TimePasses),
            screen => panic!("nothing goes on: {}", words::screen(&screen)),
        }
    }
    panic!("no end in sight: {}", words::screen(&world.screen()));
}

/// The activity that is marked; where none is, only a contact can help, or nothing is left to do.
fn next_of(stages: &[StageRows]) -> Option<Route> {
    let mut rows = stages.iter().flat_map(|stage| &stage.rows);
    rows.find(|row| row.state == RowState::Next).map(|row| Route::Activity(row.id))
}

fn go_on_from(world: &mut World, screen: &ActivityScreen) {
    match screen.content {
        Content::ToDo(Body::Form(_)) => world.send(screen.id.to_string().parse().unwrap(), 0),
        Content::ToDo(Body::Provider(_)) => world.deed(screen.id.to_string().parse().unwrap(), Deed::Finish),
        _ => world.visit(Route::Journey),
    }
}

/// The laws would hold for a back-end that nobody can get into; these plans do get in.
#[test]
fn a_plain_visit_reaches_the_end() {
    let plan = Plan {
        stages: vec![vec![super::script::Part::Lead, super::script::Part::Machine(2)], vec![super::script::Part::Lead]],
        redirects: true,
        by_link: true,
        by_token: true,
        here: Here::Nobody,
        several: false,
        terse: false,
        forgetful: false,
        keeps_nothing: false,
        is_new: false,
        visible: true,
        arrival: Arrival::Fresh,
        path: "/",
        configuration: "{}",
    };
    let mut world = World::begin(&plan);
    go_to_the_end(&mut world);
    assert_eq!(words::screen(&world.screen()), "leaving for www.myapp.com");
    assert_eq!(world.back_end.available(), [0; 0]);
}
