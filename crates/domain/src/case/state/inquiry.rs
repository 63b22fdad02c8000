//! Folding what was found out.

use super::State;
use crate::case::{Event, Recorded};
use crate::inquiry::{Fact, Proof, Question, Statement};

pub(super) fn fold(s: &mut State, recorded: &Recorded) {
    let at = recorded.at;
    let i = &mut s.inquiry;
    match recorded.event.clone() {
        Event::ClientIdentified { how, .. } => i.identity = Some(how),
        Event::ProofAsked { .. } => i.proof_asked = true,
        Event::ProofAdded { proof, kind, text, attachment, receipt } => i.proofs.push(Proof {
            id: proof,
            kind,
            text,
            attachment,
            receipt,
            result: None,
            detail: String::new(),
            also_in: Vec::new(),
        }),
        Event::ProofChecked { proof, result, detail, also_in } => {
            if let Some(p) = i.proofs.iter_mut().find(|p| p.id == proof) {
                p.result = Some(result);
                p.detail = detail;
                p.also_in = also_in;
            }
        }
        Event::FactRecorded { fact, slot, text, source, attachment, mention } => {
            i.facts.push(Fact { id: fact, slot, text, source, attachment, mention, at });
        }
        Event::FactWithdrawn { fact, .. } => {
            i.facts.retain(|f| f.id != fact);
            let open_again = i.questions.iter_mut().filter(|q| q.answer == Some(fact));
            open_again.for_each(|q| q.answer = None);
        }
        Event::QuestionRaised { question, slot, text } => {
            i.questions.push(Question { id: question, slot, text, answer: None });
        }
        Event::QuestionAnswered { question, fact } => {
            if let Some(q) = i.questions.iter_mut().find(|q| q.id == question) {
                q.answer = Some(fact);
            }
        }
        Event::StatementTaken { statement, of, text } => {
            i.statements.push(Statement { id: statement, of, text, at });
        }
        Event::VerdictGiven { verdict, .. } => {
            i.verdict = Some(verdict);
            i.verdict_at = Some(at);
        }
        _ => {}
    }
}
