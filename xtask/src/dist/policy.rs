//! The page's Content Security Policy and Permissions Policy: nothing but what the app is known to need.

use super::digest;
use super::hosts::Hosts;
use super::html;

/// The Trusted Types policy that `src/boot.js` makes, for the address of the service worker alone.
const TRUSTED_TYPES: &str = "front-office";

/// What a page may use of a device, by itself or in a frame. Those that nobody here needs are refused to all.
const FEATURES: [&str; 27] = [
    "accelerometer",
    "autoplay",
    "bluetooth",
    "camera",
    "clipboard-read",
    "clipboard-write",
    "display-capture",
    "encrypted-media",
    "fullscreen",
    "gamepad",
    "geolocation",
    "gyroscope",
    "hid",
    "idle-detection",
    "local-fonts",
    "magnetometer",
    "microphone",
    "midi",
    "otp-credentials",
    "payment",
    "picture-in-picture",
    "publickey-credentials-get",
    "screen-wake-lock",
    "serial",
    "usb",
    "web-share",
    "xr-spatial-tracking",
];
/// What the app's own pages use: films that are files, and links to copy.
const OWN: [&str; 4] = ["autoplay", "clipboard-write", "fullscreen", "picture-in-picture"];

/// `Content-Security-Policy` for a page with these inline scripts and styles.
///
/// They are let through by their digests: files of their own would be more requests before the link is out of the
/// address and before anything is painted. WebAssembly needs `'wasm-unsafe-eval'` however it is loaded (CSP Level 3,
/// section 4.4), which lets no JavaScript be made from text.
pub(super) fn content_security(page: &str, hosts: &Hosts) -> String {
    let scripts = html::inline_scripts(page).into_iter().map(digest::source);
    let styles = html::inline_styles(page).into_iter().map(digest::source);
    let frames = hosts.providers.iter().flat_map(|(_, hosts)| hosts.clone());
    let directive = |name: &str, own: &[&str], others: Vec<String>| {
        let own = own.iter().map(|&source| source.to_owned());
        let mut sources: Vec<String> = Vec::new();
        for source in own.chain(others) {
            if !sources.contains(&source) {
                sources.push(source);
            }
        }
        if sources.is_empty() { format!("{name} 'none'") } else { format!("{name} {}", sources.join(" ")) }
    };
    let connections = hosts.api.iter().chain(&hosts.documents).chain(&hosts.videos).cloned().collect();
    [
        "default-src 'none'".to_owned(),
        directive("script-src", &["'self'", "'wasm-unsafe-eval'"], scripts.collect()),
        directive("style-src", &[], styles.collect()),
        directive("img-src", &["'self'", "data:", "blob:"], hosts.pictures.clone()),
        directive("media-src", &["'self'", "blob:"], hosts.videos.clone()),
        directive("connect-src", &["'self'"], connections),
        directive("frame-src", &[], frames.collect()),
        "worker-src 'self'".to_owned(),
        "form-action 'none'".to_owned(),
        "base-uri 'none'".to_owned(),
        "object-src 'none'".to_owned(),
        "frame-ancestors 'none'".to_owned(),
        "require-trusted-types-for 'script'".to_owned(),
        format!("trusted-types {TRUSTED_TYPES}"),
    ]
    .join("; ")
}

/// `Permissions-Policy`: to each feature, the hosts whose frames may use it.
pub(super) fn permissions(hosts: &Hosts) -> String {
    let allowed = |feature: &str| {
        let own = OWN.contains(&feature).then(|| "self".to_owned());
        let providers = hosts.providers.iter().filter(|(provider, _)| provider.features.contains(&feature));
        // A frame's origin, perhaps with any name before it; never with any port.
        let origins = providers.flat_map(|(_, hosts)| hosts).filter(|host| !host.ends_with(":*"));
        let mut list: Vec<String> = own.into_iter().collect();
        for origin in origins.map(|origin| format!("\"{origin}\"")) {
            // Only what the page itself may use can be passed on to a frame.
            for entry in ["self".to_owned(), origin] {
                if !list.contains(&entry) {
                    list.push(entry);
                }
            }
        }
        format!("{feature}=({})", list.join(" "))
    };
    FEATURES.map(allowed).join(", ")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::dist::configuration::Configuration;
    use crate::dist::providers;

    const PAGE: &str = "<script>alert('Hello, world.');</script><style>alert('Hello, world.');</style>";

    #[test]
    fn nothing_is_let_through_but_what_is_known() {
        let policy = content_security(PAGE, &Hosts::default());
        let expected = "default-src 'none'; \
            script-src 'self' 'wasm-unsafe-eval' 'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='; \
            style-src 'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='; \
            img-src 'self' data: blob:; media-src 'self' blob:; connect-src 'self'; \
            frame-src https://calendly.com https://*.veriff.me https://*.veriff.com https://app.documenso.com \
            https://www.youtube-nocookie.com https://www.youtube.com https://player.vimeo.com; worker-src 'self'; \
            form-action 'none'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'; \
            require-trusted-types-for 'script'; trusted-types front-office";
        assert_eq!(policy, expected);
        // A line of `_headers` may have 2,000 characters (Cloudflare Pages, "Headers").
        assert!(policy.len() < 1_500);
    }

    #[test]
    fn the_configuration_adds_its_hosts_where_they_are_needed() {
        let text = r#"{"ApiURL": "https://api.acme.test", "LogoURL": "https://cdn.acme.test/a.svg",
            "Hosts": {"Videos": ["https://films.test"], "Documents": ["https://files.test"], "Providers": {}}}"#;
        let policy = content_security("", &Configuration::parse(text).unwrap().hosts);
        for directive in [
            "connect-src 'self' https://api.acme.test https://files.test https://films.test;",
            "img-src 'self' data: blob: https://cdn.acme.test;",
            "media-src 'self' blob: https://films.test;",
            "frame-src 'none';",
            "script-src 'self' 'wasm-unsafe-eval';",
            "style-src 'none';",
        ] {
            assert!(policy.contains(directive), "{directive} in {policy}");
        }
    }

    #[test]
    fn a_feature_is_for_the_frames_that_need_it_and_for_nobody_else() {
        let policy = permissions(&Hosts::default());
        let of = |feature: &str| policy.split(", ").find(|entry| entry.starts_with(&format!("{feature}="))).unwrap();
        assert_eq!(of("camera"), r#"camera=(self "https://*.veriff.me" "https://*.veriff.com")"#);
        assert_eq!(of("geolocation"), "geolocation=()");
        assert_eq!(of("clipboard-write"), "clipboard-write=(self)");
        assert!(of("fullscreen").contains("\"https://player.vimeo.com\""));
        let named = providers::ALL.iter().flat_map(|provider| provider.features);
        assert!(named.into_iter().all(|feature| FEATURES.contains(feature)));
        assert!(OWN.iter().all(|feature| FEATURES.contains(feature)));
    }
}
