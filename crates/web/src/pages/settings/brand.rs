//! One brand or branch: who is in charge, its language and zone, sources, the form, archiving.

use super::{Tab, in_form, langs, tabs};
use crate::cx::{Nav, Page};
use crate::i18n::T;
use crate::ui::{Choice, Errors};
use crate::{CsrfForm, Cx, FlashKind, Problem, Web};
use app::Action;
use app::brands::{self, BrandChange, BrandView};
use app::domain::brand::SourceKind;
use app::people::workers;
use askama::Template;
use axum::Router;
use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::{get, post};
use serde::Deserialize;

pub(crate) fn routes() -> Router<Web> {
    Router::new()
        .route("/settings/brands/{slug}", get(show).post(save))
        .route("/settings/brands/{slug}/sources", post(add_source))
        .route("/settings/brands/{slug}/form-address", post(new_address))
        .route("/settings/brands/{slug}/archive", post(archive))
}

#[derive(Template)]
#[template(path = "pages/settings/brand.html")]
struct BrandPage {
    t: T,
    page: Page,
    tabs: Vec<Tab>,
    brand: BrandView,
    parent: Option<BrandView>,
    form: Form,
    errors: Errors,
    owners: Vec<Choice>,
    langs: Vec<Choice>,
    kinds: Vec<Choice>,
    /// Where its complaint form is, for those who manage it.
    form_url: String,
    may_archive: bool,
    may_add_branch: bool,
}

#[derive(Deserialize)]
struct Form {
    name: String,
    #[serde(default)]
    owner: String,
    lang: String,
    zone: String,
}

#[derive(Deserialize)]
struct NewSource {
    source_name: String,
    kind: String,
}

#[derive(Deserialize)]
struct Archive {
    archived: bool,
}

async fn show(
    cx: Cx,
    State(web): State<Web>,
    Path(slug): Path<String>,
) -> Result<Response, Problem> {
    let brand = brands::by_slug(&web.app, cx.actor()?, &slug).await?;
    let form = Form {
        name: brand.name.clone(),
        owner: brand.owner.map(|o| o.to_string()).unwrap_or_default(),
        lang: brand.lang.clone(),
        zone: brand.zone.clone(),
    };
    Ok(cx.render(&page(&cx, &web, brand, form, Errors::default()).await?))
}

async fn save(
    cx: Cx,
    State(web): State<Web>,
    Path(slug): Path<String>,
    CsrfForm(form): CsrfForm<Form>,
) -> Result<Response, Problem> {
    let actor = cx.actor()?;
    let brand = brands::by_slug(&web.app, actor, &slug).await?;
    let wish = BrandChange {
        name: form.name.clone(),
        owner: form.owner.parse().ok(),
        lang: form.lang.clone(),
        zone: form.zone.clone(),
    };
    match in_form(brands::change(&web.app, actor, brand.id, wish).await)? {
        Ok(()) => Ok(cx.redirect_with(&address(&slug), FlashKind::Good, cx.t.s("saved"))),
        Err(wrong) => {
            let errors = Errors::from_app(&cx.t, &wrong);
            Ok(cx.invalid(&page(&cx, &web, brand, form, errors).await?))
        }
    }
}

async fn add_source(
    cx: Cx,
    State(web): State<Web>,
    Path(slug): Path<String>,
    CsrfForm(form): CsrfForm<NewSource>,
) -> Result<Response, Problem> {
    let actor = cx.actor()?;
    let brand = brands::by_slug(&web.app, actor, &slug).await?;
    let kind: SourceKind =
        form.kind.parse().map_err(|_| Problem::BadForm("kind of a source".into()))?;
    let added = brands::add_source(&web.app, actor, brand.id, &form.source_name, kind).await;
    match in_form(added)? {
        Ok(_) => Ok(cx.redirect_with(&address(&slug), FlashKind::Good, cx.t.s("source-added"))),
        Err(wrong) => {
            let said = Errors::from_app(&cx.t, &wrong);
            let mut errors = Errors::default();
            errors.add("source_name", said.of("name"));
            let same = Form {
                name: brand.name.clone(),
                owner: brand.owner.map(|o| o.to_string()).unwrap_or_default(),
                lang: brand.lang.clone(),
                zone: brand.zone.clone(),
            };
            Ok(cx.invalid(&page(&cx, &web, brand, same, errors).await?))
        }
    }
}

async fn new_address(
    cx: Cx,
    State(web): State<Web>,
    Path(slug): Path<String>,
    CsrfForm(()): CsrfForm<()>,
) -> Result<Response, Problem> {
    let brand = brands::by_slug(&web.app, cx.actor()?, &slug).await?;
    brands::new_form_token(&web.app, cx.actor()?, brand.id).await?;
    Ok(cx.redirect_with(&address(&slug), FlashKind::Good, cx.t.s("form-address-changed")))
}

async fn archive(
    cx: Cx,
    State(web): State<Web>,
    Path(slug): Path<String>,
    CsrfForm(form): CsrfForm<Archive>,
) -> Result<Response, Problem> {
    let actor = cx.actor()?;
    let brand = brands::by_slug(&web.app, actor, &slug).await?;
    brands::archive(&web.app, actor, brand.id, form.archived).await?;
    let said = if form.archived { "brand-archived" } else { "brand-restored" };
    Ok(cx.redirect_with(&address(&slug), FlashKind::Good, cx.t.s(said)))
}

async fn page(
    cx: &Cx,
    web: &Web,
    brand: BrandView,
    form: Form,
    errors: Errors,
) -> Result<BrandPage, Problem> {
    let actor = cx.actor()?;
    let mut owners = vec![Choice::new("", cx.t.s("brand-no-owner"))];
    if brand.manages {
        let workers = workers(&web.app, actor, brand.id).await?;
        owners.extend(workers.into_iter().map(|w| Choice::new(w.id.to_string(), w.name)));
    }
    let all = brands::list(&web.app, actor).await?;
    let token = brand.form_token.clone().unwrap_or_default();
    Ok(BrandPage {
        tabs: tabs(&cx.t, actor, "brands"),
        page: cx.page(Nav::Settings),
        parent: all.into_iter().find(|b| Some(b.id) == brand.parent),
        owners,
        langs: langs(),
        kinds: [SourceKind::File, SourceKind::Manual]
            .map(|k| Choice::new(k.code(), cx.t.of("source-kind", k.code())))
            .into(),
        form_url: format!("{}/f/{token}", web.app.settings.public_url),
        may_archive: actor.may_everywhere(Action::ManageCompany),
        may_add_branch: actor.may_everywhere(Action::ManageCompany) && !brand.archived,
        brand,
        form,
        errors,
        t: cx.t.clone(),
    })
}

fn address(slug: &str) -> String {
    format!("/settings/brands/{slug}")
}
