//! A text as patterns see it: words without punctuation, each with what stands before it, whether it
//! is quoted and whether it negates.

use super::spelling::expand;
use crate::{Analysis, Kind, Lang, Token};
use std::ops::Range;

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Gap {
    /// Only space before the word.
    None,
    /// A comma, a dash, a colon, a bracket.
    Weak,
    /// A semicolon or the start of a sentence.
    Strong,
}

#[derive(Clone, Debug)]
pub struct Word {
    pub start: usize,
    pub end: usize,
    pub kind: Kind,
    pub fold: Box<str>,
    pub stem: Box<str>,
    pub sentence: usize,
    /// Begins with a capital letter inside a sentence: mostly a name.
    pub capital: bool,
    pub before: Gap,
    /// In quotation marks.
    pub quoted: bool,
    /// Told as the words of another, without quotation marks.
    pub reported: bool,
    pub negation: bool,
}

#[derive(Clone, Debug)]
pub struct Sentence {
    pub words: Range<usize>,
    /// Ends in a question mark.
    pub question: bool,
}

/// Borrowed by nothing: positions are bytes of the analysed text.
#[derive(Clone, Debug)]
pub struct Words {
    pub words: Vec<Word>,
    pub sentences: Vec<Sentence>,
    pub lang: Lang,
}

impl Words {
    pub fn new(a: &Analysis) -> Self {
        let mut words: Vec<Word> = Vec::with_capacity(a.tokens.len());
        let mut sentences: Vec<Sentence> = Vec::new();
        let mut quotes = Quotes::default();
        let mut before = Gap::Strong;
        let mut sentence = None;
        for token in &a.tokens {
            if sentence != Some(token.sentence) {
                sentence = Some(token.sentence);
                sentences.push(Sentence { words: words.len()..words.len(), question: false });
                before = Gap::Strong;
            }
            if matches!(token.kind, Kind::Punct | Kind::Emoji) {
                let sign = &a.text[token.start..token.end];
                before = before.max(strength(sign));
                if sign.contains('?')
                    && let Some(s) = sentences.last_mut()
                {
                    s.question = true;
                }
                quotes.sign(a.text, token, words.len());
                continue;
            }
            let at = sentences.len() - 1;
            let capital = a.text[token.start..].starts_with(char::is_uppercase);
            push(&mut words, a.lang, token, at, before, capital);
            if let Some(s) = sentences.last_mut() {
                s.words.end = words.len();
                s.question = false;
            }
            before = Gap::None;
        }
        let total = words.len();
        for range in quotes.done {
            if range.len() < total {
                words[range].iter_mut().for_each(|w| w.quoted = true);
            }
        }
        mark_negations(&mut words, a.lang);
        Words { words, sentences, lang: a.lang }
    }

    /// These words are there, but no phrase knows them: gaps count them, and nothing else does.
    pub fn hide(&mut self, hidden: impl Fn(&Word) -> bool) {
        for word in self.words.iter_mut().filter(|w| hidden(w)) {
            (word.fold, word.stem, word.capital) = (Box::default(), Box::default(), false);
        }
    }

    /// The words from `from` to the end of the clause that reports another's speech: to a semicolon,
    /// a break with a "but" after it, or the end of the sentence. They count as reported from now on.
    pub fn report(&mut self, from: usize) {
        let Some(first) = self.words.get(from) else {
            return;
        };
        let end = self.sentences[first.sentence].words.end;
        for i in from..end {
            let word = &self.words[i];
            let turns = word.before == Gap::Weak && TURNS.contains(&&*word.fold);
            if i > from && (word.before == Gap::Strong || turns) {
                break;
            }
            self.words[i].reported = true;
        }
    }
}

const TURNS: &[&str] = &[
    "но",
    "однако",
    "а",
    "хотя",
    "but",
    "however",
    "yet",
    "though",
    "dar",
    "insa",
    "totusi",
    "iar",
];

fn strength(sign: &str) -> Gap {
    match sign.chars().next() {
        Some(';') => Gap::Strong,
        Some(',' | ':' | '—' | '–' | '-' | '(' | ')' | '…' | '.') => Gap::Weak,
        _ => Gap::None,
    }
}

fn push(
    words: &mut Vec<Word>,
    lang: Lang,
    token: &Token,
    sentence: usize,
    before: Gap,
    capital: bool,
) {
    let word = |fold: &str, stem: &str, before| Word {
        start: token.start,
        end: token.end,
        kind: token.kind,
        fold: fold.into(),
        stem: stem.into(),
        sentence,
        capital: capital && before != Gap::Strong,
        before,
        quoted: false,
        reported: false,
        negation: false,
    };
    match expand(lang, &token.fold) {
        Some(parts) if token.kind == Kind::Word => {
            let single = parts.len() == 1;
            for (i, part) in parts.into_iter().enumerate() {
                // A possessive is its noun: the stem of the whole word serves the one part left.
                let stem = if single && token.fold.contains('\'') {
                    token.stem.trim_end_matches("'s")
                } else {
                    part
                };
                words.push(word(part, stem, if i == 0 { before } else { Gap::None }));
            }
        }
        _ => words.push(word(&token.fold, &token.stem, before)),
    }
}

fn mark_negations(words: &mut [Word], lang: Lang) {
    let (list, only): (&[&str], &[&str]) = match lang {
        Lang::Ru => (
            &[
                "не",
                "ни",
                "нет",
                "нельзя",
                "никто",
                "никого",
                "никому",
                "никогда",
                "ничего",
                "нигде",
                "никак",
                "никакой",
                "никакая",
                "никакого",
                "никакой",
                "никаких",
                "никакие",
                "ничуть",
                "без",
                "вряд",
                "незачем",
            ],
            &["только", "просто", "лишь"],
        ),
        Lang::Ro => (
            &["nu", "nici", "niciodata", "nimeni", "nimic", "fara", "niciun", "nicio", "nicidecum"],
            &["doar", "numai"],
        ),
        Lang::En | Lang::Other => (
            &[
                "not", "no", "never", "none", "nobody", "nothing", "neither", "nor", "without",
                "hardly", "nowhere",
            ],
            &["only", "just", "merely", "simply"],
        ),
    };
    for i in 0..words.len() {
        let whole =
            words.get(i + 1).is_some_and(|w| w.before == Gap::None && only.contains(&&*w.fold));
        words[i].negation = !whole && list.contains(&&*words[i].fold);
    }
}

/// Pairs of quotation marks, as ranges of words.
#[derive(Default)]
struct Quotes {
    open: Vec<(char, usize)>,
    done: Vec<Range<usize>>,
}

/// A longer "quotation" is a mark that was never closed.
const LONGEST_QUOTE: usize = 80;

impl Quotes {
    fn sign(&mut self, text: &str, token: &Token, at: usize) {
        for (offset, c) in text[token.start..token.end].char_indices() {
            match c {
                '«' | '„' | '‹' => self.open.push((c, at)),
                '»' => self.close(&['«'], at),
                '›' => self.close(&['‹'], at),
                '”' => self.close(&['„', '“', '”'], at),
                '“' if self.is_open('„') => self.close(&['„'], at),
                '“' => self.open.push((c, at)),
                '"' if self.is_open('"') => self.close(&['"'], at),
                '"' => self.open.push((c, at)),
                '\'' | '‘' | '’' => {
                    let byte = token.start + offset;
                    let after_space = text[..byte]
                        .chars()
                        .next_back()
                        .is_none_or(|p| p.is_whitespace() || p == '(');
                    if after_space {
                        self.open.push(('\'', at));
                    } else {
                        self.close(&['\''], at);
                    }
                }
                _ => {}
            }
        }
    }

    fn is_open(&self, mark: char) -> bool {
        self.open.iter().any(|(c, _)| *c == mark)
    }

    fn close(&mut self, marks: &[char], at: usize) {
        if let Some(i) = self.open.iter().rposition(|(c, _)| marks.contains(c)) {
            let (_, from) = self.open[i];
            self.open.truncate(i);
            if at > from && at - from <= LONGEST_QUOTE {
                self.done.push(from..at);
            }
        }
    }
}
