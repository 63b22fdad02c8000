//! Receipts shown as files: kept, read by their code where there is one, and checked. What could not
//! be read is a proof like any other, to be looked at by a person.

use super::carry_out::{Also, Doer, carry_out};
use super::visible;
use crate::attachments::{self, Upload};
use crate::{Action, Actor, App, AppError, Result};
use domain::case::{Command, NewProof, State};
use domain::inquiry::ProofKind;
use domain::receipt::Receipt;
use domain::{CaseId, ProofId};
use sha2::{Digest, Sha256};
use std::path::PathBuf;
use std::time::Duration;
use store::attachment::Attachment;
use tokio::sync::Semaphore;

/// What became of a file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ShownReceipt {
    pub name: String,
    /// What its code says; `None` when there is none that could be read.
    pub receipt: Option<Receipt>,
}

/// Pictures that are read at the same time: each may need 200 MB for a moment.
static READERS: Semaphore = Semaphore::const_new(2);
/// A picture that takes longer is looked at by a person.
const PATIENCE: Duration = Duration::from_secs(15);
/// Of a code that is no fiscal receipt, so much is kept, in characters.
const MOST_CODE: usize = 300;

/// A manager adds receipts that the client gave him.
pub async fn add_receipts(
    app: &App,
    actor: &Actor,
    case: CaseId,
    uploads: Vec<Upload>,
) -> Result<Vec<ShownReceipt>> {
    let state = visible(app, actor, case).await?;
    actor.require(Action::WorkCases, state.brand)?;
    take(app, case, &state, actor.doer(state.brand), uploads).await
}

/// Keeps the files and makes each a proof; the same file twice is one.
pub(crate) async fn take(
    app: &App,
    case: CaseId,
    state: &State,
    doer: impl Into<Doer>,
    uploads: Vec<Upload>,
) -> Result<Vec<ShownReceipt>> {
    if uploads.is_empty() {
        return Err(AppError::invalid("files", "empty"));
    }
    let doer = doer.into();
    let mut shown = Vec::new();
    for file in attachments::keep(app, state.brand, None, Some(case), uploads)? {
        let name = file.name.clone();
        let texts = codes(attachments::path(app, &file.sha256)).await;
        let receipt = texts.iter().find_map(|text| Receipt::parse(text).ok());
        prove(app, case, &doer, file, receipt.clone(), texts).await?;
        shown.push(ShownReceipt { name, receipt });
    }
    Ok(shown)
}

async fn prove(
    app: &App,
    case: CaseId,
    doer: &Doer,
    file: Attachment,
    receipt: Option<Receipt>,
    texts: Vec<String>,
) -> Result<()> {
    let text = texts.into_iter().next().unwrap_or_default();
    let text = text.chars().filter(|c| !c.is_control()).take(MOST_CODE).collect();
    let command = Command::AddProof(NewProof {
        proof: proof_id(case, &file.sha256),
        kind: ProofKind::Receipt,
        text,
        attachment: Some(file.id),
        receipt,
    });
    let also = vec![Also::Attach(Box::new(file))];
    let before = super::carry_out::load(app, case).await?.version;
    let after = carry_out(app, case, doer.clone(), command, also).await?;
    super::proofs::check_new(app, case, before, &after).await
}

/// No id of its own but that of the file in the case: sent twice at the same moment, it is one proof.
fn proof_id(case: CaseId, sha256: &str) -> ProofId {
    let digest: [u8; 32] = Sha256::digest(format!("{case} {sha256}")).into();
    let mut id = [0; 16];
    id.copy_from_slice(&digest[..16]);
    ProofId(uuid::Builder::from_custom_bytes(id).into_uuid())
}

/// The texts of the codes on a picture; none when it cannot be read, or not in time.
async fn codes(path: PathBuf) -> Vec<String> {
    let read = async {
        let permit = READERS.acquire().await.ok()?;
        let read = move || {
            // Held until the reading is over, also when nobody waits for it any more.
            let _permit = permit;
            std::fs::read(path).map(|bytes| sources::picture::codes(&bytes)).unwrap_or_default()
        };
        tokio::task::spawn_blocking(read).await.ok()
    };
    tokio::time::timeout(PATIENCE, read).await.ok().flatten().unwrap_or_default()
}
