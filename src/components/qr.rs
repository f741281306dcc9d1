//! A QR code (ISO/IEC 18004), drawn here: the address in it is nobody else's business.

use leptos::prelude::*;
use qrcodegen::{QrCode, QrCodeEcc};

/// The blank margin that scanners need, in modules (ISO/IEC 18004, 9.1).
const MARGIN: i32 = 4;

/// The text as a QR code, for those who see it; the name tells others what it is. `None`: the text is too long for one.
pub(crate) fn qr_code(text: &str, name: String) -> Option<impl IntoView + use<>> {
    let code = QrCode::encode_binary(text.as_bytes(), QrCodeEcc::Low).ok()?;
    let side = code.size() + 2 * MARGIN;
    // Its two colours are part of what scanners read: the same in every scheme.
    Some(view! {
        <svg class="qr" viewBox=format!("0 0 {side} {side}") role="img" aria-label=name focusable="false">
            <rect class="qr__paper" width=side.to_string() height=side.to_string() />
            <path class="qr__ink" d=path(&code) />
        </svg>
    })
}

/// The dark modules, run by run.
fn path(code: &QrCode) -> String {
    let mut path = String::new();
    for y in 0..code.size() {
        let mut x = 0;
        while x < code.size() {
            let start = x;
            while code.get_module(x, y) {
                x += 1;
            }
            if x > start {
                path.push_str(&format!("M{} {}h{}v1H{}z", start + MARGIN, y + MARGIN, x - start, start + MARGIN));
            }
            x += 1;
        }
    }
    path
}
