//! Who acts, and over which brands. Built once for each request from grants and the brand tree.

use crate::cases::carry_out::Doer;
use crate::{Action, AppError, Result};
use domain::case::By;
use domain::{BrandId, Grant, PersonId, Role};
use std::collections::{BTreeMap, BTreeSet};

#[derive(Clone, Debug)]
pub struct Actor {
    pub who: Who,
    pub name: String,
    pub email: String,
    pub lang: String,
    pub zone: String,
    pub theme: String,
    /// Roles that hold for every brand, also for brands still to come.
    everywhere: BTreeSet<Role>,
    roles: BTreeMap<BrandId, BTreeSet<Role>>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Who {
    Person(PersonId),
    /// At the command line of the machine itself: may do everything.
    Operator,
}

/// The brands that a list may show.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Scope {
    All,
    Only(Vec<BrandId>),
}

impl Actor {
    /// `tree`: every brand with its parent. A grant for a brand holds for its branches too.
    pub fn person(
        id: PersonId,
        name: String,
        email: String,
        grants: &[Grant],
        tree: &[(BrandId, Option<BrandId>)],
    ) -> Self {
        let mut actor = Actor { who: Who::Person(id), name, email, ..Self::operator() };
        actor.everywhere = grants.iter().filter(|g| g.brand.is_none()).map(|g| g.role).collect();
        for (brand, _) in tree {
            let line = ancestry(*brand, tree);
            let roles: BTreeSet<Role> = grants
                .iter()
                .filter(|g| g.brand.is_some_and(|b| line.contains(&b)))
                .map(|g| g.role)
                .collect();
            if !roles.is_empty() {
                actor.roles.insert(*brand, roles);
            }
        }
        actor
    }

    pub fn operator() -> Self {
        Actor {
            who: Who::Operator,
            name: "redress".into(),
            email: String::new(),
            lang: "en".into(),
            zone: "UTC".into(),
            theme: "auto".into(),
            everywhere: BTreeSet::from([Role::Owner]),
            roles: BTreeMap::new(),
        }
    }

    pub fn may(&self, action: Action, brand: BrandId) -> bool {
        let here = self.roles.get(&brand).into_iter().flatten();
        here.chain(&self.everywhere).any(|role| action.allowed_to(*role))
    }

    /// For what belongs to no brand: people, the regulation, new brands.
    pub fn may_everywhere(&self, action: Action) -> bool {
        self.everywhere.iter().any(|role| action.allowed_to(*role))
    }

    /// Whether there is any brand for which he may do this.
    pub fn may_somewhere(&self, action: Action) -> bool {
        self.may_everywhere(action) || self.scope(action) != Scope::Only(vec![])
    }

    pub fn require(&self, action: Action, brand: BrandId) -> Result<()> {
        if self.may(action, brand) { Ok(()) } else { Err(AppError::Forbidden(action)) }
    }

    pub fn require_everywhere(&self, action: Action) -> Result<()> {
        if self.may_everywhere(action) { Ok(()) } else { Err(AppError::Forbidden(action)) }
    }

    /// What he may not read does not exist for him.
    pub fn require_sight(&self, action: Action, brand: BrandId, what: &'static str) -> Result<()> {
        if self.may(action, brand) { Ok(()) } else { Err(AppError::NotFound(what)) }
    }

    pub fn scope(&self, action: Action) -> Scope {
        if self.may_everywhere(action) {
            return Scope::All;
        }
        let allowed = |roles: &BTreeSet<Role>| roles.iter().any(|r| action.allowed_to(*r));
        Scope::Only(self.roles.iter().filter(|(_, r)| allowed(r)).map(|(b, _)| *b).collect())
    }

    /// The highest of his roles for a brand: what the regulation's gates ask for.
    pub fn role(&self, brand: BrandId) -> Option<Role> {
        let here = self.roles.get(&brand).into_iter().flatten();
        // Roles are listed from the highest down.
        here.chain(&self.everywhere).min().copied()
    }

    /// As whom he acts on a case of this brand.
    pub(crate) fn doer(&self, brand: BrandId) -> Doer {
        Doer { by: self.by(), role: self.role(brand) }
    }

    pub fn person_id(&self) -> Option<PersonId> {
        match self.who {
            Who::Person(id) => Some(id),
            Who::Operator => None,
        }
    }

    pub fn by(&self) -> By {
        match self.who {
            Who::Person(id) => By::Person(id),
            Who::Operator => By::Operator,
        }
    }
}

impl Scope {
    pub fn holds(&self, brand: BrandId) -> bool {
        match self {
            Scope::All => true,
            Scope::Only(brands) => brands.contains(&brand),
        }
    }

    /// Narrowed to the wanted brands; an empty wish means all of them.
    pub fn narrow(&self, wanted: &[BrandId]) -> Scope {
        match self {
            _ if wanted.is_empty() => self.clone(),
            scope => Scope::Only(wanted.iter().copied().filter(|b| scope.holds(*b)).collect()),
        }
    }
}

/// A brand and everything above it. A circle in the tree ends the walk.
fn ancestry(brand: BrandId, tree: &[(BrandId, Option<BrandId>)]) -> Vec<BrandId> {
    let mut line = vec![brand];
    while let Some((_, Some(parent))) = tree.iter().find(|(id, _)| Some(id) == line.last()) {
        if line.contains(parent) {
            break;
        }
        line.push(*parent);
    }
    line
}
