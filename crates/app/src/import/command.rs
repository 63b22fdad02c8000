//! The same import for a file of this machine, from the first byte to the report.

use super::options::{ImportOptions, Stored};
use super::preview::begin;
use super::run::{Progress, progress, run};
use super::status::Failure;
use super::{set_aside, status, upload};
use crate::{Actor, App, AppError, Result, brands};
use domain::{BrandId, ImportId};
use serde::Serialize;
use std::path::{Path, PathBuf};
use std::time::Duration;
use store::import as rows;
use tokio::io::AsyncWriteExt;

#[derive(Clone, Debug, Serialize)]
pub struct Report {
    pub import: ImportId,
    pub progress: Progress,
    /// It went on where an earlier run of the same file stood.
    pub resumed: bool,
    /// Where the rows set aside were written, when there are any.
    pub set_aside: Option<PathBuf>,
    pub failure: Option<Failure>,
}

/// Imports a file and waits for the end. A run of the same file with the same options that was cut
/// short is gone on with. Rows set aside are written beside the file.
pub async fn run_file(
    app: &App,
    actor: &Actor,
    path: &Path,
    brand_slug: &str,
    source_name: &str,
    options: ImportOptions,
    mut on_progress: impl FnMut(&Progress),
) -> Result<Report> {
    let brand = brands::by_slug(app, actor, brand_slug).await?;
    upload::importable(actor, brand.id)?;
    let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let (id, resumed) = match earlier(app, brand.id, path, source_name, &options).await? {
        Some(id) => (id, true),
        None => {
            let mut incoming = upload::begin(app, actor).await?;
            incoming.copy(path).await?;
            let id = incoming.finish(brand.id, source_name, &name).await?;
            begin(app, actor, id, Some(options), "running").await?;
            (id, false)
        }
    };
    let mut reached = run(app, id, |p| {
        on_progress(p);
        true
    })
    .await?;
    // The desk that runs beside us may have taken it over: it is the same import either way.
    let mut view = status(app, actor, id).await?;
    while matches!(view.state, super::ImportState::Running | super::ImportState::Waiting) {
        tokio::time::sleep(Duration::from_millis(300)).await;
        if let Some(run) = rows::get(&app.db, id).await? {
            reached = progress(&run);
            on_progress(&reached);
        }
        view = status(app, actor, id).await?;
    }
    let set_aside = match reached.bad {
        0 => None,
        _ => Some(write_aside(app, actor, id, path).await?),
    };
    Ok(Report { import: id, progress: reached, resumed, set_aside, failure: view.failure })
}

/// The run of this very file that did not end, made ready to go on.
async fn earlier(
    app: &App,
    brand: BrandId,
    path: &Path,
    source_name: &str,
    options: &ImportOptions,
) -> Result<Option<ImportId>> {
    let whole = path.to_owned();
    let digest = tokio::task::spawn_blocking(move || sources::file::digest(&whole)).await;
    let digest = hex::encode(digest.map_err(std::io::Error::other)??);
    let same = |run: &rows::Run| {
        let stored = Stored::of(&run.options);
        stored.options == *options
            && (stored.source_name == source_name.trim() || source_name.trim().is_empty())
            && upload::file(app, run.id).exists()
    };
    let runs = rows::to_continue(&app.db, brand, &digest).await?;
    let Some(run) = runs.iter().find(|run| same(run)) else { return Ok(None) };
    let mut tx = app.db.begin().await?;
    rows::set_state(&mut tx, run.id, &["stopped", "failed"], "waiting", "", app.now()).await?;
    tx.commit().await?;
    Ok(Some(run.id))
}

async fn write_aside(app: &App, actor: &Actor, id: ImportId, path: &Path) -> Result<PathBuf> {
    let mut file = set_aside(app, actor, id).await?;
    let beside = path.parent().unwrap_or(Path::new("")).join(&file.name);
    let mut out = match tokio::fs::File::create(&beside).await {
        Ok(out) => out,
        Err(error) => return Err(AppError::Io(error)),
    };
    while let Some(piece) = file.next().await? {
        out.write_all(&piece).await?;
    }
    out.flush().await?;
    Ok(beside)
}
