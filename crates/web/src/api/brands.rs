//! Brands, branches and their sources.

use super::ask::{Answer, At, Body, By};
use super::route::{Op, Routes, items};
use super::shape::{Brand, Colleague, Made};
use crate::Web;
use app::brands::{self, BrandView};
use app::domain::brand::SourceKind;
use app::domain::{BrandId, PersonId};
use app::{Actor, AppError, people};
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

pub(super) fn add(routes: Routes) -> Routes {
    routes
        .add(
            Op::get("/brands", "list_brands", "Brands, each followed by its branches")
                .lists::<Brand>(),
            list,
        )
        .add(
            Op::post("/brands", "add_brand", "A new brand or branch")
                .takes::<NewBrand>()
                .creates::<Brand>(),
            create,
        )
        .add(Op::get("/brands/{brand}", "get_brand", "One brand").gives::<Brand>(), get)
        .add(
            Op::put("/brands/{brand}", "change_brand", "Sets all of it anew")
                .takes::<BrandChange>()
                .gives::<Brand>(),
            change,
        )
        .add(
            Op::put(
                "/brands/{brand}/archived",
                "archive_brand",
                "Puts it aside with its branches, or brings it back",
            )
            .takes::<Archived>()
            .gives_nothing(),
            archive,
        )
        .add(
            Op::post(
                "/brands/{brand}/form-token",
                "new_form_token",
                "A new address for the complaint form",
            )
            .gives::<FormToken>(),
            new_form_token,
        )
        .add(
            Op::post(
                "/brands/{brand}/sources",
                "add_source",
                "A place in which the brand is spoken of",
            )
            .takes::<NewSource>()
            .creates::<Made>(),
            add_source,
        )
        .add(
            Op::get("/brands/{brand}/workers", "list_workers", "Who may work on its cases")
                .lists::<Colleague>(),
            workers,
        )
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewBrand {
    /// Of a branch: its brand.
    parent: Option<Uuid>,
    name: String,
    /// Left out: made of the name.
    slug: Option<String>,
    owner: Option<Uuid>,
    lang: String,
    zone: String,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct BrandChange {
    name: String,
    owner: Option<Uuid>,
    lang: String,
    zone: String,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Archived {
    archived: bool,
}

#[derive(Serialize, ToSchema)]
struct FormToken {
    form_token: String,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewSource {
    name: String,
    #[schema(value_type = super::codes::SourceKind)]
    kind: SourceKind,
}

/// A brand by its slug or id, as far as this person may see it.
pub(super) async fn named(web: &Web, actor: &Actor, name: &str) -> Answer<BrandView> {
    let brands = brands::list(&web.app, actor).await?;
    let mut brands = brands.into_iter();
    let found = brands.find(|b| b.slug == name || b.id.to_string() == name);
    Ok(found.ok_or(AppError::NotFound("brand"))?)
}

async fn list(By(actor): By, State(web): State<Web>) -> Answer<impl IntoResponse> {
    Ok(items(brands::list(&web.app, &actor).await?))
}

async fn get(
    By(actor): By,
    State(web): State<Web>,
    At(id): At<BrandId>,
) -> Answer<Json<BrandView>> {
    Ok(Json(brands::get(&web.app, &actor, id).await?))
}

async fn create(
    By(actor): By,
    State(web): State<Web>,
    Body(new): Body<NewBrand>,
) -> Answer<impl IntoResponse> {
    let new = brands::NewBrand {
        parent: new.parent.map(BrandId),
        name: new.name,
        slug: new.slug,
        owner: new.owner.map(PersonId),
        lang: new.lang,
        zone: new.zone,
    };
    let id = brands::add(&web.app, &actor, new).await?;
    Ok((StatusCode::CREATED, Json(brands::get(&web.app, &actor, id).await?)))
}

async fn change(
    By(actor): By,
    State(web): State<Web>,
    At(id): At<BrandId>,
    Body(wish): Body<BrandChange>,
) -> Answer<Json<BrandView>> {
    let wish = brands::BrandChange {
        name: wish.name,
        owner: wish.owner.map(PersonId),
        lang: wish.lang,
        zone: wish.zone,
    };
    brands::change(&web.app, &actor, id, wish).await?;
    Ok(Json(brands::get(&web.app, &actor, id).await?))
}

async fn archive(
    By(actor): By,
    State(web): State<Web>,
    At(id): At<BrandId>,
    Body(wish): Body<Archived>,
) -> Answer<StatusCode> {
    brands::archive(&web.app, &actor, id, wish.archived).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn new_form_token(
    By(actor): By,
    State(web): State<Web>,
    At(id): At<BrandId>,
) -> Answer<Json<FormToken>> {
    let form_token = brands::new_form_token(&web.app, &actor, id).await?;
    Ok(Json(FormToken { form_token }))
}

async fn add_source(
    By(actor): By,
    State(web): State<Web>,
    At(id): At<BrandId>,
    Body(new): Body<NewSource>,
) -> Answer<impl IntoResponse> {
    let id = brands::add_source(&web.app, &actor, id, &new.name, new.kind).await?;
    Ok((StatusCode::CREATED, Json(Made { id: id.0 })))
}

async fn workers(
    By(actor): By,
    State(web): State<Web>,
    At(id): At<BrandId>,
) -> Answer<impl IntoResponse> {
    Ok(items(people::workers(&web.app, &actor, id).await?))
}
