//! The workbook's table of strings: some megabytes in memory, the rest in an unnamed
//! temporary file, read back through small windows.

use super::unpack::{Capped, too_much};
use super::xml::{broken, reference, unescape_control};
use crate::file::options::Limits;
use quick_xml::Reader;
use quick_xml::events::Event;
use std::io::{self, BufReader, Read, Seek, SeekFrom, Write};
use tempfile::SpooledTempFile;

const WINDOW: usize = 64 * 1024;

pub(super) struct Strings {
    /// Per string its true length and the bytes that were kept.
    data: Spool,
    /// Offset in `data` of each string, eight bytes each.
    index: Spool,
    count: u64,
}

struct Spool {
    file: SpooledTempFile,
    pending: Vec<u8>,
    written: u64,
    window: Vec<u8>,
    window_at: u64,
}

impl Strings {
    pub(super) fn empty() -> Self {
        Strings { data: Spool::new(0), index: Spool::new(0), count: 0 }
    }

    pub(super) fn read(part: impl Read, limits: &Limits) -> io::Result<Self> {
        let mut strings = Strings {
            data: Spool::new(limits.strings_in_memory),
            index: Spool::new(limits.strings_in_memory / 8),
            count: 0,
        };
        let capped = Capped::new(Limited { part, left: limits.unpacked }, limits.cell);
        let mut reader = Reader::from_reader(BufReader::with_capacity(WINDOW, capped));
        let mut buffer = Vec::new();
        let (mut text, mut length) = (String::new(), 0u64);
        let (mut in_text, mut phonetic) = (false, false);
        loop {
            buffer.clear();
            match reader.read_event_into(&mut buffer).map_err(broken)? {
                Event::Start(tag) => match tag.local_name().as_ref() {
                    "si" => {
                        text.clear();
                        length = 0;
                    }
                    "t" => in_text = !phonetic,
                    "rPh" => phonetic = true,
                    _ => {}
                },
                Event::Empty(tag) if tag.local_name().as_ref() == "si" => strings.add("", 0)?,
                Event::End(tag) => match tag.local_name().as_ref() {
                    "si" => strings.add(&unescape_control(std::mem::take(&mut text)), length)?,
                    "t" => in_text = false,
                    "rPh" => phonetic = false,
                    _ => {}
                },
                Event::Text(part) if in_text => {
                    add_text(&mut text, &mut length, &part.xml10_content(), limits.cell);
                }
                Event::CData(part) if in_text => {
                    add_text(&mut text, &mut length, &part.xml10_content(), limits.cell);
                }
                Event::GeneralRef(entity) if in_text => {
                    if let Some(c) = reference(&entity) {
                        add_text(&mut text, &mut length, c.encode_utf8(&mut [0; 4]), limits.cell);
                    }
                }
                Event::Eof => break,
                _ => {}
            }
        }
        strings.data.flush()?;
        strings.index.flush()?;
        Ok(strings)
    }

    /// What was kept of a string and its true length.
    pub(super) fn get(&mut self, number: u64) -> io::Result<(String, u64)> {
        if number >= self.count {
            return Err(broken("a string that is not in the table"));
        }
        let mut word = [0; 8];
        self.index.read(number * 8, &mut word)?;
        let at = u64::from_le_bytes(word);
        let mut head = [0; 12];
        self.data.read(at, &mut head)?;
        let kept = u32::from_le_bytes([head[0], head[1], head[2], head[3]]) as usize;
        word.copy_from_slice(&head[4..]);
        let mut bytes = vec![0; kept];
        self.data.read(at + 12, &mut bytes)?;
        let text = String::from_utf8(bytes).map_err(broken)?;
        Ok((text, u64::from_le_bytes(word)))
    }

    fn add(&mut self, text: &str, length: u64) -> io::Result<()> {
        let at = self.data.len();
        self.index.write(&at.to_le_bytes())?;
        self.data.write(&(text.len() as u32).to_le_bytes())?;
        self.data.write(&length.to_le_bytes())?;
        self.data.write(text.as_bytes())?;
        self.count += 1;
        Ok(())
    }
}

/// Appends up to the cap and counts all.
pub(super) fn add_text(text: &mut String, length: &mut u64, part: &str, cap: usize) {
    *length += part.len() as u64;
    let room = cap.saturating_sub(text.len());
    let mut end = room.min(part.len());
    while !part.is_char_boundary(end) {
        end -= 1;
    }
    text.push_str(&part[..end]);
}

struct Limited<R> {
    part: R,
    left: u64,
}

impl<R: Read> Read for Limited<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let read = self.part.read(out)?;
        self.left = self.left.checked_sub(read as u64).ok_or_else(too_much)?;
        Ok(read)
    }
}

impl Spool {
    fn new(in_memory: usize) -> Self {
        let file = SpooledTempFile::new(in_memory);
        Spool { file, pending: Vec::new(), written: 0, window: Vec::new(), window_at: 0 }
    }

    fn len(&self) -> u64 {
        self.written + self.pending.len() as u64
    }

    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.pending.extend_from_slice(bytes);
        if self.pending.len() >= WINDOW { self.flush() } else { Ok(()) }
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.write_all(&self.pending)?;
        self.written += self.pending.len() as u64;
        self.pending = Vec::new();
        Ok(())
    }

    fn read(&mut self, at: u64, out: &mut [u8]) -> io::Result<()> {
        let mut done = 0;
        while done < out.len() {
            let want = at + done as u64;
            let end = self.window_at + self.window.len() as u64;
            if !(self.window_at..end).contains(&want) {
                self.load(want)?;
            }
            let inside = (want - self.window_at) as usize;
            let available = self.window.get(inside..).unwrap_or_default();
            if available.is_empty() {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            let take = available.len().min(out.len() - done);
            out[done..done + take].copy_from_slice(&available[..take]);
            done += take;
        }
        Ok(())
    }

    fn load(&mut self, at: u64) -> io::Result<()> {
        self.file.seek(SeekFrom::Start(at))?;
        self.window.clear();
        self.window_at = at;
        (&mut self.file).take(WINDOW as u64).read_to_end(&mut self.window)?;
        Ok(())
    }
}
