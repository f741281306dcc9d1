//! The program and the system behind a `User-Agent` (RFC 9110, section 10.1.5), by name. Programs claim to be one
//! another for compatibility's sake, so what cannot be told for sure stays unnamed.

use crate::screen::Device;

/// What a program calls itself that nobody else does, and its name.
const OWN: [(&str, &str); 10] = [
    ("Edg", "Edge"),
    ("EdgA", "Edge"),
    ("EdgiOS", "Edge"),
    ("Edge", "Edge"),
    ("OPR", "Opera"),
    ("OPT", "Opera"),
    ("Opera", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
];

/// What others claim as well, beside their own name: it counts where nothing else stands but what the program itself
/// always says.
const CLAIMED: [(&str, &str, &[&str]); 4] = [
    ("Firefox", "Firefox", &["Mozilla", "Gecko"]),
    ("Chrome", "Chrome", &["Mozilla", "AppleWebKit", "Mobile", "Safari"]),
    ("HeadlessChrome", "Chrome", &["Mozilla", "AppleWebKit", "Safari"]),
    ("Safari", "Safari", &["Mozilla", "AppleWebKit", "Version", "Mobile"]),
];

/// What stands in the first comment, and the system. Earlier ones pretend to be later ones.
const SYSTEMS: [(&str, Option<&str>); 8] = [
    ("Windows Phone", None),
    ("Windows NT", Some("Windows")),
    ("iPhone", Some("iPhone")),
    ("iPad", Some("iPad")),
    ("Macintosh", Some("macOS")),
    ("CrOS", Some("ChromeOS")),
    ("Android", Some("Android")),
    ("Linux", Some("Linux")),
];

/// The names, as far as they are known.
pub(crate) fn device(user_agent: &str) -> Device {
    let system = system(user_agent);
    Device { browser: browser(user_agent, system), system }
}

fn system(user_agent: &str) -> Option<&'static str> {
    let comment = user_agent.split_once('(')?.1.split(')').next()?;
    SYSTEMS.iter().find(|(mark, _)| comment.contains(mark)).and_then(|(_, name)| *name)
}

fn browser(user_agent: &str, system: Option<&str>) -> Option<&'static str> {
    let products = products(user_agent);
    if let Some((_, name)) = OWN.iter().find(|(own, _)| products.contains(own)) {
        return Some(name);
    }
    let is_it = |(claimed, _, beside): &&(&str, &str, &[&str])| {
        products.contains(claimed) && products.iter().all(|product| product == claimed || beside.contains(product))
    };
    let (_, name, _) = CLAIMED.iter().find(is_it)?;
    // Other systems have browsers of the same kind that say the same.
    let is_foreign = *name == "Safari" && !matches!(system, Some("iPhone" | "iPad" | "macOS"));
    (!is_foreign).then_some(name)
}

/// The names of the products, without their versions and without comments.
fn products(user_agent: &str) -> Vec<&str> {
    let mut depth = 0_usize;
    let outside = user_agent.split_inclusive(['(', ')']).filter_map(|part| {
        let (text, is_outside) = (part.trim_end_matches(['(', ')']), depth == 0);
        match part.chars().next_back() {
            Some('(') => depth += 1,
            Some(')') => depth = depth.saturating_sub(1),
            _ => {}
        }
        is_outside.then_some(text)
    });
    outside.flat_map(str::split_whitespace).filter_map(|product| product.split('/').next()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(user_agent: &str) -> (Option<&str>, Option<&str>) {
        let Device { browser, system } = device(user_agent);
        (browser, system)
    }

    #[test]
    fn the_browsers_that_most_people_have_are_named() {
        for (user_agent, browser, system) in [
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36",
                "Chrome",
                "Windows",
            ),
            (
                "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36",
                "Chrome",
                "macOS",
            ),
            (
                "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/120.0.0.0 Safari/537.36",
                "Chrome",
                "Linux",
            ),
            (
                "Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36",
                "Chrome",
                "ChromeOS",
            ),
            (
                "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Mobile Safari/537.36",
                "Chrome",
                "Android",
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 17_2 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/120.0.6099.119 Mobile/15E148 Safari/604.1",
                "Chrome",
                "iPhone",
            ),
            ("Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:121.0) Gecko/20100101 Firefox/121.0", "Firefox", "Windows"),
            ("Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:121.0) Gecko/20100101 Firefox/121.0", "Firefox", "Linux"),
            ("Mozilla/5.0 (Android 14; Mobile; rv:121.0) Gecko/121.0 Firefox/121.0", "Firefox", "Android"),
            (
                "Mozilla/5.0 (iPad; CPU OS 14_2 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) FxiOS/121.0 Mobile/15E148 Safari/605.1.15",
                "Firefox",
                "iPad",
            ),
            (
                "Mozilla/5.0 (Macintosh; Intel Mac OS X 14_2_1) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.2 Safari/605.1.15",
                "Safari",
                "macOS",
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 17_2_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.2 Mobile/15E148 Safari/604.1",
                "Safari",
                "iPhone",
            ),
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36 Edg/120.0.2210.91",
                "Edge",
                "Windows",
            ),
            (
                "Mozilla/5.0 (Linux; Android 10; HD1913) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.6099.144 Mobile Safari/537.36 EdgA/120.0.2210.115",
                "Edge",
                "Android",
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 17_2_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.0 EdgiOS/120.0.2210.116 Mobile/15E148 Safari/605.1.15",
                "Edge",
                "iPhone",
            ),
            (
                "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36 OPR/106.0.0.0",
                "Opera",
                "Linux",
            ),
            (
                "Mozilla/5.0 (Linux; Android 13; SAMSUNG SM-S918B) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/23.0 Chrome/115.0.0.0 Mobile Safari/537.36",
                "Samsung Internet",
                "Android",
            ),
        ] {
            assert_eq!(told(user_agent), (Some(browser), Some(system)), "{user_agent}");
        }
    }

    #[test]
    fn what_only_claims_to_be_one_of_them_is_not_named() {
        for (user_agent, system) in [
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36 Vivaldi/6.5",
                Some("Windows"),
            ),
            ("Mozilla/5.0 (Windows NT 10.0) Gecko/20100101 Firefox/60.0 SeaMonkey/2.53.18", Some("Windows")),
            (
                "Mozilla/5.0 (Linux; Android 14; Pixel 8 Build/UD1A; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/120.0.0.0 Mobile Safari/537.36 [FB_IAB/FB4A]",
                Some("Android"),
            ),
            (
                "Mozilla/5.0 (Linux; U; Android 4.0.3; de-de) AppleWebKit/534.30 (KHTML, like Gecko) Version/4.0 Mobile Safari/534.30",
                Some("Android"),
            ),
            (
                "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.0 Safari/605.1.15",
                Some("Linux"),
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 17_2 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) GSA/298.0 Mobile/15E148 Safari/604.1",
                Some("iPhone"),
            ),
            ("Mozilla/5.0 (Windows NT 10.0; WOW64; Trident/7.0; rv:11.0) like Gecko", Some("Windows")),
            (
                "Mozilla/5.0 (Windows Phone 10.0; Android 6.0.1; Xbox) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/52.0 Mobile Safari/537.36 Vendor/1",
                None,
            ),
            ("Mozilla/5.0 (Mobile; rv:48.0) Gecko/48.0 Firefox/48.0 KAIOS/2.5", None),
            ("curl/8.5.0", None),
            ("Linux", None),
            ("", None),
        ] {
            assert_eq!(told(user_agent), (None, system), "{user_agent}");
        }
    }

    proptest::proptest! {
        #[test]
        fn no_text_panics(user_agent in "\\PC{0,60}", marks in "[()/ a-zA-Z]{0,40}") {
            let _ = (device(&user_agent), device(&marks));
        }
    }
}
