//! Files as they are kept on this device: `src/effects/vault/file.rs`.

use front_office::testing::Unreadable;
use front_office::testing::storage::{self, Change, Shelf};
use front_office::testing::vault::{SealedFile, keep_file, read_file, read_files, read_sealed, sweep};
use js_sys::{Array, Uint8Array};
use onboarding::id::UserId;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Blob, File};

use crate::support::kept::keeps_nothing;

const NAME: &str = "000000000000000a";
const MEBIBYTE: usize = 1 << 20;

fn lead(id: &str) -> UserId {
    UserId::from_digits(id).unwrap()
}

/// So many bytes that differ from place to place.
fn bytes(length: usize) -> Vec<u8> {
    (0..length).map(|at| (at ^ (at >> 8) ^ (at >> 16)) as u8).collect()
}

fn file(bytes: &[u8]) -> File {
    File::new_with_u8_array_sequence(&Array::of1(&Uint8Array::from(bytes)), "passport.jpg").unwrap()
}

async fn kept(length: usize) -> SealedFile {
    keeps_nothing().await;
    keep_file(lead("1"), NAME, "a note", Some(&file(&bytes(length)))).await.unwrap();
    read_file(lead("1"), NAME).await.unwrap().unwrap()
}

/// What lies on the shelf, for whoever opens the browser's files.
async fn raw() -> Array {
    storage::find(Shelf::Files, lead("1"), NAME).await.unwrap().unwrap().unchecked_into()
}

async fn read(file: &SealedFile, from: usize, to: usize) -> Result<Vec<u8>, Unreadable> {
    let part = file.read(from as u64, to as u64).await?;
    let buffer = JsFuture::from(part.array_buffer()).await.unwrap();
    Ok(Uint8Array::new(&buffer).to_vec())
}

async fn text(part: &Blob) -> String {
    JsFuture::from(part.text()).await.unwrap().as_string().unwrap()
}

async fn puts(parts: &Array) {
    let place = storage::key(lead("1"), NAME);
    storage::write(vec![Change::Put(Shelf::Files, place, parts.into())]).await.unwrap();
}

#[wasm_bindgen_test]
async fn a_file_is_read_again_from_anywhere_to_anywhere() {
    for length in [1, MEBIBYTE - 1, MEBIBYTE, MEBIBYTE + 1, 3 * MEBIBYTE - 7] {
        let (file, whole) = (kept(length).await, bytes(length));
        assert_eq!((file.facts().name.as_str(), file.facts().size), ("passport.jpg", length as u64));
        for (from, to) in [(0, length), (0, 1), (length - 1, length), (length / 3, length / 2), (length / 2, length)] {
            assert_eq!(read(&file, from, to).await.unwrap(), whole[from..to], "{from} to {to} of {length}");
        }
        assert_eq!(read(&file, 0, length + 1).await, Err(Unreadable), "behind the end there is nothing");
    }
    assert_eq!(read_sealed(Shelf::Uploads, lead("1")).await.unwrap(), [(NAME.to_owned(), "a note".to_owned())]);
    assert!(read_files(lead("2")).await.unwrap().is_empty(), "nobody else has it");
}

#[wasm_bindgen_test]
async fn neither_its_name_nor_its_bytes_lie_in_clear() {
    keeps_nothing().await;
    keep_file(lead("1"), NAME, "a note", Some(&file(b"Only for me, only for me"))).await.unwrap();
    let parts = raw().await;
    let head = String::from_utf8_lossy(&parts.get(0).unchecked_into::<Uint8Array>().to_vec()).into_owned();
    let body = text(&parts.get(1).unchecked_into()).await;
    assert_eq!(parts.length(), 2);
    assert!(!head.contains("passport") && !body.contains("Only"));
}

#[wasm_bindgen_test]
async fn a_file_that_was_tampered_with_is_not_read() {
    let file = kept(2 * MEBIBYTE).await;
    let parts = raw().await;
    let (head, first, second) = (parts.get(0), parts.get(1), parts.get(2));
    puts(&Array::of3(&head, &second, &first)).await;
    let swapped = read_file(lead("1"), NAME).await.unwrap().unwrap();
    assert_eq!(read(&swapped, 0, 1).await, Err(Unreadable));
    puts(&Array::of2(&head, &first)).await;
    assert!(read_file(lead("1"), NAME).await.unwrap().is_none(), "a part is missing");
    puts(&Array::of3(&head, &first, &"?".into())).await;
    let cut = read_file(lead("1"), NAME).await.unwrap().unwrap();
    assert_eq!(read(&cut, 0, 2).await.unwrap(), bytes(2));
    assert_eq!(read(&cut, MEBIBYTE, MEBIBYTE + 1).await, Err(Unreadable));
    // What a log-out destroys opens nothing more, not even what is still in hand.
    storage::remove(lead("1")).await.unwrap();
    storage::forget();
    assert_eq!(read(&file, 0, 1).await, Err(Unreadable));
}

#[wasm_bindgen_test]
async fn a_note_may_be_kept_without_its_file() {
    keeps_nothing().await;
    keep_file(lead("1"), NAME, "a note", None).await.unwrap();
    assert_eq!(read_sealed(Shelf::Uploads, lead("1")).await.unwrap().len(), 1);
    assert!(read_file(lead("1"), NAME).await.unwrap().is_none());
}

#[wasm_bindgen_test]
async fn old_files_are_swept() {
    let _ = kept(10).await;
    sweep().await.unwrap();
    let parts = raw().await;
    let head = parts.get(0).unchecked_into::<Uint8Array>();
    head.set(&Uint8Array::from(1_000_u64.to_be_bytes().as_slice()), 0);
    puts(&parts).await;
    sweep().await.unwrap();
    assert!(storage::read_all(Shelf::Files).await.unwrap().is_empty());
}
