//! Phrase patterns over analysed words: one matcher for guard rules, standing queries, promise wordings
//! and routing rules. The language is described in `syntax.rs`. Nothing here knows what a match means.

mod build;
mod run;
mod spelling;
mod syntax;
mod words;

pub use build::{Error, Macros, Set, Source};
pub use run::Hit;
pub use words::{Gap, Sentence, Word, Words};

/// What a pattern may look over. By default a pattern sees the writer's own, affirmed words only.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Flags {
    /// `neg`: a negation before the phrase or in one of its gaps does not undo it.
    pub negated: bool,
    /// `quote`: words in quotation marks, and reported ones, count as well.
    pub quoted: bool,
    /// `ask`: sentences that end in a question mark count as well, even where questions are left out.
    pub asked: bool,
    /// `noask`: sentences that end in a question mark do not count.
    pub unasked: bool,
    /// `text`: the parts joined by `&` may stand in different sentences.
    pub anywhere: bool,
}

impl Flags {
    /// Takes everything: negated, quoted, asked. What exceptions are written with.
    pub const ALL: Flags =
        Flags { negated: true, quoted: true, asked: true, unasked: false, anywhere: false };
}

#[cfg(test)]
mod tests;
