//! Marking mentions as looked at, one or many.

use crate::{Action, Actor, App, AppError, Live, Result, Topic};
use domain::{BrandId, MentionId};
use std::collections::BTreeSet;

/// As many as a page can show and tick.
const MOST_AT_ONCE: usize = 500;

/// Whether it was new.
pub async fn mark_seen(app: &App, actor: &Actor, id: MentionId) -> Result<bool> {
    Ok(mark_seen_many(app, actor, &[id]).await? > 0)
}

/// All of them or none: one that the actor may not see is "not found", one that he may only read is
/// "forbidden". Returns how many were new.
pub async fn mark_seen_many(app: &App, actor: &Actor, ids: &[MentionId]) -> Result<u64> {
    let ids: Vec<MentionId> = ids.iter().copied().collect::<BTreeSet<_>>().into_iter().collect();
    if ids.len() > MOST_AT_ONCE {
        return Err(AppError::invalid_with("mention", "too-many-at-once", MOST_AT_ONCE));
    }
    let found = store::mention::get_many(&app.db, &ids).await?;
    let readable = |b: BrandId| actor.may(Action::ReadMentions, b);
    if found.len() < ids.len() || found.iter().any(|m| !readable(m.brand)) {
        return Err(AppError::NotFound("mention"));
    }
    for mention in &found {
        actor.require(Action::TriageMentions, mention.brand)?;
    }
    let mut tx = app.db.begin().await?;
    let marked = store::mention::mark_seen(&mut tx, &ids).await?;
    tx.commit().await?;
    let brands: BTreeSet<BrandId> = found.iter().map(|m| m.brand).collect();
    for brand in brands {
        app.tell(Live { brand, topic: Topic::Mentions });
    }
    Ok(marked)
}
