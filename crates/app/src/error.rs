//! What a use case may answer instead of a result.

use crate::Action;
use domain::case::Refusal;
use store::StoreError;

#[derive(Debug, thiserror::Error)]
pub enum AppError {
    /// The regulation says no; the cause and the way out are in it.
    #[error(transparent)]
    Refused(#[from] Refusal),
    #[error("you may not do this here ({})", .0.code())]
    Forbidden(Action),
    /// Nothing there, or nothing that this person may know of.
    #[error("there is no such {0}")]
    NotFound(&'static str),
    #[error("{}", .0.iter().map(|f| format!("{}: {}", f.field, f.problem)).collect::<Vec<_>>().join("; "))]
    Invalid(Vec<FieldError>),
    #[error("sign in first")]
    SignedOut,
    #[error("too many tries; wait {0} s")]
    TooMany(u64),
    #[error("somebody else changed this at the same time; look again and repeat")]
    Conflict,
    #[error(transparent)]
    Store(StoreError),
    #[error("a file could not be read or written: {0}")]
    Io(#[from] std::io::Error),
}

/// What is wrong with one field: `problem` is the key of a sentence in the interface.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FieldError {
    pub field: &'static str,
    pub problem: &'static str,
    /// A detail for the sentence: a limit, a line, a name.
    pub detail: String,
}

impl AppError {
    pub fn invalid(field: &'static str, problem: &'static str) -> Self {
        AppError::Invalid(vec![FieldError { field, problem, detail: String::new() }])
    }

    pub fn invalid_with(field: &'static str, problem: &'static str, detail: impl ToString) -> Self {
        AppError::Invalid(vec![FieldError { field, problem, detail: detail.to_string() }])
    }
}

impl From<StoreError> for AppError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Conflict => AppError::Conflict,
            StoreError::Erased => AppError::Refused(Refusal::Erased),
            other => AppError::Store(other),
        }
    }
}
