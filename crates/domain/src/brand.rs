//! Brands and their branches, and the kinds of places where they are spoken of.

use crate::stage::codes;

codes! {
    /// What kind of place a source is; it decides how a reply can leave.
    SourceKind {
        /// Reviews brought in as a file; replies are copied to the site by hand.
        File = "file",
        /// The company's own complaint form with the client's private page.
        Form = "form",
        /// Written by a manager: a call, a visit, a paper.
        Manual = "manual",
    }
}

codes! {
    /// Who can read a mention or a reply.
    Visibility {
        Public = "public",
        Private = "private",
    }
}

impl SourceKind {
    pub fn visibility(self) -> Visibility {
        match self {
            SourceKind::File => Visibility::Public,
            SourceKind::Form | SourceKind::Manual => Visibility::Private,
        }
    }
}
