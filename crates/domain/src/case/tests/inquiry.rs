//! Identity, proofs, facts, and the verdict.

use super::*;
use crate::inquiry::*;

fn evidence(n: u128, kind: EvidenceKind) -> Command {
    Command::AddEvidence {
        attachment: AttachmentId(id(n)),
        name: "call.ogg".into(),
        sha256: "aa".into(),
        kind,
    }
}

fn verdict(verdict: Verdict, grounds: &str) -> Command {
    Command::GiveVerdict { verdict, grounds: grounds.into() }
}

#[test]
fn unfounded_without_evidence_is_refused_and_a_colleagues_word_is_none() {
    let unfounded = || verdict(Verdict::Unfounded, "The recording shows it.");
    let mut story = Story::opened();
    story.by(Role::Head);
    let no_way = Refusal::NoWay { from: Stage::Intake, to: Stage::VerdictUnfounded };
    story.refused(1, unfounded(), &no_way);
    story.then(1, Command::MoveTo { stage: Stage::FactFinding });
    story.refused(2, unfounded(), &Refusal::NoEvidence);
    story.then(
        3,
        Command::TakeStatement {
            statement: StatementId(id(90)),
            of: "Oleg".into(),
            text: "I was polite.".into(),
        },
    );
    story.then(3, evidence(80, EvidenceKind::Statement));
    story.refused(4, unfounded(), &Refusal::NoEvidence);
    story.then(5, evidence(81, EvidenceKind::Recording));
    story.refused(6, verdict(Verdict::Unfounded, " "), &Refusal::NoGrounds);
    story.then(6, unfounded());
    assert_eq!(story.state().stage, Stage::VerdictUnfounded);
    assert_eq!(story.kinds()[story.kinds().len() - 2..], ["verdict_given", "stage_moved"]);
}

#[test]
fn the_verdict_is_the_heads_and_no_case_moves_into_it() {
    let mut story = Story::opened();
    story.then(1, Command::MoveTo { stage: Stage::FactFinding });
    story.refused(2, verdict(Verdict::Founded, ""), &Refusal::NotYours(Role::Head));
    story.refused(2, Command::MoveTo { stage: Stage::VerdictFounded }, &Refusal::VerdictNotGiven);
    story.by(Role::Head).then(3, verdict(Verdict::Founded, ""));
    // On second thoughts: the same stage, another verdict.
    story.refused(4, verdict(Verdict::PartlyFounded, ""), &Refusal::NoGrounds);
    story.then(4, verdict(Verdict::PartlyFounded, "Only the second parcel was late."));
    assert_eq!(story.state().inquiry.verdict, Some(Verdict::PartlyFounded));
    assert_eq!(story.state().stage, Stage::VerdictFounded);
}

#[test]
fn no_receipt_is_no_refusal() {
    let mut story = Story::opened();
    assert_eq!(story.state().inquiry.verification(), Verification::Unverified);
    story.then(1, Command::AskProof { reply: None });
    assert_eq!(story.state().inquiry.verification(), Verification::Asked);
    // Nothing came, and the case goes on to its end all the same.
    story.then(2, Command::MoveTo { stage: Stage::FactFinding }).by(Role::Head);
    story.then(3, verdict(Verdict::Founded, ""));
    assert_eq!(story.state().inquiry.verification(), Verification::Asked);
}

#[test]
fn a_receipt_counts_once_and_is_verified_by_own_orders() {
    let receipt = crate::receipt::Receipt::parse(
        "t=20260302T1405&s=1234.50&fn=9960440300000001&i=12345&fp=34567890&n=1",
    )
    .unwrap();
    let shown = |n| {
        Command::AddProof(NewProof {
            proof: ProofId(id(n)),
            kind: ProofKind::Receipt,
            text: String::new(),
            attachment: None,
            receipt: Some(receipt.clone()),
        })
    };
    let checked = |result, also_in| Command::CheckProof {
        proof: ProofId(id(60)),
        result,
        detail: String::new(),
        also_in,
    };
    let mut story = Story::opened();
    story.then(1, shown(60));
    assert_eq!(story.decide(2, shown(61)), Ok(vec![]), "the same receipt again");
    assert_eq!(story.state().inquiry.verification(), Verification::Shown);
    story.then(3, checked(ProofResult::NotFound, vec![977]));
    assert_eq!(story.state().inquiry.verification(), Verification::Shown, "not a refusal");
    assert_eq!(story.state().inquiry.proofs[0].also_in, [977]);
    story.then(4, checked(ProofResult::Matches, vec![]));
    assert_eq!(story.state().inquiry.verification(), Verification::Verified);
    let empty = Command::AddProof(NewProof {
        proof: ProofId(id(62)),
        kind: ProofKind::Other,
        text: " ".into(),
        attachment: None,
        receipt: None,
    });
    story.refused(5, empty, &Refusal::Empty("proof"));
}

#[test]
fn a_fact_has_a_source_and_an_answered_question_is_closed() {
    let fact = |n, slot, source, attachment: Option<u128>, answers: Option<u128>| {
        Command::RecordFact(NewFact {
            fact: FactId(id(n)),
            slot,
            text: "14:05, at the till".into(),
            source,
            attachment: attachment.map(|a| AttachmentId(id(a))),
            mention: None,
            answers: answers.map(|q| QuestionId(id(q))),
        })
    };
    let mut story = Story::opened();
    assert_eq!(story.state().inquiry.unknown(), FactSlot::ALL);
    story.refused(
        1,
        fact(70, FactSlot::When, FactSource::Document, None, None),
        &Refusal::NoDocument,
    );
    story.then(1, evidence(80, EvidenceKind::Document));
    story.then(2, fact(70, FactSlot::When, FactSource::Document, Some(80), None));
    let ask = Command::RaiseQuestion {
        question: QuestionId(id(75)),
        slot: FactSlot::Who,
        text: "Who met you?".into(),
    };
    story.then(3, ask);
    let unknown = [FactSlot::What, FactSlot::Where, FactSlot::Result];
    assert_eq!(story.state().inquiry.unknown(), unknown, "asked for is not unknown");
    story.then(4, fact(71, FactSlot::Who, FactSource::Client, None, Some(75)));
    assert_eq!(story.state().inquiry.questions[0].answer, Some(FactId(id(71))));
    story.then(
        5,
        Command::WithdrawFact { fact: FactId(id(71)), reason: "he meant another day".into() },
    );
    assert_eq!(story.state().inquiry.questions[0].answer, None, "asked again");
}

#[test]
fn required_steps_are_done_before_the_stage_is_left() {
    let onward = || Command::MoveTo { stage: Stage::FactFinding };
    let mut story = Story::opened();
    story.refused(
        1,
        Command::SetKind { kind: "weather".into() },
        &Refusal::Unknown("weather".into()),
    );
    story.then(1, Command::SetKind { kind: "money".into() });
    story.refused(2, onward(), &Refusal::StepsLeft(vec!["Ask what was bought.".into()]));
    let tick = |step: &str, done| Command::TickStep { step: step.into(), done };
    story.refused(3, tick("nothing", true), &Refusal::Unknown("nothing".into()));
    story.then(3, tick("bought", true)).then(4, tick("bought", false));
    story.refused(5, onward(), &Refusal::StepsLeft(vec!["Ask what was bought.".into()]));
    story.then(6, tick("bought", true)).then(7, onward());
    assert_eq!(story.decide(8, tick("bought", true)), Ok(vec![]));
}
