//! The next right step: of all that could be done in a case, the one that a page puts in front.
//! Advice only; `decide` alone refuses.

use super::state::{Delivery, State};
use crate::amends::{ApprovalStatus, RemedyStatus};
use crate::inquiry::{FactSlot, Proof, Verification};
use crate::promise::{Promise, PromiseKind, PromiseStatus};
use crate::regulation::Regulation;
use crate::*;

#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Next {
    /// A reply did not arrive, or nobody knows.
    Settle(ReplyId),
    /// Somebody asks this person for a decision.
    Decide(ApprovalId),
    /// A promise was broken and is not made good yet.
    MakeGood(PromiseId),
    Take,
    /// Somebody with this role goes on.
    HandOver(Role),
    /// The pause to cool down lasts until then.
    Cool(Timestamp),
    Answer,
    Identify,
    AskProof,
    CheckProof(ProofId),
    /// Nothing is known about these.
    FindOut(Vec<FactSlot>),
    /// Questions that only the client can answer.
    AskClient(QuestionId),
    /// The client was not told when he will hear more.
    NameTime,
    GiveVerdict,
    TellVerdict,
    OfferOptions,
    ChooseOption,
    Grant,
    Fulfil(RemedyId),
    Apologise,
    /// Is it enough for the client?
    HearAcceptance,
    Move(Stage),
    Close,
}

/// `None`: the case is over, or all of it waits for the client or for time.
pub fn next(s: &State, rules: &Regulation, role: Role) -> Option<Next> {
    if s.stage == Stage::Closed || !role.at_least(Role::Manager) {
        return None;
    }
    urgent(s, rules, role).or_else(|| by_stage(s, rules, role))
}

/// What goes before everything else, whatever the stage.
fn urgent(s: &State, rules: &Regulation, role: Role) -> Option<Next> {
    let lost = |d| matches!(d, Delivery::Failed | Delivery::Uncertain);
    if let Some(reply) = s.replies.iter().find(|r| lost(r.delivery)) {
        return Some(Next::Settle(reply.id));
    }
    let mine = |a: &&amends::Approval| a.status == ApprovalStatus::Asked && role.at_least(a.of);
    if let Some(approval) = s.amends.approvals.iter().find(mine) {
        return Some(Next::Decide(approval.id));
    }
    if s.owner.is_none() {
        return Some(Next::Take);
    }
    let talks = rules.talks(s.seriousness);
    if !role.at_least(talks) {
        return Some(Next::HandOver(talks));
    }
    if s.client_waits {
        return Some(
            s.pause.filter(|until| *until > s.updated_at).map_or(Next::Answer, Next::Cool),
        );
    }
    let broken = |p: &&Promise| p.status == PromiseStatus::Broken && p.kind != PromiseKind::Law;
    s.promises.iter().find(broken).map(|p| Next::MakeGood(p.id))
}

fn by_stage(s: &State, rules: &Regulation, role: Role) -> Option<Next> {
    match s.stage {
        Stage::Intake => Some(intake(s)),
        Stage::FactFinding | Stage::Waiting => finding(s, rules, role),
        Stage::VerdictFounded => told(s).or(if s.amends.offers.is_empty() {
            Some(Next::OfferOptions)
        } else {
            Some(Next::Move(Stage::Remedy))
        }),
        Stage::VerdictUnfounded => told(s).or(Some(Next::Move(Stage::Closing))),
        Stage::Remedy => Some(remedy(s)),
        Stage::Closing => Some(Next::Close),
        Stage::Closed => None,
    }
}

fn intake(s: &State) -> Next {
    if s.inquiry.identity.is_none() {
        return Next::Identify;
    }
    let unchecked = |p: &&Proof| p.result.is_none();
    if let Some(proof) = s.inquiry.proofs.iter().find(unchecked) {
        return Next::CheckProof(proof.id);
    }
    if s.inquiry.verification() == Verification::Unverified {
        return Next::AskProof;
    }
    Next::Move(Stage::FactFinding)
}

fn finding(s: &State, rules: &Regulation, role: Role) -> Option<Next> {
    if let Some(proof) = s.inquiry.proofs.iter().find(|p| p.result.is_none()) {
        return Some(Next::CheckProof(proof.id));
    }
    let unknown = s.inquiry.unknown();
    if !unknown.is_empty() {
        return Some(Next::FindOut(unknown));
    }
    let told_when = |p: &Promise| {
        matches!(p.kind, PromiseKind::Word | PromiseKind::NameTime)
            && p.status == PromiseStatus::Open
    };
    if !s.promises.iter().any(told_when) {
        return Some(Next::NameTime);
    }
    if let Some(question) = s.inquiry.questions.iter().find(|q| q.answer.is_none()) {
        return Some(Next::AskClient(question.id));
    }
    let judge = rules.who.verdict;
    Some(if role.at_least(judge) { Next::GiveVerdict } else { Next::HandOver(judge) })
}

/// The client knows the verdict when something was sent after it.
fn told(s: &State) -> Option<Next> {
    let at = s.inquiry.verdict_at?;
    let heard = s.replies.iter().any(|r| r.queued_at >= at && r.delivery != Delivery::Withdrawn);
    (!heard).then_some(Next::TellVerdict)
}

fn remedy(s: &State) -> Next {
    if s.amends.chosen.is_none() && s.amends.remedies.is_empty() {
        return if s.amends.offers.is_empty() { Next::OfferOptions } else { Next::ChooseOption };
    }
    if s.amends.remedies.is_empty() && s.amends.asked().next().is_none() {
        return Next::Grant;
    }
    let owed = s.amends.remedies.iter().find(|r| r.status == RemedyStatus::Granted);
    if let Some(remedy) = owed {
        return Next::Fulfil(remedy.id);
    }
    if s.apologies() == 0 {
        return Next::Apologise;
    }
    if s.amends.accepted_at.is_none() {
        return Next::HearAcceptance;
    }
    Next::Move(Stage::Closing)
}
