//! What is sealed on this device: `src/effects/vault.rs`.

use front_office::testing::storage::{self, Change, Refused, Shelf};
use front_office::testing::vault::{open, put_sealed, read_one, read_sealed, seal, sweep, write_sealed};
use js_sys::{Object, Reflect, Uint8Array};
use onboarding::id::UserId;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::CryptoKey;

use crate::support::kept::keeps_nothing;
use crate::support::stub::Stub;

const TEXT: &str = "Née à Zürich \u{1f600}";
const DAY: f64 = 86_400_000.0;

fn lead(id: &str) -> UserId {
    UserId::from_digits(id).unwrap()
}

fn one(name: &str, text: &str) -> Vec<(String, String)> {
    vec![(name.to_owned(), text.to_owned())]
}

/// What lies on a shelf as it is, for whoever opens the browser's files.
async fn raw(shelf: Shelf) -> Vec<(String, JsValue)> {
    storage::read_all(shelf).await.unwrap()
}

#[wasm_bindgen_test]
async fn what_was_sealed_is_read_after_the_database_was_opened_anew() {
    keeps_nothing().await;
    put_sealed(Shelf::Work, lead("1"), "a", "first").await.unwrap();
    put_sealed(Shelf::Work, lead("1"), "a", TEXT).await.unwrap();
    put_sealed(Shelf::Outbox, lead("1"), "a", "").await.unwrap();
    storage::forget();
    assert_eq!(read_sealed(Shelf::Work, lead("1")).await.unwrap(), one("a", TEXT));
    assert_eq!(read_sealed(Shelf::Outbox, lead("1")).await.unwrap(), one("a", ""));
    assert_eq!(read_sealed(Shelf::Work, lead("2")).await.unwrap(), []);
    assert_eq!(read_one(Shelf::Work, lead("1"), "a").await, Ok(Some(TEXT.to_owned())));
    assert_eq!(read_one(Shelf::Work, lead("1"), "").await, Ok(None));
    assert_eq!(read_one(Shelf::Work, lead("2"), "a").await, Ok(None));

    write_sealed(Shelf::Work, lead("1"), vec![("b".to_owned(), Some("b".to_owned())), ("a".to_owned(), None)])
        .await
        .unwrap();
    assert_eq!(read_sealed(Shelf::Work, lead("1")).await.unwrap(), one("b", "b"));
}

#[wasm_bindgen_test]
async fn nothing_lies_in_clear_and_nothing_twice_the_same() {
    keeps_nothing().await;
    put_sealed(Shelf::Work, lead("1"), "a", "Only for me").await.unwrap();
    let first = raw(Shelf::Work).await.remove(0).1.unchecked_into::<Uint8Array>().to_vec();
    assert!(!String::from_utf8_lossy(&first).contains("Only"));
    put_sealed(Shelf::Work, lead("1"), "a", "Only for me").await.unwrap();
    let second = raw(Shelf::Work).await.remove(0).1.unchecked_into::<Uint8Array>().to_vec();
    // The nonce differs, and so does all behind it.
    assert_ne!(first[8..20], second[8..20]);
    assert_ne!(first[20..], second[20..]);
}

#[wasm_bindgen_test]
async fn the_key_is_shown_to_nobody() {
    keeps_nothing().await;
    put_sealed(Shelf::Work, lead("1"), "a", TEXT).await.unwrap();
    let (name, key) = raw(Shelf::Keys).await.remove(0);
    let key: CryptoKey = key.dyn_into().unwrap();
    assert_eq!((name.as_str(), key.extractable()), ("1/key", false));
    let subtle = web_sys::window().unwrap().crypto().unwrap().subtle();
    assert!(JsFuture::from(subtle.export_key("raw", &key).unwrap()).await.is_err());
}

#[wasm_bindgen_test]
async fn two_who_make_the_key_at_once_end_up_with_one() {
    keeps_nothing().await;
    let both = [("a", "one"), ("b", "two")].map(|(name, text)| {
        wasm_bindgen_futures::future_to_promise(async move {
            put_sealed(Shelf::Work, lead("1"), name, text).await.unwrap();
            Ok(JsValue::UNDEFINED)
        })
    });
    JsFuture::from(js_sys::Promise::all(&both.into_iter().collect::<js_sys::Array>())).await.unwrap();
    assert_eq!(raw(Shelf::Keys).await.len(), 1);
    let both = [one("a", "one"), one("b", "two")].concat();
    assert_eq!(read_sealed(Shelf::Work, lead("1")).await.unwrap(), both);
}

#[wasm_bindgen_test]
async fn a_record_opens_under_its_own_name_shelf_time_and_owner_only() {
    keeps_nothing().await;
    let sealed = seal(Shelf::Work, lead("1"), "a", TEXT).await.unwrap();
    assert_eq!(open(Shelf::Work, lead("1"), "a", &sealed).await, Ok(Some(TEXT.to_owned())));
    // The other lead has a key of their own.
    seal(Shelf::Work, lead("2"), "a", TEXT).await.unwrap();
    for (shelf, owner, name) in [(Shelf::Work, "1", "b"), (Shelf::Outbox, "1", "a"), (Shelf::Work, "2", "a")] {
        assert_eq!(open(shelf, lead(owner), name, &sealed).await, Ok(None), "{shelf:?} {owner} {name}");
    }
    let bytes = sealed.unchecked_into::<Uint8Array>().to_vec();
    for changed in [0, 8, 20, bytes.len() - 1] {
        let mut damaged = bytes.clone();
        damaged[changed] ^= 1;
        let damaged: JsValue = Uint8Array::from(damaged.as_slice()).into();
        assert_eq!(open(Shelf::Work, lead("1"), "a", &damaged).await, Ok(None), "byte {changed}");
    }
    for no_record in [JsValue::NULL, "text".into(), Uint8Array::new_with_length(5).into(), Object::new().into()] {
        assert_eq!(open(Shelf::Work, lead("1"), "a", &no_record).await, Ok(None), "{no_record:?}");
    }
}

#[wasm_bindgen_test]
async fn swapped_records_are_left_out_and_the_others_are_read() {
    keeps_nothing().await;
    for (name, text) in [("a", "one"), ("b", "two"), ("c", "three")] {
        put_sealed(Shelf::Work, lead("1"), name, text).await.unwrap();
    }
    let kept = raw(Shelf::Work).await;
    let put = |at: usize, thing: usize| Change::Put(Shelf::Work, kept[at].0.clone(), kept[thing].1.clone());
    storage::write(vec![put(0, 1), put(1, 0)]).await.unwrap();
    assert_eq!(read_sealed(Shelf::Work, lead("1")).await.unwrap(), one("c", "three"));
}

#[wasm_bindgen_test]
async fn without_the_key_nothing_is_read_and_nothing_is_sealed_by_the_old_one() {
    keeps_nothing().await;
    put_sealed(Shelf::Work, lead("1"), "a", TEXT).await.unwrap();
    // Another tab logs out: it removes the key, of which this one holds a copy.
    storage::write(vec![Change::Remove(Shelf::Keys, "1/key".to_owned())]).await.unwrap();
    let losses = storage::losses();
    assert_eq!(put_sealed(Shelf::Work, lead("1"), "b", TEXT).await, Err(Refused));
    assert_eq!(raw(Shelf::Work).await.len(), 1);
    assert_ne!(storage::losses(), losses, "whoever keeps things is told");
    assert_eq!(read_sealed(Shelf::Work, lead("1")).await.unwrap(), []);
    // Under a new key the old record stays closed.
    put_sealed(Shelf::Work, lead("1"), "b", TEXT).await.unwrap();
    assert_eq!(read_sealed(Shelf::Work, lead("1")).await.unwrap(), one("b", TEXT));
}

#[wasm_bindgen_test]
async fn what_is_older_than_a_week_is_swept_whoevers_it_is() {
    keeps_nothing().await;
    let now = js_sys::Date::now();
    let date: Object = Reflect::get(&js_sys::global(), &"Date".into()).unwrap().unchecked_into();
    for (name, age) in [("old", 7.01), ("young", 6.99), ("to-come", -8.0)] {
        let _then = Stub::answering(&date, "now", now - age * DAY);
        for owner in ["1", "2"] {
            put_sealed(Shelf::Work, lead(owner), name, TEXT).await.unwrap();
            put_sealed(Shelf::Snapshots, lead(owner), name, TEXT).await.unwrap();
        }
    }
    storage::write(vec![Change::Put(Shelf::Outbox, "1/a".to_owned(), "no record".into())]).await.unwrap();
    sweep().await.unwrap();
    for shelf in [Shelf::Work, Shelf::Snapshots] {
        let left: Vec<String> = raw(shelf).await.into_iter().map(|(key, _)| key).collect();
        assert_eq!(left, ["1/young", "2/young"]);
    }
    assert_eq!(raw(Shelf::Outbox).await.len(), 0);
}

#[wasm_bindgen_test]
async fn a_browser_without_web_crypto_refuses() {
    keeps_nothing().await;
    put_sealed(Shelf::Work, lead("1"), "a", TEXT).await.unwrap();
    let crypto: Object = web_sys::window().unwrap().crypto().unwrap().unchecked_into();
    let insecure = Stub::new(&crypto, "subtle", &JsValue::UNDEFINED);
    assert_eq!(put_sealed(Shelf::Work, lead("1"), "b", TEXT).await, Err(Refused));
    assert_eq!(read_sealed(Shelf::Work, lead("1")).await, Err(Refused));
    assert_eq!(read_sealed(Shelf::Work, lead("2")).await, Err(Refused), "though there is nothing to open");
    drop(insecure);
    assert_eq!(read_sealed(Shelf::Work, lead("1")).await.unwrap(), one("a", TEXT));
}
