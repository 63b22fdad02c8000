//! The permission table: what each role may do with the brands it was given. Nothing else decides.

use domain::Role;

macro_rules! actions {
    ($($(#[$doc:meta])* $name:ident = $code:literal: $($role:ident)+;)+) => {
        /// Something a person may want to do.
        #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
        pub enum Action { $($(#[$doc])* $name,)+ }

        impl Action {
            pub const ALL: &'static [Action] = &[$(Action::$name),+];

            pub fn code(self) -> &'static str {
                match self { $(Action::$name => $code,)+ }
            }

            /// Whether this role may do it with a brand it was given for.
            pub fn allowed_to(self, role: Role) -> bool {
                match self { $(Action::$name => matches!(role, $(Role::$role)|+),)+ }
            }
        }
    };
}

actions! {
    ReadMentions = "read_mentions": Owner Head Manager Auditor;
    /// Mark as looked at; correct a reading.
    TriageMentions = "triage_mentions": Owner Head Manager;
    ReadCases = "read_cases": Owner Head Manager Auditor;
    /// Everything that is done to a case but the lines below; what the regulation leaves to some
    /// roles alone (verdicts, approvals, no action) is refused by `decide`.
    WorkCases = "work_cases": Owner Head Manager;
    /// Give a case to somebody else.
    AssignCases = "assign_cases": Owner Head;
    /// Send what the guard stopped, with a written reason.
    OverrideGuard = "override_guard": Owner Head Manager;
    /// Say what became of a reply whose fate is unknown, or send it again.
    SettleDelivery = "settle_delivery": Owner Head Manager;
    ImportMentions = "import_mentions": Owner Head;
    ExportData = "export_data": Owner Head Auditor;
    /// Sources, the form and its QR code, names and people in charge of a brand.
    ManageBrand = "manage_brand": Owner Head;
    /// New brands and branches; only over everything.
    ManageCompany = "manage_company": Owner;
    ReadRegulation = "read_regulation": Owner Head Manager Auditor;
    PublishRegulation = "publish_regulation": Owner;
    /// Say that one has read the version in force; always for oneself.
    ConfirmRegulation = "confirm_regulation": Owner Head Manager;
    /// Who has read it and who has not.
    ReadConfirmations = "read_confirmations": Owner Head;
    ManagePeople = "manage_people": Owner;
    ReadAudit = "read_audit": Owner Auditor;
}
