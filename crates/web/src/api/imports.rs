//! Imports: a file comes in, is looked at, runs; rows that could not be read come back as a file.

use super::ask::{Answer, At, Body, By, Files, broken};
use super::brands::named;
use super::codes::{Moment, Open};
use super::route::{Op, Routes, items};
use super::shape::{self, Import};
use crate::Web;
use app::AppError;
use app::domain::ImportId;
use app::import::{self, Bad, ImportOptions, ImportView, PreviewPage, Row};
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

pub(super) fn add(routes: Routes) -> Routes {
    routes
        .add(Op::get("/imports", "list_imports", "The latest imports").lists::<Import>(), list)
        .add(
            // How large a file may be is checked as it comes in.
            Op::post(
                "/imports",
                "upload_import",
                "A file, as a draft; `brand` (slug or id) and `source` come before it",
            )
            .takes_files(&["brand", "source"], "file", usize::MAX)
            .creates::<Import>(),
            upload,
        )
        .add(Op::get("/imports/{import}", "get_import", "How far it is").gives::<Import>(), status)
        .add(
            Op::get("/imports/{import}/preview", "preview_import", "The draft as it would come in")
                .gives::<Preview>(),
            look,
        )
        .add(
            Op::post(
                "/imports/{import}/preview",
                "set_import_options",
                "The draft with these options; they are kept",
            )
            .takes::<shape::ImportOptions>()
            .gives::<Preview>(),
            look_with,
        )
        .add(
            Op::post(
                "/imports/{import}/start",
                "start_import",
                "Runs it; the same file twice adds nothing",
            )
            .gives::<Import>(),
            start,
        )
        .add(
            Op::post("/imports/{import}/stop", "stop_import", "Stops it; what is in stays in")
                .gives::<Import>(),
            stop,
        )
        .add(
            Op::post("/imports/{import}/resume", "resume_import", "Lets it go on where it stood")
                .gives::<Import>(),
            resume,
        )
        .add(
            Op::get(
                "/imports/{import}/set-aside.csv",
                "get_set_aside",
                "Rows set aside, with their reasons",
            )
            .gives_file("text/csv"),
            set_aside,
        )
}

#[derive(Serialize, ToSchema)]
struct Preview {
    #[schema(value_type = Import)]
    import: ImportView,
    may_start: bool,
    format: String,
    encoding: Option<&'static str>,
    encoding_certain: bool,
    delimiter: Option<char>,
    sheet: Option<String>,
    other_sheets: Vec<String>,
    has_header: bool,
    headers: Vec<String>,
    mapping: Vec<Column>,
    rating_scale: u8,
    /// The first rows.
    rows: Vec<Sample>,
    /// In the language of the token's person.
    warnings: Vec<String>,
    bytes: u64,
}

#[derive(Serialize, ToSchema)]
struct Column {
    header: String,
    field: String,
}

/// A row as it would come in, or why it would be set aside.
#[derive(Serialize, ToSchema)]
struct Sample {
    row: u64,
    text: Option<String>,
    author: Option<String>,
    rating: Option<u8>,
    #[schema(value_type = Option<Moment>)]
    posted_at: Option<app::domain::Timestamp>,
    /// Its code and what belongs to it.
    #[schema(value_type = Option<Open>)]
    set_aside: Option<Value>,
}

impl Preview {
    fn of(page: PreviewPage, lang: &str) -> Self {
        let p = page.preview;
        Preview {
            import: page.import,
            may_start: page.may_start,
            format: p.format.code().to_owned(),
            encoding: p.encoding,
            encoding_certain: p.encoding_certain,
            delimiter: p.delimiter,
            sheet: p.sheet,
            other_sheets: p.other_sheets,
            has_header: p.has_header,
            headers: p.headers,
            mapping: p
                .mapping
                .into_iter()
                .map(|m| Column { header: m.header, field: m.field.code().to_owned() })
                .collect(),
            rating_scale: p.rating_scale,
            rows: p
                .rows
                .into_iter()
                .map(|row| row.map_or_else(Sample::bad, Sample::good))
                .collect(),
            warnings: p.warnings.iter().map(|w| w.say(lang)).collect(),
            bytes: p.bytes,
        }
    }
}

impl Sample {
    fn good(row: Row) -> Self {
        Sample {
            row: row.row,
            text: Some(row.text),
            author: row.author,
            rating: row.rating,
            posted_at: row.posted_at,
            set_aside: None,
        }
    }

    fn bad(bad: Bad) -> Self {
        let set_aside = serde_json::to_value(&bad.reason).ok();
        Sample { row: bad.row, text: None, author: None, rating: None, posted_at: None, set_aside }
    }
}

async fn list(By(actor): By, State(web): State<Web>) -> Answer<impl IntoResponse> {
    Ok(items(import::list(&web.app, &actor).await?))
}

/// The file goes to the disk as it comes in.
async fn upload(
    By(actor): By,
    State(web): State<Web>,
    Files(mut form): Files,
) -> Answer<impl IntoResponse> {
    let (mut brand, mut source) = (None, String::new());
    while let Some(mut field) = form.next_field().await.map_err(broken)? {
        match field.name().unwrap_or_default() {
            "brand" => brand = Some(field.text().await.map_err(broken)?),
            "source" => source = field.text().await.map_err(broken)?,
            "file" => {
                let name = field.file_name().unwrap_or_default().to_owned();
                let mut incoming = import::begin(&web.app, &actor).await?;
                let brand = brand.ok_or(AppError::invalid("brand", "empty"))?;
                let brand = named(&web, &actor, brand.trim()).await?.id;
                while let Some(piece) = field.chunk().await.map_err(broken)? {
                    incoming.write(&piece).await?;
                }
                let id = incoming.finish(brand, &source, &name).await?;
                let view = import::status(&web.app, &actor, id).await?;
                return Ok((StatusCode::CREATED, Json(view)));
            }
            _ => {}
        }
    }
    Err(AppError::invalid("file", "empty").into())
}

async fn status(
    By(actor): By,
    State(web): State<Web>,
    At(id): At<ImportId>,
) -> Answer<Json<ImportView>> {
    Ok(Json(import::status(&web.app, &actor, id).await?))
}

async fn look(
    By(actor): By,
    State(web): State<Web>,
    At(id): At<ImportId>,
) -> Answer<Json<Preview>> {
    let page = import::preview(&web.app, &actor, id, None).await?;
    Ok(Json(Preview::of(page, &actor.lang)))
}

async fn look_with(
    By(actor): By,
    State(web): State<Web>,
    At(id): At<ImportId>,
    Body(options): Body<ImportOptions>,
) -> Answer<Json<Preview>> {
    let page = import::preview(&web.app, &actor, id, Some(options)).await?;
    Ok(Json(Preview::of(page, &actor.lang)))
}

async fn start(by: By, State(web): State<Web>, at: At<ImportId>) -> Answer<Json<ImportView>> {
    import::start(&web.app, &by.0, at.0, None).await?;
    status(by, State(web), at).await
}

async fn stop(by: By, State(web): State<Web>, at: At<ImportId>) -> Answer<Json<ImportView>> {
    import::stop(&web.app, &by.0, at.0).await?;
    status(by, State(web), at).await
}

async fn resume(by: By, State(web): State<Web>, at: At<ImportId>) -> Answer<Json<ImportView>> {
    import::resume(&web.app, &by.0, at.0).await?;
    status(by, State(web), at).await
}

async fn set_aside(
    By(actor): By,
    State(web): State<Web>,
    At(id): At<ImportId>,
) -> Answer<Response> {
    let file = import::set_aside(&web.app, &actor, id).await?;
    let name = file.name.clone();
    Ok(crate::pages::export::csv(&name, file))
}
