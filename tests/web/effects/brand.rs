//! The company's colours and pictures on the document: `src/effects/brand.rs`.

use onboarding::screen::{Page, Screen};
use onboarding::session::Workspace;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlElement;

use crate::support::dom::document;
use crate::support::screens::company;
use crate::support::tab::{ENGLISH, Tab, show_within};

fn in_color(color: &str) -> Workspace {
    Workspace { primary_color: Some(color.to_owned()), ..company("Example Bank") }
}

fn page(workspace: Workspace) -> Page {
    Page { workspace, ..Page::default() }
}

async fn wearing(workspace: Workspace) -> Tab {
    show_within(page(workspace), ENGLISH, Screen::NotFound).await
}

fn property(name: &str) -> String {
    let root: HtmlElement = document().document_element().unwrap().unchecked_into();
    root.style().get_property_value(name).unwrap()
}

fn in_head(selector: &str, attribute: &str) -> Option<String> {
    document().head().unwrap().query_selector(selector).unwrap()?.get_attribute(attribute)
}

fn bar(scheme: &str) -> Option<String> {
    in_head(&format!("meta[name=theme-color][media='(prefers-color-scheme: {scheme})']"), "content")
}

#[wasm_bindgen_test]
async fn the_document_wears_the_colour_until_the_company_has_none() {
    let tab = wearing(in_color("#7a0000")).await;
    assert_eq!(property("--brand-mark"), "#7a0000");
    assert_eq!(property("--light-brand"), "#7a0000");
    assert_eq!(property("--dark-brand-contrast"), "#000000");
    assert_eq!(bar("light").as_deref(), Some("#7a0000"));
    assert!(bar("dark").is_some());
    tab.change_page(page(in_color("#0b5fff"))).await;
    assert_eq!(property("--brand-mark"), "#0b5fff");
    assert_eq!(bar("light").as_deref(), Some("#0b5fff"), "changed, not added");
    tab.change_page(page(company("Example Bank"))).await;
    for name in ["--brand-mark", "--light-brand", "--light-brand-soft", "--dark-brand", "--dark-brand-text"] {
        assert_eq!(property(name), "", "{name}: all or none");
    }
    assert_eq!((bar("light"), bar("dark")), (None, None));
}

#[wasm_bindgen_test]
async fn the_tab_has_the_company_s_picture_or_its_letter() {
    let tab = wearing(in_color("#7a0000")).await;
    let letter = in_head("link[rel=icon]", "href").unwrap();
    assert!(letter.starts_with("data:image/svg+xml,%3Csvg") && letter.contains("%3EE%3C"), "{letter}");
    assert_eq!(in_head("link[rel=apple-touch-icon]", "href"), None);
    let favicon_url = Some("data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==".to_owned());
    tab.change_page(page(Workspace { favicon_url: favicon_url.clone(), ..in_color("#7a0000") })).await;
    assert_eq!(in_head("link[rel=icon]", "href"), favicon_url);
    assert_eq!(in_head("link[rel=apple-touch-icon]", "href"), favicon_url);
    tab.change_page(Page::default()).await;
    assert_eq!(in_head("link[rel=icon]", "href").as_deref(), Some("data:,"), "or the host would be asked for one");
    assert_eq!(in_head("link[rel=apple-touch-icon]", "href"), None);
}
