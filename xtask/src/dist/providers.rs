//! The pages of others that may stand in a frame: where they are, and what they may use of the device.

/// A provider or a player, by the name that the app knows it by.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Provider {
    /// `Settings.Provider` of an activity.
    pub(super) name: &'static str,
    /// Where its pages are, unless it runs elsewhere.
    pub(super) hosts: &'static [&'static str],
    /// What its frame is allowed: the `allow` attribute that the app gives it (`crates/onboarding/src/provider`).
    pub(super) features: &'static [&'static str],
}

const FILM: &[&str] = &["autoplay", "encrypted-media", "fullscreen", "picture-in-picture"];

/// Every provider that the app shows in a frame. Others are opened in a tab, which needs no leave.
pub(super) const ALL: [Provider; 5] = [
    Provider { name: "Calendly", hosts: &["https://calendly.com"], features: &[] },
    Provider {
        name: "Veriff",
        hosts: &["https://*.veriff.me", "https://*.veriff.com"],
        features: &[
            "accelerometer",
            "autoplay",
            "camera",
            "fullscreen",
            "gyroscope",
            "magnetometer",
            "microphone",
            "picture-in-picture",
        ],
    },
    Provider { name: "Documenso", hosts: &["https://app.documenso.com"], features: &[] },
    Provider {
        name: "YouTube",
        hosts: &["https://www.youtube-nocookie.com", "https://www.youtube.com"],
        features: FILM,
    },
    Provider { name: "Vimeo", hosts: &["https://player.vimeo.com"], features: FILM },
];

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::project::Project;

    #[test]
    fn each_may_use_what_the_app_allows_its_frame() {
        for (name, file) in [("Veriff", "veriff.rs"), ("YouTube", "player/youtube.rs"), ("Vimeo", "player/vimeo.rs")] {
            let source = Project::here().unwrap().read(&format!("crates/onboarding/src/provider/{file}")).unwrap();
            let provider = ALL.iter().find(|provider| provider.name == name).unwrap();
            let allow = source.split('"').find(|text| text.contains("autoplay;")).unwrap();
            let mut allowed: Vec<_> = allow.split("; ").collect();
            allowed.sort_unstable();
            assert_eq!(allowed, provider.features, "{name}");
        }
    }
}
