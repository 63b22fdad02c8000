//! Which numbers of a workbook are dates, by their format, and how a number reads.

use super::xml::{attribute, broken};
use crate::file::dates;
use quick_xml::Reader;
use quick_xml::events::Event;
use std::collections::HashSet;
use std::io;

pub(super) struct Styles {
    /// Per cell style: whether its number format is a date.
    dates: Vec<bool>,
    from_1904: bool,
}

impl Styles {
    pub(super) fn none(from_1904: bool) -> Self {
        Styles { dates: Vec::new(), from_1904 }
    }

    pub(super) fn read(text: &str, from_1904: bool) -> io::Result<Self> {
        let mut reader = Reader::from_str(text);
        let mut custom = HashSet::new();
        let mut styles = Styles::none(from_1904);
        let mut in_cell_formats = false;
        loop {
            match reader.read_event().map_err(broken)? {
                Event::Start(tag) | Event::Empty(tag) => match tag.local_name().as_ref() {
                    "numFmt" => {
                        let code = attribute(&tag, "formatCode").unwrap_or_default();
                        if let Some(id) = number_format(&tag)
                            && is_date_format(&code)
                        {
                            custom.insert(id);
                        }
                    }
                    "cellXfs" => in_cell_formats = true,
                    "xf" if in_cell_formats => {
                        let id = number_format(&tag).unwrap_or(0);
                        let built_in = matches!(id, 14..=22 | 27..=36 | 45..=47 | 50..=58);
                        styles.dates.push(built_in || custom.contains(&id));
                    }
                    _ => {}
                },
                Event::End(tag) if tag.local_name().as_ref() == "cellXfs" => break,
                Event::Eof => break,
                _ => {}
            }
        }
        Ok(styles)
    }

    /// A date in ISO form where the style says so, else the number without the
    /// digits that binary fractions add.
    pub(super) fn number(&self, text: &str, style: Option<usize>) -> String {
        let Ok(number) = text.parse::<f64>() else {
            return text.to_owned();
        };
        let is_long_id = text.len() > 15 && text.bytes().all(|byte| byte.is_ascii_digit());
        let is_date = style.and_then(|style| self.dates.get(style)).copied().unwrap_or(false);
        let shift = if self.from_1904 { 1462.0 } else { 0.0 };
        match dates::from_serial(number + shift) {
            Some(date) if is_date => date.to_string(),
            _ if is_long_id => text.to_owned(),
            _ if number.abs() < 1e15 && number.fract() == 0.0 => format!("{number:.0}"),
            _ if text.contains(['e', 'E']) || text.len() > 15 => number.to_string(),
            _ => text.to_owned(),
        }
    }
}

fn number_format(tag: &quick_xml::events::BytesStart) -> Option<u32> {
    attribute(tag, "numFmtId")?.parse().ok()
}

/// Quoted parts, escapes and bracketed colours or locales say nothing.
fn is_date_format(code: &str) -> bool {
    let mut chars = code.chars();
    while let Some(c) = chars.next() {
        match c {
            '"' => {
                chars.by_ref().find(|c| *c == '"');
            }
            '\\' | '_' => {
                chars.next();
            }
            '[' => {
                let inner: String = chars.by_ref().take_while(|c| *c != ']').collect();
                if matches!(inner.to_lowercase().as_str(), "h" | "hh" | "m" | "mm" | "s" | "ss") {
                    return true;
                }
            }
            'y' | 'Y' | 'm' | 'M' | 'd' | 'D' | 'h' | 'H' | 's' | 'S' => return true,
            _ => {}
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats() {
        for date in ["dd.mm.yyyy", "[$-419]d mmmm yyyy;@", "h:mm", "[h]:mm:ss"] {
            assert!(is_date_format(date), "{date}");
        }
        for number in ["0.00", "#,##0\" days\"", "[Red]-0", "General", "\\d0"] {
            assert!(!is_date_format(number) || number == "General", "{number}");
        }
    }
}
