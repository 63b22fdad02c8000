//! The session cookie: who stands behind it, and how it comes and goes.

use crate::cx::{Counts, Cx};
use crate::problem::Problem;
use crate::{Web, cookies};
use app::cases::{self, ListQuery};
use app::mentions::{self, Filter, MentionState};
use app::sign_in::Session;
use app::{Action, Actor, AppError, sign_in};
use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::header::{HeaderName, USER_AGENT};
use axum::http::request::Parts;
use axum::response::Response;
use std::convert::Infallible;
use std::net::SocketAddr;

pub(crate) const COOKIE: &str = "redress_session";

/// The person behind a session secret, and the session's word for its forms; nobody when the
/// secret is unknown or over.
pub(crate) async fn person(web: &Web, secret: &str) -> Result<Option<(Actor, String)>, Problem> {
    if secret.is_empty() {
        return Ok(None);
    }
    match sign_in::session(&web.app, secret).await {
        Ok(found) => Ok(Some(found)),
        Err(AppError::SignedOut) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// What the navigation counts for this person: open cases with a broken promise, new mentions.
pub(crate) async fn counts(web: &Web, who: &Actor) -> Result<Counts, Problem> {
    // Somebody without any role yet still has his own settings.
    if !who.may_somewhere(Action::ReadCases) || !who.may_somewhere(Action::ReadMentions) {
        return Ok(Counts::default());
    }
    let late = ListQuery { open: Some(true), late: true, ..ListQuery::default() };
    let new = Filter { states: vec![MentionState::New], ..Filter::default() };
    Ok(Counts {
        late: cases::count(&web.app, who, &late, 99).await?,
        fresh: mentions::counts(&web.app, who, &new).await?.n,
    })
}

/// Gives the browser the secret of a new session.
pub(crate) fn start(cx: &Cx, response: &mut Response, session: &Session) {
    let seconds = session.expires_at.as_second() - cx.t.now.as_second();
    cx.keep(response, COOKIE, &session.token, u32::try_from(seconds).unwrap_or(cookies::YEAR));
}

pub(crate) fn end(cx: &Cx, response: &mut Response) {
    cx.keep(response, COOKIE, "", 0);
}

/// From where a request comes: its address and what the browser calls itself.
pub struct Caller {
    pub address: String,
    pub agent: String,
}

impl<S: Sync> FromRequestParts<S> for Caller {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        let header = |name: HeaderName| {
            parts.headers.get(name).and_then(|v| v.to_str().ok()).unwrap_or("").to_owned()
        };
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip());
        // Only a proxy on this very machine is believed about who stands behind it.
        let behind = header(HeaderName::from_static("x-forwarded-for"));
        let behind = behind.rsplit(',').next().map(str::trim).filter(|a| !a.is_empty());
        let address = match (peer, behind) {
            (Some(ip), Some(client)) if ip.is_loopback() => client.to_owned(),
            (Some(ip), _) => ip.to_string(),
            (None, _) => "unknown".to_owned(),
        };
        Ok(Caller { address, agent: header(USER_AGENT) })
    }
}
