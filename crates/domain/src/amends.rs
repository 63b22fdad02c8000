//! Making up for it: options, remedies within somebody's authority, approvals above it, and the
//! apology until the client accepts it.

use crate::money::Money;
use crate::stage::codes;
use crate::{ApprovalId, OfferId, PersonId, RemedyId, Role};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// One way to solve it, as it was put to the client.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Offer {
    pub id: OfferId,
    pub text: String,
    /// What it costs the company.
    pub cost: Option<Money>,
}

codes! {
    /// What a remedy is (R37).
    RemedyKind {
        Refund = "refund",
        Replacement = "replacement",
        Redo = "redo",
        Discount = "discount",
        Gift = "gift",
        Service = "service",
        Other = "other",
    }
}

codes! {
    /// What became of a granted remedy.
    RemedyStatus {
        Granted = "granted",
        /// The client has it.
        Fulfilled = "fulfilled",
        /// Taken back before it was fulfilled; its sum counts no more.
        Cancelled = "cancelled",
    }
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Remedy {
    pub id: RemedyId,
    pub kind: RemedyKind,
    pub what: String,
    pub cost: Money,
    pub status: RemedyStatus,
    /// Whose authority it was given by.
    pub given_by: Option<PersonId>,
    /// The day on which it counts, in the zone of the brand.
    pub day: Date,
}

/// What somebody wants to give.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct NewRemedy {
    pub id: RemedyId,
    pub kind: RemedyKind,
    pub what: String,
    pub cost: Money,
}

codes! {
    /// What happens when nobody decides in time.
    Fallback {
        /// It goes to the owner.
        Escalate = "escalate",
        /// It is over; whoever asked is told.
        Lapse = "lapse",
    }
}

codes! {
    ApprovalStatus {
        Asked = "asked",
        Given = "given",
        Refused = "refused",
        Lapsed = "lapsed",
    }
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Approval {
    pub id: ApprovalId,
    pub remedy: NewRemedy,
    pub asked_by: Option<PersonId>,
    /// The lowest role that may decide.
    pub of: Role,
    pub due: Timestamp,
    pub fallback: Fallback,
    pub status: ApprovalStatus,
    pub reason: String,
}

/// How much one person may give without asking (R13). A sum that is left out is not limited.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Authority {
    pub role: Role,
    pub per_gift: Option<Money>,
    pub per_client: Option<Money>,
    pub per_day: Option<Money>,
    pub per_month: Option<Money>,
}

/// What was given already, in one currency; cancelled remedies do not count.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Spent {
    /// To this client, by anybody.
    pub client: i64,
    /// By this person.
    pub day: i64,
    pub month: i64,
}

codes! {
    /// Which limit a remedy would pass.
    Limit {
        Gift = "per_gift",
        Client = "per_client",
        Day = "per_day",
        Month = "per_month",
        /// Nobody said how much this role may give in this currency.
        None = "none",
    }
}

impl Authority {
    /// The limits of this authority are all in one currency.
    pub fn currency(&self) -> Option<crate::Currency> {
        let sums = [self.per_gift, self.per_client, self.per_day, self.per_month];
        sums.into_iter().flatten().next().map(|m| m.currency)
    }

    /// The first limit that this sum would pass, and how much is left under it.
    pub fn passed(&self, cost: Money, spent: Spent) -> Option<(Limit, Money)> {
        let limits = [
            (Limit::Gift, self.per_gift, 0),
            (Limit::Client, self.per_client, spent.client),
            (Limit::Day, self.per_day, spent.day),
            (Limit::Month, self.per_month, spent.month),
        ];
        limits.into_iter().find_map(|(limit, most, already)| {
            let most = most?;
            let left = most.minor.saturating_sub(already).max(0);
            (cost.minor > left).then(|| (limit, Money::new(left, most.currency)))
        })
    }
}

/// What was offered, asked and given in this case.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Amends {
    pub offers: Vec<Offer>,
    pub chosen: Option<OfferId>,
    pub remedies: Vec<Remedy>,
    pub approvals: Vec<Approval>,
    /// When the client said that it is enough.
    pub accepted_at: Option<Timestamp>,
}

impl Amends {
    pub fn approval(&self, id: ApprovalId) -> Option<&Approval> {
        self.approvals.iter().find(|a| a.id == id)
    }

    pub fn remedy(&self, id: RemedyId) -> Option<&Remedy> {
        self.remedies.iter().find(|r| r.id == id)
    }

    /// Approvals that somebody still has to decide.
    pub fn asked(&self) -> impl Iterator<Item = &Approval> {
        self.approvals.iter().filter(|a| a.status == ApprovalStatus::Asked)
    }
}
