//! Everything a person does to a case, through one door: page, API, bulk and command line call it.

use super::carry_out::{Also, carry_out};
use super::translate::translate;
use crate::{Action, Actor, App, AppError, Result};
use domain::amends::RemedyKind;
use domain::case::{Recorded, State};
use domain::inquiry::{FactSlot, FactSource, Identity, ProofKind, ProofResult};
use domain::law::Demand;
use domain::*;
use serde::Deserialize;

/// What a person wants to happen. Sending a reply is `compose::send`; what touches two cases is in
/// `cases::together`.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize)]
#[serde(tag = "action", rename_all = "snake_case")]
pub enum Act {
    /// Take the case oneself.
    Take,
    Assign {
        owner: Option<PersonId>,
    },
    Move {
        stage: Stage,
    },
    Note {
        note: String,
    },
    Promise {
        what: String,
        due: Timestamp,
        /// What is promised is only when the time will be named.
        #[serde(default)]
        names_time: bool,
    },
    Renew {
        promise: PromiseId,
        due: Timestamp,
        reason: String,
    },
    Keep {
        promise: PromiseId,
    },
    /// The text was copied to the site; it stands under this link.
    ConfirmHandOff {
        reply: ReplyId,
        link: String,
    },
    /// A person looked what became of a reply of unknown fate, or wants a failed one sent again.
    Settle {
        reply: ReplyId,
        arrived: bool,
    },
    Withdraw {
        reply: ReplyId,
        reason: String,
    },
    Wish {
        text: String,
    },
    Close {
        outcome: Outcome,
        #[serde(default)]
        grounds: String,
    },
    Reopen {
        reason: String,
    },
    /// Goes on under the regulation that is in force now.
    FollowRegulation,
    SetKind {
        kind: String,
    },
    SetSeriousness {
        level: Seriousness,
        why: String,
    },
    Tick {
        step: String,
        done: bool,
    },
    Identify {
        how: Identity,
        #[serde(default)]
        note: String,
    },
    AskProof,
    /// An order number, or the text of a receipt's code.
    AddProof {
        kind: ProofKind,
        text: String,
    },
    CheckProof {
        proof: ProofId,
        result: ProofResult,
        #[serde(default)]
        detail: String,
    },
    RecordFact {
        slot: FactSlot,
        text: String,
        source: FactSource,
        #[serde(default)]
        attachment: Option<AttachmentId>,
        /// The open question that it answers.
        #[serde(default)]
        answers: Option<QuestionId>,
    },
    WithdrawFact {
        fact: FactId,
        reason: String,
    },
    RaiseQuestion {
        slot: FactSlot,
        text: String,
    },
    TakeStatement {
        of: String,
        text: String,
    },
    /// How heated the manager himself is, 0 to 3.
    NoteTemper {
        heat: u8,
    },
    Pause {
        until: Timestamp,
    },
    GiveVerdict {
        verdict: Verdict,
        #[serde(default)]
        grounds: String,
    },
    AskConsent,
    RecordConsent {
        agrees: bool,
    },
    OfferOptions {
        offers: Vec<OfferDraft>,
    },
    ChooseOption {
        offer: OfferId,
    },
    /// Inside one's own authority.
    Grant(RemedyDraft),
    FulfilRemedy {
        remedy: RemedyId,
    },
    CancelRemedy {
        remedy: RemedyId,
        reason: String,
    },
    /// Above one's own authority.
    AskApproval(RemedyDraft),
    Approve {
        approval: ApprovalId,
    },
    Refuse {
        approval: ApprovalId,
        reason: String,
    },
    /// The client said that it is enough, in these words.
    AcceptApology {
        #[serde(default)]
        words: String,
        #[serde(default)]
        mention: Option<MentionId>,
    },
    StateDemand {
        demand: Demand,
    },
    /// The author changed or removed his review.
    ReviewChanged {
        mention: MentionId,
        after: Option<i64>,
        #[serde(default)]
        removed: bool,
        by_client: bool,
    },
}

#[derive(Clone, PartialEq, Eq, Debug, Deserialize)]
pub struct OfferDraft {
    pub text: String,
    #[serde(default)]
    pub cost: Option<Money>,
}

#[derive(Clone, PartialEq, Eq, Debug, Deserialize)]
pub struct RemedyDraft {
    pub kind: RemedyKind,
    pub what: String,
    pub cost: Money,
}

pub async fn act(app: &App, actor: &Actor, case: CaseId, act: Act) -> Result<State> {
    let state = visible(app, actor, case).await?;
    actor.require(permission(&act, actor), state.brand)?;
    if let Act::Assign { owner: Some(person) } = &act {
        crate::people::require_worker(app, *person, state.brand).await?;
    }
    let (command, also): (_, Vec<Also>) = translate(app, actor, &state, act).await?;
    let before = state.version;
    let after = carry_out(app, case, actor.doer(state.brand), command, also).await?;
    super::proofs::check_new(app, case, before, &after).await?;
    Ok(after)
}

/// The case, if this person may know of it.
pub(crate) async fn visible(app: &App, actor: &Actor, case: CaseId) -> Result<State> {
    Ok(visible_with_journal(app, actor, case).await?.0)
}

pub(super) async fn visible_with_journal(
    app: &App,
    actor: &Actor,
    case: CaseId,
) -> Result<(State, Vec<Recorded>)> {
    let journal = store::journal::read(&app.db, &app.vault, case).await?;
    let state = domain::case::replay(&journal).ok_or(AppError::NotFound("case"))?;
    actor.require_sight(Action::ReadCases, state.brand, "case")?;
    Ok((state, journal))
}

fn permission(act: &Act, actor: &Actor) -> Action {
    match act {
        Act::Assign { owner } if owner.is_some() && *owner != actor.person_id() => {
            Action::AssignCases
        }
        Act::Settle { .. } => Action::SettleDelivery,
        _ => Action::WorkCases,
    }
}
