//! How a JSON file arranges its reviews, seen from its first bytes.

use crate::file::Field;
use crate::file::header::meaning;

/// `start` is the offset of the first value in source bytes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Shape {
    Lines {
        start: u64,
    },
    /// Objects over several lines, one after another.
    Values {
        start: u64,
    },
    Array {
        start: u64,
    },
}

impl Shape {
    pub(crate) fn start(self) -> u64 {
        match self {
            Shape::Lines { start } | Shape::Values { start } | Shape::Array { start } => start,
        }
    }

    /// From offsets in the decoded sample to offsets in the file; what precedes the
    /// first value is ASCII but for names of a wrapping object.
    pub(crate) fn map(self, offset: impl Fn(u64) -> u64) -> Self {
        match self {
            Shape::Lines { start } => Shape::Lines { start: offset(start) },
            Shape::Values { start } => Shape::Values { start: offset(start) },
            Shape::Array { start } => Shape::Array { start: offset(start) },
        }
    }
}

/// `None` when the text is no JSON at all.
pub(crate) fn shape(sample: &[u8]) -> Option<Shape> {
    let first = skip_space(sample, 0);
    match sample.get(first)? {
        b'[' => {
            let inner = skip_space(sample, first + 1);
            matches!(sample.get(inner), Some(b'{' | b']') | None)
                .then_some(Shape::Array { start: first as u64 + 1 })
        }
        b'{' => {
            let inner = skip_space(sample, first + 1);
            if !matches!(sample.get(inner), Some(b'"' | b'}') | None) {
                return None;
            }
            Some(object(sample, first))
        }
        _ => None,
    }
}

fn object(sample: &[u8], first: usize) -> Shape {
    let line_end = sample[first..].iter().position(|b| *b == b'\n').map(|at| first + at);
    let line = &sample[first..line_end.unwrap_or(sample.len())];
    let whole_line = line.trim_ascii_end().ends_with(b"}");
    let several = line_end.is_some_and(|end| skip_space(sample, end) < sample.len());
    if whole_line && several {
        return Shape::Lines { start: first as u64 };
    }
    if let Some(start) = wrapped(&sample[first..]) {
        return Shape::Array { start: (first + start) as u64 };
    }
    match line_end {
        Some(_) if !whole_line && line.len() < 200 => Shape::Values { start: first as u64 },
        _ => Shape::Lines { start: first as u64 },
    }
}

/// `{"reviews": [ {…}, … ]}`: where the list of objects begins, by its name where a
/// name says so, else the first one.
fn wrapped(sample: &[u8]) -> Option<usize> {
    let (mut depth, mut in_string, mut escaped) = (0usize, false, false);
    let (mut first, mut name_at, mut name) = (None, 0, &sample[..0]);
    for (at, &byte) in sample.iter().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_string => escaped = true,
            b'"' => {
                in_string = !in_string;
                if in_string {
                    name_at = at + 1;
                } else if depth == 1 {
                    name = &sample[name_at..at];
                }
            }
            _ if in_string => {}
            b'[' if depth == 1 && sample.get(skip_space(sample, at + 1)) == Some(&b'{') => {
                let name = String::from_utf8_lossy(name);
                if meaning(&name).is_some_and(|found| found.0 == Field::Text) {
                    return Some(at + 1);
                }
                first.get_or_insert(at + 1);
                depth += 1;
            }
            b'{' | b'[' => depth += 1,
            b'}' | b']' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    break;
                }
            }
            _ => {}
        }
    }
    first
}

fn skip_space(sample: &[u8], from: usize) -> usize {
    let space = |byte: &&u8| matches!(**byte, b' ' | b'\t' | b'\r' | b'\n');
    from + sample.get(from..).unwrap_or_default().iter().take_while(space).count()
}
