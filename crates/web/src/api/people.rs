//! Colleagues: who there is and what they were granted.

use super::ask::{Answer, At, Body, By};
use super::route::{Op, Routes, items};
use super::shape::{Grant, Person};
use crate::Web;
use app::domain::{self, BrandId, PersonId};
use app::people::{self, PersonView};
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use serde::Deserialize;
use utoipa::ToSchema;

pub(super) fn add(routes: Routes) -> Routes {
    routes
        .add(
            Op::get("/people", "list_people", "Everybody, also those who left").lists::<Person>(),
            list,
        )
        .add(
            Op::post("/people", "add_person", "A new colleague")
                .takes::<NewPerson>()
                .creates::<Person>(),
            create,
        )
        .add(Op::get("/people/{person}", "get_person", "One colleague").gives::<Person>(), get)
        .add(
            Op::put(
                "/people/{person}",
                "change_person",
                "The name and the address with which he signs in",
            )
            .takes::<PersonChange>()
            .gives::<Person>(),
            change,
        )
        .add(
            Op::put("/people/{person}/grants", "set_grants", "Replaces everything he was granted")
                .takes::<Grants>()
                .gives::<Person>(),
            grants,
        )
        .add(
            Op::put("/people/{person}/active", "set_active", "Lets him go or come back")
                .takes::<Active>()
                .gives::<Person>(),
            active,
        )
        .add(
            Op::put(
                "/people/{person}/password",
                "set_password",
                "A new password; his sessions end",
            )
            .takes::<NewPassword>()
            .gives_nothing(),
            password,
        )
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewPerson {
    email: String,
    name: String,
    password: String,
    lang: String,
    zone: String,
    #[serde(default)]
    grants: Vec<Grant>,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct PersonChange {
    name: String,
    email: String,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Grants {
    grants: Vec<Grant>,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Active {
    active: bool,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewPassword {
    password: String,
}

fn granted(grants: Vec<Grant>) -> Vec<domain::Grant> {
    grants
        .into_iter()
        .map(|g| domain::Grant { role: g.role, brand: g.brand.map(BrandId) })
        .collect()
}

async fn list(By(actor): By, State(web): State<Web>) -> Answer<impl IntoResponse> {
    Ok(items(people::list(&web.app, &actor).await?))
}

async fn get(
    By(actor): By,
    State(web): State<Web>,
    At(id): At<PersonId>,
) -> Answer<Json<PersonView>> {
    Ok(Json(people::get(&web.app, &actor, id).await?))
}

async fn create(
    By(actor): By,
    State(web): State<Web>,
    Body(new): Body<NewPerson>,
) -> Answer<impl IntoResponse> {
    let NewPerson { email, name, password, lang, zone, grants } = new;
    let person = people::NewPerson { email, name, password, lang, zone };
    let id = people::add(&web.app, &actor, person, granted(grants)).await?;
    Ok((StatusCode::CREATED, Json(people::get(&web.app, &actor, id).await?)))
}

async fn change(
    By(actor): By,
    State(web): State<Web>,
    At(id): At<PersonId>,
    Body(wish): Body<PersonChange>,
) -> Answer<Json<PersonView>> {
    people::change(&web.app, &actor, id, &wish.name, &wish.email).await?;
    Ok(Json(people::get(&web.app, &actor, id).await?))
}

async fn grants(
    By(actor): By,
    State(web): State<Web>,
    At(id): At<PersonId>,
    Body(wish): Body<Grants>,
) -> Answer<Json<PersonView>> {
    people::set_grants(&web.app, &actor, id, granted(wish.grants)).await?;
    Ok(Json(people::get(&web.app, &actor, id).await?))
}

async fn active(
    By(actor): By,
    State(web): State<Web>,
    At(id): At<PersonId>,
    Body(wish): Body<Active>,
) -> Answer<Json<PersonView>> {
    people::set_active(&web.app, &actor, id, wish.active).await?;
    Ok(Json(people::get(&web.app, &actor, id).await?))
}

async fn password(
    By(actor): By,
    State(web): State<Web>,
    At(id): At<PersonId>,
    Body(wish): Body<NewPassword>,
) -> Answer<StatusCode> {
    people::set_password(&web.app, &actor, id, None, &wish.password, None).await?;
    Ok(StatusCode::NO_CONTENT)
}
