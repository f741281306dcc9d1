//! Durable storage in this browser (IndexedDB): one shelf per purpose, each thing under a key that begins with the
//! lead whose it is. A write is over when it is on disk. A browser may refuse, be full, or throw away what it has;
//! whoever writes is told so, and goes on without.

use std::cell::{Cell, RefCell};
use std::future::IntoFuture;
use std::rc::Rc;

use idb::request::futures::GetStoreRequestFuture;
use idb::{
    Database, DatabaseEvent, Factory, KeyRange, ObjectStoreParams, Query, Transaction, TransactionMode,
    TransactionResult,
};
use js_sys::{Array, Function, Object, Promise, Reflect};
use leptos::prelude::set_timeout;
use onboarding::id::UserId;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, future_to_promise};
use web_sys::{Event, IdbDatabase, IdbTransaction};

use super::{boot, clock};

const NAME: &str = "front-office";

/// Counts up whenever [`Shelf::ALL`] grows; who opens an older database adds the shelves that it lacks.
const VERSION: u32 = 2;

/// What browsers call it when there is no room left (Storage standard, section 5).
const NO_ROOM: &str = "QuotaExceededError";

/// How long whoever needs the storage waits for it before they go on without, in milliseconds. A browser under load, or
/// with a busy disk, takes seconds to open it, and who goes on too soon asks the lead again for what they gave.
pub const PATIENCE: u32 = 8_000;

/// How long to wait after each failed look for what earlier visits left, in milliseconds.
const PAUSES: [u32; 2] = [2_000, 8_000];

/// What things are kept for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shelf {
    /// The bytes of chosen files.
    Files,
    /// How far each of them is on its way to the back-end.
    Uploads,
    /// The keys that everything else of a lead's is encrypted with.
    Keys,
    /// What was given and not sent yet.
    Work,
    /// Submissions, written ahead.
    Outbox,
    /// Visits, for a start without a network.
    Snapshots,
}

/// The browser keeps nothing for us, or has no room left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refused;

/// One change; several go together or not at all.
#[derive(Clone)]
pub enum Change {
    /// Puts a thing in place of an earlier one.
    Put(Shelf, String, JsValue),
    /// Puts a thing where there is none; where there is one, nothing is changed at all.
    Add(Shelf, String, JsValue),
    /// Changes nothing at all unless that thing is there.
    Require(Shelf, String),
    /// Takes a thing away, if it is there.
    Remove(Shelf, String),
    /// Takes away whatever has a key that begins so; the beginning ends with `/`.
    RemoveAll(Shelf, String),
}

thread_local! {
    /// The database, opened once. A failed attempt is forgotten, so that the next one may do better.
    static OPENED: RefCell<Option<Promise>> = const { RefCell::new(None) };

    /// Whether it was opened by this page at any time.
    static WAS_OPENED: Cell<bool> = const { Cell::new(false) };

    /// Counts how often what the browser had may be gone.
    static LOSSES: Cell<u32> = const { Cell::new(0) };

    /// Whether something was written since.
    static HAS_WRITTEN: Cell<bool> = const { Cell::new(false) };

    /// Whether the last thing that was refused was refused for want of room.
    static IS_FULL: Cell<bool> = const { Cell::new(false) };

    /// Who hears of such a loss.
    static ON_LOSS: RefCell<Option<Rc<dyn Fn()>>> = const { RefCell::new(None) };
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
    if changes.is_empty() {
        return Ok(());
    }
    let mut written = try_to_write(changes.clone()).await;
    if written == Err(Obstacle::Disconnected) {
        // The browser has dropped the connection without a word: WebKit does (bug 273827).
        lose();
        written = try_to_write(changes).await;
    }
    match written {
        Ok(()) => HAS_WRITTEN.set(true),
        Err(Obstacle::Missing) => lose(),
        Err(obstacle) => IS_FULL.set(obstacle == Obstacle::NoRoom),
    }
    written.map_err(|_| Refused)
}

/// From now on hears when what was written may be gone while the page is open: the lead cleared it, or the browser made
/// room. The next write opens the storage anew.
pub fn on_loss(heard: impl Fn() + 'static) {
    ON_LOSS.set(Some(Rc::new(heard)));
}

/// How often that has happened.
pub fn losses() -> u32 {
    LOSSES.get()
}

/// Whether the browser has no room left, as far as the last refusal told.
pub fn is_full() -> bool {
    IS_FULL.get()
}

/// What was written may be gone. Of a storage that takes nothing anyway, nobody is told so over and over.
fn lose() {
    forget();
    let heard = ON_LOSS.with_borrow(Clone::clone).filter(|_| HAS_WRITTEN.take());
    if let Some(heard) = heard {
        heard();
    }
}

/// Whether the browser lets us keep anything; known once it was tried.
pub async fn opens() -> bool {
    database().await.is_ok()
}

/// Lets the storage be opened meanwhile: for a first visit that takes as long as the back-end's answers.
pub fn prepare() {
    leptos::task::spawn_local(async {
        // Whoever needs it is told.
        let _ = database().await;
    });
}

/// Everything of a lead's on a shelf: names, without the lead's part of the key, and things.
///
/// # Errors
/// Nothing can be read.
pub async fn read(shelf: Shelf, lead: UserId) -> Result<Vec<(String, JsValue)>, Refused> {
    if is_first_visit().await {
        return Ok(Vec::new());
    }
    let database = database().await?;
    let range = || range(&prefix(lead)).map(|range| Some(Query::from(range)));
    let things = matching(&database, shelf, range).await.map_err(|_| Refused)?;
    let prefix = prefix(lead);
    Ok(things.into_iter().filter_map(|(key, thing)| Some((key.strip_prefix(&prefix)?.to_owned(), thing))).collect())
}

/// Whether no visit has left anything: `src/boot.js` has found no database before the app was there, and this page has
/// opened none yet. Nobody waits for one to be made only to find nothing in it.
async fn is_first_visit() -> bool {
    let Some(is_stored) = boot::get::<Promise>("isStored").filter(|_| !WAS_OPENED.get()) else { return false };
    JsFuture::from(is_stored).await.is_ok_and(|is_stored| is_stored == JsValue::FALSE)
}

/// What earlier visits left, found at once or later. Where the look fails at first, or says nothing for long, whatever
/// waits for it goes on.
pub async fn earlier<T, Look: Future<Output = Result<T, Refused>>>(
    look: impl Fn() -> Look,
    go_on: impl Fn() + Copy + 'static,
) -> Option<T> {
    set_timeout(go_on, clock::duration(PATIENCE));
    match look().await {
        Ok(found) => Some(found),
        Err(Refused) => {
            go_on();
            later(look).await
        }
    }
}

/// What a look that has failed finds later; `None` where it never finds anything.
pub async fn later<T, Look: Future<Output = Result<T, Refused>>>(look: impl Fn() -> Look) -> Option<T> {
    for pause in PAUSES {
        let _ = JsFuture::from(clock::sleep(pause)).await;
        if let Ok(found) = look().await {
            return Some(found);
        }
    }
    None
}

/// The thing of a lead's that has this name.
///
/// # Errors
/// Nothing can be read.
pub async fn find(shelf: Shelf, lead: UserId, name: &str) -> Result<Option<JsValue>, Refused> {
    let wanted = JsValue::from_str(&key(lead, name));
    let found = matching(&database().await?, shelf, || Ok(Some(Query::from(wanted.clone())))).await;
    Ok(found.map_err(|_| Refused)?.pop().map(|(_, thing)| thing))
}

/// What anybody has left on a shelf: whole keys, and things.
///
/// # Errors
/// Nothing can be read.
pub async fn read_all(shelf: Shelf) -> Result<Vec<(String, JsValue)>, Refused> {
    if is_first_visit().await {
        return Ok(Vec::new());
    }
    matching(&database().await?, shelf, || Ok(None)).await.map_err(|_| Refused)
}

/// Removes everything of a lead's, from every shelf.
///
/// # Errors
/// It is still there.
pub async fn remove(lead: UserId) -> Result<(), Refused> {
    let database = database().await?;
    removed(&database, lead).await.map_err(|_| Refused)?.is_committed().then_some(()).ok_or(Refused)
}

/// Why nothing was changed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Obstacle {
    /// There is no connection any more.
    Disconnected,
    /// What is required is not there.
    Missing,
    /// There is no room.
    NoRoom,
    /// Any other.
    Other,
}

async fn try_to_write(changes: Vec<Change>) -> Result<(), Obstacle> {
    let database = database().await.map_err(|Refused| if is_full() { Obstacle::NoRoom } else { Obstacle::Other })?;
    let opened = durable(database, &changes).map_err(|_| Obstacle::Disconnected)?;
    let ended = end_of(&opened);
    let transaction = Transaction::from(opened.clone());
    let mut required = Vec::new();
    // No answer is awaited between two changes, or the browser would end the transaction there.
    for change in changes {
        match change.ask(&transaction) {
            Ok(found) => required.extend(found),
            Err(error) => {
                let _ = opened.abort();
                return Err(if is_for_room(&error) { Obstacle::NoRoom } else { Obstacle::Other });
            }
        }
    }
    for found in required {
        if !matches!(found.await, Ok(Some(_))) {
            let _ = opened.abort();
            return Err(Obstacle::Missing);
        }
    }
    match JsFuture::from(ended).await {
        Ok(event) if event.unchecked_ref::<Event>().type_() == "complete" => Ok(()),
        _ if opened.error().is_some_and(|error| error.name() == NO_ROOM) => Err(Obstacle::NoRoom),
        _ => Err(Obstacle::Other),
    }
}

/// A transaction over the shelves of these changes and no others, so that a large file on its way to disk holds up no key
/// press. What is written survives the browser's end at once, and what is not typed again so easily also the power's
/// (Indexed Database API 3.0, `durability`): to wait for the disk at each key press takes half a second on slow ones.
fn durable(database: Database, changes: &[Change]) -> Result<IdbTransaction, JsValue> {
    let names = changes.iter().map(|change| JsValue::from_str(change.shelf().name())).collect::<Array>();
    let is_typed = |change: &Change| matches!(change, Change::Put(Shelf::Work, ..) | Change::Require(..));
    let durability = if changes.iter().all(is_typed) { "relaxed" } else { "strict" };
    let options = Object::new();
    let _ = Reflect::set(&options, &"durability".into(), &durability.into());
    let database: IdbDatabase = database.into();
    let transaction: Function = Reflect::get(&database, &"transaction".into())?.dyn_into()?;
    transaction.call3(&database, &names, &"readwrite".into(), &options).map(JsCast::unchecked_into)
}

/// The event by which a transaction ends, well or not.
fn end_of(transaction: &IdbTransaction) -> Promise {
    Promise::new(&mut |resolve, _| {
        transaction.set_oncomplete(Some(&resolve));
        transaction.set_onabort(Some(&resolve));
    })
}

fn is_for_room(error: &idb::Error) -> bool {
    let name = match error {
        idb::Error::DomException(error) => return error.name() == NO_ROOM,
        idb::Error::UpdateFailed(error) | idb::Error::AddFailed(error) | idb::Error::IndexedDbOpenFailed(error) => {
            Reflect::get(error, &"name".into())
        }
        _ => return false,
    };
    name.is_ok_and(|name| name == NO_ROOM)
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
        transaction.object_store(shelf.name())?.delete(range(&prefix(lead))?)?;
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
    LOSSES.set(LOSSES.get().wrapping_add(1));
}

async fn open() -> Result<JsValue, JsValue> {
    opened().await.map(JsValue::from).map_err(|error| {
        IS_FULL.set(is_for_room(&error));
        JsValue::UNDEFINED
    })
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
    // A newer page in another tab needs the database for itself, or somebody deletes it.
    database.on_version_change(|event| {
        if let Some(Ok(database)) = event.target().map(Database::try_from) {
            database.close();
        }
        lose();
    });
    // The lead cleared what the browser keeps, or it had to make room.
    database.on_close(|_| lose());
    database.forget_callbacks();
    WAS_OPENED.set(true);
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

/// All keys that begin so, with a beginning that ends with `/`: `0` follows.
fn range(prefix: &str) -> Result<KeyRange, idb::Error> {
    let behind = format!("{}0", prefix.trim_end_matches('/'));
    KeyRange::bound(&prefix.into(), &behind.into(), None, Some(true))
}

impl Change {
    fn shelf(&self) -> Shelf {
        match self {
            Self::Put(shelf, ..) | Self::Add(shelf, ..) => *shelf,
            Self::Require(shelf, _) | Self::Remove(shelf, _) | Self::RemoveAll(shelf, _) => *shelf,
        }
    }

    fn ask(self, transaction: &Transaction) -> Result<Option<GetStoreRequestFuture>, idb::Error> {
        let store = transaction.object_store(self.shelf().name())?;
        match self {
            Self::Put(_, key, thing) => store.put(&thing, Some(&JsValue::from_str(&key))).map(|_| None),
            Self::Add(_, key, thing) => store.add(&thing, Some(&JsValue::from_str(&key))).map(|_| None),
            Self::Require(_, key) => store.get(JsValue::from_str(&key)).map(|found| Some(found.into_future())),
            Self::Remove(_, key) => store.delete(JsValue::from_str(&key)).map(|_| None),
            Self::RemoveAll(_, prefix) => store.delete(range(&prefix)?).map(|_| None),
        }
    }
}

impl Shelf {
    /// All of them.
    pub const ALL: [Self; 6] = [Self::Files, Self::Uploads, Self::Keys, Self::Work, Self::Outbox, Self::Snapshots];

    fn name(self) -> &'static str {
        match self {
            Self::Files => "files",
            Self::Uploads => "uploads",
            Self::Keys => "keys",
            Self::Work => "work",
            Self::Outbox => "outbox",
            Self::Snapshots => "snapshots",
        }
    }
}
