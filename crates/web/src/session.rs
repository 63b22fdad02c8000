//! The session cookie: who stands behind it, and how it comes and goes.

use crate::Web;
use crate::cx::Counts;
use crate::problem::Problem;
use app::Actor;

pub(crate) const COOKIE: &str = "redress_session";

/// The person behind a session secret; nobody when it is unknown or over.
pub(crate) async fn actor(_web: &Web, secret: &str) -> Result<Option<Actor>, Problem> {
    if secret.is_empty() {
        return Ok(None);
    }
    Ok(None)
}

/// What the navigation counts for this person.
pub(crate) async fn counts(_web: &Web, _who: Option<&Actor>) -> Result<Counts, Problem> {
    Ok(Counts::default())
}
