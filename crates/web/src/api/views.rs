//! Saved views: a name for a set of filters.

use super::ask::{Answer, At, Body, By, Pairs, wrong_word};
use super::fault::Fault;
use super::route::{Op, Routes, items};
use super::shape::{Made, View};
use crate::Web;
use app::domain::ViewId;
use app::views::{self, ViewPage};
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use serde::Deserialize;
use utoipa::ToSchema;

pub(super) fn add(routes: Routes) -> Routes {
    routes
        .add(
            Op::get("/views", "list_views", "One's own views and those that others share")
                .query("page", "`mentions` (unless told) or `cases`")
                .lists::<View>(),
            list,
        )
        .add(
            Op::post("/views", "save_view", "Keeps a view").takes::<NewView>().creates::<Made>(),
            save,
        )
        .add(
            Op::put("/views/{view}", "change_view", "Another name, other filters, shared or not")
                .takes::<NewView>()
                .gives_nothing(),
            change,
        )
        .add(Op::delete("/views/{view}", "remove_view", "Forgets it").gives_nothing(), remove)
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewView {
    /// `mentions` or `cases`.
    page: String,
    name: String,
    /// The filters as the query of the list.
    query: String,
    #[serde(default)]
    shared: bool,
}

impl TryFrom<NewView> for views::NewView {
    type Error = Fault;

    fn try_from(new: NewView) -> Answer<Self> {
        let NewView { page, name, query, shared } = new;
        let page: ViewPage = page.parse().map_err(|()| wrong_word("page", &page))?;
        Ok(views::NewView { page, name, query, shared })
    }
}

async fn list(By(actor): By, State(web): State<Web>, pairs: Pairs) -> Answer<impl IntoResponse> {
    let page = pairs.read::<ViewPage>("page")?.unwrap_or(ViewPage::Mentions);
    Ok(items(views::list(&web.app, &actor, page).await?))
}

async fn save(
    By(actor): By,
    State(web): State<Web>,
    Body(new): Body<NewView>,
) -> Answer<impl IntoResponse> {
    let id = views::save(&web.app, &actor, new.try_into()?).await?;
    Ok((StatusCode::CREATED, Json(Made { id: id.0 })))
}

async fn change(
    By(actor): By,
    State(web): State<Web>,
    At(id): At<ViewId>,
    Body(new): Body<NewView>,
) -> Answer<StatusCode> {
    views::change(&web.app, &actor, id, new.try_into()?).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn remove(By(actor): By, State(web): State<Web>, At(id): At<ViewId>) -> Answer<StatusCode> {
    views::remove(&web.app, &actor, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
