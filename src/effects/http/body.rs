//! The body of an answer, read as it comes: one that grows beyond all reason is given up before it fills the memory.

use js_sys::{Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{ReadableStream, ReadableStreamDefaultReader};

use crate::effects::log;

/// The most bytes that are read; the largest journey has a hundredth of them.
const MOST: usize = 32 << 20;

/// What a browser takes off the beginning of a text (Encoding standard, "UTF-8 decode").
const BYTE_ORDER_MARK: [u8; 3] = [0xef, 0xbb, 0xbf];

/// The whole text, in which what is no UTF-8 is replaced as browsers do. Nothing is read of one that is too large: where
/// the status says it all, that is no matter, and nowhere does nothing pass for something.
///
/// # Errors
/// The body broke off.
pub(super) async fn text(body: Option<ReadableStream>) -> Result<String, JsValue> {
    let Some(stream) = body else { return Ok(String::new()) };
    let reader: ReadableStreamDefaultReader = stream.get_reader().unchecked_into();
    let mut bytes = Vec::new();
    // Behind the end there is no part (Streams standard, "ReadableStreamReadResult").
    while let Ok(part) = next(&reader).await?.dyn_into::<Uint8Array>() {
        if bytes.len() + part.length() as usize > MOST {
            // Ends the transfer; nobody waits for that.
            let _ = reader.cancel();
            log::complain("the back-end's answer is too large to be read");
            return Ok(String::new());
        }
        bytes.extend(part.to_vec());
    }
    if bytes.starts_with(&BYTE_ORDER_MARK) {
        bytes.drain(..BYTE_ORDER_MARK.len());
    }
    let text = String::from_utf8(bytes);
    Ok(text.unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned()))
}

async fn next(reader: &ReadableStreamDefaultReader) -> Result<JsValue, JsValue> {
    Reflect::get(&JsFuture::from(reader.read()).await?, &"value".into())
}
