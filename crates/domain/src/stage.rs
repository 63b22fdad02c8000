//! Where a case stands, and how it may end.

macro_rules! codes {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $code:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, serde::Serialize, serde::Deserialize)]
        pub enum $name { $($(#[$vdoc])* #[serde(rename = $code)] $variant,)+ }

        impl $name {
            pub const ALL: &'static [$name] = &[$($name::$variant),+];

            /// The word used in files, the API and the database.
            pub fn code(self) -> &'static str {
                match self { $($name::$variant => $code,)+ }
            }
        }

        impl std::str::FromStr for $name {
            type Err = crate::stage::UnknownCode;
            fn from_str(s: &str) -> Result<Self, Self::Err> {
                match s {
                    $($code => Ok($name::$variant),)+
                    _ => Err(crate::stage::UnknownCode(s.to_owned())),
                }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.code())
            }
        }
    };
}
pub(crate) use codes;

/// A word that is none of the allowed ones.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not one of the allowed words")]
pub struct UnknownCode(pub String);

codes! {
    /// Where a case stands; the guard and the deadlines depend on it.
    Stage {
        /// Before the client or the purchase is identified.
        Intake = "intake",
        /// Facts are being collected.
        FactFinding = "fact_finding",
        /// A time-out was promised.
        Waiting = "waiting",
        /// The claim is founded, wholly or in part.
        VerdictFounded = "verdict_founded",
        /// The claim is unfounded, proven by evidence.
        VerdictUnfounded = "verdict_unfounded",
        /// What makes up for the trouble is being done.
        Remedy = "remedy",
        /// The client signalled acceptance.
        Closing = "closing",
        /// It is over; see [`Outcome`].
        Closed = "closed",
    }
}

codes! {
    /// How a case ended.
    Outcome {
        Satisfied = "satisfied",
        Doubting = "doubting",
        Lost = "lost",
        /// A wish was recorded instead of an argument (R27).
        WishRecorded = "wish_recorded",
        /// Nothing can be done, with grounds written down (R10).
        NoAction = "no_action",
    }
}

impl Stage {
    /// The stages one step may lead to. Closing a case is `Close`, not a step.
    pub fn next(self) -> &'static [Stage] {
        use Stage::*;
        match self {
            Intake => &[FactFinding, Waiting],
            FactFinding => &[Waiting, VerdictFounded, VerdictUnfounded],
            Waiting => &[FactFinding, VerdictFounded, VerdictUnfounded],
            VerdictFounded => &[Remedy, FactFinding],
            VerdictUnfounded => &[Closing, FactFinding],
            Remedy => &[Closing, FactFinding],
            Closing => &[Remedy, FactFinding],
            Closed => &[],
        }
    }

    /// A verdict stage is entered by those whom the regulation trusts with it.
    pub fn is_verdict(self) -> bool {
        matches!(self, Stage::VerdictFounded | Stage::VerdictUnfounded)
    }
}

impl Outcome {
    /// Outcomes that need their grounds in writing.
    pub fn needs_grounds(self) -> bool {
        matches!(self, Outcome::NoAction | Outcome::Lost)
    }
}
