//! Colleagues as others see them: names, and who may work where.

use crate::{Action, Actor, App, AppError, Result};
use domain::{BrandId, PersonId};
use serde::Serialize;
use std::collections::BTreeMap;
use store::person as rows;

#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Colleague {
    pub id: PersonId,
    pub name: String,
}

/// What everybody is called, also those who left. Names of colleagues are no secret of the house.
pub async fn names(app: &App) -> Result<BTreeMap<PersonId, String>> {
    Ok(rows::names(&app.db).await?.into_iter().collect())
}

/// Who may work on cases of this brand, by name: to give a case to, or to put in charge.
pub async fn workers(app: &App, actor: &Actor, brand: BrandId) -> Result<Vec<Colleague>> {
    actor.require_sight(Action::ReadCases, brand, "brand")?;
    let grants = rows::all_grants(&app.db).await?;
    let tree = store::brand::tree(&app.db).await?;
    let people = rows::all(&app.db).await?.into_iter().filter(|p| p.active);
    Ok(people
        .filter(|p| {
            let own = grants.get(&p.id).map(Vec::as_slice).unwrap_or_default();
            Actor::person(p.id, String::new(), String::new(), own, &tree)
                .may(Action::WorkCases, brand)
        })
        .map(|p| Colleague { id: p.id, name: p.name })
        .collect())
}

/// Refuses somebody who left or may not work on cases of this brand.
pub async fn require_worker(app: &App, person: PersonId, brand: BrandId) -> Result<()> {
    let refused = || AppError::invalid("owner", "owner-cannot-work");
    let row = rows::by_id(&app.db, person).await?.filter(|p| p.active).ok_or_else(refused)?;
    let actor = super::actor_of(app, &row).await?;
    if actor.may(Action::WorkCases, brand) { Ok(()) } else { Err(refused()) }
}
