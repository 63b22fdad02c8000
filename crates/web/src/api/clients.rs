//! Clients: the card of one, and what is said of two that may be one person.

use super::ask::{Answer, At, Body, By};
use super::route::{Op, Routes};
use super::shape::{ClientCard, Made};
use crate::Web;
use app::clients;
use app::domain::{ClientId, ClientMergeId};
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use serde::Deserialize;
use utoipa::ToSchema;

pub(super) fn add(routes: Routes) -> Routes {
    routes
        .add(
            Op::get(
                "/clients/{client}",
                "get_client",
                "The card of a client; one that was merged leads to who he is",
            )
            .gives::<ClientCard>(),
            get,
        )
        .add(
            Op::post(
                "/clients/{client}/merges",
                "merge_clients",
                "Says that another client is the same person; his cases are found here from now on",
            )
            .takes::<Same>()
            .gives::<Made>(),
            merge,
        )
        .add(
            Op::delete(
                "/clients/{client}/merges/{merge}",
                "undo_merge",
                "Takes a merge back; everything is as it was before",
            )
            .gives_nothing(),
            undo,
        )
        .add(
            Op::put(
                "/clients/{client}/apart",
                "set_clients_apart",
                "Says that another client is somebody else: it is not suggested again",
            )
            .takes::<Apart>()
            .gives_nothing(),
            apart,
        )
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Same {
    #[schema(value_type = Uuid)]
    client: ClientId,
    /// How it is known; needed where both have nothing in common.
    #[serde(default)]
    #[schema(required = false)]
    note: String,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Apart {
    #[schema(value_type = Uuid)]
    client: ClientId,
}

async fn get(
    By(actor): By,
    State(web): State<Web>,
    At(id): At<ClientId>,
) -> Answer<impl IntoResponse> {
    Ok(Json(clients::card(&web.app, &actor, id).await?))
}

async fn merge(
    By(actor): By,
    State(web): State<Web>,
    At(id): At<ClientId>,
    Body(same): Body<Same>,
) -> Answer<Json<Made>> {
    let merge = clients::merge(&web.app, &actor, id, same.client, &same.note).await?;
    Ok(Json(Made { id: merge.0 }))
}

async fn undo(
    By(actor): By,
    State(web): State<Web>,
    At((id, merge)): At<(ClientId, ClientMergeId)>,
) -> Answer<StatusCode> {
    clients::undo(&web.app, &actor, id, merge).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn apart(
    By(actor): By,
    State(web): State<Web>,
    At(id): At<ClientId>,
    Body(apart): Body<Apart>,
) -> Answer<StatusCode> {
    clients::apart(&web.app, &actor, id, apart.client).await?;
    Ok(StatusCode::NO_CONTENT)
}
