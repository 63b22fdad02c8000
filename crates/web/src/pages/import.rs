//! Reviews from a file: the upload, the look at what it holds, the run and its result.

mod draft;

use super::mentions::size;
use crate::cx::{Nav, Page};
use crate::i18n::T;
use crate::ui::{Choice, Errors, sentence};
use crate::{CsrfForm, CsrfMultipart, Cx, FlashKind, Problem, Web};
use app::brands::{self, BrandView};
use app::domain::brand::SourceKind;
use app::domain::{BrandId, ImportId};
use app::import::{self, ImportState, ImportView};
use app::{Action, AppError};
use askama::Template;
use axum::Router;
use axum::extract::{DefaultBodyLimit, Path, State};
use axum::response::Response;
use axum::routing::{get, post};
use serde::Deserialize;

pub(crate) fn routes() -> Router<Web> {
    Router::new()
        // How large a file may be is checked as it comes in (`Settings::max_upload`).
        .route("/import", get(show).post(upload).layer(DefaultBodyLimit::disable()))
        .route("/import/{id}", get(one).post(draft::save))
        .route("/import/{id}/stop", post(stop))
        .route("/import/{id}/resume", post(resume))
}

#[derive(Template)]
#[template(path = "pages/import.html")]
struct Imports {
    t: T,
    page: Page,
    brands: Vec<Choice>,
    brand: String,
    source: String,
    sources: Vec<String>,
    runs: Vec<ImportView>,
    most: String,
    errors: Errors,
}

#[derive(Template)]
#[template(path = "pages/import_run.html")]
struct Run {
    t: T,
    page: Page,
    run: ImportView,
    problem: String,
}

#[derive(Deserialize)]
struct Nothing {}

async fn show(cx: Cx, State(web): State<Web>) -> Result<Response, Problem> {
    Ok(cx.render(&overview(&cx, &web, ("", ""), Errors::default()).await?))
}

/// The file goes to the disk as it comes in; the fields before it say where it belongs.
async fn upload(
    cx: Cx,
    State(web): State<Web>,
    CsrfMultipart(mut form): CsrfMultipart,
) -> Result<Response, Problem> {
    let actor = cx.actor()?;
    let bad = |e: axum::extract::multipart::MultipartError| Problem::BadForm(e.body_text());
    let (mut brand, mut source) = (String::new(), String::new());
    let mut taken = Err(AppError::invalid("file", "empty"));
    while let Some(mut field) = form.next_field().await.map_err(bad)? {
        match field.name().unwrap_or_default() {
            "brand" => brand = field.text().await.map_err(bad)?,
            "source" => source = field.text().await.map_err(bad)?,
            "file" => {
                let name = field.file_name().unwrap_or_default().to_owned();
                if name.is_empty() {
                    continue;
                }
                let mut incoming = import::begin(&web.app, actor).await?;
                taken = Ok(());
                while let Some(piece) = field.chunk().await.map_err(bad)? {
                    // What is too large is read to its end, or the browser would show no answer.
                    if taken.is_ok() {
                        taken = incoming.write(&piece).await;
                    }
                }
                let id: BrandId = brand.parse().map_err(|_| Problem::NotFound)?;
                if taken.is_ok() {
                    match incoming.finish(id, &source, &name).await {
                        Ok(id) => return Ok(cx.redirect(&format!("/import/{id}"))),
                        Err(error) => taken = Err(error),
                    }
                }
            }
            _ => {}
        }
    }
    match taken {
        Err(AppError::Invalid(wrong)) => {
            let errors = Errors::from_app(&cx.t, &wrong);
            Ok(cx.invalid(&overview(&cx, &web, (&brand, &source), errors).await?))
        }
        Err(error) => Err(error.into()),
        Ok(()) => Err(Problem::NotFound),
    }
}

/// A draft is looked at, a run is watched.
async fn one(
    cx: Cx,
    State(web): State<Web>,
    Path(id): Path<ImportId>,
) -> Result<Response, Problem> {
    let run = import::status(&web.app, cx.actor()?, id).await?;
    if run.state == ImportState::Draft {
        return draft::show(&cx, &web, run).await;
    }
    let t = &cx.t;
    let problem = run.failure.as_ref().map(|f| sentence(t, &f.code, &f.detail)).unwrap_or_default();
    Ok(cx.render(&Run { problem, run, page: cx.page(Nav::Mentions), t: t.clone() }))
}

async fn stop(
    cx: Cx,
    State(web): State<Web>,
    Path(id): Path<ImportId>,
    CsrfForm(_): CsrfForm<Nothing>,
) -> Result<Response, Problem> {
    import::stop(&web.app, cx.actor()?, id).await?;
    Ok(cx.redirect_with(&format!("/import/{id}"), FlashKind::Warn, cx.t.s("import-was-stopped")))
}

async fn resume(
    cx: Cx,
    State(web): State<Web>,
    Path(id): Path<ImportId>,
    CsrfForm(_): CsrfForm<Nothing>,
) -> Result<Response, Problem> {
    import::resume(&web.app, cx.actor()?, id).await?;
    Ok(cx.redirect(&format!("/import/{id}")))
}

async fn overview(
    cx: &Cx,
    web: &Web,
    (brand, source): (&str, &str),
    errors: Errors,
) -> Result<Imports, Problem> {
    let actor = cx.actor()?;
    let runs = import::list(&web.app, actor).await?;
    let all = brands::list(&web.app, actor).await?;
    let may = |b: &&BrandView| actor.may(Action::ImportMentions, b.id) && !b.archived;
    let brands: Vec<&BrandView> = all.iter().filter(may).collect();
    let files = brands.iter().flat_map(|b| &b.sources).filter(|s| s.kind == SourceKind::File);
    let mut sources: Vec<String> = files.map(|s| s.name.clone()).collect();
    sources.sort();
    sources.dedup();
    let most = web.app.settings.max_upload as i64;
    Ok(Imports {
        brands: brands
            .iter()
            .map(|b| Choice::new(b.id.to_string(), format!("{}{}", "– ".repeat(b.depth), b.name)))
            .collect(),
        brand: brand.to_owned(),
        source: source.to_owned(),
        sources,
        runs,
        most: size(&cx.t, most),
        errors,
        page: cx.page(Nav::Mentions),
        t: cx.t.clone(),
    })
}

/// The colour of a state's badge.
fn colour(state: ImportState) -> &'static str {
    match state {
        ImportState::Draft => "outline",
        ImportState::Waiting | ImportState::Running => "info",
        ImportState::Done => "good",
        ImportState::Failed => "danger",
        ImportState::Stopped => "warn",
    }
}

impl Imports {
    fn colour(&self, state: &ImportState) -> &'static str {
        colour(*state)
    }
}

impl Run {
    fn colour(&self) -> &'static str {
        colour(self.run.state)
    }

    fn place(&self) -> String {
        format!("{} · {}", self.run.brand_name, self.run.source_name)
    }

    fn is_under_way(&self) -> bool {
        matches!(self.run.state, ImportState::Waiting | ImportState::Running)
    }

    /// Whole per cent of the file; a run that ended is complete whatever the bytes say.
    fn percent(&self) -> i64 {
        match self.run.state {
            ImportState::Done => 100,
            _ => (self.run.bytes_done * 100 / self.run.bytes_total.max(1)).clamp(0, 100),
        }
    }

    /// Time left at the speed so far; empty before there is one.
    fn left(&self) -> String {
        let spent = self.run.updated_at.as_second() - self.run.started_at.as_second();
        let (done, rest) = (self.run.bytes_done, self.run.bytes_total - self.run.bytes_done);
        if !self.is_under_way() || done <= 0 || spent < 3 || rest <= 0 {
            return String::new();
        }
        let seconds = i128::from(spent) * i128::from(rest) / i128::from(done);
        let seconds = i64::try_from(seconds).unwrap_or(i64::MAX).min(7 * 86_400);
        let end = self.t.now + jiff::SignedDuration::from_secs(seconds);
        self.t.a("import-left", [("time", self.t.relative(end))])
    }
}
