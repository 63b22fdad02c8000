//! Finding out: who the client is, what shows it, facts and questions, and the verdict.

use super::{Decision, Facts, by_role, filled, leaving};
use crate::case::{Command, Event, NewFact, NewProof, Refusal, State};
use crate::inquiry::{FactSource, ProofKind};
use crate::{Stage, Verdict};

pub(super) fn decide(s: &State, command: Command, facts: Facts) -> Decision {
    match command {
        Command::AddEvidence { attachment, name, sha256, kind } => {
            let name = filled(name, "name")?;
            Ok(vec![Event::EvidenceAdded { attachment, name, sha256, kind }])
        }
        Command::Identify { how, note } => {
            Ok(vec![Event::ClientIdentified { how, note: note.trim().to_owned() }])
        }
        Command::AskProof { reply } => Ok(vec![Event::ProofAsked { reply }]),
        Command::AddProof(proof) => add_proof(s, proof),
        Command::CheckProof { proof, result, detail, also_in } => {
            if !s.inquiry.proofs.iter().any(|p| p.id == proof) {
                return Err(Refusal::Unknown(proof.to_string()));
            }
            Ok(vec![Event::ProofChecked { proof, result, detail, also_in }])
        }
        Command::RecordFact(fact) => record_fact(s, fact),
        Command::WithdrawFact { fact, reason } => {
            if !s.inquiry.facts.iter().any(|f| f.id == fact) {
                return Err(Refusal::Unknown(fact.to_string()));
            }
            Ok(vec![Event::FactWithdrawn { fact, reason: filled(reason, "reason")? }])
        }
        Command::RaiseQuestion { question, slot, text } => {
            Ok(vec![Event::QuestionRaised { question, slot, text: filled(text, "text")? }])
        }
        Command::TakeStatement { statement, of, text } => Ok(vec![Event::StatementTaken {
            statement,
            of: filled(of, "of")?,
            text: filled(text, "text")?,
        }]),
        Command::GiveVerdict { verdict, grounds } => give_verdict(s, verdict, grounds, facts),
        _ => Ok(vec![]),
    }
}

/// The same receipt or the same file shown again in the same case is no second proof.
fn add_proof(s: &State, new: NewProof) -> Decision {
    let NewProof { proof, kind, text, attachment, receipt } = new;
    let same = |p: &crate::inquiry::Proof| match (&p.receipt, &receipt) {
        (Some(a), Some(b)) => a.key() == b.key(),
        _ => p.kind == kind && p.kind == ProofKind::Order && p.text == text.trim(),
    };
    if s.inquiry.proofs.iter().any(|p| p.id == proof || same(p)) {
        return Ok(vec![]);
    }
    let text = text.trim().to_owned();
    if text.is_empty() && attachment.is_none() && receipt.is_none() {
        return Err(Refusal::Empty("proof"));
    }
    Ok(vec![Event::ProofAdded { proof, kind, text, attachment, receipt }])
}

fn record_fact(s: &State, new: NewFact) -> Decision {
    let NewFact { fact, slot, text, source, attachment, mention, answers } = new;
    // What is said to stand in a document stands in one that is here.
    let written = matches!(source, FactSource::Document | FactSource::Recording);
    if written && !attachment.is_some_and(|a| s.evidence.iter().any(|e| e.attachment == a)) {
        return Err(Refusal::NoDocument);
    }
    let text = filled(text, "text")?;
    let mut events = vec![Event::FactRecorded { fact, slot, text, source, attachment, mention }];
    if let Some(question) = answers {
        let open = s.inquiry.questions.iter().any(|q| q.id == question && q.answer.is_none());
        if !open {
            return Err(Refusal::Unknown(question.to_string()));
        }
        events.push(Event::QuestionAnswered { question, fact });
    }
    Ok(events)
}

/// The client is right until the contrary is established (R33); what colleagues say establishes
/// nothing by itself (R32).
fn give_verdict(s: &State, verdict: Verdict, grounds: String, facts: Facts) -> Decision {
    let to = if verdict.is_founded() { Stage::VerdictFounded } else { Stage::VerdictUnfounded };
    let again = s.stage.is_verdict() && s.inquiry.verdict != Some(verdict);
    if !again && !s.stage.next().contains(&to) {
        return Err(Refusal::NoWay { from: s.stage, to });
    }
    by_role(facts, facts.rules.who.verdict)?;
    if !verdict.is_founded() && !s.has_proof() {
        return Err(Refusal::NoEvidence);
    }
    let grounds = grounds.trim().to_owned();
    if verdict != Verdict::Founded && grounds.is_empty() {
        return Err(Refusal::NoGrounds);
    }
    leaving(s, to, facts)?;
    let mut events = vec![Event::VerdictGiven { verdict, grounds }];
    if s.stage != to {
        events.push(Event::StageMoved { from: s.stage, to });
    }
    Ok(events)
}
