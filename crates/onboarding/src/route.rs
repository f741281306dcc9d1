//! Addresses of the app: a path to a [`Route`], and back.

use crate::id::ActivityId;

/// A place in the app that has an address of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Route {
    /// `/internal/v1/autologin`: where a magic link leads. The link's UUID is taken out of the address before anything else.
    Autologin,
    /// `/`: the journey as a task list.
    Journey,
    /// `/activities/{id}`.
    Activity(ActivityId),
    /// `/login`.
    LogIn,
    /// `/journeys`: the journeys to choose from.
    Journeys,
    /// `/sessions`: the person's active sessions.
    Sessions,
    /// `/done`: after the last activity.
    Done,
    /// Anything else.
    Unknown,
}

impl Route {
    /// The route of a path, without query or fragment. A trailing slash does not matter.
    pub fn from_path(path: &str) -> Self {
        let path = path.strip_suffix('/').unwrap_or(path);
        match path {
            "" => Self::Journey,
            "/internal/v1/autologin" => Self::Autologin,
            "/login" => Self::LogIn,
            "/journeys" => Self::Journeys,
            "/sessions" => Self::Sessions,
            "/done" => Self::Done,
            _ => path
                .strip_prefix("/activities/")
                .and_then(ActivityId::from_digits)
                .map_or(Self::Unknown, Self::Activity),
        }
    }

    /// The path of a route; every digit of an id is kept.
    pub fn path(self) -> String {
        match self {
            Self::Autologin => "/internal/v1/autologin".to_owned(),
            Self::Journey | Self::Unknown => "/".to_owned(),
            Self::Activity(id) => format!("/activities/{id}"),
            Self::LogIn => "/login".to_owned(),
            Self::Journeys => "/journeys".to_owned(),
            Self::Sessions => "/sessions".to_owned(),
            Self::Done => "/done".to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn paths_lead_to_routes() {
        let golden = ActivityId::from_digits("9007199254740993").unwrap();
        for (path, route) in [
            ("", Route::Journey),
            ("/", Route::Journey),
            ("/internal/v1/autologin", Route::Autologin),
            ("/internal/v1/autologin/", Route::Autologin),
            ("/activities/9007199254740993", Route::Activity(golden)),
            ("/activities/9007199254740993/", Route::Activity(golden)),
            ("/activities/", Route::Unknown),
            ("/activities/abc", Route::Unknown),
            ("/activities/1/2", Route::Unknown),
            ("/activities/99999999999999999999", Route::Unknown),
            ("/login", Route::LogIn),
            ("/journeys", Route::Journeys),
            ("/sessions", Route::Sessions),
            ("/done", Route::Done),
            ("/nowhere", Route::Unknown),
        ] {
            assert_eq!(Route::from_path(path), route, "{path}");
        }
    }

    proptest::proptest! {
        #[test]
        fn every_id_survives_its_address(id in 0i64..) {
            let route = Route::Activity(ActivityId::from_digits(&id.to_string()).unwrap());
            proptest::prop_assert_eq!(Route::from_path(&route.path()), route);
        }

        #[test]
        fn no_path_panics(path in ".{0,60}") {
            let _ = Route::from_path(&path).path();
        }
    }
}
