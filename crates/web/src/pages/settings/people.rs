//! The list of people, and the form for a new one.

use super::{Tab, grants, in_form, langs, tabs};
use crate::cx::{Nav, Page};
use crate::i18n::T;
use crate::ui::{Choice, Errors, Face};
use crate::{CsrfForm, Cx, FlashKind, Problem, Web};
use app::brands;
use app::domain::{Grant, Timestamp};
use app::people::{self, NewPerson, PersonView};
use app::{Action, password};
use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::response::Response;
use axum::routing::get;

pub(crate) fn routes() -> Router<Web> {
    Router::new()
        .route("/settings/people", get(show))
        .route("/settings/people/new", get(show_new).post(add))
}

#[derive(Template)]
#[template(path = "pages/settings/people.html")]
struct People {
    t: T,
    page: Page,
    tabs: Vec<Tab>,
    active: Vec<Row>,
    gone: Vec<Row>,
}

struct Row {
    href: String,
    face: Face,
    email: String,
    roles: Vec<String>,
    seen_at: Option<Timestamp>,
}

#[derive(Template)]
#[template(path = "pages/settings/person_new.html")]
struct New {
    t: T,
    page: Page,
    tabs: Vec<Tab>,
    typed_name: String,
    typed_email: String,
    lang: String,
    zone: String,
    langs: Vec<Choice>,
    shortest: usize,
    grants: Vec<grants::Row>,
    grants_error: String,
    errors: Errors,
}

async fn show(cx: Cx, State(web): State<Web>) -> Result<Response, Problem> {
    let actor = cx.actor()?;
    let brands = brands::list(&web.app, actor).await?;
    let people = people::list(&web.app, actor).await?;
    let row = |p: &PersonView| Row {
        href: format!("/settings/people/{}", p.id),
        face: Face::new(&p.name),
        email: p.email.clone(),
        roles: p.grants.iter().map(|g| grants::in_words(&cx.t, &brands, g)).collect(),
        seen_at: p.seen_at,
    };
    Ok(cx.render(&People {
        tabs: tabs(&cx.t, actor, "people"),
        page: cx.page(Nav::Settings),
        active: people.iter().filter(|p| p.active).map(row).collect(),
        gone: people.iter().filter(|p| !p.active).map(row).collect(),
        t: cx.t.clone(),
    }))
}

async fn show_new(cx: Cx, State(web): State<Web>) -> Result<Response, Problem> {
    cx.actor()?.require_everywhere(Action::ManagePeople)?;
    Ok(cx.render(&new_page(&cx, &web, &[], vec![], Errors::default()).await?))
}

async fn add(
    cx: Cx,
    State(web): State<Web>,
    CsrfForm(pairs): CsrfForm<Vec<(String, String)>>,
) -> Result<Response, Problem> {
    let actor = cx.actor()?;
    let given = grants::read(&pairs)?;
    let new = NewPerson {
        email: value(&pairs, "email"),
        name: value(&pairs, "name"),
        password: value(&pairs, "password"),
        lang: value(&pairs, "lang"),
        zone: value(&pairs, "zone"),
    };
    match in_form(people::add(&web.app, actor, new, given.clone()).await)? {
        Ok(_) => Ok(cx.redirect_with("/settings/people", FlashKind::Good, cx.t.s("person-added"))),
        Err(wrong) => {
            let errors = Errors::from_app(&cx.t, &wrong);
            Ok(cx.invalid(&new_page(&cx, &web, &pairs, given, errors).await?))
        }
    }
}

async fn new_page(
    cx: &Cx,
    web: &Web,
    pairs: &[(String, String)],
    given: Vec<Grant>,
    errors: Errors,
) -> Result<New, Problem> {
    let actor = cx.actor()?;
    let typed = |name: &str, usual: &str| {
        let value = value(pairs, name);
        if value.is_empty() { usual.to_owned() } else { value }
    };
    Ok(New {
        tabs: tabs(&cx.t, actor, "people"),
        page: cx.page(Nav::Settings),
        typed_name: typed("name", ""),
        typed_email: typed("email", ""),
        lang: typed("lang", &actor.lang),
        zone: typed("zone", &actor.zone),
        langs: langs(),
        shortest: password::SHORTEST,
        grants: grants::rows(&cx.t, &brands::list(&web.app, actor).await?, &given),
        grants_error: errors.of("grants").to_owned(),
        errors,
        t: cx.t.clone(),
    })
}

pub(super) fn value(pairs: &[(String, String)], name: &str) -> String {
    pairs.iter().find(|(n, _)| n == name).map(|(_, v)| v.clone()).unwrap_or_default()
}
