//! The client shows his receipt on his private page. It helps to find what he bought; without it
//! he is helped as well.

use super::case_of;
use crate::attachments::Upload;
use crate::cases::carry_out::load;
use crate::cases::{self, ShownReceipt};
use crate::{App, AppError, Result};
use domain::case::{By, Event, Recorded};
use domain::receipt::Receipt;
use domain::{AttachmentId, CaseId, Stage};
use serde::Serialize;
use store::attachment::Attachment;

/// A receipt as the client sees it again.
#[derive(Clone, Debug, Serialize)]
pub struct ShownFile {
    pub id: AttachmentId,
    pub name: String,
    /// What its code says; `None`: a person looks at it.
    pub receipt: Option<Receipt>,
}

pub async fn show_receipts(
    app: &App,
    token: &str,
    files: Vec<Upload>,
) -> Result<Vec<ShownReceipt>> {
    let case = case_of(app, token).await?;
    let state = load(app, case).await?;
    // A message opens a closed case again; a file alone would lie there unseen.
    if state.stage == Stage::Closed {
        return Err(AppError::invalid("files", "receipt-closed"));
    }
    cases::take(app, case, &state, By::Client, files).await
}

/// What he showed himself, oldest first.
pub(super) fn shown(journal: &[Recorded], files: &[Attachment]) -> Vec<ShownFile> {
    let file = |(id, receipt): (AttachmentId, &Option<Receipt>)| {
        let file = files.iter().find(|f| f.id == id)?;
        Some(ShownFile { id, name: file.name.clone(), receipt: receipt.clone() })
    };
    his(journal).filter_map(file).collect()
}

pub(super) async fn is_his(app: &App, case: CaseId, id: AttachmentId) -> Result<bool> {
    let journal = store::journal::read(&app.db, &app.vault, case).await?;
    Ok(his(&journal).any(|(shown, _)| shown == id))
}

fn his(journal: &[Recorded]) -> impl Iterator<Item = (AttachmentId, &Option<Receipt>)> {
    journal.iter().filter(|r| r.by == By::Client).filter_map(|r| match &r.event {
        Event::ProofAdded { attachment: Some(id), receipt, .. } => Some((*id, receipt)),
        _ => None,
    })
}
