//! Which encoding a text file is in, decided over a sample, and strict decoding of
//! one cell. Windows-1251 and -1250 are everyday in Russian and Romanian exports.

use super::bytes::Width;
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, ISO_8859_16, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1250, WINDOWS_1252};

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Charset {
    pub encoding: &'static Encoding,
    /// Length of the byte order mark to skip.
    pub mark: u64,
    /// Chosen by a person or said by a byte order mark.
    pub certain: bool,
}

impl Charset {
    pub(crate) fn name(self) -> &'static str {
        self.encoding.name()
    }

    pub(crate) fn width(self) -> Width {
        if self.encoding == UTF_16LE {
            Width::Utf16Le
        } else if self.encoding == UTF_16BE {
            Width::Utf16Be
        } else {
            Width::Narrow
        }
    }

    /// `None` when the bytes mean nothing in this encoding.
    pub(crate) fn decode(self, bytes: &[u8]) -> Option<String> {
        if self.encoding == UTF_8 || self.width() != Width::Narrow {
            return std::str::from_utf8(bytes).ok().map(str::to_owned);
        }
        let text = self.encoding.decode_without_bom_handling_and_without_replacement(bytes)?;
        // The web's tables map unused bytes to C1 controls instead of failing.
        let unused = |c: char| ('\u{80}'..'\u{A0}').contains(&c);
        (!text.contains(unused)).then(|| text.into_owned())
    }

    pub(crate) fn decode_lossy(self, bytes: &[u8]) -> String {
        if self.width() != Width::Narrow {
            return String::from_utf8_lossy(bytes).into_owned();
        }
        self.encoding.decode_without_bom_handling(bytes).0.into_owned()
    }
}

/// The charset a person asked for; `None` when no such label exists or when the
/// encoding cannot be cut at line ends (ISO-2022-JP).
pub(crate) fn chosen(label: &str, sample: &[u8]) -> Option<Charset> {
    let encoding = Encoding::for_label_no_replacement(label.trim().as_bytes())?;
    if !encoding.is_ascii_compatible() && ![UTF_16LE, UTF_16BE].contains(&encoding) {
        return None;
    }
    let wide = [UTF_16LE, UTF_16BE];
    let (encoding, mark) = match Encoding::for_bom(sample) {
        Some((marked, length)) if marked == encoding => (encoding, length as u64),
        // "utf-16" alone does not say which end comes first; the mark does.
        Some((marked, length)) if wide.contains(&marked) && wide.contains(&encoding) => {
            (marked, length as u64)
        }
        _ => (encoding, 0),
    };
    Some(Charset { encoding, mark, certain: true })
}

pub(crate) fn detect(sample: &[u8], lang: Option<&str>) -> Charset {
    if let Some((encoding, length)) = Encoding::for_bom(sample) {
        return Charset { encoding, mark: length as u64, certain: true };
    }
    let encoding = wide(sample)
        .or_else(|| mostly_utf8(sample).then_some(UTF_8))
        .or_else(|| romanian(sample))
        .unwrap_or_else(|| guess(sample, lang));
    Charset { encoding, mark: 0, certain: false }
}

/// UTF-16 without a mark: delimiters, digits and spaces leave zeros on one side.
fn wide(sample: &[u8]) -> Option<&'static Encoding> {
    let pairs = sample.chunks_exact(2).take(4096);
    let total = pairs.len();
    let (mut even, mut odd) = (0, 0);
    for pair in pairs {
        even += usize::from(pair[0] == 0 && pair[1] != 0);
        odd += usize::from(pair[1] == 0 && pair[0] != 0);
    }
    let many = |n: usize| total >= 4 && n * 10 > total;
    match (many(even), many(odd)) {
        (false, true) if even == 0 => Some(UTF_16LE),
        (true, false) if odd == 0 => Some(UTF_16BE),
        _ => None,
    }
}

/// A few broken bytes do not make a UTF-8 file anything else: read as Windows-1251
/// all its rows would be garbage, read as UTF-8 only the broken ones are set aside.
fn mostly_utf8(sample: &[u8]) -> bool {
    let (mut good, mut broken) = (0usize, 0usize);
    for chunk in sample.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    let cut_at_the_end = match std::str::from_utf8(sample) {
        Err(error) => error.error_len().is_none(),
        Ok(_) => false,
    };
    broken -= usize::from(cut_at_the_end);
    broken == 0 || good > 4 * broken
}

/// Romanian letters have the same bytes in the three eastern encodings; quotation
/// marks tell which one it is.
fn romanian(sample: &[u8]) -> Option<&'static Encoding> {
    const LETTERS: &[u8] = &[0xE3, 0xE2, 0xEE, 0xBA, 0xFE, 0xC3, 0xC2, 0xCE, 0xAA, 0xDE];
    let (mut native, mut foreign, mut windows, mut iso) = (0usize, 0usize, 0usize, 0usize);
    for &byte in sample {
        match byte {
            byte if LETTERS.contains(&byte) => native += 1,
            0x80..=0x9F => windows += 1,
            0xA5 | 0xB5 => iso += 1,
            0xA0 | 0xA7 | 0xA9 | 0xAB | 0xAE | 0xB0 | 0xBB => {}
            0xA1.. => foreign += 1,
            _ => {}
        }
    }
    if native == 0 || foreign * 8 > native {
        return None;
    }
    Some(if windows == 0 && iso > 0 { ISO_8859_16 } else { WINDOWS_1250 })
}

fn guess(sample: &[u8], lang: Option<&str>) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(sample, true);
    let domain = match lang {
        Some("ru") => Some(&b"ru"[..]),
        Some("ro") => Some(&b"ro"[..]),
        _ => None,
    };
    let found = detector.guess(domain, Utf8Detection::Deny);
    if found.is_single_byte() { found } else { WINDOWS_1252 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, label: &str) {
        let encoding = Encoding::for_label(label.as_bytes()).unwrap();
        let bytes = if encoding == UTF_16LE {
            text.encode_utf16().flat_map(u16::to_le_bytes).collect()
        } else if encoding == UTF_16BE {
            text.encode_utf16().flat_map(u16::to_be_bytes).collect()
        } else {
            encoding.encode(text).0.into_owned()
        };
        let found = detect(&bytes, None);
        assert_eq!(found.name().to_lowercase(), label, "{text}");
    }

    #[test]
    fn the_usual_encodings_are_told_apart() {
        let ru = "Автор;Отзыв\nИрина;Заказ везли три недели, никто не извинился. Ёлки!\n";
        for label in ["utf-8", "utf-16le", "utf-16be", "windows-1251", "koi8-u", "ibm866"] {
            check(ru, label);
        }
        let ro = "Autor;Recenzie\nIoana;Coletul a venit după trei săptămâni, fără nicio scuză, şi era spart. Proastă deservire şi lipsă de respect faţă de clienţi\n";
        for label in ["utf-8", "utf-16le", "windows-1250"] {
            check(ro, label);
        }
        let quoted = "Recenzie\nMi-au spus „nu se poate” și au închis, fără să răspundă nimănui\n";
        check(quoted, "iso-8859-16");
        check("name,text\nAnn,It doesn’t work – I’m fed up\n", "windows-1252");
        check("name,text\nAnn,It works\n", "utf-8");
    }

    #[test]
    fn one_broken_row_does_not_change_the_encoding_of_a_file() {
        let mut bytes = "отзыв\n".repeat(20).into_bytes();
        bytes.extend([0xCE, 0xF2, 0xE7, b'\n']);
        let found = detect(&bytes, None);
        assert_eq!(found.encoding, UTF_8);
        assert_eq!(found.decode(&[0xCE, 0xF2]), None);
    }

    #[test]
    fn unused_bytes_are_errors() {
        let charset = chosen("cp1251", b"").unwrap();
        assert_eq!(charset.decode(&[0xCF, 0x98]), None);
        assert_eq!(charset.decode(&[0xCF, 0xEE]), Some("По".into()));
        assert!(chosen("iso-2022-jp", b"").is_none());
        assert!(chosen("klingon", b"").is_none());
    }
}
