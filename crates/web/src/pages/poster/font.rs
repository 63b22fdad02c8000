//! The two faces of the poster: widths for the layout, outlines for the SVG, bytes for the PDF.

use std::sync::LazyLock;
use ttf_parser::{Face, GlyphId};

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Weight {
    Regular,
    Bold,
}

pub struct Font {
    pub bytes: &'static [u8],
    pub face: Face<'static>,
    pub name: &'static str,
}

const REGULAR: &[u8] = include_bytes!("../../../assets/fonts/OpenSans-Regular.ttf");
const BOLD: &[u8] = include_bytes!("../../../assets/fonts/OpenSans-Bold.ttf");

impl Weight {
    pub fn font(self) -> &'static Font {
        static BOTH: LazyLock<[Font; 2]> = LazyLock::new(|| {
            [(REGULAR, "OpenSans"), (BOLD, "OpenSans-Bold")].map(|(bytes, name)| match Face::parse(
                bytes, 0,
            ) {
                Ok(face) => Font { bytes, face, name },
                Err(error) => unreachable!("{name} in the repository is broken: {error}"),
            })
        });
        &BOTH[self as usize]
    }
}

impl Font {
    /// The glyphs of a text; what the font does not have is left out, for a box tells nobody anything.
    pub fn glyphs(&self, text: &str) -> Vec<(char, GlyphId)> {
        text.chars().filter_map(|c| Some((c, self.face.glyph_index(c)?))).collect()
    }

    /// The width of a glyph at size 1.
    pub fn advance(&self, glyph: GlyphId) -> f32 {
        let width = self.face.glyph_hor_advance(glyph).unwrap_or(0);
        f32::from(width) / f32::from(self.face.units_per_em())
    }

    /// The width of a text at size 1.
    pub fn width(&self, text: &str) -> f32 {
        self.glyphs(text).iter().map(|(_, glyph)| self.advance(*glyph)).sum()
    }
}
