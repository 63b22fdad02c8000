//! Cases: listed, read whole, worked on through one door, with their clients and files. In paths a
//! case is named by its number or its id.

use super::ask::{Answer, At, Body, By, CaseName, Files, Pairs, wrong_word};
use super::route::{Op, Routes};
use super::shape::{self, CaseDetail, Cases};
use crate::Web;
use app::attachments::{AddedAs, MOST_BYTES, MOST_FILES, add_evidence};
use app::brands::{self, BrandView};
use app::cases::{self, Act, ListQuery};
use app::domain::inquiry::EvidenceKind;
use app::domain::{AttachmentId, BrandId, PersonId};
use app::store::case::{Order, Owner};
use app::{Actor, AppError};
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

pub(super) fn add(routes: Routes) -> Routes {
    let list_op = filtered(Op::get("/cases", "list_cases", "Cases"))
        .query("after", "`next` of the page before")
        .number("limit", "1–200; 50");
    routes
        .add(list_op.gives::<Cases>(), list)
        .add(
            Op::get("/cases/{case}", "get_case", "A case with everything that happened")
                .gives::<CaseDetail>(),
            get,
        )
        .add(
            Op::post(
                "/cases/{case}/actions",
                "act_on_case",
                "Does one thing to a case; answers with the case after it",
            )
            .takes::<shape::Act>()
            .gives::<CaseDetail>(),
            act,
        )
        .add(
            Op::put("/cases/{case}/contact", "set_contact", "How to reach its client")
                .takes::<Contact>()
                .gives_nothing(),
            contact,
        )
        .add(
            Op::post(
                "/cases/{case}/evidence",
                "add_evidence",
                "Adds files, each with its hash in the journal",
            )
            .query(
                "kind",
                "`document` (if left out), `recording`, `screenshot`, `photo`, `statement`; \
                 `receipt`: a proof that he is a client, its QR code is read and checked",
            )
            .takes_files(&[], "files", MOST_BYTES * MOST_FILES + (1 << 20))
            .gives::<Added>(),
            evidence,
        )
        .add(
            Op::get("/files/{file}", "get_file", "A file beside a case or a mention")
                .gives_file("application/octet-stream"),
            file,
        )
}

pub(super) fn filtered(op: Op) -> Op {
    op.query("q", "Words, in any of their forms")
        .query("brand", "Slugs or ids; a brand stands for its branches too")
        .query("stage", "Stages")
        .query("owner", "`me`, `none` or an id")
        .query("open", "`true` or `false`")
        .query("late", "`true`: with a broken promise")
        .query("undelivered", "`true`: with a reply that did not arrive or may not have")
        .query("order", "`due` (what is due soonest first) or `newest`")
}

/// What the query asks for. A word that means nothing is refused: passed over, it would show more.
pub(super) async fn asked(web: &Web, actor: &Actor, pairs: &Pairs) -> Answer<ListQuery> {
    let owner = match pairs.get("owner") {
        None => Owner::Any,
        Some("none") => Owner::Nobody,
        Some("me") => Owner::Is(actor.person_id().ok_or(AppError::SignedOut)?),
        Some(_) => pairs.read::<PersonId>("owner")?.map_or(Owner::Any, Owner::Is),
    };
    let order = match pairs.get("order") {
        None | Some("due") => Order::Due,
        Some("newest") => Order::Newest,
        Some(word) => return Err(wrong_word("order", word)),
    };
    Ok(ListQuery {
        text: pairs.text("q").chars().take(300).collect(),
        brands: brands(web, actor, pairs.all("brand")?).await?,
        stages: pairs.all("stage")?,
        owner,
        open: pairs.read("open")?,
        late: pairs.read("late")?.unwrap_or(false),
        undelivered: pairs.read("undelivered")?.unwrap_or(false),
        order,
        after: pairs.get("after").map(str::to_owned),
        limit: pairs.limit()?,
    })
}

async fn brands(web: &Web, actor: &Actor, names: Vec<String>) -> Answer<Vec<BrandId>> {
    if names.is_empty() {
        return Ok(vec![]);
    }
    let all = brands::list(&web.app, actor).await?;
    let mut found: Vec<BrandId> = vec![];
    for name in names {
        let named = |b: &&BrandView| b.slug == name || b.id.to_string() == name;
        found.push(all.iter().find(named).ok_or_else(|| wrong_word("brand", &name))?.id);
    }
    // Branches follow their brand in the list.
    for brand in &all {
        if brand.parent.is_some_and(|p| found.contains(&p)) && !found.contains(&brand.id) {
            found.push(brand.id);
        }
    }
    Ok(found)
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Contact {
    name: String,
    email: String,
    phone: String,
}

#[derive(Serialize, ToSchema)]
struct Added {
    added: usize,
}

async fn list(By(actor): By, State(web): State<Web>, pairs: Pairs) -> Answer<impl IntoResponse> {
    let query = asked(&web, &actor, &pairs).await?;
    Ok(Json(cases::list(&web.app, &actor, &query).await?))
}

async fn get(
    By(actor): By,
    State(web): State<Web>,
    At(name): At<CaseName>,
) -> Answer<Json<CaseDetail>> {
    let case = name.find(&web, &actor).await?;
    Ok(Json(cases::view(&web.app, &actor, case).await?.into()))
}

async fn act(
    By(actor): By,
    State(web): State<Web>,
    At(name): At<CaseName>,
    Body(act): Body<Act>,
) -> Answer<Json<CaseDetail>> {
    let case = name.find(&web, &actor).await?;
    cases::act(&web.app, &actor, case, act).await?;
    Ok(Json(cases::view(&web.app, &actor, case).await?.into()))
}

async fn contact(
    By(actor): By,
    State(web): State<Web>,
    At(name): At<CaseName>,
    Body(c): Body<Contact>,
) -> Answer<StatusCode> {
    let case = name.find(&web, &actor).await?;
    cases::contact(&web.app, &actor, case, &c.name, &c.email, &c.phone).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn evidence(
    By(actor): By,
    State(web): State<Web>,
    At(name): At<CaseName>,
    pairs: Pairs,
    files: Files,
) -> Answer<Json<Added>> {
    let case = name.find(&web, &actor).await?;
    let kind = pairs.read("kind")?.unwrap_or(AddedAs::Evidence(EvidenceKind::Document));
    let uploads = files.uploads().await?;
    let added = match kind {
        AddedAs::Evidence(kind) => add_evidence(&web.app, &actor, case, kind, uploads).await?,
        AddedAs::Receipt => cases::add_receipts(&web.app, &actor, case, uploads).await?.len(),
    };
    Ok(Json(Added { added }))
}

async fn file(By(actor): By, State(web): State<Web>, At(id): At<AttachmentId>) -> Answer<Response> {
    let (file, path) = app::attachments::open(&web.app, &actor, id).await?;
    Ok(crate::pages::send_file(&file.name, &file.mime, &path).await?)
}
