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

/// A role for one brand with its branches, or (`brand: None`) for all of them.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct Grant {
    pub role: Role,
    pub brand: Option<BrandId>,
}
