//! Parts of screens, to be varied by the tests.

use std::sync::Arc;

use onboarding::id::ActivityId;
use onboarding::journey::Progress;
use onboarding::screen::{ActivityScreen, Content, JourneyScreen, Row, RowState, SendingState, StageRows};
use onboarding::session::Workspace;

pub(crate) fn activity_id(id: i64) -> ActivityId {
    ActivityId::from_digits(&id.to_string()).unwrap()
}

/// Activity 1, the only one of its journey.
pub(crate) fn activity(content: Content) -> ActivityScreen {
    ActivityScreen {
        id: activity_id(1),
        name: "Your company".to_owned(),
        stage: "About you".to_owned(),
        description: None,
        due: None,
        minutes: None,
        completed: None,
        content,
        sending: SendingState::Ready,
        visit: Box::default(),
        notice: None,
        progress: Progress { done: 0, total: 1 },
        stages: stages([row(1, RowState::Next)]),
    }
}

/// An activity of the task list that opens and of which nothing more is known.
pub(crate) fn row(id: i64, state: RowState) -> Row {
    Row { id: activity_id(id), name: format!("Task {id}"), state, actor: None, due: None, minutes: None, opens: true }
}

/// One stage with these activities.
pub(crate) fn stages<const N: usize>(rows: [Row; N]) -> Arc<Vec<StageRows>> {
    Arc::new(vec![StageRows { name: "About you".to_owned(), rows: rows.to_vec() }])
}

/// A task list of one stage.
pub(crate) fn journey<const N: usize>(rows: [Row; N]) -> JourneyScreen {
    JourneyScreen {
        name: Some("Opening an account".to_owned()),
        first_name: None,
        progress: Progress { done: 0, total: N },
        stages: stages(rows),
        notice: None,
    }
}

/// A company of that name, of which nothing more is known.
pub(crate) fn company(name: &str) -> Workspace {
    Workspace { name: Some(name.to_owned()), ..Workspace::default() }
}

/// A company that says where it helps.
pub(crate) fn helpful_company() -> Workspace {
    Workspace { support_email: Some("help@example.com".to_owned()), ..company("Example Bank") }
}
