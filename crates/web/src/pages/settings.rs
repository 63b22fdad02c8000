//! Settings: brands, the regulation, people, tokens, the audit trail. One file per page, with tabs
//! between them that show only what the person may open.

mod audit;
mod brand;
mod brands;
mod grants;
mod people;
mod person;
mod regulation;
mod regulation_edit;
mod tokens;
mod versions;

use crate::ui::Choice;
use crate::{Cx, Lang, Problem, T, Web};
use app::{Action, Actor, AppError, FieldError};
use axum::Router;
use axum::response::Response;
use axum::routing::get;

pub(crate) fn routes() -> Router<Web> {
    Router::new()
        .route("/settings", get(first))
        .merge(audit::routes())
        .merge(brand::routes())
        .merge(brands::routes())
        .merge(people::routes())
        .merge(person::routes())
        .merge(regulation::routes())
        .merge(regulation_edit::routes())
        .merge(tokens::routes())
        .merge(versions::routes())
}

/// The columns of the table of roles.
pub(crate) const ROLES: [&str; 4] = ["owner", "head", "manager", "auditor"];

async fn first(cx: Cx) -> Result<Response, Problem> {
    cx.actor()?;
    Ok(cx.redirect("/settings/brands"))
}

/// One of the tabs above every page of the settings.
struct Tab {
    href: String,
    label: String,
    current: bool,
}

fn tabs(t: &T, actor: &Actor, here: &str) -> Vec<Tab> {
    let shown = [
        ("brands", true),
        ("regulation", actor.may_somewhere(Action::ReadRegulation)),
        ("people", actor.may_everywhere(Action::ManagePeople)),
        ("tokens", actor.person_id().is_some()),
        ("audit", actor.may_somewhere(Action::ReadAudit)),
    ];
    shown
        .into_iter()
        .filter(|(_, may)| *may)
        .map(|(name, _)| Tab {
            href: format!("/settings/{name}"),
            label: t.of("settings", name),
            current: name == here,
        })
        .collect()
}

/// Tells what a form shows beside its fields from what ends the request.
fn in_form<T>(answer: app::Result<T>) -> Result<Result<T, Vec<FieldError>>, Problem> {
    match answer {
        Ok(value) => Ok(Ok(value)),
        Err(AppError::Invalid(wrong)) => Ok(Err(wrong)),
        Err(error) => Err(error.into()),
    }
}

fn langs() -> Vec<Choice> {
    Lang::ALL.map(|l| Choice::new(l.code(), l.own_name())).into()
}
