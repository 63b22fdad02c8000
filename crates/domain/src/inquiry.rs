//! What is found out in a case: who the client is, what shows it, facts with their sources, open
//! questions, what colleagues say, and the verdict.

use crate::receipt::Receipt;
use crate::stage::codes;
use crate::{AttachmentId, FactId, MentionId, ProofId, QuestionId, StatementId};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

codes! {
    /// By what the author is known (R7). An account alone can be anyone's.
    Identity {
        Account = "account",
        Name = "name",
        Phone = "phone",
        Email = "email",
        Order = "order",
        InPerson = "in_person",
    }
}

codes! {
    /// What shows that the author is a client (R8).
    ProofKind {
        Receipt = "receipt",
        Order = "order",
        Contract = "contract",
        BankMessage = "bank_message",
        Photo = "photo",
        Other = "other",
    }
}

codes! {
    /// What a check of a proof said. None of these is a ground for refusal by itself.
    ProofResult {
        /// It is in the company's own orders.
        Matches = "matches",
        /// Its form is right; whether it is ours could not be learnt.
        FormOnly = "form_only",
        /// The company's orders do not hold it.
        NotFound = "not_found",
        /// It says something else than the client does.
        Contradicts = "contradicts",
    }
}

codes! {
    /// Where the question "is he a client?" stands.
    Verification {
        Unverified = "unverified",
        /// Asked for; nothing came yet.
        Asked = "asked",
        /// Something came that nobody could confirm.
        Shown = "shown",
        Verified = "verified",
    }
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Proof {
    pub id: ProofId,
    pub kind: ProofKind,
    /// The order's number, or what is written on it.
    pub text: String,
    pub attachment: Option<AttachmentId>,
    pub receipt: Option<Receipt>,
    pub result: Option<ProofResult>,
    /// What the check said beside it.
    pub detail: String,
    /// Numbers of other cases in which the same receipt was shown.
    pub also_in: Vec<i64>,
}

codes! {
    /// The places of a fact. There is none for an opinion.
    FactSlot {
        Who = "who",
        What = "what",
        When = "when",
        Where = "where",
        Result = "result",
    }
}

codes! {
    /// Where a fact comes from.
    FactSource {
        Client = "client",
        Document = "document",
        Recording = "recording",
        System = "system",
        Statement = "statement",
        Seen = "seen",
    }
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Fact {
    pub id: FactId,
    pub slot: FactSlot,
    pub text: String,
    pub source: FactSource,
    /// The document it stands in, if it stands in one.
    pub attachment: Option<AttachmentId>,
    pub mention: Option<MentionId>,
    pub at: Timestamp,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Question {
    pub id: QuestionId,
    pub slot: FactSlot,
    pub text: String,
    /// Answered by this fact.
    pub answer: Option<FactId>,
}

/// What a colleague says. It is heard and kept, and proves nothing by itself (R32).
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Statement {
    pub id: StatementId,
    pub of: String,
    pub text: String,
    pub at: Timestamp,
}

codes! {
    /// What a piece of evidence is.
    EvidenceKind {
        Document = "document",
        Recording = "recording",
        /// How the public post looked.
        Screenshot = "screenshot",
        Photo = "photo",
        /// A colleague's written account: kept with the rest, no proof.
        Statement = "statement",
    }
}

codes! {
    /// What the investigation came to.
    Verdict {
        Founded = "founded",
        PartlyFounded = "partly_founded",
        Unfounded = "unfounded",
    }
}

codes! {
    /// How grave a case is; the regulation names who talks (R14).
    Seriousness {
        Ordinary = "ordinary",
        Serious = "serious",
        Critical = "critical",
    }
}

impl EvidenceKind {
    /// Whether a claim can be refuted by it.
    pub fn proves(self) -> bool {
        self != EvidenceKind::Statement
    }
}

impl Verdict {
    pub fn is_founded(self) -> bool {
        self != Verdict::Unfounded
    }
}

/// What the case has gathered so far.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Inquiry {
    pub identity: Option<Identity>,
    pub proof_asked: bool,
    pub proofs: Vec<Proof>,
    pub facts: Vec<Fact>,
    pub questions: Vec<Question>,
    pub statements: Vec<Statement>,
    pub verdict: Option<Verdict>,
    pub verdict_at: Option<Timestamp>,
}

impl Inquiry {
    pub fn verification(&self) -> Verification {
        let confirmed = |p: &Proof| p.result == Some(ProofResult::Matches);
        match self.proofs.as_slice() {
            proofs if proofs.iter().any(confirmed) => Verification::Verified,
            [] if self.proof_asked => Verification::Asked,
            [] => Verification::Unverified,
            _ => Verification::Shown,
        }
    }

    /// The places about which nothing is known and nothing is asked.
    pub fn unknown(&self) -> Vec<FactSlot> {
        let known = |slot: &&FactSlot| {
            self.facts.iter().any(|f| f.slot == **slot)
                || self.questions.iter().any(|q| q.slot == **slot && q.answer.is_none())
        };
        FactSlot::ALL.iter().filter(|slot| !known(slot)).copied().collect()
    }
}
