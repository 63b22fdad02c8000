//! What went wrong, told to a person: the cause and the way out, in his language.
//! Handlers return `Result<_, Problem>`; the page is drawn by `cx::visit`, which
//! knows the language. Nothing about the inside of the house is ever shown.

use crate::cx::{Cx, Nav, Page};
use crate::i18n::T;
use crate::ui::Errors;
use app::domain::amends::Limit;
use app::domain::case::Refusal;
use app::{AppError, FieldError};
use askama::Template;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};

/// Why a request cannot be served.
#[derive(Clone, Debug)]
pub enum Problem {
    NotFound,
    /// Signed in, but his role does not allow it.
    Forbidden,
    /// Nobody is signed in: leads to the sign-in page and back.
    SignIn,
    /// The regulation refuses: texts `refusal-<code>-cause` and `refusal-<code>-way`.
    Refused(Refusal),
    /// A field is wrong and the page has no place of its own to say so.
    Invalid(Vec<FieldError>),
    /// Somebody else changed it in the meantime.
    Conflict,
    /// The form cannot be read; the text is for the log.
    BadForm(String),
    /// The form's token is missing or belongs to another sign-in.
    StaleForm,
    TooLarge,
    /// Seconds to wait.
    TooMany(u32),
    /// Our fault; the text is for the log.
    Internal(String),
}

impl Problem {
    pub fn internal(error: impl std::fmt::Display) -> Self {
        Problem::Internal(error.to_string())
    }

    pub fn code(&self) -> &'static str {
        match self {
            Problem::NotFound => "not-found",
            Problem::Forbidden => "forbidden",
            Problem::SignIn => "sign-in",
            Problem::Refused(_) => "refused",
            Problem::Invalid(_) => "invalid",
            Problem::Conflict => "conflict",
            Problem::BadForm(_) => "bad-form",
            Problem::StaleForm => "stale-form",
            Problem::TooLarge => "too-large",
            Problem::TooMany(_) => "too-many",
            Problem::Internal(_) => "internal",
        }
    }

    pub fn status(&self) -> StatusCode {
        match self {
            Problem::NotFound => StatusCode::NOT_FOUND,
            Problem::Forbidden | Problem::StaleForm => StatusCode::FORBIDDEN,
            Problem::SignIn => StatusCode::UNAUTHORIZED,
            Problem::Refused(_) | Problem::Invalid(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Problem::Conflict => StatusCode::CONFLICT,
            Problem::BadForm(_) => StatusCode::BAD_REQUEST,
            Problem::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Problem::TooMany(_) => StatusCode::TOO_MANY_REQUESTS,
            Problem::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// The problem behind an answer that axum made itself (no such route, body too large, bad path).
    pub(crate) fn of_bare(response: &Response) -> Option<Problem> {
        let kind = response
            .headers()
            .get(header::CONTENT_TYPE)
            .and_then(|v| v.to_str().ok())
            .unwrap_or("");
        if !(kind.is_empty() || kind.starts_with("text/plain")) {
            return None;
        }
        match response.status() {
            StatusCode::NOT_FOUND | StatusCode::METHOD_NOT_ALLOWED => Some(Problem::NotFound),
            StatusCode::FORBIDDEN => Some(Problem::StaleForm),
            StatusCode::PAYLOAD_TOO_LARGE => Some(Problem::TooLarge),
            StatusCode::BAD_REQUEST
            | StatusCode::UNPROCESSABLE_ENTITY
            | StatusCode::UNSUPPORTED_MEDIA_TYPE => Some(Problem::BadForm(String::new())),
            StatusCode::INTERNAL_SERVER_ERROR => Some(Problem::Internal("a bare 500".to_owned())),
            _ => None,
        }
    }

    /// Cause and way out.
    pub(crate) fn words(&self, t: &T) -> (String, String) {
        let code = self.code();
        let (mut cause, way) =
            (t.s(&format!("problem-{code}-cause")), t.s(&format!("problem-{code}-way")));
        match self {
            Problem::Refused(refusal) => {
                let code = refusal.code().replace('_', "-");
                let detail = [("detail", detail(t, refusal))];
                (
                    t.a(&format!("refusal-{code}-cause"), detail.clone()),
                    t.a(&format!("refusal-{code}-way"), detail),
                )
            }
            Problem::Invalid(wrong) => {
                let errors = Errors::from_app(t, wrong);
                for error in wrong {
                    cause = format!("{cause} {}", errors.of(error.field));
                }
                (cause, way)
            }
            _ => (cause, way),
        }
    }

    /// The page for a person; an unknown visitor of a page for colleagues is led to the sign-in.
    pub(crate) fn page(&self, cx: &Cx) -> Response {
        match self {
            Problem::SignIn => {
                let next = crate::cookies::encode(&cx.path);
                return Redirect::to(&format!("/sign-in?next={next}")).into_response();
            }
            Problem::Internal(cause) => tracing::error!(path = %cx.path, cause, "request failed"),
            Problem::BadForm(cause) => tracing::info!(path = %cx.path, cause, "unreadable form"),
            _ => {}
        }
        let (cause, remedy) = self.words(&cx.t);
        let page = ProblemPage {
            t: cx.t.clone(),
            page: cx.page(Nav::None),
            title: cx.t.s(&format!("problem-{}-title", self.code())),
            status: self.status().as_u16(),
            cause,
            remedy,
        };
        let mut response = (self.status(), cx.render(&page)).into_response();
        if let Problem::TooMany(seconds) = self {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(*seconds));
        }
        response
    }
}

/// What went wrong, for a terminal: the sentences that a page would show.
pub fn said(t: &T, error: &AppError) -> String {
    match error {
        AppError::Invalid(wrong) => {
            Errors::from_app(t, wrong).texts().collect::<Vec<_>>().join(" ")
        }
        AppError::Refused(refusal) => {
            let (cause, way) = Problem::Refused(refusal.clone()).words(t);
            format!("{cause} {way}")
        }
        other => other.to_string(),
    }
}

/// What a refusal speaks of: a role, a time, a sum.
fn detail(t: &T, refusal: &Refusal) -> String {
    match refusal {
        Refusal::Merged(number) => number.to_string(),
        Refusal::StepsLeft(steps) => steps.join("; "),
        Refusal::Unknown(what) => what.clone(),
        Refusal::NotYours(role) | Refusal::TalksHigher(role) => t.of("role", role.code()),
        Refusal::Paused(until) => t.minute(*until),
        Refusal::OverAuthority { limit, left } => {
            let sum = [("sum", t.money(left))];
            let limit = match limit {
                Limit::None => return t.s("limit-none"),
                limit => t.a(&format!("limit-{}", limit.code().replace('_', "-")), sum),
            };
            t.a("left-under-limit", (("limit", limit), ("left", t.money(left))))
        }
        _ => String::new(),
    }
}

impl From<AppError> for Problem {
    fn from(error: AppError) -> Self {
        match error {
            AppError::Refused(refusal) => Problem::Refused(refusal),
            AppError::Forbidden(_) => Problem::Forbidden,
            AppError::NotFound(_) => Problem::NotFound,
            AppError::Invalid(wrong) => Problem::Invalid(wrong),
            AppError::SignedOut => Problem::SignIn,
            AppError::TooMany(seconds) => {
                Problem::TooMany(u32::try_from(seconds).unwrap_or(u32::MAX))
            }
            AppError::Conflict => Problem::Conflict,
            error @ (AppError::Store(_) | AppError::Io(_)) => Problem::internal(error),
        }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}

#[derive(Template)]
#[template(path = "pages/problem.html")]
struct ProblemPage {
    t: T,
    page: Page,
    title: String,
    status: u16,
    cause: String,
    remedy: String,
}
