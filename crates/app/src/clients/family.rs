//! A client with all those who are the same person, and how much of them somebody may see.

use crate::{Action, Actor, App, AppError, Result};
use domain::{BrandId, ClientId};
use store::case::Case;
use store::merge;

/// What is known of a client as far as this person may see it.
pub(super) struct Family {
    /// Everyone; first the one into whom the others were merged.
    pub all: Vec<ClientId>,
    /// Those with a case that he may see. What stands in other brands is not told.
    pub seen: Vec<ClientId>,
    /// The cases that he may see, newest first.
    pub cases: Vec<Case>,
    /// The brands of all of their cases.
    brands: Vec<BrandId>,
}

impl Family {
    pub async fn load(app: &App, actor: &Actor, client: ClientId) -> Result<Self> {
        let all = merge::family(&app.db, client).await?;
        let mut cases = store::case::of_clients(&app.db, &all).await?;
        let brands = cases.iter().map(|c| c.brand).collect();
        cases.retain(|c| actor.may(Action::ReadCases, c.brand));
        let seen = |id: &ClientId| cases.iter().any(|c| c.client == *id);
        Ok(Family { seen: all.iter().copied().filter(seen).collect(), all, cases, brands })
    }

    /// A client of whom he may see nothing does not exist for him.
    pub async fn visible(app: &App, actor: &Actor, client: ClientId) -> Result<Self> {
        let family = Self::load(app, actor, client).await?;
        if family.seen.is_empty() { Err(AppError::NotFound("client")) } else { Ok(family) }
    }

    /// The one under whose id the card is found.
    pub fn head(&self) -> Option<ClientId> {
        self.seen.first().copied()
    }

    /// Whether he may work on every case there is, also where he cannot see it.
    pub fn is_his(&self, actor: &Actor) -> bool {
        self.brands.iter().all(|brand| actor.may(Action::WorkCases, *brand))
    }

    pub fn require_his(&self, actor: &Actor) -> Result<()> {
        if self.is_his(actor) { Ok(()) } else { Err(AppError::Forbidden(Action::WorkCases)) }
    }

    /// Tells the open pages of his cases.
    pub fn announce(&self, app: &App) {
        for case in &self.cases {
            app.tell(crate::Live { brand: case.brand, topic: crate::Topic::Case(case.id) });
        }
    }
}
