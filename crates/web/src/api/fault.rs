//! What goes wrong, as `application/problem+json` (RFC 9457) in the caller's language. The answer is
//! drawn around all routes by `tell`, which also dresses what axum refuses by itself.

use super::shape::{Field, ProblemBody};
use crate::problem::Problem;
use crate::ui::Errors;
use crate::{Lang, T};
use app::AppError;
use axum::Json;
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use jiff::tz::TimeZone;

#[derive(Clone, Debug)]
pub(crate) enum Fault {
    /// What a page would tell too.
    Desk(Problem),
    /// No token, or one that opens nothing.
    NoToken {
        given: bool,
    },
    NoRoute,
    Method,
    /// The body or the query is not what the document says; the text says where.
    Unreadable(StatusCode, String),
}

impl Fault {
    fn status(&self) -> StatusCode {
        match self {
            // The regulation refuses because of where the case stands: the state is in the way.
            Fault::Desk(Problem::Refused(_) | Problem::Conflict) => StatusCode::CONFLICT,
            Fault::Desk(problem) => problem.status(),
            Fault::NoToken { .. } => StatusCode::UNAUTHORIZED,
            Fault::NoRoute => StatusCode::NOT_FOUND,
            Fault::Method => StatusCode::METHOD_NOT_ALLOWED,
            Fault::Unreadable(status, _) => *status,
        }
    }

    fn code(&self) -> &'static str {
        match self {
            Fault::Desk(Problem::SignIn) | Fault::NoToken { .. } => "no-token",
            Fault::Desk(problem) => problem.code(),
            Fault::NoRoute => "no-route",
            Fault::Method => "method-not-allowed",
            Fault::Unreadable(..) => "unreadable",
        }
    }

    fn body(&self, t: &T) -> ProblemBody {
        let code = self.code();
        let own = |part: &str| {
            let key = format!("api-{code}-{part}");
            t.has(&key).then(|| t.s(&key))
        };
        let mut detail = own("detail").unwrap_or_default();
        let mut errors = Vec::new();
        let mut refusal = None;
        match self {
            Fault::Unreadable(_, why) => detail = format!("{detail} {why}").trim().to_owned(),
            Fault::Desk(Problem::Invalid(wrong)) => {
                errors = wrong.iter().map(|e| field(t, e)).collect()
            }
            Fault::Desk(problem) if detail.is_empty() => {
                let (cause, way) = problem.words(t);
                detail = format!("{cause} {way}");
            }
            _ => {}
        }
        if let Fault::Desk(Problem::Refused(why)) = self {
            refusal = Some(why.code().to_owned());
        }
        ProblemBody {
            kind: format!("urn:redress:problem:{code}"),
            title: own("title").unwrap_or_else(|| t.s(&format!("problem-{code}-title"))),
            status: self.status().as_u16(),
            detail,
            code: code.to_owned(),
            refusal,
            errors,
        }
    }

    fn draw(&self, t: &T) -> Response {
        if let Fault::Desk(Problem::Internal(cause)) = self {
            tracing::error!(cause, "an API request failed");
        }
        let mut response = (self.status(), Json(self.body(t))).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        match self {
            Fault::Desk(Problem::TooMany(seconds)) => {
                headers.insert(header::RETRY_AFTER, HeaderValue::from(*seconds));
            }
            Fault::NoToken { given } => {
                let ask = match given {
                    true => "Bearer realm=\"redress\", error=\"invalid_token\"",
                    false => "Bearer realm=\"redress\"",
                };
                headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static(ask));
            }
            _ => {}
        }
        response
    }

    /// What axum refused before a handler saw it.
    fn of_bare(response: &Response) -> Option<Fault> {
        let kind = response.headers().get(header::CONTENT_TYPE);
        let kind = kind.and_then(|v| v.to_str().ok()).unwrap_or("");
        if !(kind.is_empty() || kind.starts_with("text/plain")) {
            return None;
        }
        match response.status() {
            StatusCode::NOT_FOUND => Some(Fault::NoRoute),
            StatusCode::METHOD_NOT_ALLOWED => Some(Fault::Method),
            StatusCode::PAYLOAD_TOO_LARGE => Some(Fault::Desk(Problem::TooLarge)),
            status if status.is_client_error() => Some(Fault::Unreadable(status, String::new())),
            status if status.is_server_error() => {
                Some(Fault::Desk(Problem::internal("a bare 5xx")))
            }
            _ => None,
        }
    }
}

/// Around every route: knows the language, draws every fault.
pub(super) async fn tell(request: Request, next: Next) -> Response {
    let lang = asked(request.headers()).unwrap_or(Lang::En);
    let mut response = next.run(request).await;
    let fault = response.extensions().get::<Fault>().cloned().or_else(|| Fault::of_bare(&response));
    if let Some(fault) = fault {
        // Problems name no moment, so any will do.
        let mut told = fault.draw(&T::new(lang, TimeZone::UTC, jiff::Timestamp::UNIX_EPOCH));
        if let Some(allow) = response.headers().get(header::ALLOW) {
            told.headers_mut().insert(header::ALLOW, allow.clone());
        }
        response = told;
    }
    let headers = response.headers_mut();
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    headers.insert(header::VARY, HeaderValue::from_static("Authorization, Accept-Language"));
    response
}

/// The language that the caller asks for.
pub(super) fn asked(headers: &HeaderMap) -> Option<Lang> {
    Lang::accept(headers.get(header::ACCEPT_LANGUAGE)?.to_str().ok()?)
}

fn field(t: &T, e: &app::FieldError) -> Field {
    let words = Errors::from_app(t, std::slice::from_ref(e));
    Field {
        field: e.field.to_owned(),
        problem: e.problem.to_owned(),
        detail: words.of(e.field).to_owned(),
    }
}

impl From<AppError> for Fault {
    fn from(error: AppError) -> Self {
        match error {
            AppError::SignedOut => Fault::NoToken { given: true },
            other => Fault::Desk(other.into()),
        }
    }
}

impl From<Problem> for Fault {
    fn from(problem: Problem) -> Self {
        Fault::Desk(problem)
    }
}

impl IntoResponse for Fault {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}
