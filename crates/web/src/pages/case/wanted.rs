//! From the fields of a form to what a person wants.

use super::act::{Form, moment, word, wrong};
use crate::ui::Errors;
use crate::{Cx, Web};
use app::cases::{self, Act, OfferDraft, RemedyDraft};
use app::domain::{CaseId, Money, Stage};

pub(super) async fn translate(cx: &Cx, web: &Web, case: CaseId, f: &Form) -> Result<Act, Errors> {
    Ok(match f.action.as_str() {
        "take" => Act::Take,
        "assign" if f.owner.is_empty() => Act::Assign { owner: None },
        "assign" => Act::Assign { owner: Some(word(cx, "owner", &f.owner)?) },
        "move" => Act::Move { stage: word::<Stage>(cx, "stage", &f.stage)? },
        "note" => Act::Note { note: f.note.clone() },
        "promise" => Act::Promise {
            what: f.what.clone(),
            due: moment(cx, &f.due)?,
            names_time: !f.names_time.is_empty(),
        },
        "renew" => Act::Renew {
            promise: word(cx, "promise", &f.promise)?,
            due: moment(cx, &f.due)?,
            reason: f.reason.clone(),
        },
        "keep" => Act::Keep { promise: word(cx, "promise", &f.promise)? },
        "confirm" => {
            Act::ConfirmHandOff { reply: word(cx, "reply", &f.reply)?, link: f.link.clone() }
        }
        "arrived" => Act::Settle { reply: word(cx, "reply", &f.reply)?, arrived: true },
        "again" => Act::Settle { reply: word(cx, "reply", &f.reply)?, arrived: false },
        "withdraw" => {
            Act::Withdraw { reply: word(cx, "reply", &f.reply)?, reason: f.reason.clone() }
        }
        "wish" => Act::Wish { text: f.text.clone() },
        "close" => {
            Act::Close { outcome: word(cx, "outcome", &f.outcome)?, grounds: f.grounds.clone() }
        }
        "reopen" => Act::Reopen { reason: f.reason.clone() },
        "follow_regulation" => Act::FollowRegulation,
        "kind" => Act::SetKind { kind: f.kind.clone() },
        "seriousness" => {
            Act::SetSeriousness { level: word(cx, "level", &f.level)?, why: f.reason.clone() }
        }
        "tick" => Act::Tick { step: f.step.clone(), done: true },
        "untick" => Act::Tick { step: f.step.clone(), done: false },
        "temper" => Act::NoteTemper { heat: word(cx, "temper", &f.temper)? },
        "pause" => Act::Pause { until: moment(cx, &f.due)? },
        "ask_consent" => Act::AskConsent,
        "consent_yes" => Act::RecordConsent { agrees: true },
        "consent_no" => Act::RecordConsent { agrees: false },
        "demand" => Act::StateDemand { demand: word(cx, "demand", &f.demand)? },
        "review_changed" => review_changed(cx, web, case, f).await?,
        _ => inquiry(cx, f).or_else(|_| amends(cx, f))?,
    })
}

fn inquiry(cx: &Cx, f: &Form) -> Result<Act, Errors> {
    Ok(match f.action.as_str() {
        "identify" => Act::Identify { how: word(cx, "how", &f.how)?, note: f.note.clone() },
        "ask_proof" => Act::AskProof,
        "proof" => {
            Act::AddProof { kind: word(cx, "proof_kind", &f.proof_kind)?, text: f.text.clone() }
        }
        "check_proof" => Act::CheckProof {
            proof: word(cx, "proof", &f.proof)?,
            result: word(cx, "result", &f.result)?,
            detail: f.note.clone(),
        },
        "fact" => Act::RecordFact {
            slot: word(cx, "slot", &f.slot)?,
            text: f.text.clone(),
            source: word(cx, "source", &f.source)?,
            attachment: optional(cx, "document", &f.document)?,
            answers: optional(cx, "question", &f.question)?,
        },
        "withdraw_fact" => {
            Act::WithdrawFact { fact: word(cx, "fact", &f.fact)?, reason: f.reason.clone() }
        }
        "question" => Act::RaiseQuestion { slot: word(cx, "slot", &f.slot)?, text: f.text.clone() },
        "statement" => Act::TakeStatement { of: f.of.clone(), text: f.text.clone() },
        "verdict" => Act::GiveVerdict {
            verdict: word(cx, "verdict", &f.verdict)?,
            grounds: f.grounds.clone(),
        },
        _ => return Err(wrong(cx, "action", "unknown-word")),
    })
}

fn amends(cx: &Cx, f: &Form) -> Result<Act, Errors> {
    Ok(match f.action.as_str() {
        "offers" => {
            let texts = [&f.offer1, &f.offer2].into_iter().filter(|t| !t.trim().is_empty());
            let offers = texts.map(|t| OfferDraft { text: t.clone(), cost: None }).collect();
            Act::OfferOptions { offers }
        }
        "choose" => Act::ChooseOption { offer: word(cx, "offer", &f.offer)? },
        "grant" => Act::Grant(remedy(cx, f)?),
        "ask_approval" => Act::AskApproval(remedy(cx, f)?),
        "fulfil" => Act::FulfilRemedy { remedy: word(cx, "remedy", &f.remedy)? },
        "cancel_remedy" => {
            Act::CancelRemedy { remedy: word(cx, "remedy", &f.remedy)?, reason: f.reason.clone() }
        }
        "approve" => Act::Approve { approval: word(cx, "approval", &f.approval)? },
        "refuse" => {
            Act::Refuse { approval: word(cx, "approval", &f.approval)?, reason: f.reason.clone() }
        }
        "accept" => Act::AcceptApology {
            words: f.words.clone(),
            mention: optional(cx, "mention", &f.mention)?,
        },
        _ => return Err(wrong(cx, "action", "unknown-word")),
    })
}

fn remedy(cx: &Cx, f: &Form) -> Result<RemedyDraft, Errors> {
    let currency = word(cx, "currency", &f.currency)?;
    let cost =
        Money::parse_amount(&f.amount, currency).map_err(|_| wrong(cx, "amount", "not-money"))?;
    Ok(RemedyDraft { kind: word(cx, "remedy_kind", &f.remedy_kind)?, what: f.what.clone(), cost })
}

/// The first public mention is the review that the form speaks of.
async fn review_changed(cx: &Cx, web: &Web, case: CaseId, f: &Form) -> Result<Act, Errors> {
    let gone = || wrong(cx, "mention", "unknown-word");
    let actor = cx.actor().map_err(|_| gone())?;
    let page = cases::view(&web.app, actor, case).await.map_err(|_| gone())?;
    let public = app::domain::brand::Visibility::Public;
    let review = page.mentions.iter().find(|m| m.visibility == public).ok_or_else(gone)?;
    Ok(Act::ReviewChanged {
        mention: review.id,
        after: optional(cx, "stars", &f.stars)?,
        removed: !f.removed.is_empty(),
        by_client: !f.by_client.is_empty(),
    })
}

fn optional<T: std::str::FromStr>(
    cx: &Cx,
    field: &'static str,
    text: &str,
) -> Result<Option<T>, Errors> {
    if text.is_empty() { Ok(None) } else { word(cx, field, text).map(Some) }
}
