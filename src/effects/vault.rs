//! What a lead gave, sealed on this device: AES-GCM (NIST SP 800-38D) under a key of theirs that the browser keeps and
//! shows to nobody. Without that key, which a log-out destroys, nothing of it can be read again.
//! A browser without WebCrypto, as over plain HTTP, refuses, like one that keeps nothing.

mod file;

pub use file::*;

use std::cell::RefCell;

use js_sys::{Array, Promise, Uint8Array};
use leptos::prelude::window;
use onboarding::id::UserId;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AesGcmParams, AesKeyGenParams, CryptoKey, SubtleCrypto};

use super::storage::{self, Change, Refused, Shelf};
use super::{clock, random};

const ALGORITHM: &str = "AES-GCM";
const KEY_BITS: u16 = 256;
/// The name of a lead's key, on [`Shelf::Keys`].
const KEY: &str = "key";

/// Where the parts of what is sealed begin: when (milliseconds since 1970-01-01T00:00Z, in eight bytes), a number used
/// once, and what only the key opens.
const NONCE_AT: usize = 8;
const SECRET_AT: usize = NONCE_AT + 12;

/// How long what is sealed is kept, in milliseconds: seven days.
const LASTS: u64 = 7 * 24 * 60 * 60 * 1000;

/// The shelves whose things are sealed.
const SEALED: [Shelf; 5] = [Shelf::Files, Shelf::Uploads, Shelf::Work, Shelf::Outbox, Shelf::Snapshots];

thread_local! {
    /// Whose key was used last, as of how many losses of the storage.
    static IN_HAND: RefCell<Option<(UserId, u32, CryptoKey)>> = const { RefCell::new(None) };
}

/// Seals a text and keeps it in place of an earlier one of that name.
///
/// # Errors
/// It was not kept.
pub async fn put_sealed(shelf: Shelf, lead: UserId, name: &str, text: &str) -> Result<(), Refused> {
    write_sealed(shelf, lead, vec![(name.to_owned(), Some(text.to_owned()))]).await
}

/// Changes several things at once, or none: a text is sealed and kept, `None` is taken away.
///
/// # Errors
/// Nothing was changed.
pub async fn write_sealed(shelf: Shelf, lead: UserId, things: Vec<(String, Option<String>)>) -> Result<(), Refused> {
    let mut changes = Vec::new();
    for (name, text) in things {
        let place = storage::key(lead, &name);
        match text {
            None => changes.push(Change::Remove(shelf, place)),
            Some(text) => {
                if !changes.iter().any(|change| matches!(change, Change::Require(..))) {
                    changes.insert(0, with_key(lead));
                }
                changes.push(Change::Put(shelf, place, seal(shelf, lead, &name, &text).await?));
            }
        }
    }
    storage::write(changes).await
}

/// Everything of a lead's on a shelf: names and texts. What cannot be opened is left out, and swept one day.
///
/// # Errors
/// Nothing can be read.
pub async fn read_sealed(shelf: Shelf, lead: UserId) -> Result<Vec<(String, String)>, Refused> {
    // Where nothing can be sealed, that is known before something is given.
    subtle()?;
    // The things before the key: a key that is made meanwhile opens none of them.
    let things = storage::read(shelf, lead).await?;
    let mut texts = Vec::new();
    for (name, thing) in things {
        if let Some(text) = open(shelf, lead, &name, &thing).await? {
            texts.push((name, text));
        }
    }
    Ok(texts)
}

/// What is kept under one name, if it can be opened.
///
/// # Errors
/// Nothing can be read.
pub async fn read_one(shelf: Shelf, lead: UserId, name: &str) -> Result<Option<String>, Refused> {
    match storage::find(shelf, lead, name).await? {
        Some(thing) => open(shelf, lead, name, &thing).await,
        None => Ok(None),
    }
}

/// Removes what was sealed too long ago, whoever's it is.
///
/// # Errors
/// It is still there.
pub async fn sweep() -> Result<(), Refused> {
    let now = clock::epoch_milliseconds();
    let mut removals = Vec::new();
    for shelf in SEALED {
        let things = storage::read_all(shelf).await?.into_iter();
        // A clock that was set back leaves times that are to come; those are as good as none.
        let lasts = |thing: &JsValue| sealed_at(thing).is_some_and(|at| now.abs_diff(at) < LASTS);
        removals.extend(things.filter(|(_, thing)| !lasts(thing)).map(|(key, _)| Change::Remove(shelf, key)));
    }
    storage::write(removals).await
}

/// Seals a text, for one name on one shelf and no other.
///
/// # Errors
/// The browser cannot.
pub async fn seal(shelf: Shelf, lead: UserId, name: &str, text: &str) -> Result<JsValue, Refused> {
    let (head, secret) = seal_bytes(shelf, lead, name, &Uint8Array::from(text.as_bytes())).await?;
    let sealed = Uint8Array::new_with_length(head.length() + secret.length());
    sealed.set(&head, 0);
    sealed.set(&secret, head.length());
    Ok(sealed.into())
}

/// Opens what was sealed under that name; `None` for anything else.
///
/// # Errors
/// The browser cannot.
pub async fn open(shelf: Shelf, lead: UserId, name: &str, sealed: &JsValue) -> Result<Option<String>, Refused> {
    let Some(sealed) = sealed.dyn_ref::<Uint8Array>() else { return Ok(None) };
    let opened = open_bytes(shelf, lead, name, sealed).await?;
    Ok(opened.and_then(|text| String::from_utf8(text.to_vec()).ok()))
}

/// What stands in the clear, and what only the key opens: two pieces, so that no large one is copied.
async fn seal_bytes(
    shelf: Shelf,
    lead: UserId,
    name: &str,
    open: &Uint8Array,
) -> Result<(Uint8Array, Uint8Array), Refused> {
    let key = match key(lead).await? {
        Some(key) => key,
        None => new_key(lead).await?,
    };
    let mut head = clock::epoch_milliseconds().to_be_bytes().to_vec();
    head.extend(random::bytes::<{ SECRET_AT - NONCE_AT }>());
    let parameters = parameters(&head, shelf, lead, name);
    let secret = answer(subtle()?.encrypt_with_object_and_js_u8_array(&parameters, &key, open)).await?;
    Ok((Uint8Array::from(head.as_slice()), bytes(&secret)))
}

async fn open_bytes(
    shelf: Shelf,
    lead: UserId,
    name: &str,
    sealed: &Uint8Array,
) -> Result<Option<Uint8Array>, Refused> {
    let subtle = subtle()?;
    let Some(key) = key(lead).await? else { return Ok(None) };
    if (sealed.length() as usize) < SECRET_AT {
        return Ok(None);
    }
    let head = sealed.subarray(0, SECRET_AT as u32).to_vec();
    let secret = sealed.subarray(SECRET_AT as u32, sealed.length());
    let parameters = parameters(&head, shelf, lead, name);
    let opened = answer(subtle.decrypt_with_object_and_js_u8_array(&parameters, &key, &secret)).await;
    Ok(opened.ok().map(|open| bytes(&open)))
}

/// What is written with it is written only while the lead's key is there: one that was destroyed meanwhile, as by a log-out
/// in another tab, seals nothing any more.
fn with_key(lead: UserId) -> Change {
    Change::Require(Shelf::Keys, storage::key(lead, KEY))
}

/// The lead's key, if there is one.
async fn key(lead: UserId) -> Result<Option<CryptoKey>, Refused> {
    let losses = storage::losses();
    let in_hand = IN_HAND.with_borrow(|in_hand| {
        in_hand.as_ref().filter(|(owner, as_of, _)| *owner == lead && *as_of == losses).map(|(_, _, key)| key.clone())
    });
    if in_hand.is_some() {
        return Ok(in_hand);
    }
    let kept = storage::read(Shelf::Keys, lead).await?.into_iter().find(|(name, _)| name == KEY);
    let key = kept.and_then(|(_, key)| key.dyn_into::<CryptoKey>().ok());
    IN_HAND.set(key.clone().map(|key| (lead, losses, key)));
    Ok(key)
}

/// A key for a lead who has none. Two tabs that make one at the same time end up with the same.
async fn new_key(lead: UserId) -> Result<CryptoKey, Refused> {
    let algorithm = AesKeyGenParams::new(ALGORITHM, KEY_BITS);
    let uses = Array::of2(&"encrypt".into(), &"decrypt".into());
    let made = subtle()?.generate_key_with_object(&algorithm, false, &uses);
    let made = answer(made).await?;
    // Refused where another tab was first.
    let added = storage::write(vec![Change::Add(Shelf::Keys, storage::key(lead, KEY), made)]).await;
    key(lead).await?.ok_or(added.err().unwrap_or(Refused))
}

/// When and under which name something was sealed is sealed with it.
fn parameters(sealed: &[u8], shelf: Shelf, lead: UserId, name: &str) -> AesGcmParams {
    let nonce = Uint8Array::from(&sealed[NONCE_AT..SECRET_AT]);
    let parameters = AesGcmParams::new_with_u8_array(ALGORITHM, &nonce);
    let place = format!("{shelf:?}/{}", storage::key(lead, name));
    let bound = [&sealed[..NONCE_AT], place.as_bytes()].concat();
    parameters.set_additional_data_u8_array(&Uint8Array::from(bound.as_slice()));
    parameters
}

fn sealed_at(thing: &JsValue) -> Option<u64> {
    // A file begins with what is said of it.
    let first = thing.dyn_ref::<Array>().map_or_else(|| thing.clone(), |parts| parts.get(0));
    let sealed = first.dyn_ref::<Uint8Array>().filter(|sealed| sealed.length() as usize >= SECRET_AT)?;
    let mut at = [0; NONCE_AT];
    sealed.subarray(0, NONCE_AT as u32).copy_to(&mut at);
    Some(u64::from_be_bytes(at))
}

fn subtle() -> Result<SubtleCrypto, Refused> {
    let subtle = window().crypto().map(|crypto| crypto.subtle()).map_err(|_| Refused)?;
    // Web Cryptography API: `SecureContext`.
    if subtle.is_undefined() { Err(Refused) } else { Ok(subtle) }
}

async fn answer(promise: Result<Promise, JsValue>) -> Result<JsValue, Refused> {
    JsFuture::from(promise.map_err(|_| Refused)?).await.map_err(|_| Refused)
}

fn bytes(buffer: &JsValue) -> Uint8Array {
    Uint8Array::new(buffer)
}
