//! Reads corpora: `NAME.jsonl` or `NAME.jsonl.zst` in a folder, one object a line. What the labels
//! of each corpus mean is in `mapping`, not here.

use crate::TrainError;
use serde::Deserialize;
use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use text::Lang;

/// A line as it stands in a corpus; each corpus fills some of the fields.
#[derive(Clone, Debug, Default, Deserialize)]
pub(crate) struct Row {
    pub lang: Option<String>,
    pub text: String,
    #[serde(default)]
    pub label: Labels,
    pub rating: Option<f32>,
    pub tone: Option<String>,
    pub intent: Option<String>,
    pub split: Option<String>,
}

/// One label, several, or none.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(untagged)]
pub(crate) enum Labels {
    One(String),
    Many(Vec<String>),
    #[default]
    None,
}

impl Labels {
    pub(crate) fn has(&self, label: &str) -> bool {
        self.iter().any(|l| l == label)
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &str> {
        match self {
            Labels::One(l) => std::slice::from_ref(l).iter(),
            Labels::Many(l) => l.iter(),
            Labels::None => [].iter(),
        }
        .map(String::as_str)
    }
}

impl Row {
    pub(crate) fn lang(&self) -> Option<Lang> {
        self.lang.as_deref()?.parse().ok()
    }
}

/// The corpora of a folder by name, in order of their names. Files of tests are never listed.
pub(crate) fn corpora(folder: &Path) -> Result<Vec<(String, PathBuf)>, TrainError> {
    let io = |source| TrainError::Io { path: folder.to_owned(), source };
    let mut out = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(io)? {
        let path = entry.map_err(io)?.path();
        let Some(file) = path.file_name().and_then(|f| f.to_str()) else {
            continue;
        };
        let name = file.strip_suffix(".jsonl").or_else(|| file.strip_suffix(".jsonl.zst"));
        if let Some(name) = name.filter(|n| !n.ends_with(".test")) {
            out.push((name.to_owned(), path));
        }
    }
    out.sort();
    Ok(out)
}

/// The rows of one corpus, in file order. Rows of a test split are refused here, once for all.
pub(crate) fn rows(path: &Path) -> Result<Vec<Row>, TrainError> {
    let io = |source| TrainError::Io { path: path.to_owned(), source };
    let file = File::open(path).map_err(io)?;
    let reader: Box<dyn Read> = if path.extension().is_some_and(|e| e == "zst") {
        let decoder = ruzstd::decoding::StreamingDecoder::new(BufReader::new(file))
            .map_err(|e| io(std::io::Error::new(std::io::ErrorKind::InvalidData, e.to_string())))?;
        Box::new(decoder)
    } else {
        Box::new(file)
    };
    let mut out = Vec::new();
    for (i, line) in BufReader::new(reader).lines().enumerate() {
        let line = line.map_err(io)?;
        if line.trim().is_empty() {
            continue;
        }
        let row: Row = serde_json::from_str(&line).map_err(|e| TrainError::BadRow {
            path: path.to_owned(),
            line: i + 1,
            reason: e.to_string(),
        })?;
        if row.split.as_deref() != Some("test") {
            out.push(row);
        }
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_and_reads_without_tests() {
        let dir = tempfile::tempdir().unwrap();
        let put = |name: &str, body: &str| std::fs::write(dir.path().join(name), body).unwrap();
        put(
            "b.jsonl",
            "{\"text\":\"x\",\"label\":[\"joy\",\"anger\"],\"lang\":\"ro\"}\n\n{\"text\":\"y\",\"split\":\"test\"}\n",
        );
        put("a.test.jsonl", "{\"text\":\"x\"}\n");
        put("note.md", "");
        let found = corpora(dir.path()).unwrap();
        assert_eq!(found.len(), 1);
        let rows = rows(&found[0].1).unwrap();
        assert_eq!(rows.len(), 1);
        assert!(rows[0].label.has("anger"));
        assert_eq!(rows[0].lang(), Some(Lang::Ro));
    }

    #[test]
    fn a_bad_line_is_named() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a.jsonl");
        std::fs::write(&path, "{\"text\":\"x\"}\n{oops\n").unwrap();
        assert!(matches!(rows(&path), Err(TrainError::BadRow { line: 2, .. })));
    }
}
