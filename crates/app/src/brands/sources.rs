//! The places in which a brand is spoken of.

use super::change::{note, visible};
use crate::people::clean_name;
use crate::{Action, Actor, App, AppError, Result};
use domain::brand::SourceKind;
use domain::{BrandId, SourceId, Timestamp};
use serde::Serialize;
use store::brand::{Brand, Source};
use store::{StoreError, Tx};

#[derive(Clone, Debug, Serialize)]
pub struct SourceView {
    pub id: SourceId,
    pub brand: BrandId,
    pub kind: SourceKind,
    pub name: String,
    pub created_at: Timestamp,
}

impl From<&Source> for SourceView {
    fn from(s: &Source) -> Self {
        SourceView {
            id: s.id,
            brand: s.brand,
            kind: s.kind,
            name: s.name.clone(),
            created_at: s.created_at,
        }
    }
}

pub async fn add_source(
    app: &App,
    actor: &Actor,
    brand: BrandId,
    name: &str,
    kind: SourceKind,
) -> Result<SourceId> {
    let brand = visible(app, actor, brand).await?;
    actor.require(Action::ManageBrand, brand.id)?;
    let name = clean_name("name", name)?;
    let mut tx = app.db.begin().await?;
    let id = put(app, &mut tx, brand.id, name.clone(), kind).await?;
    note(app, &mut tx, actor, "source-added", &brand, &format!("{}: {name}", brand.name)).await?;
    tx.commit().await?;
    Ok(id)
}

/// A form and a place for calls and visits: there is a way to complain from the first day.
pub(super) async fn add_first(app: &App, tx: &mut Tx, brand: &Brand) -> Result<()> {
    let (form, manual) = match brand.lang.as_str() {
        "ru" => ("Форма жалобы", "Звонки и визиты"),
        "ro" => ("Formular de reclamație", "Apeluri și vizite"),
        _ => ("Complaint form", "Calls and visits"),
    };
    put(app, tx, brand.id, form.into(), SourceKind::Form).await?;
    put(app, tx, brand.id, manual.into(), SourceKind::Manual).await?;
    Ok(())
}

async fn put(
    app: &App,
    tx: &mut Tx,
    brand: BrandId,
    name: String,
    kind: SourceKind,
) -> Result<SourceId> {
    let source = Source { id: SourceId(app.uuid()), brand, kind, name, created_at: app.now() };
    store::brand::add_source(tx, &source).await.map_err(|error| match error {
        StoreError::Taken(_) => AppError::invalid("name", "source-taken"),
        other => other.into(),
    })?;
    Ok(source.id)
}
