//! Identifiers: one type for each kind of thing, so that none can be taken for another.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = uuid::Error;
            fn from_str(s: &str) -> Result<Self, uuid::Error> {
                s.parse().map(Self)
            }
        }
    )+};
}

ids! {
    /// A brand or one of its branches.
    BrandId;
    /// A place where something is said: a file, a mailbox, a form, a site.
    SourceId;
    /// One utterance about a brand.
    MentionId;
    /// One conflict with one client.
    CaseId;
    /// A person outside the company.
    ClientId;
    /// Two clients taken for one person.
    ClientMergeId;
    /// A person of the company.
    PersonId;
    /// Who owes what to whom by which minute.
    PromiseId;
    /// A reply of the company; also the idempotency key of its delivery.
    ReplyId;
    /// A grumble that is recorded and considered.
    WishId;
    /// Something that shows that a person is a client: a receipt, an order number.
    ProofId;
    /// One thing established: who, what, when, where, with what result.
    FactId;
    /// What is still unknown, as a question.
    QuestionId;
    /// What a colleague said about it.
    StatementId;
    /// A way to solve it that was offered.
    OfferId;
    /// What makes up for the trouble.
    RemedyId;
    /// A remedy above somebody's authority, put to somebody with more.
    ApprovalId;
    /// One run of a file import.
    ImportId;
    /// A saved view.
    ViewId;
    /// An API token.
    TokenId;
    /// A document, recording or picture beside a mention or a case.
    AttachmentId;
}
