//! A token: one word, number, sign or address of a text, with its place and its normal forms.

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Kind {
    Word,
    Number,
    /// One sign, or a run of the same sign ("!!!").
    Punct,
    /// An emoji sequence or an emoticon (`:-)`, `)))`).
    Emoji,
    Url,
    Mail,
    /// `@name`
    Mention,
    /// `#name`
    Tag,
    /// A placeholder left by masking: `<user>`, `<url>`, `<num>` …
    Masked,
}

/// Words joined by a hyphen are separate tokens and the hyphen between them is none, so that
/// "n-am" and "n am", "кто-то" and "кто то" read the same. An apostrophe stays inside its word.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Token {
    /// First byte in the original text, always on a character boundary.
    pub start: usize,
    /// Byte after the last one.
    pub end: usize,
    pub kind: Kind,
    /// Index into `Analysis::sentences`.
    pub sentence: u32,
    /// Lower case, NFC, ё→е, ş→ș, ţ→ț, look-alikes of the other alphabet folded, stretched letters
    /// shortened, invisible characters gone.
    pub norm: Box<str>,
    /// `norm` without the diacritics of Latin letters: what search and patterns compare.
    pub fold: Box<str>,
    /// For words the stem in the language of the text, else the same as `fold`.
    pub stem: Box<str>,
}

impl Token {
    pub fn is_word(&self) -> bool {
        self.kind == Kind::Word
    }
}
