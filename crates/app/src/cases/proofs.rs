//! Proofs that somebody is a client, checked as soon as they come: against other cases, and against
//! the company's own orders. What could not be confirmed is never a ground for refusal.

use super::carry_out::carry_out;
use crate::{App, Result};
use domain::CaseId;
use domain::case::{By, Command, State};

/// Checks what was shown since this version of the case.
pub(crate) async fn check_new(app: &App, case: CaseId, before: i64, state: &State) -> Result<()> {
    if state.version == before {
        return Ok(());
    }
    for proof in state.inquiry.proofs.iter().filter(|p| p.result.is_none()) {
        let compared = crate::orders::compare(app, state.brand, proof).await?;
        let Some((result, detail)) = compared else { continue };
        let also_in = match &proof.receipt {
            Some(receipt) => store::remedy::shown_in(&app.db, &receipt.key(), case).await?,
            None => vec![],
        };
        let also_in = also_in.into_iter().map(|(number, _)| number).collect();
        let command = Command::CheckProof { proof: proof.id, result, detail, also_in };
        carry_out(app, case, By::Rule(String::new()), command, vec![]).await?;
    }
    Ok(())
}
