//! A QR code: dark on light by night too, or cameras do not read it.

use leptos::prelude::*;
use qrcodegen::{QrCode, QrCodeEcc};

/// The margin by which cameras tell a code from what is around it, in its squares.
const MARGIN: i32 = 4;

/// The code of a text, as wide as there is room; nothing where it is too long for one.
#[component]
pub fn Qr(
    /// What a camera reads.
    text: String,
    /// What it is, for whoever can't see it.
    label: &'static str,
) -> impl IntoView {
    QrCode::encode_text(&text, QrCodeEcc::Medium).ok().map(|code| {
        let side = code.size() + 2 * MARGIN;
        view! {
            <svg class="qr" role="img" aria-label=label viewBox=format!("0 0 {side} {side}")>
                <rect width=side height=side fill="white"/>
                <path d=path(&code) fill="black"/>
            </svg>
        }
    })
}

/// The dark squares, row by row.
fn path(code: &QrCode) -> String {
    let all = 0..code.size();
    let dark = all.clone().flat_map(|y| all.clone().map(move |x| (x, y)));
    let dark = dark.filter(|(x, y)| code.get_module(*x, *y));
    dark.map(|(x, y)| format!("M{} {}h1v1h-1z", x + MARGIN, y + MARGIN)).collect()
}
