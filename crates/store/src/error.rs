//! What can go wrong in the store.

/// Errors a caller may branch on; the rest is `Database`.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Somebody else wrote first: read again and decide again.
    #[error("somebody else changed this at the same time")]
    Conflict,
    /// A value that must be unique is taken.
    #[error("this value is taken: {0}")]
    Taken(String),
    #[error("the stored {what} cannot be read: {why}")]
    Corrupt { what: &'static str, why: String },
    #[error("the database address `{0}` is neither sqlite: nor postgres:")]
    Address(String),
    #[error("the database could not be prepared: {0}")]
    Migration(#[from] sqlx::migrate::MigrateError),
    /// The client's key was destroyed; nothing more is written about him.
    #[error("the client's data were erased")]
    Erased,
    #[error("the key of the desk (master.key in the data folder) cannot be used: {0}")]
    Key(String),
    #[error("the database failed: {0}")]
    Database(sqlx::Error),
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        match error.as_database_error() {
            Some(e) if e.is_unique_violation() => StoreError::Taken(e.message().to_owned()),
            // PostgreSQL: two writers met; both databases answer the same to the caller.
            Some(e) if matches!(e.code().as_deref(), Some("40001" | "40P01")) => {
                StoreError::Conflict
            }
            _ => StoreError::Database(error),
        }
    }
}
