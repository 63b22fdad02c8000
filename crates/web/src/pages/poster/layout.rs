//! Where everything stands on the poster, in points of an A5 sheet from its upper left corner. All
//! sizes of the A series have the same shape, so the other sizes only scale it.

use super::font::Weight;
use qrcode::{Color, EcLevel, QrCode};

/// A finished layout.
pub struct Poster {
    pub lang: String,
    pub title: String,
    pub lines: Vec<Line>,
    /// The code with its quiet zone: left, top, side.
    pub square: (f32, f32, f32),
    pub code: Modules,
}

/// A line of text: the left end of its baseline.
pub struct Line {
    pub x: f32,
    pub y: f32,
    pub size: f32,
    pub weight: Weight,
    pub colour: Colour,
    pub text: String,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Colour {
    Ink,
    Accent,
    Quiet,
}

/// The dark and light fields of a QR code, row by row.
pub struct Modules {
    pub side: usize,
    pub dark: Vec<bool>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Size {
    A6,
    A5,
    A4,
}

pub const WIDTH: f32 = 419.53;
pub const HEIGHT: f32 = 595.28;
const MARGIN: f32 = 34.0;
/// The light border that a reader needs, in modules (ISO/IEC 18004).
pub const QUIET: usize = 4;

impl Size {
    pub const ALL: [Size; 3] = [Size::A4, Size::A5, Size::A6];

    pub fn name(self) -> &'static str {
        match self {
            Size::A6 => "A6",
            Size::A5 => "A5",
            Size::A4 => "A4",
        }
    }

    pub fn from_name(name: &str) -> Option<Size> {
        Size::ALL.into_iter().find(|s| s.name() == name)
    }

    /// How much larger than A5.
    pub fn scale(self) -> f32 {
        match self {
            Size::A6 => std::f32::consts::FRAC_1_SQRT_2,
            Size::A5 => 1.0,
            Size::A4 => std::f32::consts::SQRT_2,
        }
    }
}

impl Colour {
    /// Red, green, blue from 0 to 255.
    pub fn rgb(self) -> [u8; 3] {
        match self {
            Colour::Ink => [0x1d, 0x21, 0x1f],
            Colour::Accent => [0x0a, 0x65, 0x5c],
            Colour::Quiet => [0x5b, 0x61, 0x5d],
        }
    }
}

impl Poster {
    /// An address of more than some 2,300 bytes fits into no code.
    pub fn new(
        brand: &str,
        lang: &str,
        call: &str,
        promise: &str,
        address: &str,
    ) -> Result<Self, qrcode::types::QrError> {
        // A quarter of the code may be scratched or stained.
        let code = QrCode::with_error_correction_level(address, EcLevel::Q)?;
        let dark: Vec<bool> = code.to_colors().into_iter().map(|c| c == Color::Dark).collect();
        let mut lines = Vec::new();
        let mut y = 44.0;
        y = block(&mut lines, y, brand, &[18.0, 15.0, 12.0], Weight::Regular, Colour::Quiet, 2);
        y = block(
            &mut lines,
            y + 10.0,
            call,
            &[38.0, 34.0, 30.0, 26.0],
            Weight::Bold,
            Colour::Accent,
            2,
        );
        let foot = HEIGHT - 104.0;
        let side = (foot - y - 28.0).min(264.0);
        let square = ((WIDTH - side) / 2.0, y + (foot - y - side) / 2.0, side);
        let below = block(&mut lines, foot, promise, &[14.0, 12.0], Weight::Bold, Colour::Ink, 2);
        block(
            &mut lines,
            below + 8.0,
            address,
            &[9.0, 8.0, 7.0],
            Weight::Regular,
            Colour::Quiet,
            3,
        );
        Ok(Poster {
            lang: lang.to_owned(),
            title: format!("{brand}: {call}"),
            lines,
            square,
            code: Modules { side: code.width(), dark },
        })
    }
}

/// Lines in the middle, in the largest of the sizes that fits; returns the lower edge.
fn block(
    out: &mut Vec<Line>,
    top: f32,
    text: &str,
    sizes: &[f32],
    weight: Weight,
    colour: Colour,
    most: usize,
) -> f32 {
    let room = WIDTH - 2.0 * MARGIN;
    let fits = |size: &&f32| wrap(text, weight, room / **size).len() <= most;
    let size = sizes.iter().find(fits).or(sizes.last()).copied().unwrap_or(12.0);
    let mut y = top;
    for line in wrap(text, weight, room / size).into_iter().take(most) {
        let x = (WIDTH - weight.font().width(&line) * size) / 2.0;
        y += size * 1.25;
        out.push(Line { x, y: y - size * 0.25, size, weight, colour, text: line });
    }
    y
}

/// Breaks between words, and inside a word only when it is wider than a line by itself.
fn wrap(text: &str, weight: Weight, room: f32) -> Vec<String> {
    let font = weight.font();
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        let line = lines.last().cloned().unwrap_or_default();
        let longer = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
        if font.width(&longer) <= room {
            lines.pop();
            lines.push(longer);
            continue;
        }
        if !line.is_empty() {
            lines.push(String::new());
        }
        for letter in word.chars() {
            let line = lines.last().cloned().unwrap_or_default() + letter.encode_utf8(&mut [0; 4]);
            if font.width(&line) > room && line.chars().count() > 1 {
                lines.push(letter.to_string());
            } else {
                lines.pop();
                lines.push(line);
            }
        }
    }
    lines
}
