//! What touches two cases at once: linked, merged, split. Both change, or neither does.

use super::act::visible;
use super::carry_out::{TRIES, announce, append_one, carry_out_both, load};
use super::open::{Opening, open_in};
use crate::{Action, Actor, App, AppError, Result};
use domain::case::{Command, Relation, State};
use domain::{CaseId, MentionId, PromiseId};
use store::StoreError;

/// Links two cases, each with the other.
pub async fn link(
    app: &App,
    actor: &Actor,
    case: CaseId,
    other: i64,
    relation: Relation,
) -> Result<()> {
    let (one, two, other) = both(app, actor, case, other).await?;
    let back = (one.number, case);
    let first = Command::Link { case: other, number: two.number, relation };
    let second = move |_: &State| Command::Link { case: back.1, number: back.0, relation };
    carry_out_both(app, &actor.doer(one.brand), (case, first), (other, second)).await?;
    Ok(())
}

pub async fn unlink(app: &App, actor: &Actor, case: CaseId, other: CaseId) -> Result<()> {
    let state = visible(app, actor, case).await?;
    let number = visible(app, actor, other).await?.number;
    let (_, _, other) = both(app, actor, case, number).await?;
    let second = move |_: &State| Command::Unlink { case };
    let first = (case, Command::Unlink { case: other });
    carry_out_both(app, &actor.doer(state.brand), first, (other, second)).await?;
    Ok(())
}

/// Merges a case into another one: what was said and what is promised goes along.
pub async fn merge(app: &App, actor: &Actor, case: CaseId, into: i64) -> Result<CaseId> {
    let (one, two, target) = both(app, actor, case, into).await?;
    let absorb = move |s: &State| Command::Absorb {
        case,
        number: s.number,
        mentions: s.mentions.clone(),
        promises: s.carried(|_| PromiseId(app.uuid())),
        demand: s.demand.clone(),
    };
    let first = (case, Command::MergeInto { case: target, number: two.number });
    carry_out_both(app, &actor.doer(one.brand), first, (target, absorb)).await?;
    Ok(target)
}

/// Makes some messages a case of their own; its number.
pub async fn split(
    app: &App,
    actor: &Actor,
    case: CaseId,
    mentions: Vec<MentionId>,
) -> Result<(CaseId, i64)> {
    let state = visible(app, actor, case).await?;
    actor.require(Action::WorkCases, state.brand)?;
    let first = *mentions.first().ok_or(AppError::invalid("mentions", "empty"))?;
    let mention =
        store::mention::get(&app.db, first).await?.ok_or(AppError::NotFound("mention"))?;
    let regulation = crate::regulation::in_force(app).await?;
    let doer = actor.doer(state.brand);
    for _ in 0..TRIES {
        let before = load(app, case).await?;
        let mut tx = app.db.begin().await?;
        let opening = Opening {
            by: actor.by(),
            client: Some(before.client),
            owner: before.owner,
            due: None,
            regulation: regulation.clone(),
        };
        let number = before.number;
        let (new, mut opened) = open_in(app, &mut tx, &mention, opening).await?;
        let off =
            Command::SplitOff { case: new, number: opened.number, mentions: mentions.clone() };
        let left = match append_one(app, &mut tx, case, before, &doer, off).await {
            Err(AppError::Conflict) => continue,
            other => other?,
        };
        let rest = mentions.iter().skip(1).map(|m| (*m, false));
        for (mention, public) in rest {
            let attach = Command::AttachMention { mention, public };
            opened = append_one(app, &mut tx, new, opened, &doer, attach).await?;
        }
        let noted = Command::NoteSplit { case, number };
        let opened = append_one(app, &mut tx, new, opened, &doer, noted).await?;
        match tx.commit().await {
            Err(StoreError::Conflict) => continue,
            other => other?,
        }
        announce(app, case, &left);
        announce(app, new, &opened);
        return Ok((new, opened.number));
    }
    Err(AppError::Conflict)
}

/// Both cases, if this person may work on both; and the id of the second.
async fn both(
    app: &App,
    actor: &Actor,
    case: CaseId,
    number: i64,
) -> Result<(State, State, CaseId)> {
    let other = super::by_number(app, actor, number)
        .await
        .map_err(|_| AppError::invalid_with("number", "no-such-case", number))?;
    if other == case {
        return Err(AppError::invalid_with("number", "same-case", number));
    }
    let (one, two) = (visible(app, actor, case).await?, visible(app, actor, other).await?);
    actor.require(Action::WorkCases, one.brand)?;
    actor.require(Action::WorkCases, two.brand)?;
    Ok((one, two, other))
}
