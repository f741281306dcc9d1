//! The icons: one set, each a single path, always decorative: the words beside an icon carry the meaning.

use leptos::prelude::*;

/// A shape of the set.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Icon {
    Back,
    Camera,
    CheckCircle,
    Circle,
    Clock,
    Document,
    Down,
    Error,
    External,
    Info,
    Lock,
    Mail,
    Next,
    Shield,
    Warning,
}

impl Icon {
    fn path(self) -> &'static str {
        match self {
            Self::Back => "m14.5 5.5-6.5 6.5 6.5 6.5",
            Self::Camera => {
                "M4.5 8.5A1.5 1.5 0 0 1 6 7h2l1.4-2h5.2L16 7h2a1.5 1.5 0 0 1 1.5 1.5v9A1.5 1.5 0 0 1 18 19H6a1.5 1.5 0 0 1-1.5-1.5ZM12 9.6a3.2 3.2 0 1 0 0 6.4 3.2 3.2 0 0 0 0-6.4Z"
            }
            Self::CheckCircle => "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18ZM8 12.3l2.8 2.8L16 9.6",
            Self::Circle => "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18Z",
            Self::Clock => "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18ZM12 7.2v5.2l3.4 2",
            Self::Document => {
                "M7 3.5h6.5L18 8v11.5A1 1 0 0 1 17 20.5H7a1 1 0 0 1-1-1v-15a1 1 0 0 1 1-1ZM13.5 3.5V8H18M9 12.5h6M9 16h6"
            }
            Self::Down => "m6 9.5 6 6 6-6",
            Self::Error => "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18ZM12 7.4v5.4M12 16.2v.01",
            Self::External => {
                "M13.5 5H19v5.5M19 5l-8 8M17 14v3.5a1.5 1.5 0 0 1-1.5 1.5h-9A1.5 1.5 0 0 1 5 17.5v-9A1.5 1.5 0 0 1 6.5 7H10"
            }
            Self::Info => "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18ZM12 11.2v5M12 7.8v.01",
            Self::Lock => {
                "M6.5 11h11a1.5 1.5 0 0 1 1.5 1.5v6a1.5 1.5 0 0 1-1.5 1.5h-11A1.5 1.5 0 0 1 5 18.5v-6A1.5 1.5 0 0 1 6.5 11ZM8 11V8a4 4 0 0 1 8 0v3"
            }
            Self::Mail => {
                "M4.5 5.5h15A1.5 1.5 0 0 1 21 7v10a1.5 1.5 0 0 1-1.5 1.5h-15A1.5 1.5 0 0 1 3 17V7a1.5 1.5 0 0 1 1.5-1.5ZM3.5 7l8.5 6 8.5-6"
            }
            Self::Next => "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18ZM8.2 12h7.4M12.6 9l3 3-3 3",
            Self::Shield => "M12 3 5 5.8v5.4c0 4.6 2.9 8 7 9.8 4.1-1.8 7-5.2 7-9.8V5.8ZM8.8 12l2.3 2.3 4.1-4.4",
            Self::Warning => "M12 4 3 19.5h18ZM12 10v4.4M12 16.9v.01",
        }
    }

    /// Whether it points along the reading direction, and so is mirrored from right to left.
    fn is_directional(self) -> bool {
        matches!(self, Self::Back | Self::External | Self::Next)
    }
}

/// The icon, with the classes that its place asks for.
pub(crate) fn icon(icon: Icon, class: &str) -> impl IntoView + use<> {
    let directional = if icon.is_directional() { " icon--directional" } else { "" };
    let class = format!("icon{directional} {class}");
    view! {
        <svg class=class viewBox="0 0 24 24" aria-hidden="true" focusable="false">
            <path d=icon.path() />
        </svg>
    }
}
