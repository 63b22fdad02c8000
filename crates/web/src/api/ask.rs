//! What a request brings: whose token, which thing, which query, which body. A thing whose id cannot
//! be read does not exist.

use super::fault::Fault;
use crate::Web;
use crate::problem::Problem;
use app::attachments::Upload;
use app::domain::CaseId;
use app::{Actor, AppError, FieldError, cases, tokens};
use axum::extract::multipart::{Multipart, MultipartError};
use axum::extract::rejection::{JsonRejection, QueryRejection};
use axum::extract::{FromRequest, FromRequestParts, Path, Query, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, header};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::str::FromStr;

pub(super) type Answer<T> = Result<T, Fault>;

/// The person behind the token.
pub(super) struct By(pub Actor);

/// The last part of the path that names something.
pub(super) struct At<T>(pub T);

/// The pairs of the query, as they came.
pub(super) struct Pairs(Vec<(String, String)>);

/// A body in JSON.
pub(super) struct Body<T>(pub T);

/// A body with files.
pub(super) struct Files(pub Multipart);

/// The secret of an `Authorization: Bearer` header.
pub(crate) fn bearer(headers: &HeaderMap) -> Option<&str> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, secret) = value.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| secret.trim())
}

impl FromRequestParts<Web> for By {
    type Rejection = Fault;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Answer<Self> {
        let secret = bearer(&parts.headers).ok_or(Fault::NoToken { given: false })?;
        Ok(By(tokens::actor_of_token(&web.app, secret).await?))
    }
}

impl<T: DeserializeOwned + Send> FromRequestParts<Web> for At<T> {
    type Rejection = Fault;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Answer<Self> {
        let path = Path::<T>::from_request_parts(parts, web).await;
        path.map(|Path(t)| At(t)).map_err(|_| Fault::Desk(Problem::NotFound))
    }
}

impl FromRequestParts<Web> for Pairs {
    type Rejection = Fault;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Answer<Self> {
        let query = Query::from_request_parts(parts, web).await;
        let wrong = |e: QueryRejection| Fault::Unreadable(e.status(), e.body_text());
        query.map(|Query(pairs)| Pairs(pairs)).map_err(wrong)
    }
}

impl<T: DeserializeOwned> FromRequest<Web> for Body<T> {
    type Rejection = Fault;

    async fn from_request(request: Request, web: &Web) -> Answer<Self> {
        let wrong = |e: JsonRejection| match e.status() {
            StatusCode::PAYLOAD_TOO_LARGE => Fault::Desk(Problem::TooLarge),
            status => Fault::Unreadable(status, e.body_text()),
        };
        axum::Json::from_request(request, web).await.map(|axum::Json(t)| Body(t)).map_err(wrong)
    }
}

impl FromRequest<Web> for Files {
    type Rejection = Fault;

    async fn from_request(request: Request, web: &Web) -> Answer<Self> {
        let form = Multipart::from_request(request, web).await;
        form.map(Files).map_err(|e| Fault::Unreadable(e.status(), e.body_text()))
    }
}

impl Files {
    /// All files of the form, whatever their fields are called.
    pub async fn uploads(mut self) -> Answer<Vec<Upload>> {
        let mut uploads = Vec::new();
        while let Some(part) = self.0.next_field().await.map_err(broken)? {
            let Some(name) = part.file_name().map(str::to_owned) else { continue };
            uploads.push(Upload { name, bytes: part.bytes().await.map_err(broken)?.to_vec() });
        }
        Ok(uploads)
    }
}

pub(super) fn broken(e: MultipartError) -> Fault {
    match e.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Fault::Desk(Problem::TooLarge),
        status => Fault::Unreadable(status, e.body_text()),
    }
}

impl Pairs {
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(k, v)| (k.as_str(), v.as_str()))
    }

    /// The first value under this name that is not empty.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.iter().find(|(k, v)| *k == name && !v.is_empty()).map(|(_, v)| v)
    }

    pub fn text(&self, name: &str) -> String {
        self.get(name).unwrap_or_default().to_owned()
    }

    /// Read as what it must be; a value that is not is refused, not passed over.
    pub fn read<T: FromStr>(&self, name: &'static str) -> Answer<Option<T>> {
        self.get(name).map(|word| parse(name, word)).transpose()
    }

    /// All values under this name; commas part values too.
    pub fn all<T: FromStr>(&self, name: &'static str) -> Answer<Vec<T>> {
        let values = self.iter().filter(|(k, _)| *k == name).flat_map(|(_, v)| v.split(','));
        let values = values.map(str::trim).filter(|v| !v.is_empty());
        values.map(|word| parse(name, word)).collect()
    }

    /// How many a page holds: 50 unless told, 200 at most.
    pub fn limit(&self) -> Answer<usize> {
        let limit = self.read::<usize>("limit")?.unwrap_or(50);
        match limit {
            1..=200 => Ok(limit),
            _ => Err(wrong_word("limit", &limit.to_string())),
        }
    }
}

fn parse<T: FromStr>(name: &'static str, word: &str) -> Answer<T> {
    word.parse().map_err(|_| wrong_word(name, word))
}

pub(super) fn wrong_word(field: &'static str, word: &str) -> Fault {
    AppError::Invalid(vec![FieldError { field, problem: "unknown-word", detail: word.to_owned() }])
        .into()
}

/// A case by its id or by the number that people say to each other.
#[derive(Deserialize)]
#[serde(transparent)]
pub(super) struct CaseName(String);

impl CaseName {
    pub async fn find(&self, web: &Web, by: &Actor) -> Answer<CaseId> {
        if let Ok(number) = self.0.parse::<i64>() {
            return Ok(cases::by_number(&web.app, by, number).await?);
        }
        self.0.parse().map_err(|_| Fault::Desk(Problem::NotFound))
    }
}
