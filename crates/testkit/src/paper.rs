//! Receipts as a telephone would photograph them: a PNG with a QR code.

#![allow(clippy::unwrap_used)] // helpers of tests are tests, too

use qrcode::{Color, QrCode};
use std::io::Cursor;

/// A picture with this text as its code.
pub fn photo(text: &str) -> Vec<u8> {
    const MODULE: u32 = 4;
    let code = QrCode::new(text).unwrap();
    let (fields, colours) = (code.width() as u32, code.to_colors());
    let side = (fields + 8) * MODULE;
    let picture = image::GrayImage::from_fn(side, side, |x, y| {
        let at = |n: u32| (n / MODULE).checked_sub(4).filter(|n| *n < fields);
        let dark = match (at(x), at(y)) {
            (Some(x), Some(y)) => colours[(y * fields + x) as usize] == Color::Dark,
            _ => false,
        };
        image::Luma([if dark { 30 } else { 225 }])
    });
    png(picture)
}

/// A picture of nothing, with one grey of its own.
pub fn blank(grey: u8) -> Vec<u8> {
    png(image::GrayImage::from_pixel(300, 200, image::Luma([grey])))
}

/// The text of the code on a receipt with this fiscal sign.
pub fn code(sign: u32) -> String {
    format!("t=20260302T1405&s=1234.50&fn=9960440300000001&i=12345&fp={sign}&n=1")
}

fn png(picture: image::GrayImage) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, image::ImageFormat::Png).unwrap();
    bytes.into_inner()
}
