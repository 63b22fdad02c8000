//! One row as the file holds it, whatever the format: decoded cells in the order of
//! the columns, or what is wrong with it. Nothing here knows what a column means.

use super::Reason;
use super::encoding::Charset;
use super::options::Limits;

#[derive(Clone, Debug)]
pub(crate) struct Record {
    /// Number of the row in the file; the first is 1, a header counts.
    pub row: u64,
    pub offset: u64,
    /// Empty when the row could not be split.
    pub cells: Vec<String>,
    /// JSON keys that the head of the file did not have.
    pub more: Vec<(String, String)>,
    pub problem: Option<Reason>,
    /// The beginning of the row, for people; only where `cells` cannot show it.
    pub raw: String,
}

impl Record {
    pub(crate) fn broken(row: u64, offset: u64, problem: Reason, raw: String) -> Self {
        Record { row, offset, cells: Vec::new(), more: Vec::new(), problem: Some(problem), raw }
    }

    pub(crate) fn is_blank(&self) -> bool {
        self.problem.is_none()
            && self.cells.iter().all(|cell| cell.trim().is_empty())
            && self.more.iter().all(|(_, value)| value.trim().is_empty())
    }
}

/// How much of a row that went wrong is kept, in bytes.
pub(crate) const RAW: usize = 2048;

/// Cells as bytes, stored up to the limits and counted beyond them.
#[derive(Default)]
pub(crate) struct RawCells {
    data: Vec<u8>,
    /// End in `data` and true length of each cell.
    ends: Vec<(usize, u64)>,
    open: u64,
    total: u64,
    pub columns: usize,
    pub head: Vec<u8>,
}

impl RawCells {
    pub(crate) fn clear(&mut self) {
        self.data.clear();
        self.ends.clear();
        self.head.clear();
        (self.open, self.total, self.columns) = (0, 0, 0);
    }

    #[inline]
    pub(crate) fn push(&mut self, byte: u8, limits: &Limits) {
        self.open += 1;
        self.total += 1;
        if self.open <= limits.cell as u64 && self.data.len() < limits.record {
            self.data.push(byte);
        }
    }

    pub(crate) fn push_all(&mut self, bytes: &[u8], limits: &Limits) {
        let room = (limits.cell as u64).saturating_sub(self.open) as usize;
        let room = room.min(limits.record.saturating_sub(self.data.len()));
        self.data.extend_from_slice(&bytes[..room.min(bytes.len())]);
        self.head.extend_from_slice(&bytes[..bytes.len().min(RAW.saturating_sub(self.head.len()))]);
        self.open += bytes.len() as u64;
        self.total += bytes.len() as u64;
    }

    /// Forgets the open cell (spaces before a quotation mark).
    pub(crate) fn drop_open(&mut self) {
        let start = self.ends.last().map_or(0, |end| end.0);
        self.data.truncate(start);
        self.total -= self.open;
        self.open = 0;
    }

    /// Whether the open cell holds nothing but spaces and tabs.
    pub(crate) fn open_is_space(&self) -> bool {
        let start = self.ends.last().map_or(0, |end| end.0);
        (self.data.len() - start) as u64 == self.open
            && self.data[start..].iter().all(|byte| matches!(byte, b' ' | b'\t'))
    }

    pub(crate) fn end_cell(&mut self, limits: &Limits) {
        self.columns += 1;
        if self.ends.len() < limits.columns {
            self.ends.push((self.data.len(), self.open));
        }
        self.open = 0;
    }

    /// What the cells say, or the first thing wrong with them.
    pub(crate) fn decode(
        &self,
        row: u64,
        offset: u64,
        charset: Charset,
        limits: &Limits,
    ) -> Record {
        let mut record = Record {
            row,
            offset,
            cells: Vec::with_capacity(self.ends.len()),
            more: Vec::new(),
            problem: None,
            raw: String::new(),
        };
        let mut start = 0;
        for (index, &(end, length)) in self.ends.iter().enumerate() {
            let bytes = &self.data[start..end];
            start = end;
            let column = index + 1;
            let mut problem = None;
            let cell = charset.decode(bytes).unwrap_or_else(|| {
                let encoding = charset.name();
                problem = Some(Reason::BadEncoding { column, encoding });
                charset.decode_lossy(bytes)
            });
            if length > limits.cell as u64 {
                let limit = limits.cell as u64;
                problem = Some(Reason::CellTooLarge { column, bytes: length, limit });
            } else if cell.contains('\0') {
                problem = Some(Reason::NulByte { column });
            }
            if record.problem.is_none() {
                record.problem = problem;
            }
            record.cells.push(cell);
        }
        let limit = limits.record as u64;
        if record.problem.is_none() && self.total > limit {
            record.problem = Some(Reason::RowTooLarge { bytes: self.total, limit });
        } else if record.problem.is_none() && self.columns > limits.columns {
            let (want, got) = (limits.columns, self.columns);
            record.problem = Some(Reason::TooManyColumns { want, got });
        }
        if record.problem.is_some() {
            record.raw = charset.decode_lossy(&self.head);
        }
        record
    }
}
