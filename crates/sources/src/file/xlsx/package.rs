//! The workbook as a package: which parts it has and where they lie.

use super::XlsxError;
use super::strings::Strings;
use super::unpack::Part;
use super::xml::{attribute, broken};
use crate::file::bytes::ReadSeek;
use crate::file::options::Limits;
use quick_xml::Reader;
use quick_xml::events::Event;
use std::collections::HashMap;
use std::io::{self, Read};
use zip::result::ZipError;
use zip::{CompressionMethod, ZipArchive};

/// Parts that are read whole (workbook, relations, styles) stay below this.
const SMALL: u64 = 8 * 1024 * 1024;

pub(super) struct Package {
    archive: ZipArchive<Box<dyn ReadSeek>>,
}

pub(super) struct Workbook {
    pub sheets: Vec<SheetEntry>,
    pub strings: Option<String>,
    pub styles: Option<String>,
    pub from_1904: bool,
}

pub(super) struct SheetEntry {
    pub name: String,
    pub path: String,
    pub hidden: bool,
}

impl Package {
    pub(super) fn open(file: Box<dyn ReadSeek>) -> Result<Self, XlsxError> {
        let archive = ZipArchive::new(file).map_err(zip_error)?;
        Ok(Package { archive })
    }

    pub(super) fn workbook(&mut self) -> Result<Workbook, XlsxError> {
        let path = self.main_part()?;
        let (folder, file) = path.rsplit_once('/').unwrap_or(("", &path));
        let text = self.text(&path)?;
        let relations = self.relations(&format!("{folder}/_rels/{file}.rels"), folder)?;
        let mut book =
            Workbook { sheets: Vec::new(), strings: None, styles: None, from_1904: false };
        for relation in relations.values() {
            match relation.kind.as_str() {
                "sharedStrings" => book.strings = Some(relation.target.clone()),
                "styles" => book.styles = Some(relation.target.clone()),
                _ => {}
            }
        }
        each_tag(&text, |name, tag| match name {
            "workbookPr" => {
                let value = attribute(tag, "date1904").unwrap_or_default();
                book.from_1904 = matches!(value.as_str(), "1" | "true" | "on");
            }
            "sheet" => {
                let relation = attribute(tag, "id").and_then(|id| relations.get(&id));
                if let Some(relation) = relation.filter(|found| found.kind == "worksheet") {
                    book.sheets.push(SheetEntry {
                        name: attribute(tag, "name").unwrap_or_default(),
                        path: relation.target.clone(),
                        hidden: attribute(tag, "state").is_some_and(|state| state != "visible"),
                    });
                }
            }
            _ => {}
        })?;
        Ok(book)
    }

    /// A small part as text.
    pub(super) fn text(&mut self, path: &str) -> Result<String, XlsxError> {
        let part = self.archive.by_name(path).map_err(zip_error)?;
        let mut text = String::new();
        part.take(SMALL).read_to_string(&mut text).map_err(part_error)?;
        if text.len() as u64 == SMALL {
            return Err(XlsxError::Broken(format!("{path} is too large")));
        }
        Ok(text)
    }

    pub(super) fn strings(&mut self, path: &str, limits: &Limits) -> Result<Strings, XlsxError> {
        let part = self.archive.by_name(path).map_err(zip_error)?;
        Strings::read(part, limits).map_err(part_error)
    }

    pub(super) fn locate(&mut self, path: &str) -> Result<Part, XlsxError> {
        let part = self.archive.by_name(path).map_err(zip_error)?;
        let deflated = match part.compression() {
            CompressionMethod::Stored => false,
            CompressionMethod::Deflated => true,
            other => return Err(XlsxError::Broken(format!("packed by {other}"))),
        };
        let start = part.data_start().ok_or_else(|| XlsxError::Broken(path.to_owned()))?;
        Ok(Part { start, packed: part.compressed_size(), deflated, sum: part.crc32() })
    }

    pub(super) fn into_file(self) -> Box<dyn ReadSeek> {
        self.archive.into_inner()
    }

    fn main_part(&mut self) -> Result<String, XlsxError> {
        let root = match self.relations("_rels/.rels", "") {
            Ok(root) => root,
            Err(XlsxError::Broken(_)) => return Err(XlsxError::NotAWorkbook),
            Err(other) => return Err(other),
        };
        let main = root.into_values().find(|relation| relation.kind == "officeDocument");
        let path = main.map(|relation| relation.target).ok_or(XlsxError::NotAWorkbook)?;
        // A Word document is a package too; it has no workbook in its main part.
        if path.contains("workbook") { Ok(path) } else { Err(XlsxError::NotAWorkbook) }
    }

    fn relations(
        &mut self,
        path: &str,
        folder: &str,
    ) -> Result<HashMap<String, Relation>, XlsxError> {
        let text = self.text(path)?;
        let mut relations = HashMap::new();
        each_tag(&text, |name, tag| {
            let (id, target) = (attribute(tag, "Id"), attribute(tag, "Target"));
            if let ("Relationship", Some(id), Some(target)) = (name, id, target) {
                let kind = attribute(tag, "Type").unwrap_or_default();
                let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
                relations.insert(id, Relation { kind, target: resolve(folder, &target) });
            }
        })?;
        Ok(relations)
    }
}

struct Relation {
    /// The last word of the type: `worksheet`, `sharedStrings`, `styles`.
    kind: String,
    target: String,
}

fn each_tag(
    text: &str,
    mut see: impl FnMut(&str, &quick_xml::events::BytesStart),
) -> Result<(), XlsxError> {
    let mut reader = Reader::from_str(text);
    loop {
        match reader.read_event().map_err(broken).map_err(part_error)? {
            Event::Start(tag) | Event::Empty(tag) => see(tag.local_name().as_ref(), &tag),
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

/// A relation's target from the root of the package.
fn resolve(folder: &str, target: &str) -> String {
    if let Some(absolute) = target.strip_prefix('/') {
        return absolute.to_owned();
    }
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in target.split('/') {
        match part {
            "." | "" => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}

fn zip_error(error: ZipError) -> XlsxError {
    match error {
        ZipError::Io(error) => part_error(error),
        ZipError::UnsupportedArchive(reason) if reason.contains("assword") => XlsxError::Locked,
        other => XlsxError::Broken(other.to_string()),
    }
}

/// A part cut short is the file's fault, not the disk's.
fn part_error(error: io::Error) -> XlsxError {
    match error.kind() {
        io::ErrorKind::InvalidData | io::ErrorKind::UnexpectedEof | io::ErrorKind::InvalidInput => {
            XlsxError::Broken(error.to_string())
        }
        _ => XlsxError::Io(error),
    }
}
