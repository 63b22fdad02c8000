//! "The same person", "not the same", and taking it back: decided by somebody who works on the cases
//! of both, with the evidence kept beside it. The journals of the cases are not touched.

use super::card::Evidence;
use super::family::Family;
use super::suggest::evidence;
use crate::names::Names;
use crate::{Action, Actor, App, AppError, Result};
use domain::{ClientId, ClientMergeId};
use store::merge::{self, Merge};

/// The longest reason, in characters.
const MOST_NOTE: usize = 500;

/// Says that `other` is the same person as `client`, under whom both are found from now on. Where
/// nothing is shared it takes a reason: he said so himself, on the phone.
pub async fn merge(
    app: &App,
    actor: &Actor,
    client: ClientId,
    other: ClientId,
    note: &str,
) -> Result<ClientMergeId> {
    let (one, two) = both(app, actor, client, other).await?;
    // The button pressed twice, or by two at once.
    if one.all == two.all
        && let Some(last) = store::merge::of(&app.db, &one.all).await?.last()
    {
        return Ok(last.id);
    }
    let (one, two) = two_persons(one, two)?;
    let names = Names::load(app).await?;
    let shared = evidence(app, &one, &two, &names).await?;
    let note: String = note.trim().chars().take(MOST_NOTE).collect();
    if shared.is_empty() && note.is_empty() {
        return Err(AppError::invalid("note", "client-no-evidence"));
    }
    let kinds: Vec<&str> = shared.iter().map(|c| c.kind.code()).collect();
    let detail = format!("{} → {} {}", two.all[0], one.all[0], kinds.join(", "));
    let evidence = serde_json::to_string(&Evidence { shared, note }).unwrap_or_default();
    let merge = Merge {
        id: ClientMergeId(app.uuid()),
        from: two.all[0],
        into: one.all[0],
        evidence,
        by: actor.person_id(),
        at: app.now(),
        undone: false,
    };
    let mut tx = app.db.begin().await?;
    merge::lock_families(&mut tx, &[&one.all, &two.all]).await?;
    merge::add(&mut tx, &merge).await?;
    let object = format!("client:{}", merge.into);
    let by = actor.person_id();
    store::audit::write(&mut tx, merge.at, by, "clients-merged", &object, detail.trim()).await?;
    tx.commit().await?;
    one.announce(app);
    two.announce(app);
    Ok(merge.id)
}

/// The client of a case, by the number that people say to each other.
pub async fn of_case(app: &App, actor: &Actor, number: i64) -> Result<ClientId> {
    let row = store::case::by_number(&app.db, number).await?;
    let seen = row.filter(|c| actor.may(Action::ReadCases, c.brand));
    let missing = || AppError::invalid_with("number", "no-such-case", number);
    seen.map(|c| c.client).ok_or_else(missing)
}

/// Takes a merge back: everything is again as it was before it. The client who is free again.
pub async fn undo(
    app: &App,
    actor: &Actor,
    client: ClientId,
    id: ClientMergeId,
) -> Result<ClientId> {
    let family = Family::visible(app, actor, client).await?;
    let his = |m: &Merge| family.all.contains(&m.from) || family.all.contains(&m.into);
    let found = merge::get(&app.db, id).await?.filter(his);
    let found = found.ok_or(AppError::NotFound("merge"))?;
    family.require_his(actor)?;
    if found.undone {
        return Ok(found.from);
    }
    let now = app.now();
    let mut tx = app.db.begin().await?;
    merge::lock_families(&mut tx, &[&family.all]).await?;
    merge::undo(&mut tx, &found, actor.person_id(), now).await?;
    let object = format!("client:{}", found.into);
    let detail = format!("{} ↛ {}", found.from, found.into);
    store::audit::write(&mut tx, now, actor.person_id(), "clients-parted", &object, &detail)
        .await?;
    tx.commit().await?;
    family.announce(app);
    Ok(found.from)
}

/// Says that these are two persons: it is not suggested again.
pub async fn apart(app: &App, actor: &Actor, client: ClientId, other: ClientId) -> Result<()> {
    let (one, two) = both(app, actor, client, other).await?;
    let (one, two) = two_persons(one, two)?;
    let (by, now) = (actor.person_id(), app.now());
    let mut tx = app.db.begin().await?;
    merge::set_apart(&mut tx, (one.all[0], two.all[0]), by, now).await?;
    let object = format!("client:{}", one.all[0]);
    let detail = format!("{} ≠ {}", two.all[0], one.all[0]);
    store::audit::write(&mut tx, now, by, "clients-apart", &object, &detail).await?;
    tx.commit().await?;
    Ok(())
}

/// Two clients, if he may work on all cases of both.
async fn both(
    app: &App,
    actor: &Actor,
    client: ClientId,
    other: ClientId,
) -> Result<(Family, Family)> {
    let one = Family::visible(app, actor, client).await?;
    let two = Family::visible(app, actor, other).await?;
    one.require_his(actor)?;
    two.require_his(actor)?;
    Ok((one, two))
}

fn two_persons(one: Family, two: Family) -> Result<(Family, Family)> {
    match one.all == two.all {
        true => Err(AppError::invalid("client", "client-same-already")),
        false => Ok((one, two)),
    }
}
