//! Bytes of a file, one at a time, with the offset each came from. UTF-16 is turned
//! into UTF-8 on the way, so that scanners see one kind of text; a lone surrogate
//! becomes bytes that are no UTF-8 and is reported with its row.

use std::io::{self, Read, Seek, SeekFrom};

const CHUNK: usize = 64 * 1024;

/// What a file of reviews must allow: reading, going back, moving to a thread.
pub trait ReadSeek: Read + Seek + Send {}
impl<T: Read + Seek + Send> ReadSeek for T {}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Width {
    Narrow,
    Utf16Le,
    Utf16Be,
}

pub(crate) struct ByteSource {
    inner: Box<dyn ReadSeek>,
    width: Width,
    raw: Vec<u8>,
    buffer: Vec<u8>,
    at: usize,
    /// Source offset of `buffer[at]`.
    offset: u64,
    /// A UTF-16 unit, or half of one, that waits for the next chunk.
    carry: Vec<u8>,
    len: u64,
}

impl ByteSource {
    pub(crate) fn new(mut inner: Box<dyn ReadSeek>, width: Width) -> io::Result<Self> {
        let len = inner.seek(SeekFrom::End(0))?;
        inner.seek(SeekFrom::Start(0))?;
        let chunk = (len as usize).saturating_add(2).min(CHUNK);
        Ok(ByteSource {
            inner,
            width,
            raw: vec![0; chunk],
            buffer: Vec::with_capacity(chunk),
            at: 0,
            offset: 0,
            carry: Vec::new(),
            len,
        })
    }

    pub(crate) fn len(&self) -> u64 {
        self.len
    }

    pub(crate) fn offset(&self) -> u64 {
        self.offset
    }

    pub(crate) fn peek(&mut self) -> io::Result<Option<u8>> {
        if self.at == self.buffer.len() && !self.fill()? {
            return Ok(None);
        }
        Ok(Some(self.buffer[self.at]))
    }

    pub(crate) fn next(&mut self) -> io::Result<Option<u8>> {
        let Some(byte) = self.peek()? else {
            return Ok(None);
        };
        self.at += 1;
        self.offset += self.weight(byte);
        Ok(Some(byte))
    }

    /// Bytes up to the next one that stops, as many as are at hand; maybe none.
    pub(crate) fn plain(&mut self, stops: &[bool; 256]) -> io::Result<&[u8]> {
        self.peek()?;
        let rest = &self.buffer[self.at..];
        let length = rest.iter().position(|byte| stops[usize::from(*byte)]).unwrap_or(rest.len());
        let taken = self.at..self.at + length;
        self.at += length;
        self.offset += match self.width {
            Width::Narrow => length as u64,
            _ => self.buffer[taken.clone()].iter().map(|byte| self.weight(*byte)).sum(),
        };
        Ok(&self.buffer[taken])
    }

    pub(crate) fn seek(&mut self, offset: u64) -> io::Result<()> {
        let back = self.offset.checked_sub(offset).map(|n| n as usize);
        if self.width == Width::Narrow && back.is_some_and(|n| n <= self.at) {
            self.at -= back.unwrap_or_default();
            self.offset = offset;
            return Ok(());
        }
        self.inner.seek(SeekFrom::Start(offset))?;
        self.buffer.clear();
        self.carry.clear();
        self.at = 0;
        self.offset = offset;
        Ok(())
    }

    /// How many source bytes a byte of the UTF-8 buffer stands for: all of a
    /// character's are charged to its first byte.
    fn weight(&self, byte: u8) -> u64 {
        match (self.width, byte) {
            (Width::Narrow, _) | (_, 0xFF) => 1,
            (_, 0x80..=0xBF) => 0,
            (_, 0xF0..) => 4,
            _ => 2,
        }
    }

    fn fill(&mut self) -> io::Result<bool> {
        let read = read_full(&mut self.inner, &mut self.raw)?;
        self.at = 0;
        self.buffer.clear();
        let last = read < self.raw.len();
        match self.width {
            Width::Narrow => self.buffer.extend_from_slice(&self.raw[..read]),
            Width::Utf16Le => self.widen(read, last, u16::from_le_bytes),
            Width::Utf16Be => self.widen(read, last, u16::from_be_bytes),
        }
        Ok(!self.buffer.is_empty())
    }

    fn widen(&mut self, read: usize, last: bool, unit: fn([u8; 2]) -> u16) {
        let mut bytes = std::mem::take(&mut self.carry);
        bytes.extend_from_slice(&self.raw[..read]);
        let mut pairs = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]])).peekable();
        let mut held = None;
        while let Some(first) = pairs.next() {
            let high = (0xD800..0xDC00).contains(&first);
            match pairs.peek().copied() {
                Some(low) if high && (0xDC00..0xE000).contains(&low) => {
                    pairs.next();
                    let point =
                        0x10000 + ((u32::from(first) - 0xD800) << 10) + (u32::from(low) - 0xDC00);
                    push_point(&mut self.buffer, point);
                }
                None if high && !last => held = Some(bytes.len() / 2 * 2 - 2),
                _ => push_point(&mut self.buffer, u32::from(first)),
            }
        }
        let kept_from = held.unwrap_or(bytes.len() / 2 * 2);
        if last && kept_from < bytes.len() {
            self.buffer.push(0xFF);
        } else {
            self.carry = bytes[kept_from..].to_vec();
        }
    }
}

/// UTF-8 for any number below 0x110000, surrogates included.
fn push_point(out: &mut Vec<u8>, point: u32) {
    let low = |shift: u32| 0x80 | ((point >> shift) & 0x3F) as u8;
    match point {
        0..0x80 => out.push(point as u8),
        0x80..0x800 => out.extend([0xC0 | (point >> 6) as u8, low(0)]),
        0x800..0x10000 => out.extend([0xE0 | (point >> 12) as u8, low(6), low(0)]),
        _ => out.extend([0xF0 | (point >> 18) as u8, low(12), low(6), low(0)]),
    }
}

fn read_full(from: &mut impl Read, buffer: &mut [u8]) -> io::Result<usize> {
    let mut filled = 0;
    while filled < buffer.len() {
        match from.read(&mut buffer[filled..]) {
            Ok(0) => break,
            Ok(n) => filled += n,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(filled)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Cursor;

    fn all(bytes: Vec<u8>, width: Width) -> (Vec<u8>, u64) {
        let mut source = ByteSource::new(Box::new(Cursor::new(bytes)), width).unwrap();
        let mut out = Vec::new();
        while let Some(byte) = source.next().unwrap() {
            out.push(byte);
        }
        (out, source.offset())
    }

    #[test]
    fn utf16_becomes_utf8_and_offsets_count_source_bytes() {
        let text = "ok «Дă😀» ".repeat(30_000);
        let le: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let size = le.len() as u64;
        assert_eq!(all(le, Width::Utf16Le), (text.clone().into_bytes(), size));
        let be: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(all(be, Width::Utf16Be), (text.into_bytes(), size));
    }

    #[test]
    fn a_lone_surrogate_and_an_odd_byte_are_no_utf8() {
        let (out, offset) = all(vec![0x3D, 0xD8, b'a', 0, b'b'], Width::Utf16Le);
        assert!(std::str::from_utf8(&out).is_err());
        assert_eq!(out.last(), Some(&0xFF));
        assert_eq!(offset, 5);
    }

    #[test]
    fn one_may_go_back() {
        let text: Vec<u8> = (0..200_000u32).map(|n| (n % 251) as u8).collect();
        let mut source =
            ByteSource::new(Box::new(Cursor::new(text.clone())), Width::Narrow).unwrap();
        for target in [150_000u64, 10, 149_999, 0] {
            source.seek(target).unwrap();
            assert_eq!(source.next().unwrap(), Some(text[target as usize]));
            assert_eq!(source.offset(), target + 1);
        }
    }
}
