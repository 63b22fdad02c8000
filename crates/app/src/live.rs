//! What open pages are told: that something changed, never what it says. A page fetches its
//! fragment again, with its own permissions.

use domain::{BrandId, CaseId, ImportId, PersonId};

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Live {
    /// Only those who may see this brand are told.
    pub brand: BrandId,
    pub topic: Topic,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Topic {
    Mentions,
    Case(CaseId),
    Import(ImportId),
    /// A promise of this person (or of nobody) wants attention now.
    Alarm {
        case: CaseId,
        number: i64,
        owner: Option<PersonId>,
        broken: bool,
    },
}

impl Topic {
    /// The name of the fragments that must be fetched again.
    pub fn name(&self) -> &'static str {
        match self {
            Topic::Mentions => "mentions",
            Topic::Case(_) => "case",
            Topic::Import(_) => "import",
            Topic::Alarm { .. } => "alarm",
        }
    }
}
