//! People of the company and their roles; what a role may do is `app::policy`.

use crate::BrandId;
use crate::stage::codes;
use serde::{Deserialize, Serialize};

codes! {
    /// What a person is to a brand. An owner is an owner of everything.
    Role {
        Owner = "owner",
        Head = "head",
        Manager = "manager",
        /// Sees everything of his brands and changes nothing.
        Auditor = "auditor",
    }
}

impl Role {
    /// Whether this role may decide what the regulation leaves to `least` and those above.
    pub fn at_least(self, least: Role) -> bool {
        self.rank() >= least.rank() && self.rank() > 0
    }

    fn rank(self) -> u8 {
        match self {
            Role::Owner => 3,
            Role::Head => 2,
            Role::Manager => 1,
            Role::Auditor => 0,
        }
    }
}

/// A role for one brand with its branches, or (`brand: None`) for all of them.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct Grant {
    pub role: Role,
    pub brand: Option<BrandId>,
}
