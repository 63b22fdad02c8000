//! Codes on pictures as people send them: turned, blurred, small, huge, damaged, without a code.

#![allow(clippy::unwrap_used)] // helpers of tests are tests, too

use image::imageops::{self, FilterType};
use image::{DynamicImage, GrayImage, ImageFormat, Luma, RgbImage};
use proptest::prelude::*;
use qrcode::{Color, EcLevel, QrCode};
use sources::picture::codes;
use std::io::Cursor;

const RECEIPT: &str = "t=20260302T1405&s=1234.50&fn=9960440300000001&i=12345&fp=34567890&n=1";

/// A sheet of paper with the code in its middle, `module` pixels a field.
fn paper(text: &str, module: u32, width: u32, height: u32) -> GrayImage {
    let code = QrCode::with_error_correction_level(text, EcLevel::M).unwrap();
    let fields = code.width() as u32;
    let (left, top) = ((width - fields * module) / 2, (height - fields * module) / 2);
    let colours = code.to_colors();
    GrayImage::from_fn(width, height, |x, y| {
        let at = |n: u32, begin: u32| n.checked_sub(begin).map(|n| n / module);
        let dark = match (at(x, left), at(y, top)) {
            (Some(x), Some(y)) if x < fields && y < fields => {
                colours[(y * fields + x) as usize] == Color::Dark
            }
            _ => false,
        };
        // Neither the ink nor the paper is perfect.
        Luma([if dark { 45 } else { 215 } + (x * 7 + y * 13) as u8 % 20])
    })
}

/// Turned by an angle, the corners filled with a table's brown.
fn turned(picture: &GrayImage, degrees: f32) -> GrayImage {
    let (sin, cos) = degrees.to_radians().sin_cos();
    let (w, h) = (picture.width() as f32, picture.height() as f32);
    GrayImage::from_fn(picture.width(), picture.height(), |x, y| {
        let (dx, dy) = (x as f32 - w / 2.0, y as f32 - h / 2.0);
        let (sx, sy) = (cos * dx + sin * dy + w / 2.0, cos * dy - sin * dx + h / 2.0);
        let inside = (0.0..w).contains(&sx) && (0.0..h).contains(&sy);
        if inside { *picture.get_pixel(sx as u32, sy as u32) } else { Luma([110]) }
    })
}

/// As a camera out of focus would: smaller and larger again.
fn blurred(picture: &GrayImage, by: u32) -> GrayImage {
    let (w, h) = picture.dimensions();
    let small = imageops::resize(picture, w / by, h / by, FilterType::Triangle);
    imageops::resize(&small, w, h, FilterType::Triangle)
}

fn file(picture: GrayImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    let picture = DynamicImage::ImageLuma8(picture);
    DynamicImage::ImageRgb8(picture.to_rgb8()).write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

#[test]
fn a_turned_and_blurred_photo_is_read() {
    for degrees in [0.0, 17.0, 90.0, 203.0] {
        let photo = blurred(&turned(&paper(RECEIPT, 8, 900, 700), degrees), 3);
        assert_eq!(codes(&file(photo, ImageFormat::Png)), [RECEIPT], "{degrees}");
    }
}

#[test]
fn a_jpeg_and_a_webp_are_read() {
    for format in [ImageFormat::Jpeg, ImageFormat::WebP] {
        let photo = turned(&paper(RECEIPT, 5, 800, 600), 8.0);
        assert_eq!(codes(&file(photo, format)), [RECEIPT], "{format:?}");
    }
}

#[test]
fn a_photo_of_a_telephone_and_a_scrap_are_read() {
    // The code is a small part of a large photo.
    let large = paper(RECEIPT, 8, 2600, 1800);
    assert_eq!(codes(&file(large, ImageFormat::Jpeg)), [RECEIPT]);
    let small = paper(RECEIPT, 2, 110, 100);
    assert_eq!(codes(&file(small, ImageFormat::Png)), [RECEIPT]);
}

#[test]
fn a_picture_without_a_code_holds_none() {
    let plain = GrayImage::from_fn(640, 480, |x, y| Luma([(x * y % 251) as u8]));
    assert_eq!(codes(&file(plain, ImageFormat::Jpeg)), Vec::<String>::new());
    let cut = paper(RECEIPT, 6, 400, 400);
    let cut = imageops::crop_imm(&cut, 0, 0, 200, 400).to_image();
    assert_eq!(codes(&file(cut, ImageFormat::Png)), Vec::<String>::new());
}

#[test]
fn what_is_too_large_or_no_picture_is_not_unpacked() {
    let claims = |width: u32, height: u32| {
        let mut bytes = file(paper(RECEIPT, 3, 200, 200), ImageFormat::Png);
        bytes[16..20].copy_from_slice(&width.to_be_bytes());
        bytes[20..24].copy_from_slice(&height.to_be_bytes());
        bytes
    };
    for (width, height) in [(60_000, 60_000), (20_000, 19_999), (0, 5), (u32::MAX, 1)] {
        assert!(codes(&claims(width, height)).is_empty());
    }
    assert!(codes(b"%PDF-1.7 receipt").is_empty());
    assert!(codes(b"").is_empty());
    let gif = b"GIF89a\x01\0\x01\0\0\0\0;";
    assert!(codes(gif).is_empty());
    assert!(codes(&file_of_one_line()).is_empty());
}

fn file_of_one_line() -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    RgbImage::new(5000, 1).write_to(&mut bytes, ImageFormat::Png).unwrap();
    bytes.into_inner()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn no_damage_makes_it_fall(at in 0usize..3000, byte: u8, end in 20usize..4000, jpeg: bool) {
        let format = if jpeg { ImageFormat::Jpeg } else { ImageFormat::Png };
        let mut bytes = file(paper(RECEIPT, 3, 160, 160), format);
        let at = at % bytes.len();
        bytes[at] = byte;
        bytes.truncate(end);
        let _ = codes(&bytes);
    }
}
