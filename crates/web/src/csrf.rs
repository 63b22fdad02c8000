//! Forgery protection: a hidden `_csrf` in every form, bound to the visitor's seed
//! cookie and his session, on top of tower-http's check of `Origin` and
//! `Sec-Fetch-Site`. `CsrfForm<T>` replaces `axum::Form<T>` in every handler.

use crate::cx::Cx;
use crate::problem::Problem;
use axum::Form;
use axum::body::{Body, Bytes};
use axum::extract::{FromRequest, FromRequestParts, Multipart, Request};
use axum::http::HeaderMap;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};

/// A form whose token was right; the token itself is taken out. A lone button is `CsrfForm<()>`,
/// repeated fields come as `CsrfForm<Vec<(String, String)>>`.
pub struct CsrfForm<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for CsrfForm<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        let (mut parts, body) = request.into_parts();
        let cx = Cx::from_request_parts(&mut parts, state).await?;
        let headers = parts.headers.clone();
        let request = Request::from_parts(parts, body);
        let bytes = Bytes::from_request(request, state).await.map_err(|_| Problem::TooLarge)?;
        let token: TokenField = parse(&headers, bytes.clone()).await?;
        if !cx.csrf_is(&token.csrf) {
            return Err(Problem::StaleForm);
        }
        Ok(CsrfForm(parse(&headers, without_token(&bytes)).await?))
    }
}

/// A form with files whose first field was the right token (the `csrf` macro comes first in the form).
pub struct CsrfMultipart(pub Multipart);

impl<S: Send + Sync> FromRequest<S> for CsrfMultipart {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        let (mut parts, body) = request.into_parts();
        let cx = Cx::from_request_parts(&mut parts, state).await?;
        let bad = |e: String| Problem::BadForm(e);
        let request = Request::from_parts(parts, body);
        let mut form =
            Multipart::from_request(request, state).await.map_err(|e| bad(e.body_text()))?;
        let first = form.next_field().await.map_err(|e| bad(e.body_text()))?;
        let Some(field) = first.filter(|f| f.name() == Some("_csrf")) else {
            return Err(Problem::StaleForm);
        };
        let token = field.text().await.map_err(|e| bad(e.body_text()))?;
        if cx.csrf_is(&token) { Ok(CsrfMultipart(form)) } else { Err(Problem::StaleForm) }
    }
}

/// The token for a visitor: nobody can make it without reading both cookies.
pub(crate) fn token(seed: &str, session: &str) -> String {
    let digest = Sha256::new()
        .chain_update("redress form\0")
        .chain_update(seed)
        .chain_update("\0")
        .chain_update(session);
    hex::encode(&digest.finalize()[..20])
}

#[derive(Deserialize)]
struct TokenField {
    #[serde(rename = "_csrf", default)]
    csrf: String,
}

fn without_token(body: &[u8]) -> Bytes {
    let fields = body.split(|b| *b == b'&').filter(|f| !f.starts_with(b"_csrf="));
    fields.collect::<Vec<_>>().join(&b'&').into()
}

/// Lets axum read a buffered body once more, with its own rules about the content type.
async fn parse<T: DeserializeOwned>(headers: &HeaderMap, bytes: Bytes) -> Result<T, Problem> {
    let mut request =
        Request::post("/").body(Body::from(bytes)).map_err(|e| Problem::BadForm(e.to_string()))?;
    *request.headers_mut() = headers.clone();
    let Form(value) =
        Form::<T>::from_request(request, &()).await.map_err(|e| Problem::BadForm(e.body_text()))?;
    Ok(value)
}
