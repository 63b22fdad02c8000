//! Files for the import tests, made on the spot, and short ways to read them.
#![allow(dead_code)]

use jiff::tz::TimeZone;
use sources::file::{self, Bad, Import, Options, Row};
use std::io::{Cursor, Write};
use zip::CompressionMethod;
use zip::write::{SimpleFileOptions, ZipWriter};

pub fn options() -> Options {
    Options::new(TimeZone::get("Europe/Bucharest").unwrap())
}

pub fn import(bytes: impl Into<Vec<u8>>, options: Options) -> Import {
    file::open_reader(Box::new(Cursor::new(bytes.into())), options).unwrap()
}

pub fn rows(bytes: impl Into<Vec<u8>>) -> Vec<Result<Row, Bad>> {
    import(bytes, options()).collect()
}

/// One line per row: the text, or `!code`.
pub fn told(bytes: impl Into<Vec<u8>>) -> Vec<String> {
    rows(bytes)
        .into_iter()
        .map(|row| row.map_or_else(|bad| format!("!{}", bad.reason.code()), |row| row.text))
        .collect()
}

/// A cell as XML inside `<row>`.
pub enum Cell<'c> {
    Text(&'c str),
    Inline(&'c str),
    Number(&'c str),
    /// A number with the date style.
    Date(&'c str),
    Error(&'c str),
    Missing,
}

pub fn xlsx(rows: &[Vec<Cell>]) -> Vec<u8> {
    let mut strings = String::new();
    let mut count = 0;
    let mut body = String::new();
    for (at, row) in rows.iter().enumerate() {
        body.push_str(&format!("<row r=\"{}\">", at + 1));
        for (column, cell) in row.iter().enumerate() {
            let place = format!("{}{}", char::from(b'A' + column as u8), at + 1);
            body.push_str(&match cell {
                Cell::Text(text) => {
                    strings.push_str(&format!(
                        "<si><t xml:space=\"preserve\">{}</t></si>",
                        escape(text)
                    ));
                    count += 1;
                    format!("<c r=\"{place}\" t=\"s\"><v>{}</v></c>", count - 1)
                }
                Cell::Inline(text) => {
                    format!("<c r=\"{place}\" t=\"inlineStr\"><is><t>{}</t></is></c>", escape(text))
                }
                Cell::Number(number) => format!("<c r=\"{place}\"><v>{number}</v></c>"),
                Cell::Date(number) => format!("<c r=\"{place}\" s=\"1\"><v>{number}</v></c>"),
                Cell::Error(code) => format!("<c r=\"{place}\" t=\"e\"><v>{code}</v></c>"),
                Cell::Missing => String::new(),
            });
        }
        body.push_str("</row>");
    }
    let sheet = format!("<worksheet><sheetData>{body}</sheetData></worksheet>");
    package(sheet.as_bytes(), format!("<sst>{strings}</sst>").as_bytes())
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// A workbook of one sheet from its parts.
pub fn package(sheet: &[u8], strings: &[u8]) -> Vec<u8> {
    const KIND: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let root = format!(
        "<Relationships><Relationship Id=\"r1\" Type=\"{KIND}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
    );
    let relations = format!(
        "<Relationships><Relationship Id=\"r1\" Type=\"{KIND}/worksheet\" Target=\"worksheets/sheet1.xml\"/>\
         <Relationship Id=\"r2\" Type=\"{KIND}/sharedStrings\" Target=\"sharedStrings.xml\"/>\
         <Relationship Id=\"r3\" Type=\"{KIND}/styles\" Target=\"/xl/styles.xml\"/></Relationships>"
    );
    let book = format!(
        "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"{KIND}\">\
         <sheets><sheet name=\"Отзывы\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"
    );
    let styles = "<styleSheet><numFmts><numFmt numFmtId=\"164\" formatCode=\"dd.mm.yyyy\\ hh:mm\"/></numFmts>\
         <cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"164\"/></cellXfs></styleSheet>";
    let types = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>";
    let parts: [(&str, &[u8]); 7] = [
        ("[Content_Types].xml", types.as_bytes()),
        ("_rels/.rels", root.as_bytes()),
        ("xl/workbook.xml", book.as_bytes()),
        ("xl/_rels/workbook.xml.rels", relations.as_bytes()),
        ("xl/styles.xml", styles.as_bytes()),
        ("xl/sharedStrings.xml", strings),
        ("xl/worksheets/sheet1.xml", sheet),
    ];
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let deflated = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, bytes) in parts {
        zip.start_file(name, deflated).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}
