//! The poster as SVG. Letters are outlines, so it looks the same without the font; what it says is
//! in its title.

use super::font::Font;
use super::layout::{Colour, HEIGHT, Line, Modules, Poster, QUIET, WIDTH};
use std::fmt::Write;
use ttf_parser::OutlineBuilder;

pub fn poster(p: &Poster) -> String {
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" width=\"148mm\" \
         height=\"210mm\" role=\"img\" lang=\"{}\"><title>{}</title>\
         <path fill=\"#fff\" d=\"M0 0h{WIDTH}v{HEIGHT}h-{WIDTH}z\"/>",
        p.lang,
        escape(&p.title),
    );
    for line in &p.lines {
        let _ = write!(out, "<path fill=\"{}\" d=\"{}\"/>", hex(line.colour), outlines(line));
    }
    let (x, y, side) = p.square;
    let scale = side / (p.code.side + 2 * QUIET) as f32;
    let _ = write!(
        out,
        "<g transform=\"translate({x} {y}) scale({scale})\">{}</g></svg>",
        fields(&p.code)
    );
    out
}

/// The code alone, with its quiet zone.
pub fn code(p: &Poster) -> String {
    let side = p.code.side + 2 * QUIET;
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {side} {side}\" width=\"60mm\" \
         height=\"60mm\" role=\"img\" lang=\"{}\"><title>{}</title>\
         <path fill=\"#fff\" d=\"M0 0h{side}v{side}h-{side}z\"/>{}</svg>",
        p.lang,
        escape(&p.title),
        fields(&p.code),
    )
}

/// One path; neighbours in a row are one stroke, so that no print shows seams.
fn fields(code: &Modules) -> String {
    let mut path = String::new();
    for (row, fields) in code.dark.chunks(code.side).enumerate() {
        let mut column = 0;
        for run in fields.chunk_by(|a, b| a == b) {
            if run[0] {
                let (x, y, n) = (column + QUIET, row + QUIET, run.len());
                let _ = write!(path, "M{x} {y}h{n}v1h-{n}z");
            }
            column += run.len();
        }
    }
    format!("<path shape-rendering=\"crispEdges\" d=\"{path}\"/>")
}

fn outlines(line: &Line) -> String {
    let font: &Font = line.weight.font();
    let scale = line.size / f32::from(font.face.units_per_em());
    let mut pen = Pen { path: String::new(), x: line.x, y: line.y, scale };
    for (_, glyph) in font.glyphs(&line.text) {
        font.face.outline_glyph(glyph, &mut pen);
        pen.x += font.advance(glyph) * line.size;
    }
    pen.path
}

struct Pen {
    path: String,
    x: f32,
    y: f32,
    scale: f32,
}

impl Pen {
    fn draw(&mut self, command: char, points: &[(f32, f32)]) {
        self.path.push(command);
        for (i, (x, y)) in points.iter().enumerate() {
            let (x, y) = (self.x + x * self.scale, self.y - y * self.scale);
            let _ = write!(self.path, "{}{x:.2} {y:.2}", if i > 0 { " " } else { "" });
        }
    }
}

impl OutlineBuilder for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.draw('M', &[(x, y)]);
    }
    fn line_to(&mut self, x: f32, y: f32) {
        self.draw('L', &[(x, y)]);
    }
    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        self.draw('Q', &[(x1, y1), (x, y)]);
    }
    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        self.draw('C', &[(x1, y1), (x2, y2), (x, y)]);
    }
    fn close(&mut self) {
        self.path.push('z');
    }
}

fn hex(colour: Colour) -> String {
    let [r, g, b] = colour.rgb();
    format!("#{r:02x}{g:02x}{b:02x}")
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
