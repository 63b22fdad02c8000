//! What a person sees before an import starts, and the start.

use super::options::{ImportOptions, Stored};
use super::status::{ImportView, one, view};
use super::upload::{file, importable};
use crate::{Actor, App, AppError, Result};
use domain::brand::SourceKind;
use domain::{BrandId, ImportId, SourceId};
use serde::Serialize;
use sources::file::{Import, OpenError, Preview, Warning};
use std::path::PathBuf;
use store::brand::{Brand, Source};
use store::import::{self as rows, Run};
use store::{Tx, audit};

#[derive(Clone, Debug, Serialize)]
pub struct PreviewPage {
    pub import: ImportView,
    pub preview: Preview,
    /// Whether the mapping brings anything in.
    pub may_start: bool,
}

const SAMPLE: usize = 8;

/// The file as it would come in with these options; `None`: as they were kept last. New options are
/// kept.
pub async fn preview(
    app: &App,
    actor: &Actor,
    id: ImportId,
    options: Option<ImportOptions>,
) -> Result<PreviewPage> {
    let (mut run, mut stored, brand) = draft(app, actor, id).await?;
    let changed = options.is_some();
    if let Some(options) = options {
        stored.options = options;
    }
    let import = open(app, &run, &stored.options, &brand).await?;
    if changed {
        run.options = stored.json();
        run.updated_at = app.now();
        let mut tx = app.db.begin().await?;
        rows::settle(&mut tx, &run).await?;
        tx.commit().await?;
    }
    let preview = import.preview(SAMPLE);
    Ok(PreviewPage { import: view(app, run).await?, may_start: preview.has_content(), preview })
}

/// From now on the import runs by itself; the same file twice adds nothing.
pub async fn start(
    app: &App,
    actor: &Actor,
    id: ImportId,
    options: Option<ImportOptions>,
) -> Result<()> {
    begin(app, actor, id, options, "waiting").await?;
    app.imports.notify_waiters();
    Ok(())
}

/// Makes a draft a run in this state.
pub(super) async fn begin(
    app: &App,
    actor: &Actor,
    id: ImportId,
    options: Option<ImportOptions>,
    state: &str,
) -> Result<()> {
    let (mut run, mut stored, brand) = draft(app, actor, id).await?;
    if let Some(options) = options {
        stored.options = options;
    }
    let import = open(app, &run, &stored.options, &brand).await?;
    let preview = import.preview(0);
    if !preview.has_content() {
        return Err(AppError::invalid("mapping", "no-text-column"));
    }
    let missing = preview.warnings.iter().find_map(|w| match w {
        Warning::NoSuchColumn { column } => Some(column.clone()),
        _ => None,
    });
    if let Some(column) = missing {
        return Err(AppError::invalid_with("mapping", "no-such-column", column));
    }
    stored.headers = preview.headers;
    run.options = stored.json();
    let now = app.now();
    run.updated_at = now;
    let mut tx = app.db.begin().await?;
    run.source = source(app, actor, &mut tx, &brand, &stored.source_name).await?;
    rows::settle(&mut tx, &run).await?;
    if !rows::set_state(&mut tx, id, &["draft"], state, "", now).await? {
        return Err(AppError::Conflict);
    }
    let object = format!("brand:{}", brand.id);
    audit::write(&mut tx, now, actor.person_id(), "import-started", &object, &run.file_name)
        .await?;
    tx.commit().await?;
    Ok(())
}

/// Opens the file of a run, off the threads that answer pages.
pub(super) async fn open(
    app: &App,
    run: &Run,
    options: &ImportOptions,
    brand: &Brand,
) -> Result<Import> {
    let options = options.for_file(brand)?;
    let path: PathBuf = file(app, run.id);
    let opened = tokio::task::spawn_blocking(move || sources::file::open(&path, options)).await;
    opened.map_err(std::io::Error::other)?.map_err(refused)
}

/// The keys of sentences: `file-other-kind`, `file-locked` …
fn refused(error: OpenError) -> AppError {
    let (problem, detail) = match &error {
        OpenError::Io(_) => return AppError::Io(std::io::Error::other(error.to_string())),
        OpenError::Empty => ("file-empty", String::new()),
        OpenError::OtherKind { kind } => ("file-other-kind", (*kind).to_owned()),
        OpenError::BrokenWorkbook { detail } => ("file-broken-workbook", detail.clone()),
        OpenError::Locked => ("file-locked", String::new()),
        OpenError::NoSuchSheet { names, .. } => ("file-no-such-sheet", names.join(", ")),
        OpenError::UnknownEncoding(name) => ("file-unknown-encoding", name.clone()),
        OpenError::BadDelimiter(c) => ("file-bad-delimiter", c.to_string()),
    };
    AppError::invalid_with("file", problem, detail)
}

async fn draft(app: &App, actor: &Actor, id: ImportId) -> Result<(Run, Stored, Brand)> {
    let run = one(app, actor, id).await?;
    if run.state != "draft" {
        return Err(AppError::Conflict);
    }
    let brand = brand(app, run.brand).await?;
    importable(actor, brand.id)?;
    let stored = Stored::of(&run.options);
    Ok((run, stored, brand))
}

pub(super) async fn brand(app: &App, id: BrandId) -> Result<Brand> {
    store::brand::by_id(&app.db, id).await?.ok_or(AppError::NotFound("brand"))
}

/// The source of that name, made when it is not there. A form or a phone is no place for a file.
async fn source(
    app: &App,
    actor: &Actor,
    tx: &mut Tx,
    brand: &Brand,
    name: &str,
) -> Result<SourceId> {
    let all = store::brand::sources(&app.db).await?;
    if let Some(found) = all.iter().find(|s| s.brand == brand.id && s.name == name) {
        return match found.kind {
            SourceKind::File => Ok(found.id),
            _ => Err(AppError::invalid("source", "source-of-another-kind")),
        };
    }
    let new = Source {
        id: SourceId(app.uuid()),
        brand: brand.id,
        kind: SourceKind::File,
        name: name.to_owned(),
        created_at: app.now(),
    };
    store::brand::add_source(tx, &new).await?;
    let object = format!("brand:{}", brand.id);
    let detail = format!("{}: {name}", brand.name);
    audit::write(tx, app.now(), actor.person_id(), "source-added", &object, &detail).await?;
    Ok(new.id)
}
