//! The labels a reading can give. What each means stands beside it.

use serde::{Deserialize, Serialize};

/// Attitude toward the company, its goods, service or people.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Tone {
    /// Also praise meant the other way round.
    Negative,
    /// No attitude: mere facts or questions.
    Neutral,
    Positive,
    /// Praise and criticism both clearly present.
    Mixed,
}

/// The main thing the author does.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Intent {
    /// A concrete trouble that happened to somebody.
    Complaint,
    /// Negativity without a concrete trouble.
    Grumble,
    /// Proposes or asks for an improvement.
    Wish,
    /// Wants information.
    Question,
    /// Thanks or recommends.
    Praise,
    /// Spam, news, chit-chat, not about a company.
    Other,
}

impl Tone {
    pub const ALL: [Tone; 4] = [Tone::Negative, Tone::Neutral, Tone::Positive, Tone::Mixed];

    pub fn code(self) -> &'static str {
        match self {
            Tone::Negative => "negative",
            Tone::Neutral => "neutral",
            Tone::Positive => "positive",
            Tone::Mixed => "mixed",
        }
    }
}

impl Intent {
    pub const ALL: [Intent; 6] = [
        Intent::Complaint,
        Intent::Grumble,
        Intent::Wish,
        Intent::Question,
        Intent::Praise,
        Intent::Other,
    ];

    pub fn code(self) -> &'static str {
        match self {
            Intent::Complaint => "complaint",
            Intent::Grumble => "grumble",
            Intent::Wish => "wish",
            Intent::Question => "question",
            Intent::Praise => "praise",
            Intent::Other => "other",
        }
    }
}

/// A code that names no label.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("unknown label {0:?}")]
pub struct UnknownLabel(pub String);

impl std::str::FromStr for Tone {
    type Err = UnknownLabel;

    fn from_str(s: &str) -> Result<Self, UnknownLabel> {
        Tone::ALL.into_iter().find(|l| l.code() == s).ok_or_else(|| UnknownLabel(s.to_owned()))
    }
}

impl std::str::FromStr for Intent {
    type Err = UnknownLabel;

    fn from_str(s: &str) -> Result<Self, UnknownLabel> {
        Intent::ALL.into_iter().find(|l| l.code() == s).ok_or_else(|| UnknownLabel(s.to_owned()))
    }
}

/// Outputs of the model: the tones, then the intents.
pub(crate) const TONES: usize = Tone::ALL.len();
pub(crate) const INTENTS: usize = Intent::ALL.len();
pub(crate) const OUTPUTS: usize = TONES + INTENTS;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_read_back_and_stand_in_order() {
        for (i, l) in Tone::ALL.into_iter().enumerate() {
            assert_eq!(l.code().parse(), Ok(l));
            assert_eq!(l as usize, i);
        }
        for (i, l) in Intent::ALL.into_iter().enumerate() {
            assert_eq!(l.code().parse(), Ok(l));
            assert_eq!(l as usize, i);
        }
        assert!("angry".parse::<Tone>().is_err());
    }
}
