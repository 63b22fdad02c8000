//! Brands and the names of people, read once for a page.

use crate::{App, Result};
use domain::{BrandId, PersonId};
use std::collections::HashMap;
use store::brand::Brand;

pub(crate) struct Names {
    pub brands: Vec<Brand>,
    people: HashMap<PersonId, String>,
}

impl Names {
    pub async fn load(app: &App) -> Result<Self> {
        let people = store::person::all(&app.db).await?;
        Ok(Names {
            brands: store::brand::all(&app.db).await?,
            people: people.into_iter().map(|p| (p.id, p.name)).collect(),
        })
    }

    pub fn brand(&self, id: BrandId) -> String {
        let brand = self.brands.iter().find(|b| b.id == id);
        brand.map(|b| b.name.clone()).unwrap_or_default()
    }

    pub fn person(&self, id: PersonId) -> String {
        self.people.get(&id).cloned().unwrap_or_default()
    }
}

/// A brand and those above it, from itself upward.
pub(crate) fn line(brands: &[Brand], id: BrandId) -> Vec<&Brand> {
    let mut line: Vec<&Brand> = Vec::new();
    let mut next = Some(id);
    while let Some(brand) = next.and_then(|id| brands.iter().find(|b| b.id == id)) {
        if line.iter().any(|b| b.id == brand.id) {
            break;
        }
        line.push(brand);
        next = brand.parent;
    }
    line
}
