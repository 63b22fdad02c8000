//! One mention with everything known about it.

use super::beside::{MentionItem, Surroundings};
use crate::{Action, Actor, App, AppError, Result};
use domain::MentionId;
use serde::Serialize;

#[derive(Clone, Debug, Serialize)]
pub struct MentionPage {
    pub mention: MentionItem,
    /// Whether the reader may mark it as looked at.
    pub may_triage: bool,
    /// Whether the reader may open a case from it; it has none yet.
    pub may_open_case: bool,
}

/// Looking changes nothing: `mark_seen` does.
pub async fn get(app: &App, actor: &Actor, id: MentionId) -> Result<MentionPage> {
    let found = store::mention::get(&app.db, id).await?.ok_or(AppError::NotFound("mention"))?;
    actor.require_sight(Action::ReadMentions, found.brand, "mention")?;
    let (brand, free) = (found.brand, found.case.is_none());
    let beside = Surroundings::load(app, actor, std::slice::from_ref(&found)).await?;
    Ok(MentionPage {
        mention: beside.with_whole_texts().item(found, &[]),
        may_triage: actor.may(Action::TriageMentions, brand),
        may_open_case: free && actor.may(Action::WorkCases, brand),
    })
}
