//! Lists as files for a spreadsheet, streamed page by page.

use crate::{Cx, Problem, Web};
use app::AppError;
use app::cases::ListQuery;
use app::domain::{BrandId, Stage};
use app::export::{self, Export};
use app::import::{SetAsideFile, set_aside as load};
use app::mentions::Filter;
use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{Path, Query, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use futures_util::stream;
use std::io;

pub(crate) fn routes() -> Router<Web> {
    Router::new()
        .route("/mentions/export.csv", get(mentions))
        .route("/cases/export.csv", get(cases))
        .route("/import/{id}/set-aside.csv", get(set_aside))
}

/// A file that comes piece by piece.
pub(crate) trait Pieces: Send + 'static {
    fn piece(&mut self) -> impl Future<Output = app::Result<Option<Vec<u8>>>> + Send;
}

impl Pieces for Export {
    async fn piece(&mut self) -> app::Result<Option<Vec<u8>>> {
        self.next().await
    }
}

impl Pieces for SetAsideFile {
    async fn piece(&mut self) -> app::Result<Option<Vec<u8>>> {
        self.next().await
    }
}

type Pairs = Query<Vec<(String, String)>>;

async fn mentions(
    cx: Cx,
    State(web): State<Web>,
    Query(pairs): Pairs,
) -> Result<Response, Problem> {
    let filter = Filter::from_pairs(pairs.iter().map(|(k, v)| (k.as_str(), v.as_str())))
        .map_err(|wrong| AppError::Invalid(vec![wrong]))?;
    let export = export::mentions(&web.app, cx.actor()?, &filter).await?;
    Ok(csv("mentions.csv", export))
}

/// Cases of a text, of brands and stages; of everything one may carry out when nothing is asked.
async fn cases(cx: Cx, State(web): State<Web>, Query(pairs): Pairs) -> Result<Response, Problem> {
    let of = |key: &'static str| {
        pairs.iter().filter(move |(k, v)| k == key && !v.is_empty()).map(|(_, v)| v.as_str())
    };
    let query = ListQuery {
        text: of("q").next().unwrap_or_default().to_owned(),
        brands: of("brand").filter_map(|id| id.parse::<BrandId>().ok()).collect(),
        stages: of("stage").filter_map(|code| code.parse::<Stage>().ok()).collect(),
        ..ListQuery::default()
    };
    let export = export::cases(&web.app, cx.actor()?, &query).await?;
    Ok(csv("cases.csv", export))
}

async fn set_aside(
    cx: Cx,
    State(web): State<Web>,
    Path(id): Path<app::domain::ImportId>,
) -> Result<Response, Problem> {
    let file = load(&web.app, cx.actor()?, id).await?;
    let name = file.name.clone();
    Ok(csv(&name, file))
}

/// A file that is written while it is sent. A failure half-way breaks the connection, so that nobody
/// takes a piece for the whole.
pub(crate) fn csv(name: &str, file: impl Pieces) -> Response {
    let pieces = stream::unfold(Some(file), |state| async move {
        let mut file = state?;
        match file.piece().await {
            Ok(Some(piece)) => Some((Ok(Bytes::from(piece)), Some(file))),
            Ok(None) => None,
            Err(error) => {
                tracing::error!(%error, "an export broke off");
                Some((Err(io::Error::other("the export broke off")), None))
            }
        }
    });
    let ascii: String = name
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() || "._-".contains(c) { c } else { '_' })
        .collect();
    let whole = crate::cookies::encode(name);
    let disposition = format!("attachment; filename=\"{ascii}\"; filename*=UTF-8''{whole}");
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, disposition),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    (headers, Body::from_stream(pieces)).into_response()
}
