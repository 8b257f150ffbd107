//! QR codes as inline SVG (ISO/IEC 18004, error correction M).

use crate::Html;
use qrcode::{EcLevel, QrCode};
use std::fmt::Write as _;

/// The payload as an SVG with a quiet zone of four modules; nothing when it is too long for a QR code.
#[must_use]
pub fn svg(payload: &str, label: &str) -> Html {
    let Ok(code) = QrCode::with_error_correction_level(payload, EcLevel::M) else { return Html::default() };
    let width = code.width();
    let side = width + 8;
    let mut path = String::new();
    for (i, colour) in code.to_colors().iter().enumerate() {
        if *colour == qrcode::Color::Dark {
            let _ = write!(path, "M{} {}h1v1h-1z", i % width + 4, i / width + 4);
        }
    }
    Html::trusted(format!(
        "<svg class=\"qr\" viewBox=\"0 0 {side} {side}\" role=\"img\" aria-label=\"{}\" shape-rendering=\"crispEdges\">\
         <rect width=\"{side}\" height=\"{side}\" fill=\"#fff\"/><path d=\"{path}\" fill=\"#000\"/></svg>",
        Html::text(label)
    ))
}
