//! One's own tokens. The secret of a new one is shown once.

use super::ask::{Answer, At, Body, By};
use super::route::{Op, Routes, items};
use super::shape::{NewToken, Token};
use crate::Web;
use app::domain::TokenId;
use app::tokens;
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use serde::Deserialize;
use utoipa::ToSchema;

pub(super) fn add(routes: Routes) -> Routes {
    routes
        .add(
            Op::get("/tokens", "list_tokens", "One's own tokens, newest first").lists::<Token>(),
            list,
        )
        .add(
            Op::post("/tokens", "create_token", "A new token")
                .takes::<TokenName>()
                .creates::<NewToken>(),
            create,
        )
        .add(Op::delete("/tokens/{token}", "revoke_token", "Ends a token").gives_nothing(), revoke)
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct TokenName {
    name: String,
}

async fn list(By(actor): By, State(web): State<Web>) -> Answer<impl IntoResponse> {
    Ok(items(tokens::list(&web.app, &actor).await?))
}

async fn create(
    By(actor): By,
    State(web): State<Web>,
    Body(new): Body<TokenName>,
) -> Answer<impl IntoResponse> {
    let token = tokens::create(&web.app, &actor, &new.name).await?;
    Ok((StatusCode::CREATED, Json(token)))
}

async fn revoke(By(actor): By, State(web): State<Web>, At(id): At<TokenId>) -> Answer<StatusCode> {
    tokens::revoke(&web.app, &actor, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
