//! Bytes of one packed part of a workbook: unpacked on the fly, counted against the
//! limits, checked against the archive's sum, with overlong texts cut before the XML
//! reader could hold them.

use crate::file::bytes::ReadSeek;
use flate2::Crc;
use flate2::read::DeflateDecoder;
use std::io::{self, Read, Seek, SeekFrom};

/// Where a part lies in the archive.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Part {
    pub start: u64,
    pub packed: u64,
    pub deflated: bool,
    pub sum: u32,
}

pub(super) struct Unpacked {
    from: Inner,
    sum: Crc,
    expected: u32,
    left: u64,
    packed: u64,
}

enum Inner {
    Stored(io::Take<Box<dyn ReadSeek>>),
    Deflated(Box<DeflateDecoder<io::Take<Box<dyn ReadSeek>>>>),
}

impl Unpacked {
    pub(super) fn new(mut file: Box<dyn ReadSeek>, part: Part, limit: u64) -> io::Result<Self> {
        file.seek(SeekFrom::Start(part.start))?;
        let packed = file.take(part.packed);
        let from = match part.deflated {
            true => Inner::Deflated(Box::new(DeflateDecoder::new(packed))),
            false => Inner::Stored(packed),
        };
        let (sum, expected) = (Crc::new(), part.sum);
        Ok(Unpacked { from, sum, expected, left: limit, packed: part.packed })
    }

    /// Packed bytes taken from the file so far.
    pub(super) fn packed_read(&self) -> u64 {
        match &self.from {
            Inner::Stored(take) => self.packed - take.limit(),
            Inner::Deflated(decoder) => decoder.total_in().min(self.packed),
        }
    }

    pub(super) fn into_file(self) -> Box<dyn ReadSeek> {
        match self.from {
            Inner::Stored(take) => take.into_inner(),
            Inner::Deflated(decoder) => decoder.into_inner().into_inner(),
        }
    }
}

impl Read for Unpacked {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let read = match &mut self.from {
            Inner::Stored(take) => take.read(out)?,
            Inner::Deflated(decoder) => decoder.read(out)?,
        };
        self.sum.update(&out[..read]);
        if read == 0 && !out.is_empty() && self.sum.sum() != self.expected {
            return Err(io::Error::new(io::ErrorKind::InvalidData, "checksum"));
        }
        self.left = self.left.checked_sub(read as u64).ok_or_else(too_much)?;
        Ok(read)
    }
}

pub(super) fn too_much() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, "unpacks to more than the limit")
}

/// Drops what a text run or a tag has beyond the cap, so that one value cannot fill
/// the memory. Cuts neither a character nor an entity; a text that reached the cap
/// stays longer than any cell may be and is set aside by its length.
pub(super) struct Capped<R> {
    from: R,
    cap: u64,
    run: u64,
    in_tag: bool,
    /// Bytes of the entity being read, if one is.
    entity: Option<u8>,
    dropping: bool,
}

impl<R> Capped<R> {
    pub(super) fn new(from: R, cell: usize) -> Self {
        let cap = cell as u64 + 64;
        Capped { from, cap, run: 0, in_tag: false, entity: None, dropping: false }
    }

    pub(super) fn get_ref(&self) -> &R {
        &self.from
    }

    pub(super) fn into_inner(self) -> R {
        self.from
    }

    fn keep(&mut self, byte: u8) -> io::Result<bool> {
        match byte {
            b'<' => {
                (self.in_tag, self.dropping, self.run) = (true, false, 0);
                self.entity = None;
            }
            b'>' if self.in_tag => {
                (self.in_tag, self.dropping, self.run) = (false, false, 0);
                return Ok(true);
            }
            _ => {}
        }
        if self.in_tag && self.run > self.cap {
            return Err(io::Error::new(io::ErrorKind::InvalidData, "a tag without end"));
        }
        if let Some(length) = self.entity.filter(|length| *length < 32) {
            self.entity = (byte != b';').then_some(length + 1);
            return Ok(!self.dropping);
        }
        let boundary = byte & 0xC0 != 0x80;
        self.dropping |= self.run > self.cap && boundary;
        // An entity counts as the one byte that it becomes at least.
        self.run += 1;
        self.entity = (byte == b'&' && !self.in_tag && !self.dropping).then_some(0);
        Ok(!self.dropping)
    }
}

impl<R: Read> Read for Capped<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        loop {
            let read = self.from.read(out)?;
            let mut kept = 0;
            for at in 0..read {
                if self.keep(out[at])? {
                    out[kept] = out[at];
                    kept += 1;
                }
            }
            if kept > 0 || read == 0 {
                return Ok(kept);
            }
        }
    }
}
