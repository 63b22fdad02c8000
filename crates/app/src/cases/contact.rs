//! What a manager learnt of how to reach the client.

use super::carry_out::announce;
use super::visible;
use crate::{Action, Actor, App, AppError, Result};
use domain::CaseId;
use store::client::{self, Client};

pub async fn contact(
    app: &App,
    actor: &Actor,
    case: CaseId,
    name: &str,
    email: &str,
    phone: &str,
) -> Result<()> {
    let state = visible(app, actor, case).await?;
    actor.require(Action::WorkCases, state.brand)?;
    let known = client::get(&app.db, state.client).await?.ok_or(AppError::NotFound("client"))?;
    let name = if name.trim().is_empty() {
        String::new()
    } else {
        crate::people::clean_name("name", name)?
    };
    let email = if email.trim().is_empty() { String::new() } else { crate::people::email(email)? };
    let phone: String = phone.trim().chars().filter(|c| !c.is_control()).take(40).collect();
    let brand = store::brand::by_id(&app.db, state.brand).await?;
    let lang = brand.map(|b| b.lang).unwrap_or_default();
    let changed = Client { name, email, phone, ..known.clone() };
    let mut tx = app.db.begin().await?;
    client::change(&mut tx, &known, &changed, &lang, app.now()).await?;
    // Who changed it stays; what it was before is personal and does not.
    let object = format!("client:{}", state.client);
    store::audit::write(&mut tx, app.now(), actor.person_id(), "client-changed", &object, "")
        .await?;
    tx.commit().await?;
    announce(app, case, &state);
    Ok(())
}
