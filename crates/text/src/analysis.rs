//! The one analysis of a text: language, sentences and tokens in a single linear pass.

use crate::emoji::emoji_norm;
use crate::lang::Lang;
use crate::scan::{Piece, scan};
use crate::token::{Kind, Token};
use crate::{langid, normal, sentence, stem};
use std::ops::Range;

pub struct Analysis<'t> {
    pub text: &'t str,
    pub lang: Lang,
    /// 0 to 1.
    pub lang_confidence: f32,
    /// Byte spans, in order, not overlapping; together they cover every token.
    pub sentences: Vec<Range<usize>>,
    /// In the order of the text, not overlapping.
    pub tokens: Vec<Token>,
}

impl<'t> Analysis<'t> {
    pub fn new(text: &'t str) -> Self {
        Self::build(text, None)
    }

    /// For a text whose language is known.
    pub fn with_lang(text: &'t str, lang: Lang) -> Self {
        Self::build(text, Some(lang))
    }

    fn build(text: &'t str, known: Option<Lang>) -> Self {
        let pieces = scan(text);
        let (of, sentences) = sentence::sentences(text, &pieces);
        let mut tokens: Vec<Token> =
            pieces.iter().zip(of).map(|(piece, sentence)| token(text, piece, sentence)).collect();
        let (lang, lang_confidence) = match known {
            Some(lang) => (lang, 1.0),
            None => langid::identify(&tokens),
        };
        for t in tokens.iter_mut() {
            t.stem = match t.kind {
                Kind::Word => stem::stem(&t.fold, lang).into_boxed_str(),
                _ => t.fold.clone(),
            };
        }
        Analysis { text, lang, lang_confidence, sentences, tokens }
    }

    /// The tokens that are words.
    pub fn words(&self) -> impl Iterator<Item = &Token> {
        self.tokens.iter().filter(|t| t.is_word())
    }
}

/// Without its stem, for which the language has to be known first.
fn token(text: &str, piece: &Piece, sentence: u32) -> Token {
    let raw = &text[piece.span.clone()];
    let norm = match piece.kind {
        Kind::Emoji => piece.face.map_or_else(|| emoji_norm(raw), str::to_owned),
        Kind::Punct if raw.starts_with("..") => "…".to_owned(),
        Kind::Punct => raw.chars().take(1).collect(),
        Kind::Number | Kind::Url | Kind::Mail | Kind::Masked => raw.to_lowercase(),
        Kind::Word | Kind::Mention | Kind::Tag => normal::norm(raw),
    };
    let fold = match piece.kind {
        Kind::Word | Kind::Mention | Kind::Tag => normal::fold(&norm),
        _ => norm.clone(),
    };
    Token {
        start: piece.span.start,
        end: piece.span.end,
        kind: piece.kind,
        sentence,
        norm: norm.into_boxed_str(),
        fold: fold.into_boxed_str(),
        stem: Box::default(),
    }
}
