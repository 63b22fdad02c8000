//! Files beside mentions and cases: what they are is seen from their bytes, not from their names;
//! they lie in the data folder under their hash.

use crate::cases::carry_out::{Also, carry_out};
use crate::cases::visible;
use crate::{Action, Actor, App, AppError, FieldError, Result};
use domain::case::Command;
use domain::inquiry::EvidenceKind;
use domain::{AttachmentId, BrandId, CaseId, MentionId};
use sha2::{Digest, Sha256};
use std::path::PathBuf;
use std::str::FromStr;
use store::attachment::{self, Attachment};

/// A file as somebody sent it.
#[derive(Clone)]
pub struct Upload {
    pub name: String,
    pub bytes: Vec<u8>,
}

/// The largest file that a client or a manager may attach, in bytes.
pub const MOST_BYTES: usize = 20 * 1024 * 1024;
/// How many files one message may bring.
pub const MOST_FILES: usize = 10;

/// What may be attached. Anything that a browser would run (HTML, SVG, scripts) is not among them.
const ALLOWED: &[&str] = &[
    "image/jpeg",
    "image/png",
    "image/webp",
    "image/gif",
    "image/heif",
    "image/avif",
    "application/pdf",
    "audio/mpeg",
    "audio/ogg",
    "audio/x-wav",
    "audio/m4a",
    "audio/aac",
    "audio/x-flac",
    "audio/opus",
    "video/mp4",
    "video/quicktime",
    "video/webm",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "application/vnd.oasis.opendocument.text",
    "text/plain",
];

/// Checks the files and writes them to the data folder; their rows go in by `Also::Attach`.
pub(crate) fn keep(
    app: &App,
    brand: BrandId,
    mention: Option<MentionId>,
    case: Option<CaseId>,
    uploads: Vec<Upload>,
) -> Result<Vec<Attachment>> {
    let problems = problems(&uploads);
    if !problems.is_empty() {
        return Err(AppError::Invalid(problems));
    }
    let checked: Vec<(Upload, &'static str)> = uploads
        .into_iter()
        .map(|u| kind(&u).map(|k| (u, k)).map_err(|e| AppError::Invalid(vec![e])))
        .collect::<Result<_>>()?;
    let attach = |(upload, mime): (Upload, &'static str)| {
        let sha256 = hex::encode(Sha256::digest(&upload.bytes));
        write(app, &sha256, &upload.bytes)?;
        Ok(Attachment {
            id: AttachmentId(app.uuid()),
            brand,
            mention,
            case,
            name: file_name(&upload.name),
            mime: mime.to_owned(),
            size: upload.bytes.len() as i64,
            sha256,
            created_at: app.now(),
        })
    };
    checked.into_iter().map(attach).collect()
}

/// Everything that is wrong with these files, so that it is told at once.
pub(crate) fn problems(uploads: &[Upload]) -> Vec<FieldError> {
    if uploads.len() > MOST_FILES {
        return vec![problem("files-too-many", MOST_FILES)];
    }
    uploads.iter().filter_map(|u| kind(u).err()).collect()
}

/// As what files are added to a case.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum AddedAs {
    Evidence(EvidenceKind),
    /// What the client showed: its code is read, and it is checked.
    Receipt,
}

impl FromStr for AddedAs {
    type Err = <EvidenceKind as FromStr>::Err;

    fn from_str(word: &str) -> std::result::Result<Self, Self::Err> {
        if word == "receipt" { Ok(AddedAs::Receipt) } else { word.parse().map(AddedAs::Evidence) }
    }
}

/// Adds evidence to a case: each file with its hash in the journal.
pub async fn add_evidence(
    app: &App,
    actor: &Actor,
    case: CaseId,
    kind: EvidenceKind,
    uploads: Vec<Upload>,
) -> Result<usize> {
    let state = visible(app, actor, case).await?;
    actor.require(Action::WorkCases, state.brand)?;
    if uploads.is_empty() {
        return Err(AppError::invalid("files", "empty"));
    }
    let kept = keep(app, state.brand, None, Some(case), uploads)?;
    let count = kept.len();
    for file in kept {
        let command = Command::AddEvidence {
            attachment: file.id,
            name: file.name.clone(),
            sha256: file.sha256.clone(),
            kind,
        };
        carry_out(app, case, actor.doer(state.brand), command, vec![Also::Attach(Box::new(file))])
            .await?;
    }
    Ok(count)
}

/// A file that this person may see, and where its bytes lie.
pub async fn open(app: &App, actor: &Actor, id: AttachmentId) -> Result<(Attachment, PathBuf)> {
    let file = attachment::get(&app.db, id).await?.ok_or(AppError::NotFound("file"))?;
    let action = if file.case.is_some() { Action::ReadCases } else { Action::ReadMentions };
    actor.require_sight(action, file.brand, "file")?;
    let path = path(app, &file.sha256);
    Ok((file, path))
}

/// Where the bytes with this hash lie.
pub(crate) fn path(app: &App, sha256: &str) -> PathBuf {
    app.settings.data_dir.join("files").join(&sha256[..2]).join(sha256)
}

fn kind(upload: &Upload) -> std::result::Result<&'static str, FieldError> {
    let name = || file_name(&upload.name);
    if upload.bytes.is_empty() {
        return Err(problem("file-empty", name()));
    }
    if upload.bytes.len() > MOST_BYTES {
        return Err(problem("file-too-large", name()));
    }
    let seen = infer::get(&upload.bytes).map(|kind| kind.mime_type());
    let plain = || {
        let text = std::str::from_utf8(&upload.bytes).ok()?;
        let harmless = !text.contains('\0') && !text.trim_start().starts_with('<');
        harmless.then_some("text/plain")
    };
    seen.or_else(plain)
        .and_then(|mime| ALLOWED.iter().find(|a| **a == mime).copied())
        .ok_or_else(|| problem("file-kind", name()))
}

fn problem(problem: &'static str, detail: impl ToString) -> FieldError {
    FieldError { field: "files", problem, detail: detail.to_string() }
}

/// The last part of the name, without anything that a file system or a header could trip over.
fn file_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let clean: String = last
        .chars()
        .filter(|c| !c.is_control() && !"\"<>|:*?\u{202e}\u{202d}".contains(*c))
        .take(120)
        .collect();
    if clean.trim_matches(['.', ' ']).is_empty() { "file".into() } else { clean }
}

/// Written beside and renamed: a file under its hash is always whole.
fn write(app: &App, sha256: &str, bytes: &[u8]) -> Result<()> {
    let path = path(app, sha256);
    if path.exists() {
        return Ok(());
    }
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    let beside = path.with_extension(app.uuid().simple().to_string());
    std::fs::write(&beside, bytes)?;
    std::fs::rename(&beside, &path)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &str, bytes: &[u8], expected: Option<&str>) {
        let found = kind(&Upload { name: name.into(), bytes: bytes.to_vec() });
        assert_eq!(found.ok(), expected, "{name}");
    }

    #[test]
    fn what_a_file_is_is_seen_from_its_bytes() {
        let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR";
        check("photo.html", png, Some("image/png"));
        check("чек.pdf", b"%PDF-1.4 ...", Some("application/pdf"));
        check("notes.txt", "Ждал два часа".as_bytes(), Some("text/plain"));
        check("photo.png", b"<svg onload=alert(1)>", None);
        check("photo.jpg", b"MZ\x90\0\x03\0\0\0", None);
        check("run.sh", b"#!/bin/sh\nrm -rf /", None);
        check("empty.png", b"", None);
        check("cp1251.txt", b"\xcf\xf0\xe8", None);
    }

    #[test]
    fn names_lose_what_could_lead_astray() {
        assert_eq!(file_name("../../etc/passwd"), "passwd");
        assert_eq!(file_name("C:\\x\\чек \u{202e}gpj.exe"), "чек gpj.exe");
        assert_eq!(file_name("a\"b\r\n.png"), "ab.png");
        assert_eq!(file_name("..."), "file");
    }
}
