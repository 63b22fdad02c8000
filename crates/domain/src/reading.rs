//! The labels of a reading as the rest of the house stores and filters them.
//! What they mean is `reading-labels` in docs; who assigns them is `crates/reading`.

use crate::stage::codes;

codes! {
    /// The language of a text.
    Language { Ru = "ru", En = "en", Ro = "ro", Other = "other", }
}

codes! {
    /// Attitude toward the company.
    Tone { Negative = "negative", Neutral = "neutral", Positive = "positive", Mixed = "mixed", }
}

codes! {
    /// The main thing the author does.
    Intent {
        Complaint = "complaint",
        Grumble = "grumble",
        Wish = "wish",
        Question = "question",
        Praise = "praise",
        Other = "other",
    }
}
