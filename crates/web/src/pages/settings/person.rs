//! One person: name and address, roles by brand, a new password, leaving and coming back.

use super::{Tab, grants, in_form, tabs};
use crate::cx::{Nav, Page};
use crate::i18n::T;
use crate::ui::Errors;
use crate::{CsrfForm, Cx, FlashKind, Problem, Web};
use app::domain::{Grant, PersonId};
use app::people::{self, PersonView};
use app::{FieldError, brands, password};
use askama::Template;
use axum::Router;
use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::{get, post};
use serde::Deserialize;

pub(crate) fn routes() -> Router<Web> {
    Router::new()
        .route("/settings/people/{id}", get(show).post(change))
        .route("/settings/people/{id}/grants", post(set_grants))
        .route("/settings/people/{id}/password", post(set_password))
        .route("/settings/people/{id}/active", post(set_active))
}

#[derive(Template)]
#[template(path = "pages/settings/person.html")]
struct PersonPage {
    t: T,
    page: Page,
    tabs: Vec<Tab>,
    href: String,
    person: PersonView,
    typed_name: String,
    typed_email: String,
    grants: Vec<grants::Row>,
    grants_error: String,
    errors: Errors,
    shortest: usize,
    /// One's own password is changed on one's own page, with the old one.
    own: bool,
}

#[derive(Deserialize)]
struct Named {
    name: String,
    email: String,
}

#[derive(Deserialize)]
struct NewPassword {
    password: String,
}

#[derive(Deserialize)]
struct Active {
    active: bool,
}

async fn show(
    cx: Cx,
    State(web): State<Web>,
    Path(id): Path<PersonId>,
) -> Result<Response, Problem> {
    Ok(cx.render(&page(&cx, &web, id, None, Errors::default()).await?))
}

async fn change(
    cx: Cx,
    State(web): State<Web>,
    Path(id): Path<PersonId>,
    CsrfForm(form): CsrfForm<Named>,
) -> Result<Response, Problem> {
    let done = people::change(&web.app, cx.actor()?, id, &form.name, &form.email).await;
    match in_form(done)? {
        Ok(()) => Ok(saved(&cx, id, "saved")),
        Err(wrong) => {
            let mut page = page(&cx, &web, id, None, Errors::from_app(&cx.t, &wrong)).await?;
            (page.typed_name, page.typed_email) = (form.name, form.email);
            Ok(cx.invalid(&page))
        }
    }
}

async fn set_grants(
    cx: Cx,
    State(web): State<Web>,
    Path(id): Path<PersonId>,
    CsrfForm(pairs): CsrfForm<Vec<(String, String)>>,
) -> Result<Response, Problem> {
    let wish = grants::read(&pairs)?;
    let done = people::set_grants(&web.app, cx.actor()?, id, wish.clone()).await;
    match in_form(done)? {
        Ok(()) => Ok(saved(&cx, id, "grants-saved")),
        Err(wrong) => refused(&cx, &web, id, Some(wish), &wrong).await,
    }
}

async fn set_password(
    cx: Cx,
    State(web): State<Web>,
    Path(id): Path<PersonId>,
    CsrfForm(form): CsrfForm<NewPassword>,
) -> Result<Response, Problem> {
    let done = people::set_password(&web.app, cx.actor()?, id, None, &form.password, None).await;
    match in_form(done)? {
        Ok(()) => Ok(saved(&cx, id, "person-password-set")),
        Err(wrong) => refused(&cx, &web, id, None, &wrong).await,
    }
}

async fn set_active(
    cx: Cx,
    State(web): State<Web>,
    Path(id): Path<PersonId>,
    CsrfForm(Active { active }): CsrfForm<Active>,
) -> Result<Response, Problem> {
    let done = people::set_active(&web.app, cx.actor()?, id, active).await;
    match in_form(done)? {
        Ok(()) => Ok(saved(&cx, id, if active { "person-returned" } else { "person-left" })),
        Err(wrong) => refused(&cx, &web, id, None, &wrong).await,
    }
}

fn saved(cx: &Cx, id: PersonId, said: &str) -> Response {
    cx.redirect_with(&address(id), FlashKind::Good, cx.t.s(said))
}

async fn refused(
    cx: &Cx,
    web: &Web,
    id: PersonId,
    wish: Option<Vec<Grant>>,
    wrong: &[FieldError],
) -> Result<Response, Problem> {
    let errors = Errors::from_app(&cx.t, wrong);
    Ok(cx.invalid(&page(cx, web, id, wish, errors).await?))
}

async fn page(
    cx: &Cx,
    web: &Web,
    id: PersonId,
    wish: Option<Vec<Grant>>,
    errors: Errors,
) -> Result<PersonPage, Problem> {
    let actor = cx.actor()?;
    let person = people::get(&web.app, actor, id).await?;
    let brands = brands::list(&web.app, actor).await?;
    let granted = wish.unwrap_or_else(|| person.grants.clone());
    Ok(PersonPage {
        tabs: tabs(&cx.t, actor, "people"),
        page: cx.page(Nav::Settings),
        href: address(id),
        typed_name: person.name.clone(),
        typed_email: person.email.clone(),
        grants: grants::rows(&cx.t, &brands, &granted),
        grants_error: errors.of("grants").to_owned(),
        shortest: password::SHORTEST,
        own: actor.person_id() == Some(id),
        errors,
        person,
        t: cx.t.clone(),
    })
}

fn address(id: PersonId) -> String {
    format!("/settings/people/{id}")
}
