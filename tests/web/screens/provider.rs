//! A step at a provider: `src/screens/provider.rs` and what is below it.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Function, Object, Reflect};
use onboarding::failure::Failure;
use onboarding::machine::Ending;
use onboarding::provider::Way;
use onboarding::screen::{CheckingScreen, FrameScreen, Screen, StayScreen, VisitScreen};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlElement;

use crate::support::dom;
use crate::support::providers::{address, at, docusign, frame, step, veriff};
use crate::support::screens::helpful_company;
use crate::support::stub::Stub;
use crate::support::tab::{Tab, show, show_at, show_in};
use crate::support::wait::eventually;

const WAYS: [Way; 3] = [Way::Frame, Way::Tab, Way::Phone];

fn veriff_at(stay: StayScreen) -> Screen {
    step(&veriff(), WAYS, at(stay))
}

fn framed(frame: FrameScreen) -> Screen {
    veriff_at(StayScreen::Framed(frame))
}

fn checking(checking: CheckingScreen, declares: bool) -> Screen {
    step(&veriff(), WAYS, VisitScreen { checking, declares, ..at(StayScreen::Framed(frame())) })
}

/// A screen that is, or is not, a phone's, until this is dropped.
fn phone(is_one: bool) -> Stub {
    let answer = Object::new();
    Reflect::set(&answer, &"matches".into(), &is_one.into()).unwrap();
    let media = Closure::<dyn Fn() -> Object>::new(move || answer.clone());
    Stub::new(&web_sys::window().unwrap(), "matchMedia", &media.into_js_value())
}

fn buttons(tab: &Tab) -> Vec<String> {
    tab.texts("main button")
}

fn is_inert(tab: &Tab, selector: &str) -> bool {
    tab.find(selector).closest("[inert]").unwrap().is_some()
}

#[wasm_bindgen_test]
async fn before_it_begins_it_is_told_who_does_what_where() {
    let _desk = phone(false);
    let tab = show(veriff_at(StayScreen::Ready)).await;
    assert_eq!(tab.text("main h2"), "Identity check by Veriff");
    assert!(tab.text(".visit > p:first-of-type").contains("You do this with Veriff. Their page opens here"));
    let expected = ["Verify my identity", "Open in a new tab", "Continue on your phone", "I have finished"];
    assert_eq!(buttons(&tab), expected);
    assert!(tab.has_focus("h1"), "a page that was just opened is read from its heading");
    let tab = show(step(&docusign(), [Way::SameTab], at(StayScreen::Ready))).await;
    assert!(tab.text(".visit > p:first-of-type").contains("Their page takes the place of this one."));
    assert_eq!(buttons(&tab), ["Sign the document", "I have signed"]);
    let tab = show(step(&docusign(), [Way::Tab], at(StayScreen::Ready))).await;
    assert!(tab.text(".visit > p:first-of-type").contains("Their page opens in a new tab"));
}

#[wasm_bindgen_test]
async fn whoever_holds_a_phone_may_go_on_on_another_device() {
    let _phone = phone(true);
    let tab = show(veriff_at(StayScreen::Ready)).await;
    assert_eq!(buttons(&tab)[2], "Continue on another device");
}

#[wasm_bindgen_test]
async fn while_the_address_is_asked_for_the_pressed_button_says_so_and_keeps_focus() {
    let _desk = phone(false);
    let tab = show(veriff_at(StayScreen::Ready)).await;
    let pressed: HtmlElement = tab.find(".visit .button-group button:first-child").unchecked_into();
    pressed.focus().unwrap();
    tab.change(veriff_at(StayScreen::Opening(Way::Frame, None))).await;
    assert_eq!(buttons(&tab)[..2], ["Opening…", "Open in a new tab"]);
    assert_eq!(tab.attributes("main button", "aria-disabled"), ["true", "", "", ""]);
    assert!(tab.focused() == *pressed, "the button is still there");
    tab.change(veriff_at(StayScreen::Opening(Way::Frame, Some(Failure::Busy(Some(5)))))).await;
    assert_eq!(tab.count(".notice[role=status]"), 1);
    tab.change(veriff_at(StayScreen::Refused(Failure::Broken))).await;
    assert_eq!(tab.text("[role=alert] .notice__title"), "The service has a problem");
    assert_eq!(buttons(&tab)[0], "Verify my identity");
    assert!(tab.focused() == *pressed);
}

#[wasm_bindgen_test]
async fn a_frame_is_named_and_may_do_no_more_than_it_must() {
    let _desk = phone(false);
    let tab = show(framed(frame())).await;
    let attribute = |name: &str| tab.attribute("iframe", name).unwrap_or_default();
    assert_eq!(attribute("title"), "Identity check by Veriff");
    assert_eq!(attribute("src"), address().as_str());
    assert_eq!(attribute("allow"), frame().rules.allow);
    assert_eq!(attribute("sandbox"), frame().rules.sandbox);
    assert!(!attribute("sandbox").contains("top-navigation"));
    assert_eq!(attribute("referrerpolicy"), "strict-origin-when-cross-origin");
    assert_eq!(tab.text(".visit__host"), address().host());
    assert_eq!(attribute("style"), "height: 680px;");
    let expected = ["Close", "I have finished", "Open in a new tab", "Continue on your phone"];
    assert_eq!(buttons(&tab), expected);
}

#[wasm_bindgen_test]
async fn whatever_happens_around_it_the_frame_is_not_loaded_anew() {
    let _desk = phone(false);
    let tab = show(framed(frame())).await;
    let element = tab.find("iframe");
    for screen in [
        framed(FrameScreen { height: 900, ..frame() }),
        framed(FrameScreen { silent: true, ..frame() }),
        checking(CheckingScreen::UnderWay(None), false),
        checking(CheckingScreen::NotConfirmed, true),
        checking(CheckingScreen::Failed(Failure::Unreachable), true),
        framed(FrameScreen { height: 700, ..frame() }),
    ] {
        tab.change(screen).await;
        assert!(tab.find("iframe") == element, "it is the same frame");
    }
    assert_eq!(tab.attribute("iframe", "style").unwrap(), "height: 700px;");
    tab.change(framed(FrameScreen { generation: 2, ..frame() })).await;
    assert!(tab.find("iframe") != element, "a new generation is a new frame");
}

#[wasm_bindgen_test]
async fn focus_goes_on_from_the_heading_when_what_was_pressed_is_gone() {
    let _desk = phone(false);
    let tab = show(veriff_at(StayScreen::Ready)).await;
    for stay in [
        StayScreen::Framed(frame()),
        StayScreen::Ended(Ending::Cancelled),
        StayScreen::Elsewhere(Way::Phone, Some(address())),
        StayScreen::Ready,
    ] {
        (dom::document().active_element().unwrap().unchecked_into::<HtmlElement>()).blur().unwrap();
        tab.change(veriff_at(stay.clone())).await;
        assert!(tab.has_focus("main h2"), "{stay:?}");
    }
}

#[wasm_bindgen_test]
async fn on_a_phone_the_frame_covers_the_page_and_what_is_behind_is_out_of_reach() {
    let held = phone(true);
    let tab = show(framed(frame())).await;
    assert_eq!(tab.attribute(".visit--covering", "role").as_deref(), Some("dialog"));
    assert_eq!(tab.attribute(".visit--covering", "aria-modal").as_deref(), Some("true"));
    assert_eq!(tab.attribute("iframe", "style").unwrap_or_default(), "", "it takes the height that is there");
    for behind in [".header", ".back-link", "h1"] {
        assert!(is_inert(&tab, behind), "{behind}");
    }
    assert!(!is_inert(&tab, "iframe") && !is_inert(&tab, ".frame__bar button"));
    assert_eq!(buttons(&tab)[..2], ["Close", "I have finished"], "a way out, and a way on");
    drop(held);
    let _desk = phone(false);
    let resized = web_sys::Event::new("resize").unwrap();
    web_sys::window().unwrap().dispatch_event(&resized).unwrap();
    tab.settled().await;
    assert!(!tab.has(".visit--covering, [inert], [role=dialog]"));
    tab.change(veriff_at(StayScreen::Ready)).await;
    assert!(!tab.has("[inert]"));
}

#[wasm_bindgen_test]
async fn leaving_a_frame_that_covers_brings_back_what_was_behind() {
    let _phone = phone(true);
    let tab = show(framed(frame())).await;
    assert!(is_inert(&tab, "h1"));
    tab.change(veriff_at(StayScreen::Ended(Ending::Cancelled))).await;
    assert!(!tab.has("[inert]"));
}

#[wasm_bindgen_test]
async fn where_nothing_loads_help_is_offered_without_taking_focus() {
    let _desk = phone(false);
    let tab = show(framed(frame())).await;
    assert!(!tab.has(".notice"));
    tab.clicks(".frame__bar button").await;
    tab.change(framed(FrameScreen { silent: true, ..frame() })).await;
    assert_eq!(tab.text(".notice[role=status] .notice__title"), "Nothing loads?");
    assert_eq!(buttons(&tab)[1..3], ["Open in a new tab", "Check again"]);
    let help = tab.find(".visit__silence");
    assert!(help.next_element_sibling().is_some_and(|next| next.tag_name() == "IFRAME"), "above the empty frame");
    assert!(tab.has_focus(".frame__bar button"));
    tab.change(framed(frame())).await;
    assert!(!tab.has(".notice"));
}

#[wasm_bindgen_test]
async fn what_the_back_end_says_is_told_beside_the_button() {
    let _desk = phone(false);
    let tab = show(checking(CheckingScreen::UnderWay(None), false)).await;
    assert_eq!(buttons(&tab)[1], "Checking…");
    assert!(!tab.has(".notice"));
    tab.change(checking(CheckingScreen::NotConfirmed, true)).await;
    assert_eq!(tab.text(".notice[role=status] .notice__title"), "Not confirmed yet");
    assert!(tab.text(".notice[role=status]").ends_with("press “I have finished” once more."));
    tab.change(checking(CheckingScreen::NotConfirmed, false)).await;
    assert!(tab.text(".notice[role=status]").ends_with("If you have not finished, go on where you were."));
    tab.change(checking(CheckingScreen::Failed(Failure::Unreachable), false)).await;
    assert!(tab.text("[role=alert]").ends_with("Nothing is lost."));
}

#[wasm_bindgen_test]
async fn what_was_declared_done_is_declared_again_rather_than_begun_again() {
    let not_confirmed = |declares| {
        let checking = CheckingScreen::NotConfirmed;
        step(&veriff(), WAYS, VisitScreen { checking, declares, ..at(StayScreen::Ready) })
    };
    let weights = |tab: &Tab| tab.attributes(".visit .button-group > :first-child, .visit__done button", "class");
    let tab = show(not_confirmed(true)).await;
    assert_eq!(weights(&tab), ["button button--secondary", "button"]);
    tab.change(not_confirmed(false)).await;
    assert_eq!(weights(&tab), ["button", "button button--link"]);
}

#[wasm_bindgen_test]
async fn in_another_tab_a_link_leads_there_once_more() {
    let tab = show(veriff_at(StayScreen::Elsewhere(Way::Tab, Some(address())))).await;
    assert!(tab.text(".visit > p:first-of-type").starts_with("Veriff is open in another tab."));
    assert_eq!(tab.text("a.visit__link"), "Open Veriff (opens in a new tab)");
    let attributes = ["href", "target", "rel"].map(|name| tab.attribute("a.visit__link", name).unwrap());
    assert_eq!(attributes, [address().as_str(), "_blank", "external noopener noreferrer"]);
    assert_eq!(buttons(&tab), ["I have finished", "Do this another way"]);
    tab.change(veriff_at(StayScreen::Elsewhere(Way::Tab, None))).await;
    assert!(!tab.has("a.visit__link"), "an address that is past its time leads nowhere");
    assert_eq!(buttons(&tab), ["I have finished", "Open it again", "Do this another way"]);
}

#[wasm_bindgen_test]
async fn for_the_phone_there_is_a_code_and_a_link() {
    let tab = show(veriff_at(StayScreen::Elsewhere(Way::Phone, Some(address())))).await;
    assert_eq!(tab.attribute("svg.qr", "role").as_deref(), Some("img"));
    assert_eq!(tab.attribute("svg.qr", "aria-label").as_deref(), Some("QR code that opens Veriff on your phone"));
    assert_eq!(tab.label("#visit-link"), "Link for your phone");
    assert_eq!(tab.value("#visit-link"), address().as_str());
    tab.change(veriff_at(StayScreen::Elsewhere(Way::Phone, None))).await;
    assert!(!tab.has("svg.qr, #visit-link"));
    assert_eq!(buttons(&tab)[1], "Make a new code");
}

#[wasm_bindgen_test]
async fn a_visit_that_ended_in_vain_begins_again() {
    let _desk = phone(false);
    for (ending, title, role) in [
        (Ending::Cancelled, "You stopped before the end", "status"),
        (Ending::Declined, "You chose not to sign", "status"),
        (Ending::Expired, "The time for this has run out", "status"),
        (Ending::Failed, "This did not work", "alert"),
    ] {
        let tab = show_at(helpful_company(), veriff_at(StayScreen::Ended(ending))).await;
        assert_eq!(tab.text(".visit .notice__title"), title);
        assert_eq!(tab.attribute(".visit .notice", "role").as_deref(), Some(role));
        assert_eq!(buttons(&tab)[0], "Begin again");
        assert_eq!(tab.has(".visit a[href^='mailto:']"), ending != Ending::Cancelled, "{ending:?}");
    }
}

#[wasm_bindgen_test]
async fn it_is_told_in_french() {
    let _desk = phone(false);
    let tab = show_in("fr", veriff_at(StayScreen::Ready)).await;
    assert_eq!(tab.text("main h2"), "Vérification d’identité par Veriff");
    assert_eq!(buttons(&tab)[1..3], ["Ouvrir dans un nouvel onglet", "Continuer sur votre téléphone"]);
}

#[wasm_bindgen_test]
async fn a_tab_opens_on_the_press_and_is_closed_where_no_address_comes() {
    let _desk = phone(false);
    let calls: Rc<RefCell<Vec<String>>> = Rc::default();
    let (opened, closed) = (calls.clone(), calls.clone());
    let tab_object = Object::new();
    let close = Closure::<dyn Fn()>::new(move || closed.borrow_mut().push("close".to_owned())).into_js_value();
    Reflect::set(&tab_object, &"close".into(), &close).unwrap();
    Reflect::set(&tab_object, &"opener".into(), &web_sys::window().unwrap()).unwrap();
    let answer = tab_object.clone();
    let open = Closure::<dyn Fn(String, String) -> Object>::new(move |url: String, target: String| {
        opened.borrow_mut().push(format!("open {url:?} in {target}"));
        answer.clone()
    });
    let _open = Stub::new(&web_sys::window().unwrap(), "open", &open.into_js_value());
    let tab = show(veriff_at(StayScreen::Ready)).await;
    tab.clicks(".visit .button-group button:nth-child(2)").await;
    assert_eq!(*calls.borrow(), [r#"open "" in _blank"#, "close"], "this store has no core that would go on");
    assert!(Reflect::get(&tab_object, &"opener".into()).unwrap().is_null());
    tab.clicks(".visit .button-group button:nth-child(1)").await;
    assert_eq!(calls.borrow().len(), 2, "no other way opens a tab");
}

#[wasm_bindgen_test]
async fn the_link_is_copied_and_that_is_told() {
    let copied: Rc<RefCell<Vec<String>>> = Rc::default();
    let hears = copied.clone();
    let write = Closure::<dyn Fn(String) -> js_sys::Promise>::new(move |text: String| {
        hears.borrow_mut().push(text);
        js_sys::Promise::resolve(&JsValue::UNDEFINED)
    });
    let clipboard = Object::new();
    Reflect::set(&clipboard, &"writeText".into(), &write.into_js_value()).unwrap();
    let _clipboard = Stub::new(&web_sys::window().unwrap().navigator(), "clipboard", &clipboard);
    let tab = show(veriff_at(StayScreen::Elsewhere(Way::Phone, Some(address())))).await;
    assert_eq!(tab.text(".copy-link [role=status]"), "");
    tab.clicks(".copy-link button").await;
    eventually("it is told", || tab.text(".copy-link [role=status]") == "The link is copied.").await;
    assert_eq!(*copied.borrow(), [address().as_str()]);
    assert!(tab.has_focus(".copy-link button"));
}

#[wasm_bindgen_test]
async fn where_the_browser_does_not_copy_the_link_is_selected() {
    let _clipboard = Stub::new(&web_sys::window().unwrap().navigator(), "clipboard", &JsValue::UNDEFINED);
    let tab = show(veriff_at(StayScreen::Elsewhere(Way::Phone, Some(address())))).await;
    tab.clicks(".copy-link button").await;
    eventually("it is told", || tab.text(".copy-link [role=status]").starts_with("This browser does not")).await;
    let field: web_sys::HtmlInputElement = tab.find("#visit-link").unchecked_into();
    let selected = (field.selection_start().unwrap(), field.selection_end().unwrap());
    assert_eq!(selected, (Some(0), Some(address().as_str().len() as u32)));
}

#[wasm_bindgen_test]
async fn the_second_half_of_a_double_click_does_nothing() {
    let _desk = phone(false);
    let calls: Rc<RefCell<u32>> = Rc::default();
    let opened = calls.clone();
    let open = Closure::<dyn Fn() -> JsValue>::new(move || {
        *opened.borrow_mut() += 1;
        JsValue::NULL
    });
    let _open = Stub::new(&web_sys::window().unwrap(), "open", &open.into_js_value());
    let tab = show(veriff_at(StayScreen::Ready)).await;
    let button = tab.find(".visit .button-group button:nth-child(2)");
    let click = |detail: i32| {
        let options = Object::new();
        Reflect::set(&options, &"bubbles".into(), &JsValue::TRUE).unwrap();
        Reflect::set(&options, &"detail".into(), &detail.into()).unwrap();
        let mouse: Function = Reflect::get(&js_sys::global(), &"MouseEvent".into()).unwrap().unchecked_into();
        let arguments = js_sys::Array::of2(&"click".into(), &options);
        let event: web_sys::Event = Reflect::construct(&mouse, &arguments).unwrap().unchecked_into();
        button.dispatch_event(&event).unwrap();
    };
    click(1);
    click(2);
    assert_eq!(*calls.borrow(), 1);
}
