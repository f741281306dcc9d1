//! `_headers` and `_redirects`, as Cloudflare Pages and Netlify read them.

use crate::dist::headers::{ASKED, FOREVER, Headers, PAGES};

/// One rule for all, and one for each address whose caching is known. No two of them set the same header: both hosts
/// would send the two values as one.
pub(super) fn headers(headers: &Headers) -> String {
    let mut text = rule("/*", headers.everywhere.iter().map(|(name, value)| (*name, value.as_str())));
    for page in PAGES.into_iter().chain(["/index.html", "/service-worker.js"]) {
        text.push_str(&rule(page, [("Cache-Control", ASKED)]));
    }
    for file in &headers.hashed {
        let media_type = file.ends_with(".wasm").then_some(("Content-Type", "application/wasm"));
        text.push_str(&rule(file, [("Cache-Control", FOREVER)].into_iter().chain(media_type)));
    }
    text
}

/// Only addresses of pages lead to the page; a file that is missing is missing. (Cloudflare Pages does as if `/index.html`
/// had moved to `/`, so that is what the page is called here; both find the file.)
pub(super) fn redirects() -> String {
    PAGES.iter().filter(|page| **page != "/").map(|page| format!("{page} / 200\n")).collect()
}

fn rule<'a>(address: &str, headers: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    let lines: String = headers.into_iter().map(|(name, value)| format!("  {name}: {value}\n")).collect();
    format!("{address}\n{lines}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_address_has_its_caching_and_all_have_the_rest() {
        let headers = Headers {
            everywhere: vec![("Referrer-Policy", "no-referrer".to_owned())],
            hashed: vec!["/a-1_bg.wasm".to_owned()],
        };
        let text = super::headers(&headers);
        assert!(text.starts_with("/*\n  Referrer-Policy: no-referrer\n/\n  Cache-Control: no-cache\n"), "{text}");
        assert!(text.contains("/activities/*\n  Cache-Control: no-cache\n/login\n"), "{text}");
        let wasm =
            "/a-1_bg.wasm\n  Cache-Control: public, max-age=31536000, immutable\n  Content-Type: application/wasm\n";
        assert!(text.ends_with(wasm), "{text}");
        // Cloudflare Pages, "Headers": 100 rules of 2,000 characters a line.
        assert!(text.lines().filter(|line| line.starts_with('/')).count() < 100);
    }

    #[test]
    fn addresses_of_pages_lead_to_the_page_and_no_others() {
        let text = redirects();
        assert!(text.contains("/activities/* / 200\n") && text.contains("/internal/v1/autologin / 200\n"), "{text}");
        assert!(!text.lines().any(|line| line.starts_with("/* ") || line.starts_with("/ ")), "{text}");
    }
}
