//! What a text is made of: language, sentences, words with their byte spans, normal forms and stems.
//! A text is analysed once and every other room reads that one analysis.
//! Nothing here knows of cases, brands or people, and nothing here does I/O.

mod analysis;
mod emoji;
mod lang;
pub mod langid;
mod letters;
mod normal;
mod scan;
mod sentence;
mod stem;
mod terms;
mod token;

pub mod pattern;
pub mod time;

pub use analysis::Analysis;
pub use lang::{Lang, UnknownLang};
pub use terms::{index_terms, search_terms};
pub use token::{Kind, Token};

/// Version of the normal forms and stems. It grows with every change that gives some word another
/// stem; a full-text index written under another version has to be rebuilt.
pub const NORM_VERSION: u32 = 1;
