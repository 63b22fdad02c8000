//! Proofs that somebody is a client, checked as soon as they come: against other cases, and against
//! the company's own orders. What could not be confirmed is never a ground for refusal.

use super::carry_out::carry_out;
use crate::{App, Result};
use domain::CaseId;
use domain::case::{By, Command, State};
use domain::inquiry::ProofResult;

/// Checks what was shown since this version of the case.
pub(crate) async fn check_new(app: &App, case: CaseId, before: i64, state: &State) -> Result<()> {
    if state.version == before {
        return Ok(());
    }
    for proof in state.inquiry.proofs.iter().filter(|p| p.result.is_none()) {
        let Some(receipt) = &proof.receipt else { continue };
        let shown = store::remedy::shown_in(&app.db, &receipt.key(), case).await?;
        let also_in = shown.into_iter().map(|(number, _)| number).collect();
        let command = Command::CheckProof {
            proof: proof.id,
            result: ProofResult::FormOnly,
            detail: String::new(),
            also_in,
        };
        carry_out(app, case, By::Rule(String::new()), command, vec![]).await?;
    }
    Ok(())
}
