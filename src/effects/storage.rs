//! Durable storage in this browser (IndexedDB): one shelf per purpose, each thing under a key that begins with the
//! lead whose it is. A write is over when it is on disk. A browser may refuse or be full; whoever writes is told so,
//! and goes on without.

use std::cell::RefCell;
use std::future::IntoFuture;

use idb::{
    Database, DatabaseEvent, Factory, KeyRange, ObjectStoreParams, Query, Transaction, TransactionMode,
    TransactionResult,
};
use js_sys::{Array, Promise};
use leptos::prelude::set_timeout;
use onboarding::id::UserId;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, future_to_promise};

use super::clock;

const NAME: &str = "front-office";

/// Counts up whenever [`Shelf::ALL`] grows; who opens an older database adds the shelves that it lacks.
const VERSION: u32 = 1;

/// How long to wait for the database to open, in milliseconds. Safari 14 may never answer (WebKit bug 226547).
const PATIENCE: u32 = 3_000;

/// What things are kept for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shelf {
    /// The bytes of chosen files.
    Files,
    /// How far each of them is on its way to the back-end.
    Uploads,
}

/// The browser keeps nothing for us, or has no room left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refused;

/// One change; several go together or not at all.
#[derive(Clone)]
pub enum Change {
    /// Puts a thing in place of an earlier one.
    Put(Shelf, String, JsValue),
    /// Takes a thing away, if it is there.
    Remove(Shelf, String),
}

thread_local! {
    /// The database, opened once. A failed attempt is forgotten, so that the next one may do better.
    static OPENED: RefCell<Option<Promise>> = const { RefCell::new(None) };
}

/// The key of a lead's thing.
pub fn key(lead: UserId, name: &str) -> String {
    format!("{}{name}", prefix(lead))
}

/// Changes what is kept, and waits until that is on disk.
///
/// # Errors
/// Nothing was changed.
pub async fn write(changes: Vec<Change>) -> Result<(), Refused> {
    let database = database().await?;
    changes_written(&database, changes).await.map_err(|_| Refused)?.is_committed().then_some(()).ok_or(Refused)
}

/// Everything of a lead's on a shelf: names, without the lead's part of the key, and things.
///
/// # Errors
/// Nothing can be read.
pub async fn read(shelf: Shelf, lead: UserId) -> Result<Vec<(String, JsValue)>, Refused> {
    let database = database().await?;
    let range = || range(lead).map(|range| Some(Query::from(range)));
    let things = matching(&database, shelf, range).await.map_err(|_| Refused)?;
    let prefix = prefix(lead);
    Ok(things.into_iter().filter_map(|(key, thing)| Some((key.strip_prefix(&prefix)?.to_owned(), thing))).collect())
}

/// What others than this lead have left on a shelf: whole keys, and things.
///
/// # Errors
/// Nothing can be read.
pub async fn read_others(shelf: Shelf, lead: UserId) -> Result<Vec<(String, JsValue)>, Refused> {
    let database = database().await?;
    let mut things = matching(&database, shelf, || Ok(None)).await.map_err(|_| Refused)?;
    things.retain(|(key, _)| !key.starts_with(&prefix(lead)));
    Ok(things)
}

/// Removes everything of a lead's, from every shelf.
///
/// # Errors
/// It is still there.
pub async fn remove(lead: UserId) -> Result<(), Refused> {
    let database = database().await?;
    removed(&database, lead).await.map_err(|_| Refused)?.is_committed().then_some(()).ok_or(Refused)
}

async fn changes_written(database: &Database, changes: Vec<Change>) -> Result<TransactionResult, idb::Error> {
    let transaction = database.transaction(&Shelf::ALL.map(Shelf::name), TransactionMode::ReadWrite)?;
    // No answer is awaited between two changes, or the browser would end the transaction there.
    match changes.into_iter().try_for_each(|change| change.ask(&transaction)) {
        Ok(()) => transaction.await,
        Err(error) => {
            transaction.abort()?;
            Err(error)
        }
    }
}

async fn matching(
    database: &Database,
    shelf: Shelf,
    range: impl Fn() -> Result<Option<Query>, idb::Error>,
) -> Result<Vec<(String, JsValue)>, idb::Error> {
    let transaction = database.transaction(&[shelf.name()], TransactionMode::ReadOnly)?;
    let store = transaction.object_store(shelf.name())?;
    let keys = store.get_all_keys(range()?, None)?.into_future();
    let things = store.get_all(range()?, None)?.into_future();
    let (keys, things) = (keys.await?, things.await?);
    Ok(keys.iter().filter_map(JsValue::as_string).zip(things).collect())
}

async fn removed(database: &Database, lead: UserId) -> Result<TransactionResult, idb::Error> {
    let transaction = database.transaction(&Shelf::ALL.map(Shelf::name), TransactionMode::ReadWrite)?;
    for shelf in Shelf::ALL {
        transaction.object_store(shelf.name())?.delete(range(lead)?)?;
    }
    transaction.await
}

async fn database() -> Result<Database, Refused> {
    let opened = OPENED.with_borrow_mut(|opened| {
        opened.get_or_insert_with(|| Promise::race(&Array::of2(&future_to_promise(open()), &giving_up()))).clone()
    });
    let database = JsFuture::from(opened).await.ok().and_then(|database| Database::try_from(database).ok());
    if database.is_none() {
        forget();
    }
    database.ok_or(Refused)
}

/// Opens the database anew the next time.
pub fn forget() {
    OPENED.take();
}

async fn open() -> Result<JsValue, JsValue> {
    opened().await.map(JsValue::from).map_err(|_| JsValue::UNDEFINED)
}

async fn opened() -> Result<Database, idb::Error> {
    let mut request = Factory::new()?.open(NAME, Some(VERSION))?;
    request.on_upgrade_needed(|event| {
        let Ok(database) = event.database() else { return };
        let present = database.store_names();
        for shelf in Shelf::ALL.into_iter().filter(|shelf| !present.iter().any(|name| name == shelf.name())) {
            // What could not be made is missed by the first write, which is told so.
            let _ = database.create_object_store(shelf.name(), ObjectStoreParams::new());
        }
    });
    let mut database = request.await?;
    // A newer page in another tab needs the database for itself; this one goes on without.
    database.on_version_change(|event| {
        if let Some(Ok(database)) = event.target().map(Database::try_from) {
            database.close();
        }
        forget();
    });
    database.forget_callbacks();
    Ok(database)
}

fn giving_up() -> Promise {
    Promise::new(&mut |_, reject| {
        set_timeout(
            move || {
                let _ = reject.call0(&JsValue::NULL);
            },
            clock::duration(PATIENCE),
        );
    })
}

fn prefix(lead: UserId) -> String {
    format!("{lead}/")
}

/// From the first key of a lead's to the one behind the last: `0` follows `/`.
fn range(lead: UserId) -> Result<KeyRange, idb::Error> {
    KeyRange::bound(&prefix(lead).into(), &format!("{lead}0").into(), None, Some(true))
}

impl Change {
    fn ask(self, transaction: &Transaction) -> Result<(), idb::Error> {
        match self {
            Self::Put(shelf, key, thing) => {
                transaction.object_store(shelf.name())?.put(&thing, Some(&JsValue::from_str(&key))).map(|_| ())
            }
            Self::Remove(shelf, key) => {
                transaction.object_store(shelf.name())?.delete(JsValue::from_str(&key)).map(|_| ())
            }
        }
    }
}

impl Shelf {
    const ALL: [Self; 2] = [Self::Files, Self::Uploads];

    fn name(self) -> &'static str {
        match self {
            Self::Files => "files",
            Self::Uploads => "uploads",
        }
    }
}
