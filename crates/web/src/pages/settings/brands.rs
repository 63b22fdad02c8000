//! The tree of brands and branches, and the form for a new one.

use super::{Tab, in_form, langs, tabs};
use crate::cx::{Nav, Page};
use crate::i18n::T;
use crate::ui::{Choice, Errors, Face};
use crate::{CsrfForm, Cx, FlashKind, Problem, Web};
use app::Action;
use app::brands::{self, BrandView, NewBrand};
use askama::Template;
use axum::Router;
use axum::extract::{Query, State};
use axum::response::Response;
use axum::routing::get;
use serde::Deserialize;

pub(crate) fn routes() -> Router<Web> {
    Router::new()
        .route("/settings/brands", get(show))
        .route("/settings/brands/new", get(show_new).post(add))
}

#[derive(Template)]
#[template(path = "pages/settings/brands.html")]
struct Brands {
    t: T,
    page: Page,
    tabs: Vec<Tab>,
    active: Vec<BrandView>,
    archived: Vec<BrandView>,
    may_add: bool,
}

#[derive(Template)]
#[template(path = "pages/settings/brand_new.html")]
struct New {
    t: T,
    page: Page,
    tabs: Vec<Tab>,
    form: Form,
    errors: Errors,
    parents: Vec<Choice>,
    langs: Vec<Choice>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Form {
    parent: String,
    name: String,
    slug: String,
    lang: String,
    zone: String,
}

async fn show(cx: Cx, State(web): State<Web>) -> Result<Response, Problem> {
    let actor = cx.actor()?;
    let all = brands::list(&web.app, actor).await?;
    let (archived, active) = all.into_iter().partition(|b| b.archived);
    Ok(cx.render(&Brands {
        tabs: tabs(&cx.t, actor, "brands"),
        page: cx.page(Nav::Settings),
        may_add: actor.may_everywhere(Action::ManageCompany),
        active,
        archived,
        t: cx.t.clone(),
    }))
}

async fn show_new(
    cx: Cx,
    State(web): State<Web>,
    Query(form): Query<Form>,
) -> Result<Response, Problem> {
    let actor = cx.actor()?;
    actor.require_everywhere(Action::ManageCompany)?;
    let form = Form { lang: actor.lang.clone(), zone: actor.zone.clone(), ..form };
    Ok(cx.render(&new_page(&cx, &web, form, Errors::default()).await?))
}

async fn add(
    cx: Cx,
    State(web): State<Web>,
    CsrfForm(form): CsrfForm<Form>,
) -> Result<Response, Problem> {
    let actor = cx.actor()?;
    let new = NewBrand {
        parent: form.parent.parse().ok(),
        name: form.name.clone(),
        slug: Some(form.slug.clone()),
        owner: None,
        lang: form.lang.clone(),
        zone: form.zone.clone(),
    };
    match in_form(brands::add(&web.app, actor, new).await)? {
        Ok(id) => {
            let brand = brands::get(&web.app, actor, id).await?;
            let to = format!("/settings/brands/{}", brand.slug);
            Ok(cx.redirect_with(&to, FlashKind::Good, cx.t.s("brand-added")))
        }
        Err(wrong) => {
            let errors = Errors::from_app(&cx.t, &wrong);
            Ok(cx.invalid(&new_page(&cx, &web, form, errors).await?))
        }
    }
}

async fn new_page(cx: &Cx, web: &Web, form: Form, errors: Errors) -> Result<New, Problem> {
    let actor = cx.actor()?;
    let all = brands::list(&web.app, actor).await?;
    let mut parents = vec![Choice::new("", cx.t.s("brand-no-parent"))];
    parents.extend(
        all.iter()
            .filter(|b| !b.archived)
            .map(|b| Choice::new(b.id.to_string(), format!("{}{}", "– ".repeat(b.depth), b.name))),
    );
    Ok(New {
        tabs: tabs(&cx.t, actor, "brands"),
        page: cx.page(Nav::Settings),
        parents,
        langs: langs(),
        form,
        errors,
        t: cx.t.clone(),
    })
}
