//! The poster as PDF (ISO 32000-1): real text in an embedded font, so that it can be searched, read
//! aloud and printed at any size; the code as filled rectangles.

use super::font::{Font, Weight};
use super::layout::{HEIGHT, Poster, QUIET, Size, WIDTH};
use flate2::Compression;
use flate2::write::ZlibEncoder;
use pdf_writer::types::{CidFontType, FontFlags, SystemInfo, UnicodeCmap};
use pdf_writer::{Content, Filter, Finish, Name, Pdf, Rect, Ref, Str, TextStr};
use std::collections::BTreeMap;
use std::io::Write;

const CATALOG: Ref = Ref::new(1);
const PAGES: Ref = Ref::new(2);
const PAGE: Ref = Ref::new(3);
const CONTENT: Ref = Ref::new(4);
const INFO: Ref = Ref::new(5);
/// Five objects for each font.
const FONTS: i32 = 10;

const WEIGHTS: [(Weight, &[u8]); 2] = [(Weight::Regular, b"F0"), (Weight::Bold, b"F1")];

pub fn poster(p: &Poster, size: Size) -> Vec<u8> {
    let scale = size.scale();
    let mut pdf = Pdf::new();
    let mut catalog = pdf.catalog(CATALOG);
    catalog.pages(PAGES).lang(TextStr(&p.lang));
    catalog.viewer_preferences().display_doc_title(true);
    catalog.finish();
    pdf.document_info(INFO).title(TextStr(&p.title)).creator(TextStr("Redress"));
    pdf.pages(PAGES).kids([PAGE]).count(1);
    let mut page = pdf.page(PAGE);
    page.media_box(Rect::new(0.0, 0.0, WIDTH * scale, HEIGHT * scale))
        .parent(PAGES)
        .contents(CONTENT);
    let mut resources = page.resources();
    let mut fonts = resources.fonts();
    for (i, (_, name)) in WEIGHTS.iter().enumerate() {
        fonts.pair(Name(name), font_ref(i, 0));
    }
    fonts.finish();
    resources.finish();
    page.finish();
    pdf.stream(CONTENT, &content(p, scale));
    for (i, (weight, _)) in WEIGHTS.iter().enumerate() {
        embed(&mut pdf, i, weight.font(), p);
    }
    pdf.finish()
}

fn content(p: &Poster, scale: f32) -> Vec<u8> {
    let mut c = Content::new();
    // From the upper left corner downwards, as the layout counts.
    c.transform([scale, 0.0, 0.0, scale, 0.0, HEIGHT * scale]);
    for line in &p.lines {
        let glyphs = line.weight.font().glyphs(&line.text);
        let ids: Vec<u8> = glyphs.iter().flat_map(|(_, g)| g.0.to_be_bytes()).collect();
        let [r, g, b] = line.colour.rgb().map(|part| f32::from(part) / 255.0);
        c.set_fill_rgb(r, g, b);
        c.begin_text();
        c.set_font(Name(WEIGHTS[line.weight as usize].1), line.size);
        c.next_line(line.x, -line.y).show(Str(&ids));
        c.end_text();
    }
    let (x, y, side) = p.square;
    let field = side / (p.code.side + 2 * QUIET) as f32;
    c.set_fill_gray(0.0);
    for (row, fields) in p.code.dark.chunks(p.code.side).enumerate() {
        let mut column = 0;
        for run in fields.chunk_by(|a, b| a == b) {
            if run[0] {
                let left = x + (column + QUIET) as f32 * field;
                let low = -(y + (row + QUIET + 1) as f32 * field);
                c.rect(left, low, run.len() as f32 * field, field);
            }
            column += run.len();
        }
    }
    c.fill_nonzero();
    c.finish().to_vec()
}

/// A composite font whose codes are glyph ids, with the map back to letters.
fn embed(pdf: &mut Pdf, i: usize, font: &Font, p: &Poster) {
    let face = &font.face;
    let info = SystemInfo { registry: Str(b"Adobe"), ordering: Str(b"Identity"), supplement: 0 };
    let to = |value: i16| f32::from(value) * 1000.0 / f32::from(face.units_per_em());
    let used: BTreeMap<u16, char> = p
        .lines
        .iter()
        .flat_map(|l| l.weight.font().name.eq(font.name).then(|| font.glyphs(&l.text)))
        .flatten()
        .map(|(c, g)| (g.0, c))
        .collect();
    pdf.type0_font(font_ref(i, 0))
        .base_font(Name(font.name.as_bytes()))
        .encoding_predefined(Name(b"Identity-H"))
        .descendant_font(font_ref(i, 1))
        .to_unicode(font_ref(i, 4));
    let mut cid = pdf.cid_font(font_ref(i, 1));
    cid.subtype(CidFontType::Type2).base_font(Name(font.name.as_bytes())).system_info(info);
    cid.font_descriptor(font_ref(i, 2))
        .default_width(0.0)
        .cid_to_gid_map_predefined(Name(b"Identity"));
    let mut widths = cid.widths();
    for glyph in used.keys() {
        widths.consecutive(*glyph, [font.advance(ttf_parser::GlyphId(*glyph)) * 1000.0]);
    }
    widths.finish();
    cid.finish();
    let b = face.global_bounding_box();
    pdf.font_descriptor(font_ref(i, 2))
        .name(Name(font.name.as_bytes()))
        .flags(FontFlags::NON_SYMBOLIC)
        .bbox(Rect::new(to(b.x_min), to(b.y_min), to(b.x_max), to(b.y_max)))
        .italic_angle(0.0)
        .ascent(to(face.ascender()))
        .descent(to(face.descender()))
        .cap_height(to(face.capital_height().unwrap_or(1462)))
        .stem_v(if i == 0 { 80.0 } else { 140.0 })
        .font_file2(font_ref(i, 3));
    let mut packed = ZlibEncoder::new(Vec::new(), Compression::default());
    let whole = packed.write_all(font.bytes).and_then(|()| packed.finish());
    match whole {
        Ok(bytes) => {
            let mut file = pdf.stream(font_ref(i, 3), &bytes);
            file.filter(Filter::FlateDecode);
            file.pair(Name(b"Length1"), font.bytes.len() as i32);
        }
        Err(error) => unreachable!("writing to memory failed: {error}"),
    }
    let mut cmap = UnicodeCmap::new(Name(b"Letters"), info);
    for (glyph, letter) in used {
        cmap.pair(glyph, letter);
    }
    pdf.cmap(font_ref(i, 4), &cmap.finish());
}

fn font_ref(font: usize, object: i32) -> Ref {
    Ref::new(FONTS + font as i32 * 5 + object)
}
