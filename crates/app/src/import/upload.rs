//! A file coming in, piece by piece, until it lies whole under `imports/<id>/`.

use super::options::{ImportOptions, Stored};
use crate::{Action, Actor, App, AppError, Result};
use domain::{BrandId, ImportId, SourceId};
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};
use store::import::Run;
use tokio::fs::{self, File};
use tokio::io::AsyncWriteExt;

/// An upload under way. Dropped before `finish`, it leaves nothing behind.
pub struct Incoming {
    app: App,
    actor: Actor,
    id: ImportId,
    file: File,
    hash: Sha256,
    bytes: u64,
    kept: bool,
}

/// Where the file of an import lies.
pub(super) fn folder(app: &App, id: ImportId) -> PathBuf {
    app.settings.data_dir.join("imports").join(id.to_string())
}

pub(super) fn file(app: &App, id: ImportId) -> PathBuf {
    folder(app, id).join("file")
}

/// The file has done its work.
pub(super) async fn discard(app: &App, id: ImportId) {
    let folder = folder(app, id);
    if let Err(error) = fs::remove_dir_all(&folder).await
        && error.kind() != std::io::ErrorKind::NotFound
    {
        tracing::warn!(%error, folder = %folder.display(), "an imported file could not be removed");
    }
}

/// Begins an upload. Whether the actor may import for the brand is checked here already, so that
/// nobody fills the disk in vain.
pub async fn begin(app: &App, actor: &Actor) -> Result<Incoming> {
    if !actor.may_somewhere(Action::ImportMentions) {
        return Err(AppError::Forbidden(Action::ImportMentions));
    }
    let id = ImportId(app.uuid());
    fs::create_dir_all(folder(app, id)).await?;
    let file = File::create(file(app, id)).await?;
    let (app, actor) = (app.clone(), actor.clone());
    Ok(Incoming { app, actor, id, file, hash: Sha256::new(), bytes: 0, kept: false })
}

impl Incoming {
    /// The next bytes. More than an upload may have is refused.
    pub async fn write(&mut self, bytes: &[u8]) -> Result<()> {
        self.bytes += bytes.len() as u64;
        let most = self.app.settings.max_upload as u64;
        if self.bytes > most {
            return Err(AppError::invalid_with(
                "file",
                "file-too-large",
                format!("> {} MB", most / (1024 * 1024)),
            ));
        }
        self.hash.update(bytes);
        Ok(self.file.write_all(bytes).await?)
    }

    /// The file is whole: a draft, which `preview` shows and `start` runs.
    pub async fn finish(mut self, brand: BrandId, source: &str, name: &str) -> Result<ImportId> {
        importable(&self.actor, brand)?;
        super::preview::brand(&self.app, brand).await?;
        let source_name = source_name(source, name)?;
        if self.bytes == 0 {
            return Err(AppError::invalid_with("file", "file-empty", file_name(name)));
        }
        self.file.flush().await?;
        self.file.sync_all().await?;
        let now = self.app.now();
        let stored = Stored { source_name, options: ImportOptions::default(), ..Stored::default() };
        let run = Run {
            id: self.id,
            brand,
            // Nobody needs the source before the import starts.
            source: SourceId(uuid::Uuid::nil()),
            person: self.actor.person_id(),
            file_name: file_name(name),
            file_sha256: hex::encode(self.hash.clone().finalize()),
            options: stored.json(),
            state: "draft".into(),
            position: 0,
            bytes_done: 0,
            bytes_total: self.bytes as i64,
            added: 0,
            known: 0,
            bad: 0,
            error: String::new(),
            started_at: now,
            updated_at: now,
        };
        let mut tx = self.app.db.begin().await?;
        store::import::add(&mut tx, &run).await?;
        tx.commit().await?;
        self.kept = true;
        Ok(self.id)
    }

    /// Takes a file of this machine in.
    pub(super) async fn copy(&mut self, path: &Path) -> Result<()> {
        use tokio::io::AsyncReadExt;
        let mut from = File::open(path).await?;
        let mut buffer = vec![0; 256 * 1024];
        loop {
            match from.read(&mut buffer).await? {
                0 => return Ok(()),
                n => {
                    self.bytes += n as u64;
                    self.hash.update(&buffer[..n]);
                    self.file.write_all(&buffer[..n]).await?;
                }
            }
        }
    }
}

impl Drop for Incoming {
    fn drop(&mut self) {
        if !self.kept {
            let _ = std::fs::remove_dir_all(folder(&self.app, self.id));
        }
    }
}

/// Whoever may not see a brand learns nothing of it; whoever only reads there may not import.
pub(super) fn importable(actor: &Actor, brand: BrandId) -> Result<()> {
    actor.require_sight(Action::ReadMentions, brand, "brand")?;
    actor.require(Action::ImportMentions, brand)
}

/// The name a person gave, or that of the file without its ending.
fn source_name(wanted: &str, file: &str) -> Result<String> {
    let line = |s: &str| s.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut name = line(wanted);
    if name.is_empty() {
        let file = file_name(file);
        name = line(file.rsplit_once('.').map_or(file.as_str(), |(stem, _)| stem));
    }
    match name.chars().count() {
        0 => Err(AppError::invalid("source", "empty")),
        1..=80 => Ok(name),
        _ => Err(AppError::invalid_with("source", "too-long", 80)),
    }
}

/// The last part of a path, without what is not to be shown.
fn file_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let clean: String = last.chars().filter(|c| !c.is_control()).take(120).collect();
    sources::file::display_safe(clean.trim()).into_owned()
}
