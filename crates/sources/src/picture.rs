//! The codes on a picture: what a camera saw of a receipt, as the text of each QR code in it.
//! What the text means is not known here.

use image::imageops::{self, FilterType};
use image::{GrayImage, ImageFormat, ImageReader, Limits};
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// The largest picture that is looked at, in pixels: more than any telephone takes.
pub const MOST_PIXELS: u64 = 40_000_000;
/// The longest side of a picture.
const MOST_SIDE: u32 = 20_000;
/// Memory for unpacking one picture, in bytes: the largest with four channels.
const MOST_MEMORY: u64 = MOST_PIXELS * 4;
/// The longest side at which a code is looked for, in the order of trying. What is coarse in a
/// large photo hides in its grain, what is fine needs the pixels.
const SIDES: [u32; 3] = [1400, 2400, 800];
/// A code on a smaller picture is drawn larger before it is looked for.
const LEAST_SIDE: u32 = 400;

/// Texts of the QR codes on a JPEG, PNG or WebP picture. Nothing when there are none, when it is
/// no such picture, or when it is too large.
pub fn codes(bytes: &[u8]) -> Vec<String> {
    // Decoders of pictures meet whatever somebody sends. What trips one up holds no receipt.
    catch_unwind(AssertUnwindSafe(|| read(bytes))).unwrap_or_default()
}

fn read(bytes: &[u8]) -> Vec<String> {
    let Some(picture) = unpack(bytes) else { return vec![] };
    let longest = picture.width().max(picture.height());
    let mut tried = 0;
    for side in SIDES {
        let side = if longest < LEAST_SIDE { longest * 2 } else { side.min(longest) };
        if side == tried {
            continue;
        }
        tried = side;
        let found = look(resized(&picture, longest, side));
        if !found.is_empty() {
            return found;
        }
    }
    vec![]
}

/// In grey. `None`: not a picture of these kinds, damaged, or too large.
fn unpack(bytes: &[u8]) -> Option<GrayImage> {
    let reader = || {
        let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().ok()?;
        let known = [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP];
        let mut limits = Limits::default();
        limits.max_image_width = Some(MOST_SIDE);
        limits.max_image_height = Some(MOST_SIDE);
        limits.max_alloc = Some(MOST_MEMORY);
        reader.limits(limits);
        reader.format().is_some_and(|f| known.contains(&f)).then_some(reader)
    };
    // The size stands at the beginning: nothing is unpacked that is refused for it.
    let (width, height) = reader()?.into_dimensions().ok()?;
    if width == 0 || height == 0 || u64::from(width) * u64::from(height) > MOST_PIXELS {
        return None;
    }
    Some(reader()?.decode().ok()?.into_luma8())
}

fn resized(picture: &GrayImage, longest: u32, side: u32) -> GrayImage {
    let part = |n: u32| {
        let n = u64::from(n) * u64::from(side) / u64::from(longest);
        u32::try_from(n).unwrap_or(side).max(1)
    };
    let (width, height) = (part(picture.width()), part(picture.height()));
    match side {
        _ if side == longest => picture.clone(),
        // Of many pixels, the mean of those that fall together is as good and much faster.
        _ if longest > side * 2 => imageops::thumbnail(picture, width, height),
        _ => imageops::resize(picture, width, height, FilterType::Triangle),
    }
}

fn look(picture: GrayImage) -> Vec<String> {
    let (width, height) = (picture.width() as usize, picture.height() as usize);
    let light = |x: usize, y: usize| picture.as_raw()[y * width + x];
    let mut prepared = rqrr::PreparedImage::prepare_from_greyscale(width, height, light);
    let grids = prepared.detect_grids();
    let mut texts: Vec<String> =
        grids.iter().filter_map(|grid| grid.decode().ok()).map(|(_, text)| text).collect();
    texts.dedup();
    texts
}
